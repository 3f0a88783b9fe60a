/**
 * A database that is slow just when it matters, without waiting for any clock.
 *
 * @module
 */
import type { Database, Statement } from "../lib/database/open.ts";

/**
 * Holds the next statement with these words back until it is let go, or what
 * has come of it.
 *
 * @returns `held` settles when there is one. Nothing is held beyond the block
 * that has this with `using`.
 */
export function holdBack(
  db: Database,
  words: string,
  when: "before" | "after" = "before",
): { held: Promise<true>; letGo: () => void } & Disposable {
  const held = Promise.withResolvers<true>();
  const letGo = Promise.withResolvers<void>();
  let isHeld = false;
  const slowly = async <T>(statements: Statement[], run: () => Promise<T>) => {
    const isIt = !isHeld &&
      statements.some((statement) =>
        (typeof statement === "string" ? statement : statement.sql)
          .includes(words)
      );
    if (!isIt) return await run();
    isHeld = true;
    const result = when === "after" ? await run() : undefined;
    held.resolve(true);
    await letGo.promise;
    return when === "after" ? result as T : await run();
  };
  const { execute, first, batch } = db;
  db.execute = (it) => slowly([it], () => execute.call(db, it));
  db.first = (it) => slowly([it], () => first.call(db, it));
  db.batch = (them, mode) => slowly(them, () => batch.call(db, them, mode));
  const end = letGo.resolve;
  return { held: held.promise, letGo: end, [Symbol.dispose]: end };
}
