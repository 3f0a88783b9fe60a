import { HttpError, type Middleware } from "fresh";
import type { State } from "../state.ts";
import { startOver } from "../worlds.ts";
import { succeed } from "./api.ts";
import { isOwnWorld } from "./world.ts";

/** `POST /start-over`: one's own world as it was at first. */
export const restart: Middleware<State> = async ({ state }) => {
  const { db, world, worlds } = state;
  if (!isOwnWorld(state)) {
    throw new HttpError(403, "This is not your own world");
  }
  await startOver(db, world.hash);
  worlds.forget(world.hash);
  return succeed(
    "Everything is as it was at first, and all sessions have ended.",
  );
};
