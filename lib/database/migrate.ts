import type { Database, Statement } from "./connection.ts";

/** What makes each version out of the one before: see schema.ts. */
export type Versions = readonly (readonly string[])[];

/** The newest row of `schema_versions`; 0 if there is no such table. */
export async function readVersion(db: Database): Promise<number> {
  const table = await db.first(
    "SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions'",
  );
  if (!table) return 0;
  const row = await db.first(
    "SELECT max(version) AS version FROM schema_versions",
  );
  return Number(row!.version);
}

/**
 * Brings a database to the newest version. Each version is one transaction, so
 * whatever happens leaves either the old one or the new one.
 *
 * @param seed Gives the rows that a new database starts with.
 */
export async function migrate(
  db: Database,
  versions: Versions,
  seed: () => Promise<Statement[]> = () => Promise.resolve([]),
): Promise<void> {
  let version = await readVersion(db);
  while (version < versions.length) {
    const statements: Statement[] = [...versions[version], {
      sql: "INSERT INTO schema_versions (version) VALUES (?)",
      args: [version + 1],
    }];
    if (version === 0) statements.push(...await seed());
    try {
      await db.batch(statements, "write");
      version++;
    } catch (error) {
      // If another process was faster, the tables are there already or the
      // version's row is, and so nothing of this has happened.
      const current = await readVersion(db);
      if (current === version) throw error;
      version = current;
    }
  }
}
