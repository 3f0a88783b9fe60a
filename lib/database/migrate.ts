import type { Database, Statement } from "./connection.ts";

/**
 * The statements that make each version out of the one before. The first of all
 * makes the table `schema_versions`, where each version leaves a row.
 */
export type Versions = readonly (readonly string[])[];

/** The version that a database has; 0 if it has no tables of ours. */
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
