/** One SQL statement: its text, or its text and the values for its `?`s. */
export type Statement = string | { sql: string; args?: Value[] };

export type Value = null | string | number | bigint | Uint8Array;

export function toParts(statement: Statement): { sql: string; args: Value[] } {
  return typeof statement === "string"
    ? { sql: statement, args: [] }
    : { sql: statement.sql, args: statement.args ?? [] };
}

/** One row: its values by the names of the columns. */
export type Row = Record<string, unknown>;

export interface Result {
  rows: Row[];
  /** How many rows the statement changed, if it returns none. */
  rowsAffected: number;
}

/** Is told each statement that ran, and how many rows it read or changed. */
export type Observer = (sql: string, rows: number) => void;

/** A connection. `file.ts` and `server.ts` are the two kinds. */
export interface Database {
  execute(statement: Statement, observe?: Observer): Promise<Result>;
  /** Runs a statement that finds or makes at most one row: that row. */
  first(statement: Statement, observe?: Observer): Promise<Row | undefined>;
  /**
   * Runs statements in order, in one transaction that holds the write lock from
   * the start, and on a server in one request. If one fails, none has happened.
   */
  batch(
    statements: Statement[],
    mode: "write",
    observe?: Observer,
  ): Promise<Result[]>;
  close(): void;
}

/**
 * The database can't be opened, reached or written right now, and the statement
 * is not to blame. The message is one line for people, without any token.
 *
 * A file has kept nothing of the statement or batch. A server may have kept all
 * of it, if only its answer was lost.
 */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/**
 * What messages call the database at this URL: a path or an address, no token.
 *
 * @throws {DatabaseError} If it isn't the URL of a database.
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

/** The codes of errors in a statement itself, or in the values for its `?`s. */
const STATEMENT_CODE =
  /^(SQL_|ARGS_|SQLITE_(ERROR|CONSTRAINT|MISMATCH|MISUSE|RANGE|TOOBIG)(_|$))/;

/** What the other codes of SQLite, libSQL servers and their client mean. */
const REASONS: Record<string, string> = {
  BLOCKED: "the server has blocked the operation",
  HRANA_CLOSED_ERROR: "the server has closed the connection",
  HRANA_PROTO_ERROR: "it doesn't answer as a libSQL server does",
  PROXY_ERROR: "the server can't reach its primary server",
  RESPONSE_TOO_LARGE: "the answer is larger than the server allows",
  TRANSACTION_BUSY: "the server is too busy",
  TRANSACTION_TIMEOUT: "the server is too busy",
  SQLITE_BUSY: "another program keeps it locked",
  SQLITE_CANTOPEN: "its file can't be opened",
  SQLITE_CORRUPT: "its file is damaged",
  SQLITE_FULL: "the disk is full",
  SQLITE_INTERRUPT: "the operation was interrupted",
  SQLITE_IOERR: "the disk can't be read or written",
  SQLITE_LOCKED: "another connection keeps it locked",
  SQLITE_NOTADB: "its file is not a libSQL database",
  SQLITE_READONLY: "its file can't be written",
};

/** A {@linkcode DatabaseError}, or the error itself if a statement is to blame. */
export function explain(error: unknown, name: string): unknown {
  const code = error instanceof SyntaxError
    ? "HRANA_PROTO_ERROR" // not even JSON
    : (error as { code?: string }).code;
  if (code === undefined || STATEMENT_CODE.test(code)) return error;
  // For example, SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
  const [basic] = /^SQLITE_[A-Z]+/.exec(code) ?? [code];
  const reason = REASONS[basic] ?? `it reports ${code}`;
  return new DatabaseError(`Cannot use ${name}: ${reason}`, { cause: error });
}
