/**
 * Rung 7: a refresh token brings new tokens, once. A second time it ends its
 * family.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { findFamily, rotateRefreshToken } from "../../lib/refresh_tokens.ts";
import type { State } from "../../lib/state.ts";
import { jwtCookie, refreshCookie } from "./login.ts";

/** `POST /auth/refresh` */
export const refresh: Middleware<State> = async (ctx) => {
  const token = readCookie(ctx.req.headers, "refresh");
  if (token === null) throw unauthorized("no refresh in the cookies");
  ctx.state.step("read refresh from the cookies");
  const shown = await rotateRefreshToken(ctx.state, token);
  if (shown.outcome === "unknown") {
    throw unauthorized("no living family has this refresh token");
  }
  ctx.state.user = shown.user;
  if (shown.outcome === "stolen") {
    throw unauthorized("a refresh token came twice, so its family has ended");
  }
  // It may have ended since: once logout is answered, no answer logs in again.
  if (await findFamily(ctx.state, token) === null) {
    throw unauthorized("the family ended while this request was under way");
  }
  const cookies = [jwtCookie(ctx.state, shown.user)];
  // In a race, the other tab has brought the browser its next refresh token.
  const isRotated = shown.outcome === "rotated";
  if (isRotated) cookies.push(refreshCookie(ctx.state, shown.next));
  return succeed("Refreshed", { cookies });
};

/** Finds the family that comes with a login, which is to end it. */
export const recognizeFamily: Middleware<State> = async (ctx) => {
  const token = readCookie(ctx.req.headers, "refresh");
  if (token !== null) ctx.state.user = await findFamily(ctx.state, token);
  return ctx.next();
};
