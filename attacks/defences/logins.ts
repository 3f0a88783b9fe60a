/**
 * Defences of the rungs with a login: how a credential is given and taken.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

/** A request without a token may use the API as the first user. */
const LET_IN = `{
  if (!ctx.url.pathname.endsWith("/")) {
    ctx.state.user = { id: 1 };
    return ctx.next();
  }
  $&
}`;
/** Only if there was no token. A wrong one is still refused. */
const LET_IN_WITHOUT = `if (token == null) ${LET_IN} else $&`;

export const lock = defence(
  "lock",
  "the refusal of requests without a credential",
  patch(
    "stages/01/middleware.ts",
    `throw unauthorized("no session id and token in the query");`,
    LET_IN_WITHOUT,
  ),
  patch(
    "stages/03/middleware.ts",
    `throw unauthorized("no session id and token in the query or body");`,
    LET_IN_WITHOUT,
  ),
  patch(
    "stages/04/middleware.ts",
    `throw unauthorized("no session id and token in the cookies");`,
    LET_IN_WITHOUT,
  ),
  ...["05", "06"].map((rung) =>
    patch(
      `stages/${rung}/middleware.ts`,
      `throw unauthorized("no jwt in the cookies");`,
      LET_IN,
    )
  ),
  patch(
    "stages/07/middleware.ts",
    `throw unauthorized("no access in the cookies");`,
    LET_IN,
  ),
  patch(
    "stages/08/middleware.ts",
    `throw unauthorized("no session id and token in the cookie");`,
    `if (!ctx.req.headers.has("cookie")) ${LET_IN} else $&`,
  ),
);

const PAYLOAD = "return succeed(`Logged in as ${user.name}`, { cookies });";

/** Without it, the page's script keeps the credential as on rung 3. */
export const notHandedOut = defence(
  "not-handed-out",
  "the rule that login gives the credential to the browser alone",
  ...["04", "08"].map((rung) =>
    patch(
      `stages/${rung}/login.ts`,
      PAYLOAD,
      `const payload = { sessionId, token };
    ${PAYLOAD.replace("cookies }", "cookies, payload }")}`,
    )
  ),
  ...["05", "06", "07"].map((rung) =>
    patch(
      `stages/${rung}/login.ts`,
      PAYLOAD,
      `{
        const token = cookies[0].split(/[=;]/)[1];
        const payload = { sessionId: 1, token };
        ${PAYLOAD.replace("cookies }", "cookies, payload }")}
      }`,
    )
  ),
  ...["04", "05", "06", "07", "08"].map((rung) =>
    patch(
      `stages/${rung}/mod.ts`,
      `credential: "cookie"`,
      `credential: "localStorage"`,
    )
  ),
);

export const cookiesOnly = defence(
  "cookies-only",
  "the rule that a credential comes in cookies alone",
  ...["sessionId", "token"].map((name) =>
    patch(
      "stages/04/middleware.ts",
      `readCookie(headers, "${name}")`,
      `(ctx.url.searchParams.get("${name}") ?? $&)`,
    )
  ),
  ...["05", "06"].map((rung) =>
    patch(
      `stages/${rung}/middleware.ts`,
      `readCookie(ctx.req.headers, "jwt")`,
      `(ctx.url.searchParams.get("jwt") ?? $&)`,
    )
  ),
  patch(
    "stages/07/middleware.ts",
    `readCookie(ctx.req.headers, "access")`,
    `(ctx.url.searchParams.get("access") ?? $&)`,
  ),
  patch(
    "stages/08/cookie.ts",
    "readCookie(req.headers, cookieName(state))",
    "(new URL(req.url).searchParams.get(cookieName(state)) ?? $&)",
  ),
);

export const newToken = defence(
  "new-token",
  "the new token at each login",
  patch(
    "stages/01/login.ts",
    "generateToken()",
    `(ctx.url.searchParams.get("token") ?? $&)`,
  ),
  patch(
    "stages/03/login.ts",
    "generateToken()",
    "(ctx.state.body.token ?? $&)",
  ),
  patch(
    "stages/04/login.ts",
    "generateToken()",
    `(/\\btoken=([^;]+)/.exec(ctx.req.headers.get("Cookie"))?.[1] ?? $&)`,
  ),
  patch(
    "stages/08/login.ts",
    "generateToken()",
    `(/session=\\d+\\.([^;]+)/.exec(ctx.req.headers.get("Cookie"))?.[1] ?? $&)`,
  ),
);

export const loginLooksAtSession = defence(
  "login-looks",
  "login's look at the session that came with it",
  ...["04", "06", "08"].map((rung) =>
    patch(`stages/${rung}/mod.ts`, "recognize(authenticate), login", "login")
  ),
  patch("stages/07/mod.ts", "recognizeFamily, login", "login"),
);

export const hashForNobody = defence(
  "hash-for-nobody",
  "the password hash for an unknown address",
  patch(
    "lib/users.ts",
    "const hash = row === undefined",
    "if (row === undefined) return null; $&",
  ),
);

export const countedGuesses = defence(
  "counted-guesses",
  "the count of wrong passwords",
  patch("lib/http/login.ts", "guesses.fail(key);", ";"),
);
