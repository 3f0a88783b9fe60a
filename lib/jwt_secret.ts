import type { Database } from "./database/open.ts";
import { generateToken } from "./tokens.ts";

/**
 * The secret that signs JWTs: anyone who has it can impersonate anyone. If none
 * is given, a random one is made once and kept in the database, because servers
 * that share it must accept each other's tokens.
 */
export async function loadJwtSecret(
  db: Database,
  secret?: string,
): Promise<Uint8Array> {
  return new TextEncoder().encode(secret ?? await keptSecret(db));
}

async function keptSecret(db: Database): Promise<string> {
  // If several servers start at once, all read the key of the first.
  const [, { rows: [row] }] = await db.batch([
    {
      sql: `INSERT INTO settings (name, value) VALUES ('jwt_secret', ?)
            ON CONFLICT DO NOTHING`,
      args: [generateToken()],
    },
    "SELECT value FROM settings WHERE name = 'jwt_secret'",
  ], "write");
  return String(row.value);
}
