/**
 * Defences in the table of sessions, and in what looks there.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

const SESSIONS = "lib/sessions.ts";
const REFRESH = "lib/refresh_tokens.ts";
const SCHEMA = "lib/database/schema.ts";

export const tokenCompared = defence(
  "token-compared",
  "the comparison of the session token",
  patch(
    SESSIONS,
    "if (!equalInConstantTime(row.token, token)) return null;",
    "",
  ),
);

export const tokenHashed = defence(
  "token-hashed",
  "the hash of the session token",
  ...["04/login", "04/middleware", "08/login", "08/middleware"].map((file) =>
    patch(`stages/${file}.ts`, "hashToken(token)", "token")
  ),
  patch(
    "stages/08/confirm.ts",
    "hashToken(readSession(ctx)!.token)",
    "readSession(ctx)!.token",
  ),
  patch("stages/08/confirm.ts", "hashToken(token)", "token"),
);

export const ownRungOnly = defence(
  "own-rung",
  "the rung in the search for a session",
  patch(
    SESSIONS,
    "WHERE sessions.id = ? AND stage = ?",
    "WHERE sessions.id = ? AND ? <> ''",
  ),
);

export const idleEnd = defence(
  "session-expires",
  "the end of a session by time",
  patch(SESSIONS, "AND expires_at > ?`", "AND ? > 0`"),
  patch(REFRESH, "AND expires_at > ?)", "AND ? > 0)"),
  patch(REFRESH, "AND expires_at > ?`", "AND ? > 0`"),
);

export const absoluteEnd = defence(
  "absolute-end",
  "the end of a session in use",
  patch(SESSIONS, "Number(row.created_at) + most", "Infinity"),
  patch(REFRESH, "min(?, created_at + ?)", "max(?, created_at + ? - ?2)"),
);

export const logoutEnds = defence(
  "logout",
  "the end of the session at logout",
  ...["04", "06", "07", "08"].map((rung) =>
    patch(`stages/${rung}/logout.ts`, "await revokeSession(ctx.state);", "")
  ),
);

export const logoutEverywhereEnds = defence(
  "logout-everywhere",
  "the end of all sessions at logout everywhere",
  ...["04", "06", "07", "08"].map((rung) =>
    patch(`stages/${rung}/logout.ts`, "await revokeAllSessions(ctx.state);", "")
  ),
);

export const loginEndsOld = defence(
  "login-ends-old",
  "the end of the old session at a login",
  patch(
    SESSIONS,
    "...state.user === null ? [] : [endSession(state)],",
    "",
  ),
);

export const endsOwnRungOnly = defence(
  "ends-own-rung",
  "the rung in the statement that ends a session",
  patch(SESSIONS, "WHERE id = ? AND stage = ?", "WHERE id = ? AND ? <> ''"),
);

export const endsOwnOnly = defence(
  "ends-own",
  "the user in the statement that ends a session",
  patch(
    SESSIONS,
    `AND user_id = ?", args: [sessionId`,
    `AND ? > 0", args: [sessionId`,
  ),
);

export const sessionIdsOnce = defence(
  "session-ids-once",
  "session ids that are never used again",
  patch(SCHEMA, "AUTOINCREMENT, stage", ", stage"),
);

export const madeBeforeJwt = defence(
  "made-before-jwt",
  "the rule that a session is older than its JWT",
  patch(
    SESSIONS,
    "AND user_id = ? AND created_at < ?",
    "AND user_id = ? AND ? > 0",
  ),
);

export const sessionsGoToo = defence(
  "sessions-go-too",
  "the deletion of a user's sessions with the user",
  patch(
    SCHEMA,
    "user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, token",
    "user_id INTEGER NOT NULL, token",
  ),
);

export const sessionHasUser = defence(
  "session-has-user",
  "the search for a session's user",
  patch(SESSIONS, "FROM sessions JOIN users", "FROM sessions LEFT JOIN users"),
);

export const hostPrefix = defence(
  "host-prefix",
  "the prefix __Host-",
  patch(
    "stages/08/cookie.ts",
    `return isSecure ? "__Host-session" : "session";`,
    `return "session";`,
  ),
);

export const shortSessions = defence(
  "short-sessions",
  "rung 8's short lifetime of a session",
  patch("stages/08/mod.ts", "lifetime: { most: 12 * HOUR, idle: HOUR },", ""),
);

export const passwordAgain = defence(
  "password-again",
  "the rule that the missile needs a confirmed session",
  patch(
    "stages/08/mod.ts",
    "...locked, confirmed, launch",
    "...locked, launch",
  ),
);

export const renewedToken = defence(
  "renewed-token",
  "the new token at a confirmation and at a change of password",
  patch(
    "stages/08/confirm.ts",
    "const token = generateToken();",
    "const { token } = readSession(ctx)!;",
  ),
);

export const changeEndsOthers = defence(
  "change-ends-others",
  "the end of the other sessions at a change of password",
  patch(
    "stages/08/password.ts",
    "WHERE stage = ? AND user_id = ? AND id <> ?",
    "WHERE stage = ? AND user_id = ? AND id <> ? AND FALSE",
  ),
);

export const loginLooksAgain = defence(
  "login-looks-again",
  "the second look at the password, after the session was made",
  patch(
    "stages/08/sessions.ts",
    "(SELECT password_hash FROM users WHERE id = user_id) = ?",
    "? <> ''",
  ),
);
