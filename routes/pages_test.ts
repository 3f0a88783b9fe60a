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
import type { Stage } from "../lib/stage.ts";
import { stages } from "../stages/mod.ts";
import { Client, Lab } from "../testing/lab.ts";

const root = new URL("..", import.meta.url).pathname;
const attach = await new Builder({ root }).build({ snapshot: "memory" });
const stage = (id: string) => stages.find((stage) => stage.id === id)!;

async function open(single: Stage | null): Promise<Lab> {
  return await Lab.open(single, attach);
}

async function get(lab: Lab, path: string, init?: RequestInit) {
  const url = new URL(path, "http://127.0.0.1:8000/");
  const response = await lab.handler(new Request(url, init));
  return { response, html: await response.text() };
}

/** The HTML of a rung's page; logged in, if the rung has a login. */
async function openLoggedIn(lab: Lab, id: string): Promise<string> {
  const client = new Client(lab, stage(id));
  if (client.stage.credential !== null) await client.login();
  const headers = {
    Cookie: [...client.cookies].map((c) => c.join("=")).join("; "),
  };
  return (await get(lab, `/stages/${id}/`, { headers })).html;
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

Deno.test("the ladder lists every rung, and sends no script", async () => {
  using lab = await open(null);
  const { response, html } = await get(lab, "/");
  assertEquals(response.status, 200);
  checkHeaders(response);
  for (const { id, lesson } of stages) {
    assertStringIncludes(html, `href="/stages/${id}/"`);
    assertStringIncludes(html, lesson);
  }
  assertFalse(html.includes("<script"));
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

Deno.test("what a rung's page folds is on its page in full", async () => {
  using ladder = await open(null);
  for (const { id, name } of stages) {
    using alone = await open(stage(id));
    for (
      const [lab, base] of [[alone, ""], [ladder, `/stages/${id}`]] as const
    ) {
      const { html } = await get(lab, `${base}/`);
      const full = await get(lab, `${base}/full`);
      assertEquals(full.response.status, 200);
      checkHeaders(full.response);
      assertStringIncludes(full.html, `${name}, in full`);
      assertFalse(full.html.includes("<script"));
      const folds = [...html.matchAll(/data-more="([^"]+)"/g)];
      assert(folds.some(([, it]) => it === "mod.ts"), id);
      assert(folds.some(([, it]) => it === "no-credential"), id);
      for (const [, fold] of folds) {
        assertStringIncludes(html, `href="${base}/full#${fold}"`);
        assertStringIncludes(full.html, `<details id="${fold}" `);
      }
    }
  }
});

Deno.test("a rung's page in full links to the evidence of its attacks", async () => {
  using lab = await open(null);
  const all = await get(lab, "/attacks");
  for (const { id } of stages) {
    const { html } = await get(lab, `/stages/${id}/full`);
    const links = [...html.matchAll(/href="\/attacks#([^"]+)"/g)];
    assert(links.length > 0, id);
    for (const [, cell] of links) {
      assertStringIncludes(all.html, `id="${cell}"`);
    }
  }
});

Deno.test("a page shows who is logged in where the credential came with it", async () => {
  using lab = await open(null);
  for (const { id, app, credential } of stages) {
    if (credential === null) continue;
    const vidu = new Client(lab, stage(id));
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
  const vidu = new Client(lab, stage("6"));
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
  ["GET", "/stages/7/", 404],
  ["GET", "/stages/4/nothing", 404],
  ["GET", "/stages/7/full", 404],
  ["GET", "/full", 404],
  ["GET", "/stages/__proto__/", 404],
  ["POST", "/", 405],
  ["DELETE", "/stages/4/", 405],
  ["POST", "/stages/4/full", 405],
  ["PROPFIND", "/stages/4/", 405],
];

for (const [method, path, status] of REFUSED) {
  Deno.test(`${method} ${path} is a page with status ${status}`, async () => {
    using lab = await open(null);
    const { response, html } = await get(lab, path, { method });
    assertEquals(response.status, status);
    checkHeaders(response);
    assertStringIncludes(html, "<h1>");
    if (status === 405) {
      assertEquals(response.headers.get("Allow"), "GET, HEAD");
    }
  });
}

Deno.test("a rung that is served alone is not below /stages too", async () => {
  using lab = await open(stage("4"));
  assertEquals((await get(lab, "/stages/4/")).response.status, 404);
  assertEquals((await get(lab, "/stages/4/full")).response.status, 404);
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

// The text of an answer is kept for a while. With what is folded in it, full
// collections of garbage came often enough to halve the pages per second.
Deno.test("a rung's page is at most 20 kB", async () => {
  using lab = await open(null);
  for (const { id } of stages) {
    const html = await openLoggedIn(lab, id);
    assert(html.length <= 20_000, `rung ${id}: ${html.length}`);
  }
});

// With one character of more than a byte, all have two, and the page takes
// several times the work to send.
Deno.test("a rung's page needs no more than a byte for a character", async () => {
  using lab = await open(null);
  for (const { app, id } of stages) {
    if (app === "missile") continue; // it has a rocket
    const html = await openLoggedIn(lab, id);
    assertEquals(html.match(/[^\0-\xff]/g), null, `rung ${id}`);
  }
});
