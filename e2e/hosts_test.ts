/**
 * Under which names a real server answers, and what it believes of a proxy.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Server, startServer } from "../testing/server.ts";

interface Reply {
  status: number;
  headers: Headers;
  body: string;
}

/** Sends a request to the letter: `fetch` lets nobody set `Host`. */
async function send(
  server: Server,
  line: string,
  headers: string[],
  body = "",
): Promise<Reply> {
  const { hostname, port } = new URL(server.url);
  using socket = await Deno.connect({ hostname, port: Number(port) });
  const head = [`${line} HTTP/1.1`, ...headers, "Connection: close"];
  if (body) head.push(`Content-Length: ${body.length}`);
  const request = `${head.join("\r\n")}\r\n\r\n${body}`;
  await socket.write(new TextEncoder().encode(request));
  const text = await new Response(socket.readable).text();
  const [first, ...lines] = text.split("\r\n\r\n")[0].split("\r\n");
  return {
    status: Number(first.split(" ")[1]),
    headers: new Headers(
      lines.map((line) => line.split(/: (.*)/, 2) as [string, string]),
    ),
    body: text.slice(text.indexOf("\r\n\r\n") + 4),
  };
}

const PATHS = [
  "/",
  "/stages/4/",
  "/stages/4/todo/list",
  "/stages/2.1/todo/list",
  "/stages/4/hole",
  "/styles.css",
  "/attacks",
  "/healthz",
  "/nothing",
];

function checkGuards({ headers }: Reply) {
  const policy = headers.get("Content-Security-Policy")!;
  assertMatch(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assertEquals(headers.get("X-Content-Type-Options"), "nosniff");
}

Deno.test("on loopback a foreign Host gets a 421 everywhere, and a broken one a 400", async () => {
  await using server = await startServer();
  const { port } = new URL(server.url);
  for (const path of PATHS) {
    for (
      const [host, status] of [
        ["evil.example", 421],
        [`evil.example:${port}`, 421],
        [`127.0.0.1.evil.example:${port}`, 421],
        ["a:b", 400],
        ["a?b", 400],
        ["", 400],
        ["127.0.0.1/attacks", 400],
      ] as const
    ) {
      const reply = await send(server, `GET ${path}`, [`Host: ${host}`]);
      assertEquals(reply.status, status, `${path} for "${host}"`);
      checkGuards(reply);
    }
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "[::1]"]) {
      const { status } = await send(server, `GET ${path}`, [`Host: ${host}`]);
      assertEquals(
        status,
        path === "/nothing" ? 404 : path.includes("4/todo") ? 401 : 200,
      );
    }
  }
  const absolute = "GET http://evil.example/stages/2.1/todo/list";
  const { status } = await send(server, absolute, [`Host: 127.0.0.1:${port}`]);
  assert(status === 400 || status === 421, `${status}`);
});

Deno.test("a page at a name re-pointed to 127.0.0.1 changes nothing", async () => {
  await using server = await startServer();
  const { port } = new URL(server.url);
  const headers = [
    `Host: evil.example:${port}`,
    `Origin: http://evil.example:${port}`,
    "Sec-Fetch-Site: same-origin",
    "Content-Type: application/json",
  ];
  const create = "POST /stages/2.1/todo/create";
  const body = `{"text":"from evil.example"}`;
  assertEquals((await send(server, create, headers, body)).status, 421);
  const own = [`Host: 127.0.0.1:${port}`, ...headers.slice(3)];
  const list = await send(server, "GET /stages/2.1/todo/list", own);
  assertEquals(list.body.includes("evil.example"), false);
  assertEquals((await send(server, create, own, body)).status, 200);
});

const LOGIN = "POST /stages/4/auth/login";
const VIDU = `{"email":"vidu@example.com","password":"qwerty"}`;
const JSON_TYPE = "Content-Type: application/json";

Deno.test("with a public URL that name alone is answered, over https", async () => {
  await using server = await startServer(["--public-url=https://lab.example"]);
  const { port } = new URL(server.url);
  const ask = (line: string, headers: string[], body?: string) =>
    send(server, line, headers, body);
  const own = ["Host: lab.example", JSON_TYPE];

  const login = await ask(LOGIN, [...own, "Origin: https://lab.example"], VIDU);
  assertEquals(login.status, 200);
  for (const cookie of login.headers.getSetCookie()) {
    assertMatch(cookie, /; Secure$/);
  }
  assertMatch(login.headers.get("Strict-Transport-Security")!, /max-age=\d/);

  for (
    const origin of [
      "http://lab.example",
      "https://lab.example:8443",
      `http://127.0.0.1:${port}`,
      "https://evil.example",
    ]
  ) {
    const reply = await ask(LOGIN, [...own, `Origin: ${origin}`], VIDU);
    assertEquals(reply.status, 403, origin);
  }
  for (const host of [`127.0.0.1:${port}`, "localhost", "evil.example"]) {
    const reply = await ask("GET /stages/4/", [`Host: ${host}`]);
    assertEquals(reply.status, 421, host);
  }
  // Whoever watches over the server asks it by its own address.
  const health = await ask("GET /healthz", [`Host: 127.0.0.1:${port}`]);
  assertEquals(health.status, 200);
  // Others can reach it: no page with a hole, no trace, no insecure rung.
  const hole = await ask("GET /stages/4/hole", ["Host: lab.example"]);
  assertEquals(hole.status, 404);
  const insecure = await ask("GET /stages/3/", ["Host: lab.example"]);
  assertEquals(insecure.status, 404);
});

Deno.test("the log names the address that the proxy has added, and no other", async () => {
  const headers = ["X-Forwarded-For: 6.6.6.6, 192.0.2.7", JSON_TYPE];
  {
    await using server = await startServer([
      "--public-url=https://lab.example",
    ]);
    await send(server, LOGIN, ["Host: lab.example", ...headers], VIDU);
    await server.logged(/ rung 4 from 192\.0\.2\.7: vidu/);
  }
  await using server = await startServer();
  const { host } = new URL(server.url);
  await send(server, LOGIN, [`Host: ${host}`, ...headers], VIDU);
  await server.logged(/ rung 4 from 127\.0\.0\.1: vidu/);
});

Deno.test("the trace goes to this machine alone, and not through a proxy", async () => {
  const wants = ["X-Wire-Trace: 1"];
  const list = "GET /stages/4/todo/list";
  await using server = await startServer();
  const own = [`Host: ${new URL(server.url).host}`];
  const seen = async (headers: string[]) =>
    (await send(server, list, headers)).headers.has("X-Wire-Trace");
  assertEquals(await seen([...own, ...wants]), true);
  assertEquals(await seen(own), false);
  assertEquals(
    await seen([...own, ...wants, "X-Forwarded-For: 1.2.3.4"]),
    false,
  );
  await using open = await startServer(["--public-url=https://lab.example"]);
  const reply = await send(open, list, ["Host: lab.example", ...wants]);
  assertEquals(reply.headers.has("X-Wire-Trace"), false);
});
