/**
 * Two versions that might come next: small, and so large that a process can be
 * killed in the middle of it.
 *
 * @module
 */
import { versions } from "../schema.ts";

export const LOG_LENGTH = 20_000;

export const nextVersions = [...versions, [
  "ALTER TABLE todos ADD COLUMN due_at INTEGER",
  "UPDATE todos SET due_at = 7",
], [
  "CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
  `WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${LOG_LENGTH}
  ) INSERT INTO log (text) SELECT hex(zeroblob(500)) FROM numbers`,
  "UPDATE todos SET due_at = due_at + 1",
]];
