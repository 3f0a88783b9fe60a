/**
 * What a connection to a database can do, what can go wrong with it, and how
 * it is named. `connect_file.ts` and `connect_server.ts` are the two kinds.
 *
 * @module
 */

/** One SQL statement: its text, or its text and the values for its `?`s. */
export type Statement = string | { sql: string; args?: Value[] };

/** What a `?` can stand for. */
export type Value = null | string | number | bigint | Uint8Array;

/** What was found in one row, by the names of the columns. */
export type Row = Record<string, unknown>;

/** What a statement has found or done. */
export interface Result {
  rows: Row[];
  /** How many rows it has changed, if it returns none. */
  rowsAffected: number;
}

/** What the rest of the project uses: a small part of libSQL's `Client`. */
export interface Database {
  /** Runs one statement. */
  execute(statement: Statement): Promise<Result>;
  /** Runs one statement that finds or makes one row at most: that row. */
  first(statement: Statement): Promise<Row | undefined>;
  /**
   * Runs statements in order in one transaction: all of them or, where one
   * fails, none. `"write"` takes the write lock before the first.
   */
  batch(statements: Statement[], mode: "read" | "write"): Promise<Result[]>;
  /** Closes it. Statements that come later fail. */
  close(): void;
}

/**
 * The database can't be opened, reached or written now, through no fault of
 * the statement: locked, full, down, too slow, too new. The message is one
 * line for people, without any token.
 *
 * A file has then kept nothing of the statement or batch. A server may have
 * kept all of it, where only its answer was lost.
 */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/**
 * What messages call the database at this URL: the file's path or the server's
 * address. A token in the URL is not shown.
 *
 * @throws {DatabaseError} If it isn't the URL of a database.
 *
 * @example A token stays out of sight
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const url = "libsql://lab.example.com?authToken=secret";
 * assertEquals(databaseName(url), "libsql://lab.example.com");
 * ```
 */
export function databaseName(url: string): string {
  if (url === ":memory:") return url;
  const file = /^file:(?:\/\/(?:localhost)?(?=\/))?(?!\/\/)([^?#]+)/i.exec(url);
  if (file) return unescaped(file[1]);
  const { protocol, host } = URL.parse(url) ?? {};
  if (host && /^(libsql|https?):$/.test(protocol!)) {
    return `${protocol}//${host}`;
  }
  throw new DatabaseError(
    "Cannot open the database: write it as file:PATH, or as the libsql:, " +
      "https: or http: URL of a server",
  );
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a plain path with a % in it
  }
}

/** libSQL's error codes that no statement is to blame for. */
const reasons: Record<string, string> = {
  HRANA_PROTO_ERROR: "it doesn't answer as a libSQL server does",
  BLOCKED: "the server has blocked the operation",
  TRANSACTION_BUSY: "the server is too busy",
  TRANSACTION_TIMEOUT: "the server is too busy",
  SQLITE_BUSY: "another program keeps it locked",
  SQLITE_CANTOPEN: "its file can't be opened",
  SQLITE_CORRUPT: "its file is damaged",
  SQLITE_FULL: "the disk is full",
  SQLITE_IOERR: "the disk can't be read or written",
  SQLITE_NOTADB: "its file is not a libSQL database",
  SQLITE_READONLY: "its file can't be written",
};

/**
 * A {@linkcode DatabaseError} in place of an error that no statement is to
 * blame for; any other error as it is.
 *
 * @param name What the message calls the database.
 */
export function explain(error: unknown, name: string): unknown {
  const code = error instanceof SyntaxError
    ? "HRANA_PROTO_ERROR" // not even JSON
    : (error as { code?: string }).code;
  const reason = reasons[code ?? ""];
  return reason === undefined
    ? error
    : new DatabaseError(`Cannot use ${name}: ${reason}`, { cause: error });
}
