/**
 * Defences in the table of sessions, and in what looks there.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

const SESSIONS = "lib/sessions.ts";
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
  ...["login", "middleware"].map((file) =>
    patch(`stages/04/${file}.ts`, "hashToken(token)", "token")
  ),
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
);

export const absoluteEnd = defence(
  "absolute-end",
  "the end of a session in use",
  patch(SESSIONS, "Number(row.created_at) + SESSION_LIFETIME,", "Infinity,"),
);

export const logoutEnds = defence(
  "logout",
  "the end of the session at logout",
  ...["04", "06"].map((rung) =>
    patch(`stages/${rung}/logout.ts`, "await revokeSession(ctx.state);", "")
  ),
);

export const logoutEverywhereEnds = defence(
  "logout-everywhere",
  "the end of all sessions at logout everywhere",
  ...["04", "06"].map((rung) =>
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
