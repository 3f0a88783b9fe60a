/**
 * The database's files on the disk: other users of the machine must not read
 * them, and another file in their place must be noticed. `start` has permission
 * for this in `data/` only; a database elsewhere works without.
 *
 * @module
 */
import { dirname, normalize } from "node:path";

/** Makes the file and its folder if they aren't there. */
export function makeFile(path: string): void {
  attempt(() => {
    Deno.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const options = { write: true, createNew: true, mode: 0o600 };
    Deno.openSync(path, options).close();
  });
}

/**
 * Hides the files from other users, because they hold the key that signs JWTs.
 * What SQLite puts beside a database later gets the permissions of that.
 */
export function hideFiles(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    attempt(() => Deno.chmodSync(path + suffix, 0o600));
  }
  // The lab's own folder. Any other may hold what others are to read.
  const folder = dirname(path);
  if (normalize(folder) === "data") {
    attempt(() => Deno.chmodSync(folder, 0o700));
  }
}

/** Removes the files. A server that still has them open notices. */
export function removeFiles(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    try {
      Deno.removeSync(path + suffix);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** Tells one file from another; undefined if there is none to be seen. */
export function identify(path: string): string | undefined {
  return attempt(() => {
    const { dev, ino } = Deno.statSync(path);
    return `${dev} ${ino}`;
  });
}

/** Undefined if it fails: no such file, or not ours to change or see. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
