/**
 * The pages, rendered in this process: what is in them, their status and their
 * headers, error pages included.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertFalse,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { Builder } from "fresh/dev";
import type { Reach } from "../lib/http/host.ts";
import type { Stage } from "../lib/state.ts";
import { readStageEvidence, recorded } from "../attacks/runner/recorded.ts";
import { stages } from "../stages/mod.ts";
import { Lab } from "../testing/lab.ts";

const root = `${import.meta.dirname}/..`;
const attach = await new Builder({ root }).build({ snapshot: "memory" });
const stage = (id: string) => stages.find((stage) => stage.id === id)!;

async function open(single: Stage | null): Promise<Lab> {
  return await Lab.open(single, { attach });
}

async function get(lab: Lab, path: string, init?: RequestInit) {
  const url = new URL(path, "http://127.0.0.1:8000/");
  const response = await lab.handler(new Request(url, init));
  return { response, html: await response.text() };
}

function checkHeaders({ headers }: Response) {
  const policy = headers.get("Content-Security-Policy")!;
  for (
    const directive of [
      "default-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]
  ) assertStringIncludes(policy, directive);
  assertMatch(policy, /script-src 'self' 'nonce-[0-9a-f]{32}';/);
  assertFalse(/unsafe|upgrade/.test(policy));
  assertEquals(headers.get("X-Content-Type-Options"), "nosniff");
  assertEquals(headers.get("Referrer-Policy"), "same-origin");
}

/** What is read on a page, without what is said of a word on hovering. */
const textOf = (html: string) =>
  html.replace(/<span class="tip">.*?<\/span>/g, "").replace(/<[^>]+>/g, "");

Deno.test("the ladder lists every rung, says where to start, and what to call things", async () => {
  using lab = await open(null);
  const { response, html } = await get(lab, "/");
  assertEquals(response.status, 200);
  checkHeaders(response);
  for (const { id, lesson } of stages) {
    assertStringIncludes(html, `href="/stages/${id}/"`);
    assertStringIncludes(textOf(html), lesson);
    const count = recorded.filter(({ stage, verdict }) =>
      stage === id && verdict === "breaks"
    ).length;
    assertMatch(textOf(html), new RegExp(`${count} attacks? works?, `));
  }
  assertStringIncludes(textOf(html), `Start with rung ${stages[0].id}`);
  // A word is explained where it is first used, and leads to all the words.
  const words = [...html.matchAll(/href="\/learn\/words#([\w-]+)"/g)]
    .map(([, word]) => word);
  assert(words.length > 0);
  assertEquals(words.length, new Set(words).size);
  const list = await get(lab, "/learn/words");
  for (const word of words) assertStringIncludes(list.html, `id="${word}"`);
});

Deno.test("a rung's attacks begin with five, and none is left out", async () => {
  using lab = await open(null);
  for (const { id } of stages) {
    const { html } = await get(lab, `/stages/${id}/break`);
    const [, first = ""] = html.split(/<h2>/);
    const count = (html: string) => html.match(/<article/g)?.length ?? 0;
    const all = readStageEvidence(id).length;
    assertEquals(count(first), Math.min(5, all), id);
    assertEquals(count(html), all, id);
  }
});

Deno.test("from rung to rung there is a way on, but not where one is alone", async () => {
  using lab = await open(null);
  for (const [i, { id }] of stages.entries()) {
    const { html } = await get(lab, `/stages/${id}/`);
    const [, around] = html.split(`<nav class="neighbours"`);
    for (const near of [stages[i - 1], stages[i + 1]]) {
      const href = near === undefined ? "/" : `/stages/${near.id}/`;
      assertStringIncludes(around, `href="${href}"`);
    }
  }
  using alone = await open(stage("4"));
  const { html } = await get(alone, "/");
  assertFalse(html.includes(`<nav class="neighbours"`));
});

