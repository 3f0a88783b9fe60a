import Libsql from "libsql";
import {
  type Result,
  type Row,
  type Statement,
  toParts,
  type Value,
} from "./connection.ts";

/** Runs a prepared statement, and takes rows from it. */
export type Take = (prepared: Libsql.Statement, args: Value[]) => Result;

/** All rows, or how many have changed. */
export const all: Take = (prepared, args) =>
  prepared.reader
    ? { rows: prepared.all(args) as Row[], rowsAffected: 0 }
    : { rows: [], rowsAffected: prepared.run(args).changes };

/**
 * The first row. `all()` takes twice as long for it, and under Deno leaks about
 * 50 bytes each time. So what is asked for most often comes in one row, a list
 * as JSON.
 */
export const one: Take = (prepared, args) => {
  const found = prepared.get(args) as Row | undefined;
  if (!found) return { rows: [], rowsAffected: 0 };
  const { _metadata, ...row } = found;
  return { rows: [row], rowsAffected: 0 };
};

/**
 * A connection of libSQL's native library. `@libsql/client` is built on it, too,
 * but prepares each statement anew: with it, a server gives a third to a quarter
 * of the answers. Its errors have SQLite's plain result codes as `code`.
 *
 * `synchronous` stays `FULL`, its default. Below that, a power failure could undo
 * the last commits, and with them a logout.
 */
export class Connection {
  readonly #library: Libsql.Database;
  /**
   * Statements by their text: to prepare one costs more than to run it. After
   * `all()`, or after an error, the library's `get()` runs a statement with the
   * values of that time. So `all` and `one` have statements of their own, and one
   * that failed is thrown away.
   */
  readonly #prepared = new Map<Take, Map<string, Libsql.Statement>>([
    [all, new Map()],
    [one, new Map()],
  ]);

  constructor(path: string) {
    this.#library = new Libsql(path);
  }

  get inTransaction(): boolean {
    return this.#library.inTransaction;
  }

  /** Runs SQL that gives no rows. */
  exec(sql: string): void {
    try {
      this.#library.exec(sql);
    } catch (error) {
      throw withResultCode(error);
    }
  }

  run(statement: Statement, take: Take): Result {
    const { sql, args } = toParts(statement);
    const prepared = this.#prepared.get(take)!;
    try {
      let ready = prepared.get(sql);
      if (!ready) {
        ready = this.#library.prepare(sql) as Libsql.Statement;
        prepared.set(sql, ready);
      }
      return take(ready, args);
    } catch (error) {
      prepared.delete(sql);
      throw withResultCode(error);
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#library.close();
  }
}

/** SQLite's result codes from 0 on. The last byte of an extended code is one. */
const RESULT_CODES =
  ("OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR " +
    "CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT " +
    "MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB").split(" ");

function withResultCode(error: unknown): unknown {
  const coded = error as { code?: string; rawCode?: number };
  if (coded.rawCode !== undefined) {
    coded.code = `SQLITE_${RESULT_CODES[coded.rawCode & 0xff]}`;
  }
  return error;
}
