import {
  type Database,
  DatabaseError,
  databaseName,
  explain,
  type Observer,
  type Result,
  type Statement,
  toParts,
} from "./connection.ts";
import { all, Connection, one, type Take } from "./native.ts";
import { identify, makeFile } from "./place.ts";

/** How long reading trusts that the file is still there, in milliseconds. */
const LOOK_EVERY = 1000;

/**
 * Connects to a local file, which several processes may use at a time. If it
 * isn't there, it is made, with its folder.
 *
 * A call of the native library runs to its end before anything else does, so a
 * transaction has the connection to itself. The library never waits for a lock,
 * because this process would answer nobody meanwhile.
 *
 * @param timeout Milliseconds that a statement waits for another process's lock.
 */
export function connectFile(url: string, timeout: number): Database {
  const path = databaseName(url);
  if (path !== ":memory:") makeFile(path);
  let connection: Connection;
  try {
    connection = new Connection(path);
  } catch (cause) {
    const reason = "it is a folder, or its folder can't be made or written";
    throw new DatabaseError(`Cannot open ${path}: ${reason}`, { cause });
  }
  const file = identify(path);
  let lookedAt = performance.now();
  let isClosed = false;

  /** Runs statements, again and again while another process holds the lock. */
  async function run(
    statements: Statement[],
    take: Take,
    writes: boolean,
    observe: Observer = () => {},
  ): Promise<Result[]> {
    const deadline = performance.now() + timeout;
    for (let pause = 1;; pause = Math.min(pause * 2, 100)) {
      try {
        return attempt(statements, take, writes, observe);
      } catch (error) {
        const isLate = performance.now() + pause > deadline;
        if (!isBusy(error) || isLate) throw explain(error, path);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /**
   * What writes is in a transaction even if it is a single statement. A refused
   * `BEGIN IMMEDIATE` leaves nothing behind, but after a refused `UPDATE` the
   * connection would go on reading what the file held at that moment.
   */
  function attempt(
    statements: Statement[],
    take: Take,
    writes: boolean,
    observe: Observer,
  ): Result[] {
    look(writes);
    const exec = (sql: string) => {
      connection.exec(sql);
      observe(sql, 0);
    };
    if (writes) exec("BEGIN IMMEDIATE");
    try {
      const results = statements.map((statement) => {
        const result = connection.run(statement, take);
        const { sql } = toParts(statement);
        observe(sql, result.rows.length || result.rowsAffected);
        return result;
      });
      if (writes) exec("COMMIT");
      return results;
    } catch (error) {
      if (connection.inTransaction) exec("ROLLBACK");
      // A read that was refused has the same effect as an `UPDATE`.
      if (isBusy(error)) {
        const old = connection;
        connection = new Connection(path);
        old.close();
      }
      throw error;
    }
  }

  /** Is the file at the path still the one that the connection has? */
  function look(writes: boolean): void {
    if (isClosed) throw new DatabaseError(`Cannot use ${path}: it is closed`);
    const now = performance.now();
    if (!writes && now - lookedAt < LOOK_EVERY) return;
    lookedAt = now;
    if (identify(path) === file) return;
    lookedAt = -Infinity;
    const reason = "its file was removed or replaced; restart the server";
    throw new DatabaseError(`Cannot use ${path}: ${reason}`);
  }

  return {
    execute: async (statement, observe) =>
      (await run([statement], all, writes(statement), observe))[0],
    first: async (statement, observe) =>
      (await run([statement], one, writes(statement), observe))[0].rows[0],
    batch: (statements, _mode, observe) => run(statements, all, true, observe),
    close() {
      if (!isClosed) connection.close();
      isClosed = true;
    },
  };
}

function writes(statement: Statement): boolean {
  return !/^\s*(SELECT|PRAGMA)\b/i.test(toParts(statement).sql);
}

/** A statement that was refused the lock has changed nothing. */
function isBusy(error: unknown): boolean {
  return (error as { code?: string }).code === "SQLITE_BUSY";
}