for (const { id, name, insecure } of stages) {
  Deno.test(`the page of rung ${id}, alone and on the ladder`, async () => {
    using alone = await open(stage(id));
    using ladder = await open(null);
    for (
      const [lab, path] of [
        [alone, "/"],
        [ladder, `/stages/${id}/`],
        [ladder, `/stages/${id}`],
      ] as const
    ) {
      const { response, html } = await get(lab, path);
      assertEquals(response.status, 200, path);
      checkHeaders(response);
      assertEquals(response.headers.get("Cache-Control"), "no-store");
      assertStringIncludes(html, name);
      assertEquals(html.includes("Insecure on purpose"), insecure);
      const nonce = /nonce-(\w+)/.exec(
        response.headers.get("Content-Security-Policy")!,
      )![1];
      assertEquals(html.match(/<script[^>]*nonce="(\w+)"/)?.[1], nonce);
      assertEquals(html.match(/<script/g)?.length, 1);
    }
  });
}

for (const { id, name } of stages) {
  Deno.test(`the three pages of rung ${id}, alone and on the ladder`, async () => {
    using alone = await open(stage(id));
    using ladder = await open(null);
    for (
      const [lab, base] of [[alone, ""], [ladder, `/stages/${id}`]] as const
    ) {
      for (
        const [path, link] of [["", ""], ["break", "break"], ["code/", "code"]]
      ) {
        const { response, html } = await get(lab, `${base}/${path}`);
        assertEquals(response.status, 200, path);
        checkHeaders(response);
        assertEquals(response.headers.get("Cache-Control"), "no-store");
        assertStringIncludes(html, name);
        for (const other of ["", "break", "code"]) {
          assertStringIncludes(html, `href="${base}/${other}"`);
        }
        const current = new RegExp(
          `href="${base}/${link}"[^>]* aria-current="page"`,
        );
        assertMatch(html, current);
      }
    }
  });
}

Deno.test("rung 1's credential goes along from page to page, and no other's", async () => {
  using lab = await open(null);
  const vidu = lab.client(stage("1"));
  await vidu.login();
  const query = new URLSearchParams(vidu.credential);
  const escaped = `${query}`.replaceAll("&", "&amp;");
  for (const path of ["", "break", "code"]) {
    const { html } = await get(lab, `/stages/1/${path}?${query}`);
    for (const other of ["", "break", "code"]) {
      assertStringIncludes(html, `href="/stages/1/${other}?${escaped}"`);
    }
    const four = await get(lab, `/stages/4/${path}?${query}`);
    for (const [, href] of four.html.matchAll(/href="([^"]+)"/g)) {
      assertFalse(href.includes("token="), href);
    }
  }
});

Deno.test("rung 8 says so where its cookie can't have the prefix", async () => {
  const eight = stage("8");
  const noteOn = async (reach: Reach, url: string) => {
    using lab = await Lab.open(eight, { attach, reach });
    const response = await lab.handler(new Request(url));
    return (await response.text()).includes("only called “session”");
  };
  const open = { loopback: false };
  assert(await noteOn(open, "http://192.0.2.1:8000/"));
  assertFalse(await noteOn(open, "http://localhost:8000/"));
  const publicUrl = new URL("https://lab.example");
  assertFalse(await noteOn({ ...open, publicUrl }, "http://lab.example/"));
});

Deno.test("a rung's code is shown against the rung below, or another one", async () => {
  using lab = await open(null);
  const { html } = await get(lab, "/stages/4/code");
  assertStringIncludes(html, "against rung 3");
  assertMatch(html, /<del[^>]*>.*INSECURE/);
  assertMatch(html, /<ins id="login\.ts-L8"/);
  // In the order in which to read them.
  const names = [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, name]) => name);
  assertEquals(names, [
    ...["middleware.ts", "login.ts", "logout.ts", "credential.ts", "mod.ts"],
  ]);
  // Rung 8 is closest to rung 4.
  const eight = await get(lab, "/stages/8/code");
  assertStringIncludes(eight.html, "against rung 4, to which it is closest");
  const six = await get(lab, "/stages/4/code?against=6");
  assertStringIncludes(six.html, "against rung 6");
  const same = await get(lab, "/stages/4/code?against=4");
  assertFalse(/<(ins|del)/.test(same.html));
  const first = await get(lab, "/stages/1/code");
  assertFalse(/<(ins|del)/.test(first.html));
  for (const bad of ["9", "", "04", "__proto__", "4&against=x%00"]) {
    const { response } = await get(lab, `/stages/6/code?against=${bad}`);
    assertEquals(response.status, bad.startsWith("4") ? 200 : 404, bad);
  }
});

