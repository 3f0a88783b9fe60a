import { HttpError, type Middleware } from "fresh";
import type { State } from "../state.ts";
import { succeed } from "./api.ts";
import { readCookie, setCookie } from "./cookies.ts";
import { badField } from "./errors.ts";
import { integerField } from "./fields.ts";
import { isOwnWorld } from "./world.ts";

const COOKIE = "clock";
const DAY = 24 * 60 * 60; // in seconds
export const MAX_OFFSET: number = 60 * DAY; // how far ahead it can be

/**
 * How far ahead the clock is for a request, in seconds: a learner moves it, to see
 * things end without waiting for it. It is in a cookie of their browser, and moves
 * `state.now` for its requests alone: never `state.clock`, by which limits, the
 * log and the sweep of other people's dead sessions go.
 */
export function clockOffset({ headers }: Request, state: State): number {
  const value = readCookie(headers, COOKIE) ?? "";
  const isOffset = /^\d{1,7}$/.test(value) && Number(value) <= MAX_OFFSET;
  return isOffset && isOwnWorld(state) ? Number(value) : 0;
}

/** `POST /clock`: sets how far ahead the clock is, in seconds. */
export const moveClock: Middleware<State> = ({ state }) => {
  if (!isOwnWorld(state)) {
    throw new HttpError(403, "You can't move the clock of this server");
  }
  const offset = integerField(state.body, "offset", 0);
  if (offset > MAX_OFFSET) {
    throw badField("offset", "must be at most 60 days");
  }
  const cookie = setCookie(state, COOKIE, `${offset}`, offset === 0 ? 0 : DAY);
  const message = `The clock is ${offset} seconds ahead`;
  return succeed(message, { payload: { offset }, cookies: [cookie] });
};
