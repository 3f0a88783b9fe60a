/**
 * Bodies that no browser sends: in as many pieces as they have bytes, without an
 * end, too slowly, half. They cost little memory and hold up nobody.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { Client } from "../testing/client.ts";
import { connect } from "../testing/connection.ts";
import { startHranaServer } from "../testing/hrana.ts";
import { type Server, startDeno, startServer } from "../testing/server.ts";

const isLinux = Deno.build.os === "linux";

const LOGIN = '{"email":"vidu@example.com","password":"qwerty"}';

/** The head of a POST, up to how its body is framed. */
function post(framing: string, path = "/auth/login"): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
    `Content-Type: application/json\r\n${framing}\r\n\r\n`;
}

const CHUNKED = "Transfer-Encoding: chunked";

/** The most memory that the server has had so far, in MB. */
function peakMemory({ pid }: Server): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

/** What `run` adds to that. */
async function growth(server: Server, run: () => Promise<void>) {
  using whole = await connect(server.url, post("Content-Length: 48") + LOGIN);
  assertMatch(await whole.read(), /^HTTP\/1.1 200 /);
  const before = peakMemory(server);
  await run();
  return peakMemory(server) - before;
}

/** Gives the server time, as much as it needs; in milliseconds. */
async function turn({ url }: Server): Promise<number> {
  const start = performance.now();
  await fetch(`${url}healthz`).then((response) => response.text());
  return performance.now() - start;
}

/** Enough of it to have read what has been sent; one that stops answers none. */
async function turns(server: Server) {
  for (let i = 0; i < 20; i++) await turn(server).catch(() => {});
}

Deno.test({
  name: "memory: a chunked body in 40,000 pieces",
  ignore: !isLinux,
  async fn() {
    await using server = await startServer(["--stage=4"]);
    const grown = await growth(server, async () => {
      using client = await connect(server.url, post(CHUNKED));
      await client.write("1\r\n \r\n".repeat(40_000) + "0\r\n\r\n");
      assertMatch(await client.read(), /^HTTP\/1.1 4(00|08) /);
    });
    assert(grown < 100, `${grown} MB`);
  },
});

Deno.test({
  name: "memory: a hundred bodies with Content-Length, sent byte by byte",
  ignore: !isLinux,
  async fn() {
    await using server = await startServer(["--stage=4"]);
    const grown = await growth(server, async () => {
      using open = new DisposableStack();
      const clients = await Promise.all(
        Array.from(
          { length: 100 },
          async () =>
            open.use(await connect(server.url, post("Content-Length: 400"))),
        ),
      );
      for (let i = 0; i < 400; i++) {
        for (const client of clients) await client.write(" ");
        await turn(server); // so that it has read them before the next ones
      }
      for (const client of clients) {
        assertMatch(await client.read(), /^HTTP\/1.1 4(00|08) /);
      }
    });
    assert(grown < 100, `${grown} MB`);
  },
});

Deno.test("twenty bodies in 40,000 pieces at once: others are answered within a second", async () => {
  await using server = await startServer(["--stage=4"]);
  const attempts: number[] = [];
  // Whoever else uses the machine can slow one attempt down.
  while (attempts.length < 3) {
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 20 }, async () => {
      using client = await connect(server.url, post(CHUNKED));
      await client.write("1\r\n \r\n".repeat(40_000) + "0\r\n\r\n");
      assertMatch(await client.read(), /^HTTP\/1.1 4(00|08) /);
    })).finally(() => isOver = true);
    let worst = 0;
    while (!isOver) worst = Math.max(worst, await turn(server));
    await flood;
    attempts.push(worst);
    if (worst < 1000) return;
  }
  throw new Error(`healthz took ${attempts} ms`);
});

const BLANK = "4000\r\n" + " ".repeat(16 * 1024) + "\r\n";

for (
  const [what, status, head, text] of [
    ["larger than 64 KiB", 413, post(CHUNKED), BLANK],
    ["announced as larger", 413, post("Content-Length: 999999999999"), " "],
    ["that nothing is there for", 404, post(CHUNKED, "/auth/none"), BLANK],
    ["that a page can't take", 405, post(CHUNKED, "/"), BLANK],
    ["that comes too slowly", 408, post("Content-Length: 60000"), " "],
  ] as const
) {
  Deno.test(`a body ${what}: ${status}, and the connection is closed`, async () => {
    await using server = await startServer(["--stage=4"]);
    using client = await connect(server.url, head);
    let isOver = false;
    const sending = (async () => {
      while (!isOver) {
        await client.write(text).catch(() => {});
        await turns(server);
      }
    })();
    try {
      const answer = await client.read();
      assertMatch(answer, new RegExp(`^HTTP/1.1 ${status} `));
      await client.closed();
    } finally {
      isOver = true;
      await sending;
    }
  });
}

Deno.test("a body whose length is unclear is not read: 400", async () => {
  await using server = await startServer(["--stage=4"]);
  for (
    const framing of [
      "Content-Length: 48\r\nContent-Length: 47",
      `Content-Length: 48\r\n${CHUNKED}`,
      "Content-Length: -48",
      "Content-Length: 1180591620717411303424",
    ]
  ) {
    using client = await connect(server.url, post(framing) + LOGIN);
    assertMatch(await client.read(), /^HTTP\/1.1 400 /);
    await client.closed();
  }
});

Deno.test("2,000 connections that say nothing, or half a request, hold up nobody", async () => {
  await using server = await startServer(["--stage=4"]);
  const client = await new Client(server.url).loggedIn();
  using open = new DisposableStack();
  const half = "GET /auth/whoami HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  const body = post("Content-Length: 9") + "{";
  for (let i = 0; i < 2000; i++) {
    open.use(await connect(server.url, ["", "", half, body][i % 4]));
  }
  const slow = open.use(await connect(server.url, half));
  for (let i = 0; i < 50; i++) {
    assertEquals((await client.texts()).length, 5);
  }
  await slow.write(`Cookie: ${client.cookie}\r\n\r\n`);
  assertMatch(await slow.read(), /^HTTP\/1.1 200 /);
});

Deno.test("SIGTERM while a body is on its way: it is waited for, and answered", async () => {
  await using server = await startServer(["--stage=4"]);
  const head = post(`Content-Length: ${LOGIN.length}`);
  using slow = await connect(server.url, head + LOGIN.slice(0, 20));
  await turns(server);
  server.kill("SIGTERM");
  await turns(server);
  await slow.write(LOGIN.slice(20));
  assertMatch(await slow.read(), /^HTTP\/1.1 200 /);
  assertEquals((await server.status).code, 0);
});

Deno.test("SIGINT on Deno Deploy: no body keeps the server for the 5 seconds that it has", async () => {
  const folder = await Deno.makeTempDir();
  const remote = startHranaServer({ file: `${folder}/remote.db` });
  const args = ["run", "-A", "main.ts", "--port=0", "--stage=4"];
  const env = {
    DENO_DEPLOYMENT_ID: "d1",
    LIBSQL_URL: remote.url,
    JWT_SECRET: "k".repeat(32),
  };
  await using server = await startDeno(args, env, async () => {
    await remote.close();
    await Deno.remove(folder, { recursive: true });
  });
  using _slow = await connect(server.url, post("Content-Length: 48") + "{");
  await turns(server);
  const start = performance.now();
  server.kill("SIGINT");
  assertEquals((await server.status).code, 0);
  const took = performance.now() - start;
  assert(took < 5000, `${took} ms`);
});