Deno.test("a rung's code leads to all the files that it stands on", async () => {
  using lab = await open(null);
  const shown = new Set<string>();
  for (const { id } of stages) {
    const { html } = await get(lab, `/stages/${id}/code`);
    for (const [, path] of html.matchAll(/href="(\/code\/[^"]+)"/g)) {
      shown.add(path);
    }
  }
  for (
    const name of ["sessions", "tokens", "passwords", "todos", "jwt", "base64"]
  ) assert(shown.has(`/code/lib/${name}.ts`), name);
  for (const path of shown) {
    const { response, html } = await get(lab, path);
    assertEquals(response.status, 200, path);
    assertStringIncludes(html, `id="L1"`);
  }
});

Deno.test("the code of a file links to the same file on the rungs around", async () => {
  using lab = await open(stage("4"));
  const { response, html } = await get(lab, "/code/stages/04/login.ts");
  assertEquals(response.status, 200);
  checkHeaders(response);
  assertStringIncludes(html, `href="/code/stages/03/login.ts"`);
  assertStringIncludes(html, `href="/code/stages/05/login.ts"`);
  assertFalse(html.includes("<script"));
});

const NOT_SOURCE = [
  "/code/",
  "/code/lib",
  "/code/lib/",
  "/code/deno.json",
  "/code/README.md",
  "/code/stages/04/README.md",
  "/code/data/ladder.db",
  "/code/.git/config",
  "/code/.env",
  "/code/lib/sessions_test.ts",
  "/code/testing/lab.ts",
  "/code/lib/../deno.json",
  "/code/lib/%2e%2e/deno.json",
  "/code/..%2fdeno.json",
  "/code/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/code//etc/passwd",
  "/code/%2fetc%2fpasswd",
  "/code/lib%5csessions.ts",
  "/code/lib/sessions.ts%00",
  "/code/lib/sessions.ts%00.ts",
  "/code/LIB/sessions.ts",
  "/code/lib/sessions.ts/x",
  "/code/__proto__",
  "/code/file:%2f%2f%2fetc%2fpasswd",
];

for (const path of NOT_SOURCE) {
  Deno.test(`${path} is not the project's source: 404`, async () => {
    using lab = await open(null);
    const { response } = await get(lab, path);
    assertEquals(response.status, 404);
  });
}

Deno.test("a page shows who is logged in where the credential came with it", async () => {
  using lab = await open(null);
  for (const { id, app, credential } of stages) {
    if (credential === null) continue;
    const vidu = lab.client(stage(id));
    await vidu.login();
    const text = "</script><script>alert(1)</script>";
    if (app === "todos") await vidu.post("/todo/create", { text });
    const cookie = [...vidu.cookies].map(([k, v]) => `${k}=${v}`).join("; ");
    const query = credential === "url"
      ? `?${new URLSearchParams(vidu.credential)}`
      : "";
    const { html } = await get(lab, `/stages/${id}/${query}`, {
      headers: { cookie },
    });
    const known = credential !== "localStorage";
    assertEquals(html.includes("<span>Logged in as vidu</span>"), known, id);
    assertFalse(html.includes("alert(1)</script>"));
    if (known && app === "todos") {
      assertStringIncludes(html, "&lt;script>alert(1)&lt;/script>");
    }
    if (credential === "cookie") assertFalse(html.includes(cookie));
  }
});

