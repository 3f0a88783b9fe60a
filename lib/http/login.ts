import { type Context, HttpError, type Middleware } from "fresh";
import { currentUser, type State } from "../state.ts";
import { type CheckedUser, findUser, findUserByPassword } from "../users.ts";
import { worldExists } from "../worlds.ts";
import { networkOf } from "./address.ts";
import { succeed } from "./api.ts";
import { unauthorized } from "./errors.ts";
import { stringField } from "./fields.ts";
import { log, tellReason } from "./log.ts";

/**
 * Checks the e-mail address and password of a login.
 *
 * @throws {HttpError} 401, the same for an unknown address and a wrong password
 * @throws {RetryError} 429 after too many of these, 503 if too many people log in
 */
export async function checkPassword(ctx: Context<State>): Promise<CheckedUser> {
  const email = stringField(ctx.state.body, "email");
  const user = await guess(ctx.state, email);
  if (user === null) {
    throw new HttpError(401, "Wrong e-mail or password", {
      cause: "no user has that e-mail and password",
    });
  }
  log(ctx, 200, `${user.name} gave the right password`);
  ctx.state.step(`the password's hash matches: it is ${user.name}`);
  return user;
}

/**
 * Checks the password of someone who is logged in once more.
 *
 * @throws {HttpError} 403 if it is wrong, and as {@linkcode checkPassword}
 */
export async function checkOwnPassword(
  { state }: Context<State>,
): Promise<CheckedUser> {
  const { id } = currentUser(state);
  const known = await findUser(state.db, id);
  const user = known && await guess(state, known.email);
  if (user?.id !== id) {
    throw new HttpError(403, "Wrong password", {
      cause: `user ${id} is logged in and gave a wrong password`,
    });
  }
  state.step("the password's hash matches");
  return user;
}

async function guess(state: State, email: string): Promise<CheckedUser | null> {
  const { address, body, db, guesses, line, world } = state;
  const password = stringField(body, "password");
  const key = guesses.key(email, address, world.hash);
  guesses.check(key);
  // A world has its own turn once somebody has logged in there. Until then all
  // from one network share one: the code of a world costs nothing.
  const isKnown = world.code === null || await worldExists(db, world.hash);
  const client = `${networkOf(address)} ${isKnown ? world.hash : ""}`;
  const user = await line.run(client, () => {
    guesses.check(key); // others have guessed while this one waited
    return findUserByPassword(state, email, password);
  });
  guesses.check(key);
  if (user === null) guesses.fail(key);
  else guesses.succeed(key);
  return user;
}

/**
 * Runs a rung's `authenticate`, and lets a request that it refuses go on as
 * nobody's: for a page that everyone may see, and for a login.
 */
export function recognize(authenticate: Middleware<State>): Middleware<State> {
  return async (ctx) => {
    let reason: unknown;
    try {
      return await authenticate(ctx);
    } catch (error) {
      // With a user, it was refused further on, and not by `authenticate`.
      const isNobody = ctx.state.user === null &&
        error instanceof HttpError && error.status === 401;
      if (!isNobody) throw error;
      const { cause } = error;
      reason = cause instanceof Error ? cause.message : cause;
    }
    tellReason(ctx.state, `nobody is logged in: ${reason}`);
    return await ctx.next();
  };
}

/** `GET /auth/whoami` */
export async function whoami({ state }: Context<State>): Promise<Response> {
  return succeed(`Logged in as ${await userName(state)}`);
}

/** @throws {HttpError} 401 if the user is gone, whom a JWT may outlive */
export async function userName(state: State): Promise<string> {
  const user = currentUser(state);
  const name = user.name ?? (await findUser(state.db, user.id))?.name;
  if (name === undefined) throw unauthorized(`there is no user ${user.id}`);
  return name;
}
