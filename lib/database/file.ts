/**
 * The database as a local file, which several processes may use at a time.
 *
 * @module
 */
import {
  type Database,
  DatabaseError,
  databaseName,
  explain,
  type Observer,
  type Result,
  type Row,
  type Statement,
  toParts,
} from "./connection.ts";
import { all, Connection, one, type Take } from "./native.ts";
import { identify, makeFile } from "./place.ts";

/**
 * Connects to a file. If it isn't there, it is made, with its folder.
 *
 * @param timeout Milliseconds that a statement waits for another process's
 * lock.
 */
export function connectFile(url: string, timeout: number): Database {
  const path = databaseName(url);
  if (path !== ":memory:") makeFile(path);
  try {
    return new FileDatabase(path, timeout);
  } catch (cause) {
    const reason = "it is a folder, or its folder can't be made or written";
    throw new DatabaseError(`Cannot open ${path}: ${reason}`, { cause });
  }
}

/** How long reading trusts that the file is still there, in milliseconds. */
const LOOK_EVERY = 1000;

type Run = (statement: Statement, take: Take) => Result;

/**
 * A call of the native library runs to its end before anything else does, so a
 * transaction has the connection to itself. The library never waits for a lock,
 * because this process would answer nobody meanwhile.
 */
class FileDatabase implements Database {
  readonly #path: string;
  readonly #timeout: number;
  #connection: Connection | undefined;
  readonly #file: string | undefined;
  #lookedAt = performance.now();

  constructor(path: string, timeout: number) {
    this.#path = path;
    this.#timeout = timeout;
    this.#connection = new Connection(path);
    this.#file = identify(path);
  }

  execute(statement: Statement, observe?: Observer): Promise<Result> {
    const work = (run: Run) => run(statement, all);
    return this.#whenFree(writes(statement), work, observe);
  }

  first(statement: Statement, observe?: Observer): Promise<Row | undefined> {
    const work = (run: Run) => run(statement, one).rows[0];
    return this.#whenFree(writes(statement), work, observe);
  }

  batch(
    statements: Statement[],
    _mode: "write",
    observe?: Observer,
  ): Promise<Result[]> {
    const work = (run: Run) => statements.map((each) => run(each, all));
    return this.#whenFree(true, work, observe);
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** Does `work`, again and again while another process holds the lock. */
  async #whenFree<T>(
    writes: boolean,
    work: (run: Run) => T,
    observe: Observer = () => {},
  ): Promise<T> {
    const deadline = performance.now() + this.#timeout;
    for (let pause = 1;; pause = Math.min(pause * 2, 100)) {
      try {
        return this.#attempt(writes, work, observe);
      } catch (error) {
        const isLate = performance.now() + pause > deadline;
        if (!isBusy(error) || isLate) throw explain(error, this.#path);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /**
   * Work that writes is in a transaction even if it is a single statement. A
   * refused `BEGIN IMMEDIATE` leaves nothing behind, but after a refused `UPDATE`
   * the connection would go on reading what the file held at that moment.
   */
  #attempt<T>(writes: boolean, work: (run: Run) => T, observe: Observer): T {
    const connection = this.#look(writes);
    const exec = (sql: string) => {
      connection.exec(sql);
      observe(sql, 0);
    };
    const run: Run = (statement, take) => {
      const result = connection.run(statement, take);
      const { sql } = toParts(statement);
      observe(sql, result.rows.length || result.rowsAffected);
      return result;
    };
    if (writes) exec("BEGIN IMMEDIATE");
    try {
      const result = work(run);
      if (writes) exec("COMMIT");
      return result;
    } catch (error) {
      if (connection.inTransaction) exec("ROLLBACK");
      // A read that was refused has the same effect as an `UPDATE`.
      if (isBusy(error)) this.#reconnect();
      throw error;
    }
  }

  /** The connection, if the file at the path is still the one that it has. */
  #look(writes: boolean): Connection {
    if (!this.#connection) {
      throw new DatabaseError(`Cannot use ${this.#path}: it is closed`);
    }
    const now = performance.now();
    if (writes || now - this.#lookedAt >= LOOK_EVERY) {
      if (identify(this.#path) !== this.#file) {
        this.#lookedAt = -Infinity;
        const reason = "its file was removed or replaced; restart the server";
        throw new DatabaseError(`Cannot use ${this.#path}: ${reason}`);
      }
      this.#lookedAt = now;
    }
    return this.#connection;
  }

  #reconnect(): void {
    const connection = new Connection(this.#path);
    this.close();
    this.#connection = connection;
  }
}

function writes(statement: Statement): boolean {
  return !/^\s*(SELECT|PRAGMA)\b/i.test(toParts(statement).sql);
}

/** A statement that was refused the lock has changed nothing. */
function isBusy(error: unknown): boolean {
  return (error as { code?: string }).code === "SQLITE_BUSY";
}
