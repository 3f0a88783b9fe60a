/**
 * Servers as processes: two on one database, killed, stopped, refused.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { Client } from "../testing/client.ts";
import { runDeno, START, startServer } from "../testing/server.ts";

Deno.test("two servers on one new database share sessions and lose no write", async () => {
  const folder = await Deno.makeTempDir();
  const args = ["--stage=4", `--db=file:${folder}/ladder.db`];
  {
    const [a, b] = await Promise.all([startServer(args), startServer(args)]);
    await using _a = a;
    await using _b = b;
    const onA = await new Client(a.url).loggedIn();
    const onB = onA.at(b.url);
    assertEquals((await onB.texts()).length, 5);
    const texts = Array.from({ length: 100 }, (_, i) => `to-do ${i}`);
    const answers = await Promise.all(
      texts.map((text, i) =>
        (i % 2 ? onA : onB).post("/todo/create", { text })
      ),
    );
    for (const { status, answer } of answers) {
      assertEquals(status, 200, answer.message);
    }
    assertEquals((await onA.texts()).slice(5).sort(), texts.sort());
    await onB.post("/auth/logout-everywhere");
    assertEquals((await onA.get("/todo/list")).status, 401);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("kill -9 in a stream of creates, twenty times: what was acknowledged is there", async () => {
  const folder = await Deno.makeTempDir();
  const args = ["--stage=4", `--db=file:${folder}/ladder.db`];
  const acknowledged: string[] = [];
  let client: Client | undefined;
  for (let round = 0; round < 20; round++) {
    await using server = await startServer(args);
    client = client?.at(server.url) ?? await new Client(server.url).loggedIn();
    const before = await client.texts();
    for (const text of acknowledged) assert(before.includes(text), text);
    const killAt = 3 + round * 7 % 23;
    for (let i = 0;; i++) {
      const text = `round ${round}, to-do ${i}`;
      const answer = client.post("/todo/create", { text });
      // The kill overtakes the answer of the last one.
      if (i === killAt) server.kill("SIGKILL");
      const status = await answer.then(({ status }) => status, () => 0);
      if (status === 200) acknowledged.push(text);
      if (i >= killAt) break;
    }
    await server.status;
  }
  assert(acknowledged.length > 200);
  {
    await using server = await startServer(args);
    const after = await client!.at(server.url).texts();
    assertEquals(acknowledged.filter((text) => !after.includes(text)), []);
  }
  await Deno.remove(folder, { recursive: true });
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`${signal}: requests in flight are answered, then the server ends`, async () => {
    await using server = await startServer(["--stage=4"]);
    const client = new Client(server.url);
    // A login takes a while: the password is hashed.
    const login = client.loggedIn();
    await fetch(server.url).then((response) => response.text());
    server.kill(signal);
    await login;
    assertEquals((await server.status).code, 0);
    // The line about the login, and no other.
    assertMatch(server.stderr(), /^\S+ 200 POST \/auth\/login [^\n]+\n$/);
  });
}

async function refused(args: string[], env = {}): Promise<string> {
  const { code, stdout, stderr } = await runDeno([...START, ...args], env);
  assertEquals([code, stdout], [2, ""], stderr);
  assertMatch(stderr, /^[^\n]+\n$/);
  return stderr;
}

Deno.test("what can't be meant is refused in one line, with exit status 2", async () => {
  assertMatch(await refused(["--stage=9"]), /1, 2\.1, 2\.2, 3, 4, 5, 6/);
  assertMatch(await refused(["--nothing"]), /--help/);
  assertMatch(await refused(["--port=x"]), /--port=8000/);
  assertMatch(await refused([], { JWT_SECRET: "short" }), /32/);
  assertMatch(await refused(["--db=file:deno.json"]), /deno\.json/);
  assertMatch(await refused(["--db=mysql://x"]), /libsql:/);
  assertMatch(await refused(["--db=http://127.0.0.1:1"]), /127\.0\.0\.1:1/);
  assertMatch(await refused(["--host=256.1.1.1", "--stage=4"]), /256\.1\.1\.1/);
});

Deno.test("no path leads to a file that is not for serving", async () => {
  await using server = await startServer(["--stage=4"]);
  for (const path of ["main.ts", "%2e%2e/main.ts", "..%2fmain.ts", "_fresh/"]) {
    const { status } = await fetch(server.url + path);
    assertEquals(status, 404, path);
  }
});

Deno.test("a port in use is refused in one line, with exit status 2", async () => {
  await using server = await startServer(["--stage=4"]);
  const { port } = new URL(server.url);
  assertMatch(await refused([`--port=${port}`, "--db=:memory:"]), /in use/);
});
