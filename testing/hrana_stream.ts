/**
 * A stream of libSQL's HTTP protocol: one connection to the file, on which
 * requests run one after the other.
 *
 * @module
 */
import Libsql from "libsql";
import {
  bare,
  checkAllowed,
  ProtocolError,
  SqlError,
  sqlErrors,
} from "./hrana_sql.ts";
import { bindings, type Stmt, toValue, type Value } from "./hrana_values.ts";

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
