/**
 * Defences of rung 7's refresh tokens.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

const REFRESH = "lib/refresh_tokens.ts";

export const oneUse = defence(
  "one-use",
  "the rule that a refresh token is good for one use",
  patch(REFRESH, "WHERE hash = ? AND used_at IS NULL", "WHERE hash = ?"),
);

/** Without it, two requests at once both see that the token is unused. */
export const compareAndSet = defence(
  "compare-and-set",
  "the rule that a token is found unused and marked in one statement",
  patch(
    REFRESH,
    "const results = await db.batch([",
    `const shown = await db.first(findToken(state, hash));
    const isUnused = shown?.used_at === null;
    $&`,
  ),
  patch(
    REFRESH,
    "WHERE hash = ? AND used_at IS NULL",
    "WHERE hash = ? AND ${isUnused}",
  ),
);

export const graceEnds = defence(
  "grace-ends",
  "the end of the ten seconds in which a used refresh token is forgiven",
  patch(REFRESH, "age < REFRESH_GRACE", "true"),
);

export const grace = defence(
  "grace",
  "the ten seconds in which a used refresh token is forgiven",
  patch(REFRESH, "age < REFRESH_GRACE", "false"),
);

export const successorUnused = defence(
  "successor-unused",
  "the rule that only the last but one is forgiven",
  patch(REFRESH, "row.next_used_at === null", "true"),
);

export const familyEnds = defence(
  "family-ends",
  "the end of the family when a used refresh token comes again",
  patch(REFRESH, "await revokeSession({ ...state, user });", ""),
);

export const refreshHashed = defence(
  "refresh-hashed",
  "the hash of the refresh token",
  patch(
    REFRESH,
    "args: [hashToken(token), sessionId]",
    "args: [token, sessionId]",
  ),
  patch(REFRESH, "[hashToken(token), hashToken(next)]", "[token, next]"),
  patch(
    REFRESH,
    "findToken(state, hashToken(token))",
    "findToken(state, token)",
  ),
);

export const refreshAsksAgain = defence(
  "refresh-asks-again",
  "the second look at the family, after the refresh",
  patch(
    "stages/07/refresh.ts",
    "if (await findFamily(ctx.state, token) === null)",
    "if (false)",
  ),
);

/** Without it, a login's refresh token is a JWT, as its access token is. */
export const noJwt = defence(
  "refresh-no-jwt",
  "the rule that a refresh token is no JWT",
  patch(
    REFRESH,
    "{ db, step }: State, sessionId",
    "{ db, step, now, jwtKey }: State, sessionId",
  ),
  patch(
    REFRESH,
    "const token = generateToken();",
    `const { signJwt } = await import("./jwt.ts");
    const row = await db.first({
      sql: "SELECT user_id FROM sessions WHERE id = ?",
      args: [sessionId],
    });
    const iat = Math.floor(now / 1000);
    const claims = { aud: "stage 7", sid: sessionId, iat, exp: iat + 300 };
    const token = signJwt({ ...claims, sub: \`\${row!.user_id}\` }, jwtKey);`,
  ),
);

export const tokensGoToo = defence(
  "tokens-go-too",
  "the deletion of a session's refresh tokens with the session",
  patch(
    "lib/database/schema.ts",
    "session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, used_at",
    "session_id INTEGER NOT NULL, used_at",
  ),
);
