/**
 * The lab on Deno Deploy's terms: a remote database, and no permission to run
 * native code or programs or to write a file.
 *
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";
import { stages } from "../stages/mod.ts";
import { Client } from "../testing/client.ts";
import { type HranaServer, startHranaServer } from "../testing/hrana.ts";
import { runDeno, startDeno } from "../testing/server.ts";

const ALLOWED = ["--allow-net", "--allow-env", "--allow-read=."];
const ENTRIES = {
  "main.ts": ["run", ...ALLOWED, "main.ts", "--port=0"],
  "_fresh/server.js": ["serve", ...ALLOWED, "--port=0", "_fresh/server.js"],
};
const SECRET = { JWT_SECRET: "a secret of the deployment, 32 bytes or more" };

async function withDatabase(run: (server: HranaServer) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const server = startHranaServer({ file: `${folder}/remote.db` });
  try {
    await run(server);
  } finally {
    await server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [entry, args] of Object.entries(ENTRIES)) {
  Deno.test(`${entry} serves from a remote database`, () =>
    withDatabase(async ({ url }) => {
      const env = { DENO_DEPLOYMENT_ID: "d1", LIBSQL_URL: url, ...SECRET };
      await using server = await startDeno(args, env);
      const page = await fetch(server.url).then((response) => response.text());
      assertMatch(page, /stages\/4\//);
      assertMatch(page, /--allow-insecure/);
      for (const stage of ["4", "5", "6"]) {
        const client = new Client(`${server.url}stages/${stage}/`);
        await client.loggedIn();
        const text = `made on ${stage}`;
        const { status } = await client.post("/todo/create", { text });
        assertEquals(status, 200);
        assertEquals((await client.texts()).at(-1), text);
      }
      const off = await fetch(`${server.url}stages/3/`);
      assertEquals(off.status, 404);
      await off.body?.cancel();
    }));

  Deno.test(`${entry} does not start without what it needs`, async () => {
    const refuse = async (env: Record<string, string>) => {
      const { code, stderr } = await runDeno(args, {
        DENO_DEPLOYMENT_ID: "d1",
        ...env,
      });
      assertEquals(code, 2, stderr);
      assertMatch(stderr, /^[^\n]+\n$/);
      return stderr;
    };
    assertMatch(
      await refuse({ LIBSQL_URL: "http://127.0.0.1:1" }),
      /JWT_SECRET/,
    );
    assertMatch(await refuse(SECRET), /LIBSQL_URL/);
    assertMatch(
      await refuse({ ...SECRET, LIBSQL_URL: "http://127.0.0.1:1" }),
      /127\.0\.0\.1:1/,
    );
  });
}

Deno.test("with --allow-insecure the whole ladder is deployed, and each rung works", () =>
  withDatabase(async ({ url }) => {
    const args = [...ENTRIES["main.ts"], "--allow-insecure"];
    const env = { DENO_DEPLOYMENT_ID: "d1", LIBSQL_URL: url, ...SECRET };
    await using server = await startDeno(args, env);
    for (const { id, credential } of stages) {
      const client = new Client(`${server.url}stages/${id}/`, credential);
      const page = await fetch(client.url);
      assertEquals(page.status, 200, id);
      await page.body?.cancel();
      if (credential !== null) await client.loggedIn();
      if (id === "1") {
        assertEquals((await client.get("/launch-missile")).status, 200);
        continue;
      }
      const text = `made on ${id}`;
      assertEquals((await client.post("/todo/create", { text })).status, 200);
      assertEquals((await client.texts()).at(-1), text);
    }
  }));
