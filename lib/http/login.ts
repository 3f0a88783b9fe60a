/**
 * The part of login that is the same on every rung, and "who am I".
 *
 * @module
 */
import { type Context, HttpError, type Middleware } from "fresh";
import { currentUser, type State } from "../state.ts";
import { findUserByPassword, findUserName, type User } from "../users.ts";
import { networkOf } from "./address.ts";
import { succeed } from "./api.ts";
import { unauthorized } from "./errors.ts";
import { stringField } from "./fields.ts";
import { log } from "./log.ts";

/**
 * Checks the e-mail address and password of a login.
 *
 * @throws {HttpError} 401, the same for an unknown address and a wrong password
 * @throws {RetryError} 429 after too many of these, whatever the password; 503
 * if too many people log in at once
 */
export async function checkPassword(ctx: Context<State>): Promise<User> {
  const { address, body, guesses, line, step, world } = ctx.state;
  const email = stringField(body, "email");
  const password = stringField(body, "password");
  const key = guesses.key(email, address, world.hash);
  guesses.check(key);
  // Those who bring no world count as one: a new one costs nothing.
  const client = `${networkOf(address)} ${world.isNew ? "" : world.hash}`;
  const user = await line.run(client, () => {
    guesses.check(key); // others have guessed while this one waited
    return findUserByPassword(ctx.state, email, password);
  });
  guesses.check(key);
  if (user === null) {
    guesses.fail(key);
    throw new HttpError(401, "Wrong e-mail or password", {
      cause: "no user has that e-mail and password",
    });
  }
  guesses.succeed(key);
  log(ctx, 200, `${user.name} gave the right password`);
  step(`the password's hash matches: it is ${user.name}`);
  return user;
}

/**
 * Runs a rung's `authenticate`, and lets a request that it refuses go on as
 * nobody's: for a page that everyone may see, and for a login.
 */
export function recognize(
  authenticate: Middleware<State>,
): Middleware<State> {
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
    ctx.state.step(`nobody is logged in: ${reason}`);
    return await ctx.next();
  };
}

/** `GET /auth/whoami` */
export async function whoami({ state }: Context<State>): Promise<Response> {
  return succeed(`Logged in as ${await userName(state)}`);
}

/**
 * The user's name: from the session, or looked up where only an id is known.
 *
 * @throws {HttpError} 401 if the user is gone
 */
export async function userName(state: State): Promise<string> {
  const user = currentUser(state);
  const name = user.name ?? await findUserName(state.db, user.id);
  if (name === null) throw unauthorized(`there is no user ${user.id}`);
  return name;
}
