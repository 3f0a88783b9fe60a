import { type Context, HttpError, page, type PageResponse } from "fresh";
import { Head } from "fresh/runtime";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import TodoApp from "../../../islands/TodoApp.tsx";
import { userName } from "../../../lib/auth_routes.ts";
import type { Stage } from "../../../lib/stage.ts";
import { define, type State } from "../../../lib/state.ts";
import type { Todo } from "../../../lib/todos.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

interface StageData {
  stage: Stage;
  base: string;
  /** Who is logged in, in words. */
  login: string | null;
  todos: Todo[] | string[] | null;
  canLogOut: boolean;
}

export const handler = define.handlers({
  GET: (ctx) => {
    if (ctx.state.single) throw new HttpError(404);
    return stageData(ctx);
  },
});

/** What the page of a rung shows first, before its script runs. */
export async function stageData(
  { state }: Context<State>,
): Promise<PageResponse<StageData>> {
  const { stage, rung, base, user } = state;
  if (stage === null || rung === null) throw new HttpError(404);
  const open = stage.credential === null || user !== null;
  const login = user && `Logged in as ${await userName(state)}`;
  const todos = open ? await rung.todos?.(state) ?? null : null;
  const canLogOut = "POST /auth/logout" in rung.routes;
  return page(
    { stage, base, login, todos, canLogOut },
    { headers: { "Cache-Control": "no-store" } },
  );
}

export default define.page<typeof handler>(({ data }) => {
  const { stage, base, login, todos, canLogOut } = data;
  const { id, credential, insecure, name, lesson } = stage;
  return (
    <>
      <Head>
        <title>{`${id} ${name} · Auth Ladder`}</title>
      </Head>
      <h1>
        <span class="number">{id}</span> {name}
      </h1>
      <p>{lesson}</p>
      {insecure && (
        <p class="warning">
          <strong>Insecure on purpose.</strong>{" "}
          Don't copy this, and put nothing here that matters.
        </p>
      )}
      {stage.app === "missile"
        ? <LaunchPad base={base} login={login} />
        : (
          <TodoApp
            base={base}
            credential={credential}
            login={login}
            todos={todos}
            canLogOut={canLogOut}
          />
        )}
    </>
  );
});
