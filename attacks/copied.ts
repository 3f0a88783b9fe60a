/**
 * A copy of a credential, used by someone else: what its owner does meanwhile
 * makes the difference.
 *
 * @module
 */
import type { Client } from "../testing/lab.ts";
import { at, type Attack, holds, works } from "./attack.ts";
import type { Range } from "./runner/range.ts";

export const TEN_MINUTES = 10 * 60_000;
export const NO_SESSION = "no live session with that token";

/** Copies a credential, lets `meanwhile` happen, and uses the copy. */
export function copied(
  meanwhile: (range: Range, owner: Client) => Promise<unknown> | void,
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const thief = range.thief(await range.user());
      const { status } = await range.enter(thief);
      works(status === 200, "a copy works while its owner is logged in");
    },
    async attack(range) {
      const vidu = await range.user();
      const thief = range.thief(vidu);
      await meanwhile(range, vidu);
      return { broken: (await range.enter(thief)).status === 200 };
    },
  };
}

export async function logOut(client: Client, path = "/auth/logout") {
  works((await client.post(path)).status === 200, "logout works");
}

export const REVOKED_4 = holds(
  NO_SESSION,
  at("stages/04/logout.ts", "await revokeSession("),
  at("stages/04/middleware.ts", NO_SESSION),
);
export const ENDED_6 = holds(
  "the JWT has expired and its session has ended",
  at("stages/06/logout.ts", "await revokeSession("),
  at("stages/06/middleware.ts", "the JWT has expired and its session"),
);
const TOO_OLD = "it is too old";

export const EXPIRED_5 = holds(
  TOO_OLD,
  at("stages/05/middleware.ts", "maxAge: JWT_LIFETIME"),
  at("stages/05/login.ts", "exp = iat + JWT_LIFETIME"),
);
export const TOO_OLD_6 = holds(
  TOO_OLD,
  at("stages/06/middleware.ts", "maxAge: SESSION_LIFETIME"),
  at("lib/sessions.ts", "AND expires_at > ?"),
);
