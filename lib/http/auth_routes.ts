/**
 * The part of login that no rung changes, and "who am I".
 *
 * @module
 */
import { type Context, HttpError } from "fresh";
import { succeed } from "./api.ts";
import { unauthorized } from "./errors.ts";
import { stringField } from "./fields.ts";
import { currentUser, type State } from "../state.ts";
import { findUserByPassword, findUserName, type User } from "../users.ts";

/**
 * Checks the e-mail address and password of a login.
 *
 * @throws {HttpError} 401, the same for an unknown address and a wrong password
 * @throws {GuessError} After too many of these, whatever the password
 */
export async function checkPassword(state: State): Promise<User> {
  const { address, db, body, logins, now } = state;
  const email = stringField(body, "email");
  const password = stringField(body, "password");
  const key = logins.key(email, address);
  logins.check(key, now());
  const user = await findUserByPassword(db, email, password);
  // Once more: other guesses may have come to their end meanwhile.
  logins.check(key, now());
  if (user === null) {
    logins.fail(key, now());
    throw new HttpError(401, "Wrong e-mail or password");
  }
  logins.succeed(key);
  state.step(`the password's hash matches: ${user.name}`);
  return user;
}

/** `GET /auth/whoami` */
export async function whoami({ state }: Context<State>): Promise<Response> {
  const name = await userName(state);
  return succeed(`Logged in as ${name}`);
}

/** The user's name: from the session, or looked up where only an id is known. */
export async function userName(state: State): Promise<string> {
  const user = currentUser(state);
  const name = user.name ?? await findUserName(state.db, user.id);
  if (name === null) throw unauthorized(`there is no user ${user.id}`);
  return name;
}
