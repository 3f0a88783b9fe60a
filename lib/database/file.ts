/**
 * The database as a local file, through libSQL's native library. (The file
 * client of `@libsql/client` wraps the same library. It prepares each statement
 * anew, and one that was refused the lock leaves its connection reading an old
 * state of the file.)
 *
 * The library is built to enforce foreign keys and to sync the disk at every
 * commit. Killing the process loses no commit at any setting of `synchronous`:
 * what is written belongs to the operating system. A power failure does, below
 * `FULL`. That is the default, and a logout must not come undone: so it stays.
 *
 * @module
 */
import Libsql from "libsql";
import {
  type Database,
  DatabaseError,
  databaseName,
  explain,
  type Result,
  type Row,
  type Statement,
} from "./connection.ts";
import { prepare, type Prepared } from "./prepared.ts";

/**
 * Connects to a file, which is made if it isn't there, with its folder.
 *
 * @param timeout Milliseconds that a statement waits for another process's
 * lock.
 */
export function connectFile(url: string, timeout: number): Database {
  const path = databaseName(url);
  try {
    return new FileDatabase(path, timeout);
  } catch {
    try {
      const folder = path.replace(/[^/\\]*$/, "") || ".";
      Deno.mkdirSync(folder, { recursive: true });
      return new FileDatabase(path, timeout);
    } catch (cause) {
      const reason = "it is a folder, or its folder can't be made or written";
      throw new DatabaseError(`Cannot open ${path}: ${reason}`, { cause });
    }
  }
}

/**
 * One connection. A call of the native library runs to its end before anything
 * else does, so a transaction has the connection to itself. The library never
 * waits for a lock: until it gave up, this process would answer nobody.
 */
class FileDatabase implements Database {
  readonly #path: string;
  readonly #timeout: number;
  #connection: Libsql.Database | undefined;
  /** Statements by their text: to prepare one costs more than to run it. */
  #prepared = new Map<string, Prepared>();
  /** A statement was refused a lock and pins an old state of the file. */
  #isStale = false;
  /** Who waits for the lock. Only the first of them keeps trying. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(path: string, timeout: number) {
    this.#path = path;
    this.#timeout = timeout;
    this.#connection = new Libsql(path);
  }

  execute(statement: Statement): Promise<Result> {
    return this.#whenFree(() => this.#alone(statement, "all"));
  }

  first(statement: Statement): Promise<Row | undefined> {
    return this.#whenFree(() => this.#alone(statement, "first"));
  }

  batch(statements: Statement[], mode: "read" | "write"): Promise<Result[]> {
    return this.#whenFree(() =>
      this.#together(
        mode,
        () => statements.map((statement) => this.#run(statement, "all")),
      )
    );
  }

  close(): void {
    this.#prepared.clear();
    this.#connection?.close();
    this.#connection = undefined;
  }

  #connected(): Libsql.Database {
    if (!this.#connection) {
      throw new DatabaseError(`Cannot use ${this.#path}: it is closed`);
    }
    if (this.#isStale) {
      const fresh = new Libsql(this.#path);
      this.close();
      this.#connection = fresh;
      this.#isStale = false;
    }
    return this.#connection;
  }

  /** Runs one statement; one that writes, in a transaction. */
  #alone<How extends keyof Prepared>(
    statement: Statement,
    how: How,
  ): ReturnType<Prepared[How]> {
    const sql = typeof statement === "string" ? statement : statement.sql;
    const run = () => this.#run(statement, how);
    return READS.test(sql) ? run() : this.#together("write", run);
  }

  #together<T>(mode: "read" | "write", run: () => T): T {
    const connection = this.#connected();
    connection.exec(mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN");
    try {
      const result = run();
      connection.exec("COMMIT");
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  }

  #run<How extends keyof Prepared>(
    statement: Statement,
    how: How,
  ): ReturnType<Prepared[How]> {
    const { sql, args = [] } = typeof statement === "string"
      ? { sql: statement }
      : statement;
    const connection = this.#connected();
    let prepared = this.#prepared.get(sql);
    if (!prepared) {
      if (this.#prepared.size === 200) this.#prepared.clear();
      prepared = prepare(connection, sql);
      this.#prepared.set(sql, prepared);
    }
    try {
      return prepared[how](args) as ReturnType<Prepared[How]>;
    } catch (error) {
      this.#isStale = isBusy(error);
      throw error;
    }
  }

  /** Runs `work`; while another process holds the lock, again and again. */
  async #whenFree<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + this.#timeout;
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw this.#explain(error);
    }
    const turn = this.#line.then(() => this.#keepTrying(work, deadline));
    this.#line = turn.catch(() => {});
    return turn;
  }

  async #keepTrying<T>(work: () => T, deadline: number): Promise<T> {
    for (let pause = 1;; pause = Math.min(pause * 2, 20)) {
      try {
        return work();
      } catch (error) {
        const isLate = performance.now() + pause > deadline;
        if (!isBusy(error) || isLate) throw this.#explain(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  #explain(error: unknown): unknown {
    const coded = error as { code?: string; rawCode?: number };
    if (coded.rawCode !== undefined) coded.code = codes[coded.rawCode & 0xff];
    return explain(error, this.#path);
  }
}

const READS = /^\s*(SELECT|PRAGMA)\b/i;

/** SQLite's result codes, of whose many kinds the lowest byte is enough. */
const codes: Record<number, string> = {
  1: "SQLITE_ERROR",
  5: "SQLITE_BUSY",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  19: "SQLITE_CONSTRAINT",
  26: "SQLITE_NOTADB",
};

/** What was refused the lock has changed nothing. */
function isBusy(error: unknown): boolean {
  return ((error as { rawCode?: number }).rawCode ?? 0) % 256 === 5;
}
