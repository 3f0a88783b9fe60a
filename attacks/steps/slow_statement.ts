/**
 * A database that is slow just when it matters, without waiting for any clock.
 *
 * @module
 */
import type { Database, Statement } from "../../lib/database/open.ts";

/**
 * Holds statements with these words back until they are let go.
 *
 * @returns `held` settles when there is one.
 */
export function holdBack(
  db: Database,
  words: string,
): { held: Promise<true>; letGo: () => void } {
  const held = Promise.withResolvers<true>();
  const letGo = Promise.withResolvers<void>();
  const wait = async (statements: Statement[]) => {
    const isIt = statements.some((statement) =>
      (typeof statement === "string" ? statement : statement.sql)
        .includes(words)
    );
    if (!isIt) return;
    held.resolve(true);
    await letGo.promise;
  };
  const slow =
    <T>(run: (statement: Statement) => Promise<T>) =>
    async (statement: Statement): Promise<T> => {
      await wait([statement]);
      return await run.call(db, statement);
    };
  const { batch } = db;
  db.execute = slow(db.execute);
  db.first = slow(db.first);
  db.batch = async (statements, mode) => {
    await wait(statements);
    return await batch.call(db, statements, mode);
  };
  return { held: held.promise, letGo: letGo.resolve };
}
