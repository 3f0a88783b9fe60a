/**
 * A new database under a lab that keeps its JWT key, as a server with
 * `JWT_SECRET` gets one if its database is lost.
 *
 * @module
 */
import type { Lab } from "../../testing/lab.ts";

/** No session is left, and their ids begin at 1 again. */
export async function startOver({ db }: Lab): Promise<void> {
  await db.batch([
    "DELETE FROM sessions",
    "DELETE FROM sqlite_sequence WHERE name = 'sessions'",
  ], "write");
}
