/**
 * Defences of the rungs with a JWT.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

export const ownAlgorithm = defence(
  "algorithm",
  "the comparison of the algorithm",
  patch(
    "lib/jwt.ts",
    "if (header.alg !== key.alg) {",
    `if (header.alg === "none") return parsePayload(decoded); $&`,
  ),
);

export const mac = defence(
  "mac",
  "the check of the MAC",
  patch("lib/jwt.ts", "if (!key.verify(signed, mac)) {", "if (false) {"),
);

export const audience = defence(
  "audience",
  "the check of a JWT's audience",
  patch(
    "lib/jwt_claims.ts",
    `throw new JwtError("claim", "it is for another audience", "aud");`,
    "",
  ),
);

export const oneSpelling = defence(
  "one-spelling",
  "the rule that base64url has one spelling",
  patch(
    "lib/base64.ts",
    "if (!isAllSymbols || unused !== 0)",
    "if (!isAllSymbols)",
  ),
);

export const randomKey = defence(
  "random-key",
  "the random key",
  patch("lib/jwt_secret.ts", "generateToken()", `"k".repeat(32)`),
);

export const hourLong = defence(
  "hour",
  "the end of rung 5's JWT",
  patch("stages/05/login.ts", "exp = iat + JWT_LIFETIME", "exp = iat + 1e9"),
);

export const tenMinutesLong = defence(
  "ten-minutes",
  "the end of rung 6's JWT",
  patch("stages/06/login.ts", "exp = iat + JWT_LIFETIME", "exp = iat + 1e9"),
);

export const fiveMinutesLong = defence(
  "five-minutes",
  "the end of rung 7's JWT",
  patch("stages/07/login.ts", "exp = iat + JWT_LIFETIME", "exp = iat + 1e9"),
);

export const notTooOld5 = defence(
  "not-too-old-5",
  "the maximum age of rung 5's JWT",
  patch("stages/05/middleware.ts", "maxAge: JWT_LIFETIME", "maxAge: undefined"),
);

export const notTooOld6 = defence(
  "not-too-old-6",
  "the maximum age of rung 6's JWT",
  patch(
    "stages/06/middleware.ts",
    "maxAge: SESSION_LIFETIME / 1000",
    "maxAge: undefined",
  ),
);

export const notTooOld7 = defence(
  "not-too-old-7",
  "the maximum age of rung 7's JWT",
  patch("stages/07/middleware.ts", "maxAge: JWT_LIFETIME", "maxAge: undefined"),
);

export const nothingKept5 = defence(
  "nothing-kept-5",
  "the rule that rung 5 keeps no JWT",
  patch(
    "stages/05/login.ts",
    "const cookies = [jwtCookie(ctx.state, user)];",
    `$&
    const { createSession } = await import("../../lib/sessions.ts");
    await createSession(ctx.state, user, cookies[0].split(/[=;]/)[1]);`,
  ),
);

export const nothingKept6 = defence(
  "nothing-kept-6",
  "the rule that rung 6 keeps no JWT",
  patch(
    "stages/06/login.ts",
    "const cookies = [jwtCookie(ctx.state, { ...user, sessionId })];",
    `$&
    await ctx.state.db.execute({
      sql: "UPDATE sessions SET token = ? WHERE id = ?",
      args: [cookies[0].split(/[=;]/)[1], sessionId],
    });`,
  ),
);

export const renewNeedsSession = defence(
  "renew-needs-session",
  "the rule that an expired JWT needs a live session",
  patch(
    "stages/06/middleware.ts",
    `throw unauthorized("the JWT has expired and its session has ended");`,
    "ctx.state.user = { id: Number(sub) }; return ctx.next();",
  ),
);

export const renewAsksAgain = defence(
  "renew-asks-again",
  "the second look at the session, after the handler",
  patch("stages/06/middleware.ts", "if (await find() !== null)", "if (true)"),
);
