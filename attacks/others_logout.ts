import { stages } from "../stages/mod.ts";
import { endsOwnOnly, endsOwnRungOnly } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { logOut, TEN_MINUTES } from "./steps/copied.ts";
import { startOver } from "./steps/new_database.ts";

const six = stages.find(({ id }) => id === "6")!;
const STILL = "Vidu is still logged in";

export const attack: Attack = {
  id: "others-logout",
  name: "logout with another user's session id",
  group: "guess",
  story:
    "Rahul has a JWT of rung 6 that names his session by its number. The lab's database is lost, and a new one is started with the same JWT_SECRET. Vidu logs in on this rung, and the new session gets that number. Rahul's JWT is good for a few more minutes, and he logs out with it. Ten minutes later Vidu goes on.",
  lesson:
    "Logout ends the session that the credential names. If the number alone decided, Rahul would log Vidu out. So each statement that ends a session also names the user and the rung.",
  ladder: true,
  cells: {
    ...on(
      ["1", "3", "4", "7", "8"],
      holds(STILL, [endsOwnOnly, endsOwnRungOnly]),
    ),
    "6": holds(STILL, endsOwnOnly),
  },

  async control(range) {
    await logOut(await range.user("rahul", six));
    const { status } = await range.enter(await range.user());
    works(status === 200, "Vidu gets in");
  },

  async attack(range) {
    await startOver(range.lab);
    const rahul = await range.user("rahul", six);
    await startOver(range.lab);
    const vidu = await range.user();
    await logOut(rahul);
    range.lab.clock += TEN_MINUTES;
    const { status } = await range.enter(vidu);
    const evidence = range.exchanges.slice(-2);
    const saw = status === 200 ? STILL : "Vidu is logged out";
    return { broken: status !== 200, saw, evidence };
  },
};
