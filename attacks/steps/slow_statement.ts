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
  const slow =
    <T>(run: (statement: Statement) => Promise<T>) =>
    async (statement: Statement): Promise<T> => {
      const sql = typeof statement === "string" ? statement : statement.sql;
      if (sql.includes(words)) {
        held.resolve(true);
        await letGo.promise;
      }
      return await run.call(db, statement);
    };
  db.execute = slow(db.execute);
  db.first = slow(db.first);
  return { held: held.promise, letGo: letGo.resolve };
}