Deno.test("a page that comes with an expired token brings a new one", async () => {
  using lab = await open(stage("6"));
  const vidu = lab.client(stage("6"));
  await vidu.login();
  lab.clock += 11 * 60_000;
  const headers = { cookie: `jwt=${vidu.cookies.get("jwt")}` };
  const { response, html } = await get(lab, "/", { headers });
  assertStringIncludes(html, "<span>Logged in as vidu</span>");
  assertMatch(response.headers.getSetCookie()[0], /^jwt=[\w.-]+; Path=\/;/);
});

Deno.test("a page with a bad credential is the login page", async () => {
  using lab = await open(null);
  const headers = { cookie: "sessionId=1; token=x; jwt=a.b.c" };
  for (const path of ["/stages/4/", "/stages/5/", "/stages/6/"]) {
    const { response, html } = await get(lab, path, { headers });
    assertEquals(response.status, 200);
    assertStringIncludes(html, `name="password"`);
  }
});

const REFUSED: [method: string, path: string, status: number][] = [
  ["GET", "/nothing", 404],
  ["POST", "/nothing", 404],
  ["GET", "/stages/9/", 404],
  ["GET", "/stages/4/nothing", 404],
  ["GET", "/stages/9/break", 404],
  ["GET", "/stages/9/code", 404],
  ["GET", "/break", 404],
  ["GET", "/code", 404],
  ["GET", "/stages/__proto__/", 404],
  ["POST", "/", 405],
  ["DELETE", "/stages/4/", 405],
  ["POST", "/stages/4/code", 405],
  ["PROPFIND", "/stages/4/", 405],
];

for (const [method, path, status] of REFUSED) {
  Deno.test(`${method} ${path} is a page with status ${status}`, async () => {
    using lab = await open(null);
    const { response, html } = await get(lab, path, { method });
    assertEquals(response.status, status);
    checkHeaders(response);
    assertMatch(html, /<title>.+ · Auth Ladder<\/title>.*<h1>/);
    if (status === 405) {
      assertEquals(response.headers.get("Allow"), "GET, HEAD");
    }
  });
}

Deno.test("a rung that is served alone is not below /stages too", async () => {
  using lab = await open(stage("4"));
  assertEquals((await get(lab, "/stages/4/")).response.status, 404);
  assertEquals((await get(lab, "/stages/4/break")).response.status, 404);
  assertEquals((await get(lab, "/stages/4/code")).response.status, 404);
});

Deno.test("a broken escape in the path is a 400", async () => {
  using lab = await open(null);
  for (const path of ["/stages/%E0%A4%A/", "/%", "/stages/4/todo/%ff"]) {
    const { response } = await get(lab, path);
    assertEquals(response.status, 400, path);
    assertEquals(response.headers.get("X-Content-Type-Options"), "nosniff");
  }
});

Deno.test("without its database a page says so, and the API too", async () => {
  using lab = await open(stage("4"));
  const headers = { cookie: "sessionId=1; token=x" };
  assertEquals((await get(lab, "/healthz")).response.status, 200);
  lab.db.close();
  const { response, html } = await get(lab, "/", { headers });
  assertEquals(response.status, 503);
  assertEquals(response.headers.get("Retry-After"), "5");
  checkHeaders(response);
  assertStringIncludes(html, "database");
  const api = await get(lab, "/todo/list", { headers });
  assertEquals(api.response.status, 503);
  assertEquals(api.response.headers.get("Retry-After"), "5");
  assertEquals(JSON.parse(api.html).success, false);
  const health = await get(lab, "/healthz");
  assertEquals(health.response.status, 503);
  assertEquals(JSON.parse(health.html).success, false);
});

Deno.test("styles and icon are served, and only to be read", async () => {
  using lab = await open(null);
  for (const path of ["/styles.css", "/favicon.svg"]) {
    const { response } = await get(lab, path);
    assertEquals(response.status, 200);
    assertEquals(
      (await get(lab, path, { method: "POST" })).response.status,
      405,
    );
  }
  assertEquals((await get(lab, "/../main.ts")).response.status, 404);
  assertEquals((await get(lab, "/%2e%2e/main.ts")).response.status, 404);
});
