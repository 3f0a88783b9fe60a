/**
 * A stream of libSQL's HTTP protocol: one connection to the file, on which
 * requests run one after the other.
 *
 * @module
 */
import Libsql from "libsql";

/** A request that no well-made client sends: HTTP status 400. */
export class ProtocolError extends Error {}

type Value =
  | { type: "null" }
  | { type: "integer"; value: string }
  | { type: "float"; value: number }
  | { type: "text"; value: string }
  | { type: "blob"; base64: string };

interface Stmt {
  sql?: string | null;
  sql_id?: number | null;
  args?: Value[];
  named_args?: { name: string; value: Value }[];
  want_rows?: boolean | null;
}

type Condition =
  | { type: "ok" | "error"; step: number }
  | { type: "not"; cond: Condition }
  | { type: "and" | "or"; conds: Condition[] }
  | { type: "is_autocommit" };

type SqlText = { sql?: string | null; sql_id?: number | null };

/** One request of a pipeline. */
export type StreamRequest =
  | { type: "close" | "get_autocommit" }
  | { type: "execute"; stmt: Stmt }
  | {
    type: "batch";
    batch: { steps: { stmt: Stmt; condition?: Condition | null }[] };
  }
  | { type: "sequence" | "describe" } & SqlText
  | { type: "store_sql"; sql_id: number; sql: string }
  | { type: "close_sql"; sql_id: number };

/** A statement that failed: part of a normal answer. */
class SqlError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
  toJSON() {
    return { message: this.message, code: this.code };
  }
}

/** How long a statement waits for the write lock, in milliseconds. */
const LOCK_TIMEOUT = 5000;

/** One connection and the SQL texts that the client has stored on it. */
export class Stream {
  readonly #file: string;
  #db: Libsql.Database;
  readonly #texts = new Map<number, string>();
  closed = false;

  constructor(file: string) {
    this.#file = file;
    this.#db = new Libsql(file);
  }

  /** Closes the connection; a transaction that is still open is undone. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#db.close();
  }

  /**
   * Runs one request of a pipeline. With `breakOff`, a batch stops for good
   * behind its second statement: the first in a transaction.
   */
  async run(request: StreamRequest, version: number, breakOff = false) {
    if (this.closed) throw new ProtocolError("The stream is closed");
    try {
      const response = await this.#run(request, version, breakOff);
      return { type: "ok", response: { type: request.type, ...response } };
    } catch (error) {
      if (error instanceof SqlError) return { type: "error", error };
      throw error;
    }
  }

