import {
  type Database,
  DatabaseError,
  databaseName,
  type Row,
  type Statement,
} from "./connection.ts";
import { migrate, readVersion } from "./migrate.ts";
import { hideFiles, removeFiles } from "./place.ts";
import { versions } from "./schema.ts";

export { type Database, DatabaseError, type Row, type Statement };

export interface OpenOptions {
  authToken?: string; // what a server asks for, if it does
  reset?: boolean; // removes the file that is there
  seed?: () => Promise<Statement[]>; // gives the first rows of a new database
  /** Milliseconds that a statement waits for a lock, or for a server's answer. */
  timeout?: number;
}

/**
 * Opens a database and brings its schema to the newest version. Several
 * processes may do so at the same time, on a new database too.
 *
 * @param url `file:PATH`, or `libsql:`, `https:` or `http:` for a server.
 * `:memory:` is a new and private database that lives until it is closed.
 * @throws {DatabaseError} If it can't be opened, or is of a newer version.
 */
export async function openDatabase(
  url: string,
  { authToken, reset = false, seed, timeout = 5000 }: OpenOptions = {},
): Promise<Database> {
  const name = databaseName(url);
  const isFile = url === ":memory:" || /^file:/i.test(url);
  let db: Database | undefined;
  try {
    if (isFile && reset) removeFiles(name);
    // Only one of the two is loaded: for a server, no native code.
    db = isFile
      ? (await import("./file.ts")).connectFile(url, timeout)
      : (await import("./server.ts")).connectServer(url, timeout, authToken);
    await check(db, name);
    if (isFile) {
      hideFiles(name);
      // With a write-ahead log, readers and a writer don't wait for each other.
      // The file remembers this. A server sees to it by itself.
      await db.execute("PRAGMA journal_mode = WAL");
    }
    await migrate(db, versions, seed);
    return db;
  } catch (cause) {
    db?.close();
    if (cause instanceof DatabaseError) throw cause;
    const [line] = String((cause as Error).message).split("\n");
    throw new DatabaseError(`Cannot open ${name}: ${line}`, { cause });
  }
}

async function check(db: Database, name: string): Promise<void> {
  const version = await readVersion(db);
  if (version > versions.length) {
    throw new DatabaseError(
      `Cannot use ${name}: its schema is version ${version}, and this program ` +
        `knows ${versions.length}; update the program or name another --db`,
    );
  }
  const pragma = await db.first("PRAGMA foreign_keys");
  if (pragma?.foreign_keys !== 1) {
    throw new DatabaseError(`Cannot use ${name}: it ignores foreign keys`);
  }
}
