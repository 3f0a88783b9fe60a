/**
 * Defences to remove, one after the other, and the cells that must then break:
 * these and no others.
 *
 * @module
 */

/** A change of one file: `from` is there once at least, and all of it goes. */
export interface Patch {
  file: string;
  from: string;
  to: string;
}

/**
 * A file's text without its defence.
 *
 * @throws {Error} If it hasn't got it
 */
export function applyPatch(source: string, { file, from, to }: Patch): string {
  if (!source.includes(from)) throw new Error(`${file} has no “${from}”`);
  return source.replaceAll(from, () => to.replace("$&", from));
}

export interface Mutation {
  id: string;
  name: string;
  patches: Patch[];
  /**
   * Whether it is a defence of the server alone: then the rows that take a
   * browser are run with `--full` only.
   */
  http?: true;
  /** By attack, the rungs that fall. */
  breaks: Record<string, string[]>;
}

const ALL = ["1", "2.1", "2.2", "3", "4", "5", "6"];
const WITH_LOGIN = ["1", "3", "4", "5", "6"];
const WITH_TODOS = ["2.1", "2.2", "3", "4", "5", "6"];

const noOriginCheck: Patch = {
  file: "lib/http/origin.ts",
  from: "[csrf(), (ctx)",
  to: "[(ctx)",
};
const noSameSite: Patch = {
  file: "lib/http/cookies.ts",
  from: '"SameSite=Lax"',
  to: '"SameSite=None", "Secure"',
};
const anyType: Patch = {
  file: "lib/http/body.ts",
  from: `if (type !== null && mediaType !== "application/json")`,
  to: "if (mediaType === null)",
};

