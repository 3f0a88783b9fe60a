/**
 * Two deployed servers on one remote database.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { Client } from "../testing/client.ts";
import { startHranaServer } from "../testing/hrana.ts";
import { startDeno } from "../testing/server.ts";

const ALLOWED = ["--allow-net", "--allow-env", "--allow-read=."];

async function withTwo(
  run: (a: string, b: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const remote = startHranaServer({ file: `${folder}/remote.db` });
  try {
    const start = () =>
      startDeno(["run", ...ALLOWED, "main.ts", "--port=0"], {
        DENO_DEPLOYMENT_ID: "d1",
        LIBSQL_URL: remote.url,
        JWT_SECRET: "a secret of the deployment, 32 bytes or more",
      });
    // At once, on a database without tables.
    const [a, b] = await Promise.all([start(), start()]);
    await using _a = a;
    await using _b = b;
    await run(a.url, b.url);
  } finally {
    await remote.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("two servers share one remote database: log in on one, act on the other, log out everywhere from either", () =>
  withTwo(async (a, b) => {
    for (const [here, there] of [[a, b], [b, a]]) {
      for (const stage of ["4", "5", "6", "7", "8"]) {
        const base = `stages/${stage}/`;
        const first = await new Client(here + base).loggedIn();
        // Another browser in the same world.
        const second = new Client(there + base);
        second.cookies.set("world", first.cookies.get("world")!);
        await second.loggedIn();
        const text = `on ${stage}, made elsewhere`;
        const made = await first.at(there + base)
          .post("/todo/create", { text });
        assertEquals(made.status, 200);
        assertEquals((await first.texts()).at(-1), text);
        if (stage === "5") continue; // there is no logout
        const { status } = await second.at(here + base)
          .post("/auth/logout-everywhere");
        assertEquals(status, 200);
        // A JWT of rung 6 or 7 works to its end; so does its copy.
        const expected = stage === "6" || stage === "7" ? 200 : 401;
        for (const client of [first, first.at(there + base), second]) {
          const { status } = await client.get("/auth/whoami");
          assertEquals(status, expected, stage);
        }
        await new Client(there + base).loggedIn();
      }
    }
  }));