  async #run(request: StreamRequest, version: number, breakOff: boolean) {
    switch (request.type) {
      case "execute":
        return { result: await this.#execute(request.stmt) };
      case "batch":
        return { result: await this.#batch(request.batch, version, breakOff) };
      case "sequence":
        sqlErrors(() => this.#db.exec(this.#text(request)));
        return {};
      case "describe":
        return { result: describe(this.#file, this.#text(request)) };
      case "store_sql":
        if (this.#texts.has(request.sql_id)) {
          throw new ProtocolError(`SQL text ${request.sql_id} already exists`);
        }
        this.#texts.set(request.sql_id, request.sql);
        return {};
      case "close_sql":
        this.#texts.delete(request.sql_id);
        return {};
      case "get_autocommit":
        if (version < 3) throw new ProtocolError("Only in version 3");
        return { is_autocommit: !this.#db.inTransaction };
      case "close":
        this.close();
        return {};
      default:
        throw new ProtocolError("Unknown type of request");
    }
  }

  #text({ sql, sql_id }: SqlText): string {
    if ((sql == null) === (sql_id == null)) {
      throw new ProtocolError("Either `sql` or `sql_id` is needed, not both");
    }
    const text = sql ?? this.#texts.get(sql_id!);
    if (text === undefined) throw new ProtocolError(`No SQL text ${sql_id}`);
    return text;
  }

  async #execute(stmt: Stmt) {
    const sql = this.#text(stmt);
    checkAllowed(sql);
    const deadline = performance.now() + LOCK_TIMEOUT;
    for (;;) {
      if (this.closed) throw new ProtocolError("The stream is closed");
      try {
        return sqlErrors(() => this.#executeNow(sql, stmt));
      } catch (error) {
        // The lock may be another stream's, which needs this thread to go on.
        const retry = error instanceof SqlError &&
          error.code === "SQLITE_BUSY" && !this.#db.inTransaction;
        if (!retry || performance.now() > deadline) throw error;
        // A statement that was refused the lock spoils its connection.
        this.#db.close();
        this.#db = new Libsql(this.#file);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  #executeNow(sql: string, stmt: Stmt) {
    const statement = this.#db.prepare(sql).safeIntegers(true);
    const cols = statement.columns().map(({ name, type }) => ({
      name,
      decltype: type,
    }));
    const args = bindings(stmt);
    let rows: Value[][] = [];
    if (cols.length > 0) {
      const found = statement.raw(true).all(args) as unknown[][];
      if (stmt.want_rows !== false) rows = found.map((row) => row.map(toValue));
    } else {
      statement.run(args);
    }
    const [, verb] = /^\s*(?:with\b.*?\b)?(insert|replace|update|delete)\b/is
      .exec(bare(sql)) ?? [];
    const [changes, rowid] = this.#db.prepare(
      "SELECT changes(), last_insert_rowid()",
    ).raw(true).get([]) as [number, number];
    return {
      cols,
      rows,
      affected_row_count: verb ? changes : 0,
      last_insert_rowid: /^(insert|replace)$/i.test(verb) ? `${rowid}` : null,
    };
  }

  async #batch(
    { steps }: { steps: { stmt: Stmt; condition?: Condition | null }[] },
    version: number,
    breakOff: boolean,
  ) {
    const results: unknown[] = [];
    const errors: unknown[] = [];
    for (const [index, { stmt, condition }] of steps.entries()) {
      const holds = (condition: Condition): boolean => {
        switch (condition.type) {
          case "ok":
          case "error":
            if (!(condition.step < index)) throw new ProtocolError("Bad step");
            return !!(condition.type === "ok" ? results : errors)[
              condition.step
            ];
          case "not":
            return !holds(condition.cond);
          case "and":
            return condition.conds.every(holds);
          case "or":
            return condition.conds.some(holds);
          case "is_autocommit":
            if (version < 3) throw new ProtocolError("Only in version 3");
            return !this.#db.inTransaction;
          default:
            throw new ProtocolError("Unknown type of condition");
        }
      };
      results[index] = errors[index] = null;
      if (breakOff && index >= 2) break;
      if (condition && !holds(condition)) continue;
      try {
        results[index] = await this.#execute(stmt);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        errors[index] = error;
      }
    }
    return { step_results: results, step_errors: errors };
  }
}

/** Makes the file, in the journal mode that a libSQL server uses. */
export function createFile(file: string): void {
  const db = new Libsql(file);
  db.exec("PRAGMA journal_mode = WAL");
  db.close();
}

/** Gives an error of the native library the server's code and wording. */
function sqlErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { message, rawCode } = error as { message: string; rawCode?: number };
    if (rawCode === undefined) {
      if (!(error instanceof TypeError)) throw error;
      throw new SqlError("ARGS_INVALID", message);
    }
    const code = codes[rawCode & 0xff] ?? "SQLITE_UNKNOWN";
    if (code !== "SQLITE_ERROR") {
      throw new SqlError(code, `SQLite error: ${message}`);
    }
    throw /syntax error|incomplete input|unrecognized token/.test(message)
      ? new SqlError(
        "SQL_PARSE_ERROR",
        `SQL string could not be parsed: ${message}`,
      )
      : new SqlError("SQL_INPUT_ERROR", `SQL input error: ${message}`);
  }
}

const codes: Record<number, string> = {
  1: "SQLITE_ERROR",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  19: "SQLITE_CONSTRAINT",
  20: "SQLITE_MISMATCH",
  26: "SQLITE_NOTADB",
};

/** A server refuses what would change more than the client's own database. */
function checkAllowed(sql: string): void {
  const text = bare(sql);
  if (/^[\s;]*$/.test(text)) {
    throw new SqlError("SQL_NO_STATEMENT", "SQL string has no statement");
  }
  if (/;\s*[^\s;]/.test(text) && !/^\s*create\s+trigger\b/i.test(text)) {
    throw new SqlError("SQL_MANY_STATEMENTS", "SQL string has many statements");
  }
  const pragma = /^\s*pragma\s+(\w+)\s*([=(])?/i.exec(text);
  const free =
    /^(foreign_key\w*|defer_foreign_keys|user_version|\w+_list|x?table_x?info|integrity_check|quick_check)$/i;
  if (
    /^\s*(attach|detach|vacuum|create\s+temp)/i.test(text) ||
    (pragma?.[2] && !free.test(pragma[1]))
  ) {
    throw new SqlError("SQL_PARSE_ERROR", `unsupported statement: ${sql}`);
  }
}

/** The SQL text without its comments, and with nothing in its quotes. */
function bare(sql: string): string {
  const quoted =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*.*?(?:\*\/|$)/gs;
  return sql.replace(quoted, (part) => /^[-/]/.test(part) ? " " : "''");
}

/** On a connection of its own, as an EXPLAIN would hold up a COMMIT. */
function describe(file: string, sql: string) {
  checkAllowed(sql);
  const db = new Libsql(file);
  try {
    return sqlErrors(() => {
      const cols = db.prepare(sql).columns();
      const explained = /^\s*explain\b/i.test(bare(sql));
      const program = explained
        ? []
        : db.prepare(`EXPLAIN ${sql}`).all([]) as Record<string, unknown>[];
      return {
        params: [...bare(sql).matchAll(/\?\d*|[:@$]\w+/g)].map(([name]) => ({
          name: name === "?" ? null : name,
        })),
        cols: cols.map(({ name, type }) => ({ name, decltype: type })),
        is_explain: explained,
        is_readonly: !program.some(({ opcode, p2 }) =>
          opcode === "Transaction" && p2 !== 0
        ),
      };
    });
  } finally {
    db.close();
  }
}

function bindings({ args = [], named_args = [] }: Stmt) {
  if (named_args.length === 0) return args.map(fromValue);
  if (args.length > 0) {
    throw new SqlError(
      "ARGS_BOTH_POSITIONAL_AND_NAMED",
      "Arguments are either positional or named",
    );
  }
  return Object.fromEntries(
    named_args.map(({ name, value }) => [
      name.replace(/^[:@$]/, ""),
      fromValue(value),
    ]),
  );
}

function fromValue(value: Value) {
  switch (value.type) {
    case "null":
      return null;
    case "integer":
      return BigInt(value.value);
    case "float":
    case "text":
      return value.value;
    case "blob":
      return Uint8Array.fromBase64(value.base64);
    default:
      throw new ProtocolError("Unknown type of value");
  }
}

function toValue(value: unknown): Value {
  switch (typeof value) {
    case "bigint":
      return { type: "integer", value: `${value}` };
    case "number":
      return { type: "float", value };
    case "string":
      return { type: "text", value };
    default:
      return value === null ? { type: "null" } : {
        type: "blob",
        base64: Uint8Array.from(value as Uint8Array)
          .toBase64({ omitPadding: true }),
      };
  }
}