export const mutations: readonly Mutation[] = [
  {
    id: "http-only",
    name: "cookies without HttpOnly",
    patches: [{ file: "lib/http/cookies.ts", from: ', "HttpOnly"]', to: "]" }],
    breaks: { "script-reads": ["4", "5", "6"] },
  },
  {
    id: "id-only",
    name: "a session found by its id alone",
    http: true,
    patches: [{
      file: "lib/sessions.ts",
      from: "|| !sameToken(row.token, token)",
      to: "",
    }],
    breaks: {
      "fixation": ["1", "3", "4"],
      "database-tokens": ["4"],
      "other-rung": ["1", "3", "4"],
    },
  },
  {
    id: "no-hash",
    name: "the token kept as it is",
    http: true,
    patches: [{
      file: "lib/tokens.ts",
      from: `return createHash("sha256").update(token).digest("hex");`,
      to: "return token;",
    }],
    breaks: { "database-tokens": ["4"] },
  },
  {
    id: "any-stage",
    name: "a session good on every rung",
    http: true,
    patches: [{
      file: "lib/sessions.ts",
      from: "WHERE sessions.id = ? AND stage = ?",
      to: "WHERE sessions.id = ? AND ? <> ''",
    }],
    breaks: { "other-rung": ["1", "3"] },
  },
  {
    id: "reused-ids",
    name: "session ids that come back",
    http: true,
    patches: [{
      file: "lib/database/schema.ts",
      from: "AUTOINCREMENT,\n    stage",
      to: ",\n    stage",
    }],
    breaks: { "dead-session": ["6"] },
  },
  {
    id: "no-logout",
    name: "logout that only clears the cookie",
    http: true,
    patches: [{
      file: "lib/sessions.ts",
      from: `sql: "DELETE FROM sessions WHERE id = ?"`,
      to: `sql: "DELETE FROM sessions WHERE id = -?"`,
    }],
    breaks: {
      "copied-logout": ["4"],
      "copied-logout-expired": ["4", "6"],
      "dead-session": ["4", "6"],
    },
  },
  {
    id: "no-logout-everywhere",
    name: "logout everywhere that ends nothing",
    http: true,
    patches: [{
      file: "lib/sessions.ts",
      from: `"DELETE FROM sessions WHERE stage = ? AND user_id = ?"`,
      to: `"DELETE FROM sessions WHERE stage = ? AND user_id = -?"`,
    }],
    breaks: { "copied-logout-everywhere": ["4", "6"] },
  },
  {
    id: "no-mac",
    name: "a JWT whose MAC nobody checks",
    http: true,
    patches: [{
      file: "lib/jwt.ts",
      from: "!key.verify(signed, mac)",
      to: "false",
    }],
    breaks: {
      "jwt-edited": ["5", "6"],
      "jwt-guessed-key": ["5", "6"],
      "jwt-own-key": ["5", "6"],
    },
  },
  {
    id: "alg-none",
    name: "a JWT that says it needs no signature is taken",
    http: true,
    patches: [{
      file: "lib/jwt.ts",
      from: "  if (header.alg !== key.alg) {",
      to: `  if (header.alg === "none") return parsePayload(decoded);\n$&`,
    }],
    breaks: { "jwt-none": ["5", "6"] },
  },
  {
    id: "any-audience",
    name: "a JWT for anybody is taken",
    http: true,
    patches: [{
      file: "lib/jwt_claims.ts",
      from: `throw new JwtError("claim", "it is for another audience", "aud");`,
      to: "",
    }],
    breaks: { "other-rung": ["5", "6"] },
  },
  {
    id: "loose-base64",
    name: "base64url with unused bits",
    http: true,
    patches: [{ file: "lib/base64.ts", from: " || unused !== 0", to: "" }],
    breaks: { "jwt-alias": ["5", "6"] },
  },
  {
    id: "others-todos",
    name: "statements that don't name the user",
    http: true,
    patches: [{
      file: "lib/todos.ts",
      from: "WHERE id = ? AND user_id = ?",
      to: "WHERE id = ? AND ? > 0",
    }],
    breaks: { "other-users-todo": ["3", "4", "5", "6"] },
  },
  {
    id: "no-origin-check",
    name: "POSTs of any origin",
    patches: [noOriginCheck],
    breaks: { "other-port": ["4", "6"] },
  },
  {
    id: "no-same-site",
    // The browser sends no cookie of another site along with a fetch, and what
    // it does send one along with, a form, can't be JSON.
    name: "SameSite=None, and POSTs of any origin",
    patches: [noOriginCheck, noSameSite],
    breaks: { "other-port": ["4", "6"] },
  },
  {
    id: "any-type",
    name: "bodies of any type",
    patches: [anyType],
    breaks: { "other-port": ["2.1", "2.2"], "csrf": ["2.1", "2.2"] },
  },
  {
    id: "no-csrf-defence",
    name: "SameSite=None, POSTs of any origin, bodies of any type",
    patches: [noOriginCheck, noSameSite, anyType],
    breaks: {
      "other-port": ["2.1", "2.2", "4", "5", "6"],
      "csrf": ["2.1", "2.2", "4", "5", "6"],
    },
  },
  {
    id: "framed",
    name: "pages that may be framed",
    patches: [{
      file: "lib/http/guards.ts",
      from: `"frame-ancestors 'none'",\n`,
      to: `"frame-ancestors *",\n`,
    }],
    breaks: { "framed": ALL },
  },
  {
    id: "raw-markup",
    name: "to-dos as raw HTML, and no Content-Security-Policy",
    patches: [
      {
        file: "components/TodoRow.tsx",
        from: "{text}</span>",
        to: "</span>",
      },
      {
        file: "components/TodoRow.tsx",
        from: `<span class="text">`,
        to: `<span class="text" dangerouslySetInnerHTML={{ __html: text }}>`,
      },
      {
        file: "components/TodoRow.tsx",
        from: "<span></span>",
        to: "<span dangerouslySetInnerHTML={{ __html: text }}></span>",
      },
      {
        file: "lib/http/guards.ts",
        from: "    return response;",
        to: `    headers.delete("Content-Security-Policy");\n$&`,
      },
    ],
    breaks: { "stored-markup": WITH_TODOS, "framed": ALL },
  },
  {
    id: "cached",
    name: "answers that a browser may keep: no-cache for no-store",
    patches: [{
      file: "lib/http/api.ts",
      from: `"Cache-Control", "no-store"`,
      to: `"Cache-Control", "no-cache"`,
    }],
    breaks: { "cached": WITH_LOGIN },
  },
  {
    id: "sql",
    name: "an e-mail address in the text of the statement",
    http: true,
    patches: [{
      file: "lib/users.ts",
      from: `FROM users WHERE email = ?",\n    args: [email],`,
      to: `FROM users WHERE email = '" + email + "'",\n    args: [],`,
    }],
    breaks: { "sql": WITH_LOGIN },
  },
  {
    id: "early-answer",
    name: "no hash for an unknown e-mail address",
    http: true,
    patches: [{
      file: "lib/users.ts",
      from: "  const hash = row === undefined",
      to: "  if (row === undefined) return null;\n$&",
    }],
    breaks: { "unknown-email": WITH_LOGIN },
  },
  {
    id: "no-limit",
    name: "wrong passwords that nobody counts",
    http: true,
    patches: [{
      file: "lib/http/auth_routes.ts",
      from: "logins.fail(key, now());",
      to: "",
    }],
    breaks: { "password-guesses": WITH_LOGIN },
  },
];
