/**
 * The project's database: opened, and brought to the newest version of its
 * schema.
 *
 * @module
 */
import {
  type Database,
  DatabaseError,
  databaseName,
  type Result,
  type Row,
  type Statement,
} from "./connection.ts";
import { versions } from "./schema.ts";

export { type Database, DatabaseError, databaseName };
export type { Result, Row, Statement };

/** What {@linkcode openDatabase} takes besides the URL. */
export interface OpenOptions {
  /** What a far server asks for, if it does. */
  authToken?: string;
  /** Gives the first rows; called only where the tables are to be created. */
  seed?: () => Promise<Statement[]>;
  /**
   * Milliseconds that a statement waits for another process's lock, or for the
   * far server's answer. Default: 5000.
   */
  timeout?: number;
}

/**
 * Opens a database and brings its schema to the newest version. Several
 * processes may do so at once, on a new database too.
 *
 * @param url `file:PATH`, or `libsql:`, `https:` or `http:` for a far server.
 * `:memory:` is a new and private database that lives until it is closed.
 * @throws {DatabaseError} If it can't be opened, or is of a newer version.
 *
 * @example Open, write, read
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const db = await openDatabase(":memory:");
 * await db.execute({
 *   sql: "INSERT INTO settings (name, value) VALUES (?, ?)",
 *   args: ["greeting", "hello"],
 * });
 * const { rows } = await db.execute("SELECT value FROM settings");
 * assertEquals(rows[0].value, "hello");
 * db.close();
 * ```
 */
export async function openDatabase(
  url: string,
  options: OpenOptions = {},
): Promise<Database> {
  const { authToken, seed = () => Promise.resolve([]), timeout = 5000 } =
    options;
  const name = databaseName(url);
  const isFile = url === ":memory:" || /^file:/i.test(url);
  let db;
  try {
    db = isFile
      // Loaded only then: on a far database, no native code.
      ? (await import("./file.ts")).connectFile(url, timeout)
      : (await import("./server.ts"))
        .connectServer(url, timeout, authToken);
    const version = await checkVersion(db, name);
    // With a write-ahead log, readers and a writer don't wait for each other.
    // The file remembers this; a server sees to it by itself.
    if (isFile) await db.execute("PRAGMA journal_mode = WAL");
    await migrate(db, version, seed);
    return db;
  } catch (cause) {
    db?.close();
    if (cause instanceof DatabaseError) throw cause;
    const [line] = String((cause as Error).message).split("\n");
    throw new DatabaseError(`Cannot open ${name}: ${line}`, { cause });
  }
}

async function checkVersion(db: Database, name: string): Promise<number> {
  const [version, { rows: [pragma] }] = await Promise.all([
    readVersion(db),
    db.execute("PRAGMA foreign_keys"),
  ]);
  if (pragma.foreign_keys !== 1) {
    throw new DatabaseError(`Cannot use ${name}: it ignores foreign keys`);
  }
  if (version > versions.length) {
    throw new DatabaseError(
      `Cannot use ${name}: its schema is version ${version}, and this program ` +
        `knows ${versions.length}; update the program or name another --db`,
    );
  }
  return version;
}

async function readVersion(db: Database): Promise<number> {
  const table = await db.execute(
    "SELECT 1 FROM sqlite_schema WHERE name = 'schema_versions'",
  );
  if (table.rows.length === 0) return 0;
  const { rows: [row] } = await db.execute(
    "SELECT max(version) AS version FROM schema_versions",
  );
  return Number(row.version);
}

/** Runs each version that the database lacks, as one transaction. */
async function migrate(
  db: Database,
  version: number,
  seed: () => Promise<Statement[]>,
): Promise<void> {
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
      // Another process may have been faster. Then none of this has happened:
      // the table is there already, or the version's number is taken.
      const current = await readVersion(db);
      if (current === version) throw error;
      version = current;
    }
  }
}
