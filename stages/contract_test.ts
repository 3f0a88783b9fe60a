/**
 * The wire API of every rung, in both ways of serving, from one table: what
 * each path does, and what each bad input gets.
 *
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stages } from "./mod.ts";
import type { Client } from "../testing/client.ts";
import { Lab } from "../testing/lab.ts";

const ALL = stages.map(({ id }) => id);
const WITH_LOGIN = ["1", "3", "4", "5", "6", "7", "8"];
const WITH_TODOS = ["2.1", "2.2", "3", "4", "5", "6", "7", "8"];
const WITH_IDS = ["2.2", "3", "4", "5", "6", "7", "8"];
const WITH_LOCKED_TODOS = ["3", "4", "5", "6", "7", "8"];
const WITH_COOKIES = ["4", "5", "6", "7", "8"];
const WITH_LOGOUT = ["4", "6", "7", "8"];

interface Case {
  what: string;
  on: string[];
  method?: string;
  path: string;
  /** JSON unless it is a string; a POST. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether vidu is logged in; where there is a login. Default: yes. */
  loggedIn?: boolean;
  status: number;
  /** A part of the message. */
  says?: string;
  allow?: string;
}

const TEXT = { "Content-Type": "text/plain" };
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const CROSS = { "Sec-Fetch-Site": "cross-site" };
const SAME_SITE = { "Sec-Fetch-Site": "same-site" };
const EVIL = { Origin: "https://evil.example" };
const MANY = "x".repeat(501);
const HUGE = JSON.stringify({ text: "x".repeat(65536) });
const ODD_IDS = [-1, 0, 1.5, 1e300, NaN, "x", "1", null, [], [1], {}, true];

/** A POST that each rung must refuse in the same way. */
function bad(
  path: string,
  on: string[],
  field: string,
  bodies: Record<string, unknown>[],
): Case[] {
  return bodies.map((body) => ({
    what: `${path} with ${JSON.stringify(body).slice(0, 60)}`,
    on,
    path,
    body,
    status: 400,
    says: field,
  }));
}

const CASES: Case[] = [
  // Reading and its lock.
  { what: "list", on: WITH_TODOS, path: "/todo/list", status: 200 },
  {
    what: "whoami",
    on: WITH_LOGIN,
    path: "/auth/whoami",
    status: 200,
    says: "Logged in as vidu",
  },
  {
    what: "launch",
    on: ["1"],
    path: "/launch-missile",
    status: 200,
    says: "Missile is launched 🚀 by vidu",
  },
  {
    what: "list without a credential",
    on: WITH_LOCKED_TODOS,
    path: "/todo/list",
    loggedIn: false,
    status: 401,
    says: "not logged in",
  },
  {
    what: "whoami without a credential",
    on: WITH_LOGIN,
    path: "/auth/whoami",
    loggedIn: false,
    status: 401,
  },
  {
    what: "launch without a credential",
    on: ["1"],
    path: "/launch-missile",
    loggedIn: false,
    status: 401,
  },
  {
    what: "create without a credential",
    on: WITH_LOCKED_TODOS,
    path: "/todo/create",
    body: { text: "x" },
    loggedIn: false,
    status: 401,
  },
  {
    what: "HEAD of the list",
    on: WITH_TODOS,
    method: "HEAD",
    path: "/todo/list",
    status: 200,
  },

  // Login.
  {
    what: "wrong password",
    on: WITH_LOGIN,
    path: "/auth/login",
    body: { email: "vidu@example.com", password: "qwertz" },
    loggedIn: false,
    status: 401,
    says: "Wrong e-mail or password",
  },
  {
    what: "unknown user",
    on: WITH_LOGIN,
    path: "/auth/login",
    body: { email: "nobody@example.com", password: "qwerty" },
    loggedIn: false,
    status: 401,
    says: "Wrong e-mail or password",
  },
  ...bad("/auth/login", WITH_LOGIN, "email", [
    {},
    { password: "x" },
    { email: 1, password: "x" },
    { email: ["vidu@example.com"], password: "qwerty" },
    { email: null, password: "x" },
    { email: { $ne: "" }, password: "x" },
  ]),
  ...bad("/auth/login", WITH_LOGIN, "password", [{ email: "a" }, {
    email: "a",
    password: 1,
  }, { email: "a", password: true }]),

  // Fields.
  ...bad("/todo/create", WITH_TODOS, "text", [
    {},
    { text: "" },
    { text: " \n\t " },
    { text: MANY },
    { text: "😀".repeat(501) },
    { text: 1 },
    { text: null },
    { text: ["x"] },
    { text: "\ud800" },
    { text: "a\0b" },
  ]),
  ...bad("/todo/update", WITH_IDS, "todoId", [
    { action: "markDone" },
    ...ODD_IDS.map((todoId) => ({ todoId, action: "markDone" })),
  ]),
  ...bad(
    "/todo/update",
    WITH_IDS,
    "action",
    ["", "markdone", "constructor", "__proto__", 1, null].map((action) => ({
      todoId: 1,
      action,
    })),
  ),
  ...bad("/todo/delete", WITH_IDS, "todoId", [
    {},
    ...ODD_IDS.map((todoId) => ({ todoId })),
  ]),
  ...bad("/todo/delete", ["2.1"], "index", [
    {},
    ...ODD_IDS.filter((id) => id !== 0).map((index) => ({ index })),
  ]),
  {
    what: "update of none",
    on: WITH_IDS,
    path: "/todo/update",
    body: { todoId: 999999, action: "markDone" },
    status: 404,
    says: "no such to-do",
  },
  {
    what: "delete of none",
    on: WITH_IDS,
    path: "/todo/delete",
    body: { todoId: 999999 },
    status: 404,
    says: "no such to-do",
  },
  {
    what: "delete of the largest id",
    on: WITH_IDS,
    path: "/todo/delete",
    body: { todoId: Number.MAX_SAFE_INTEGER },
    status: 404,
  },
  {
    what: "delete behind the end",
    on: ["2.1"],
    path: "/todo/delete",
    body: { index: 3 },
    status: 404,
    says: "no such to-do",
  },

  // Parts of a list.
  ...["0", "-1", "1.5", "x", "", "1001", "99999999999999999999"].map((
    limit,
  ) => ({
    what: `limit=${limit}`,
    on: WITH_LOCKED_TODOS,
    path: `/todo/list?limit=${limit}`,
    status: 400,
    says: "limit",
  })),
  ...["-1", "1e3", "x", "9007199254740992"].map((after) => ({
    what: `after=${after}`,
    on: WITH_LOCKED_TODOS,
    path: `/todo/list?after=${after}`,
    status: 400,
    says: "after",
  })),

  // Bodies.
  {
    what: "not JSON",
    on: WITH_TODOS,
    path: "/todo/create",
    body: "{text:",
    status: 400,
    says: "not JSON",
  },
  {
    what: "an empty body",
    on: WITH_TODOS,
    path: "/todo/create",
    body: "",
    status: 400,
    says: "not JSON",
  },
  {
    what: "a JSON array",
    on: WITH_TODOS,
    path: "/todo/create",
    body: "[]",
    status: 400,
    says: "JSON object",
  },
  {
    what: "JSON null",
    on: WITH_TODOS,
    path: "/todo/create",
    body: "null",
    status: 400,
    says: "JSON object",
  },
  {
    what: "a JSON number",
    on: WITH_LOGIN,
    path: "/auth/login",
    body: "1",
    status: 400,
    says: "JSON object",
  },
  {
    what: "text/plain",
    on: WITH_TODOS,
    path: "/todo/create",
    body: '{"text":"x"}',
    headers: TEXT,
    status: 415,
    says: "application/json",
  },
  {
    what: "a form",
    on: WITH_TODOS,
    path: "/todo/create",
    body: "text=x",
    headers: FORM,
    status: 415,
  },
  {
    what: "a form that logs in",
    on: WITH_LOGIN,
    path: "/auth/login",
    body: "email=x",
    headers: FORM,
    status: 415,
  },
  {
    what: "almost JSON's type",
    on: WITH_TODOS,
    path: "/todo/create",
    body: '{"text":"x"}',
    headers: { "Content-Type": "application/jsonp" },
    status: 415,
  },
  {
    what: "65 KiB",
    on: WITH_TODOS,
    path: "/todo/create",
    body: HUGE,
    status: 413,
    says: "64 KiB",
  },

  // Methods and paths.
  {
    what: "GET of login",
    on: WITH_LOGIN,
    path: "/auth/login",
    status: 405,
    allow: "POST",
  },
  {
    what: "POST of the list",
    on: WITH_TODOS,
    path: "/todo/list",
    body: {},
    status: 405,
    allow: "GET, HEAD",
  },
  {
    what: "GET of create",
    on: WITH_TODOS,
    path: "/todo/create?text=x",
    status: 405,
    allow: "POST",
  },
  {
    what: "POST of launch",
    on: ["1"],
    path: "/launch-missile",
    body: {},
    status: 405,
    allow: "GET, HEAD",
  },
  {
    what: "PUT",
    on: WITH_TODOS,
    method: "PUT",
    path: "/todo/create",
    status: 405,
    allow: "POST",
  },
  {
    what: "DELETE",
    on: WITH_TODOS,
    method: "DELETE",
    path: "/todo/delete",
    status: 405,
    allow: "POST",
  },
  {
    what: "OPTIONS",
    on: WITH_TODOS,
    method: "OPTIONS",
    path: "/todo/create",
    status: 405,
    allow: "POST",
  },
  {
    what: "a method that nobody knows",
    on: WITH_TODOS,
    method: "PROPFIND",
    path: "/todo/list",
    status: 405,
    allow: "GET, HEAD",
  },
  {
    what: "an unknown path",
    on: ALL,
    path: "/todo/lists",
    status: 404,
    says: "nothing at this address",
  },
  {
    what: "an unknown path of /auth",
    on: ALL,
    path: "/auth/register",
    status: 404,
  },
  {
    what: "POST to an unknown path",
    on: ALL,
    path: "/auth/x/y",
    body: {},
    status: 404,
  },
  {
    what: "login where there is none",
    on: ["2.1", "2.2"],
    path: "/auth/login",
    body: {},
    status: 404,
  },
  {
    what: "update of plain strings",
    on: ["2.1"],
    path: "/todo/update",
    body: { index: 0 },
    status: 404,
  },
  {
    what: "logout where there is none",
    on: ["1", "2.1", "2.2", "3", "5"],
    path: "/auth/logout",
    body: {},
    status: 404,
  },
  {
    what: "logout everywhere where there is none",
    on: ["1", "2.1", "2.2", "3", "5"],
    path: "/auth/logout-everywhere",
    body: {},
    status: 404,
  },
  {
    what: "launch where there is no missile",
    on: ["2.1", "2.2", "3", "4", "5", "6"],
    path: "/launch-missile",
    status: 404,
  },
  {
    what: "to-dos where there are none",
    on: ["1"],
    path: "/todo/list",
    status: 404,
  },

  // another origin.
  {
    what: "a cross-site POST",
    on: WITH_COOKIES,
    path: "/todo/create",
    body: { text: "x" },
    headers: CROSS,
    status: 403,
    says: "another origin",
  },
  {
    what: "a same-site POST",
    on: WITH_COOKIES,
    path: "/todo/create",
    body: { text: "x" },
    headers: SAME_SITE,
    status: 403,
  },
  {
    what: "a POST from another origin",
    on: WITH_COOKIES,
    path: "/todo/create",
    body: { text: "x" },
    headers: EVIL,
    status: 403,
  },
  {
    what: "a POST from origin null",
    on: WITH_COOKIES,
    path: "/todo/create",
    body: { text: "x" },
    headers: { Origin: "null" },
    status: 403,
  },
  {
    what: "a cross-site login",
    on: WITH_COOKIES,
    path: "/auth/login",
    body: { email: "vidu@example.com", password: "qwerty" },
    headers: CROSS,
    status: 403,
  },
  {
    what: "a cross-site logout",
    on: WITH_LOGOUT,
    path: "/auth/logout",
    body: {},
    headers: CROSS,
    status: 403,
  },

  // Rung 8: what is only there.
  {
    what: "one's sessions",
    on: ["8"],
    path: "/auth/sessions",
    status: 200,
    says: "Your sessions",
  },
  {
    what: "launch, unconfirmed",
    on: ["8"],
    path: "/launch-missile",
    body: {},
    status: 403,
    says: "Confirm your password first",
  },
  {
    what: "confirm with a wrong password",
    on: ["8"],
    path: "/auth/confirm",
    body: { password: "qwertz" },
    status: 403,
    says: "Wrong password",
  },
  {
    what: "a change with a wrong password",
    on: ["8"],
    path: "/auth/password",
    body: { password: "qwertz", newPassword: "a new and a long one" },
    status: 403,
    says: "Wrong password",
  },
  {
    what: "the end of no session",
    on: ["8"],
    path: "/auth/sessions/end",
    body: { id: 999999 },
    status: 404,
    says: "no such session",
  },
  ...bad("/auth/sessions/end", ["8"], "id", [
    {},
    ...ODD_IDS.map((id) => ({ id })),
  ]),
  ...bad("/auth/confirm", ["8"], "password", [
    {},
    ...[1, null, ["qwerty"], { $ne: "" }].map((password) => ({ password })),
  ]),
  ...bad("/auth/password", ["8"], "password", [
    { newPassword: "a new and a long one" },
    { newPassword: "a new and a long one", password: 1 },
  ]),
  ...bad(
    "/auth/password",
    ["8"],
    "newPassword",
    [
      ...[
        undefined,
        1,
        null,
        "",
        "x".repeat(14),
        "ab".repeat(7),
        "é".repeat(5),
      ],
      ...["Qwerty uiop asdfg", "1234567890123456", "Vidu.Vidu.Vidu.Vidu."],
      ...["vidu@example.com", "😀".repeat(15), "long enough, but \0"],
      ...["long enough, but \ud800", "ab".repeat(64) + "c"],
    ].map((newPassword) => ({ password: "qwerty", newPassword })),
  ),
  ...["/auth/confirm", "/auth/password", "/auth/sessions/end"]
    .concat("/launch-missile").flatMap((path) => [
      {
        what: `GET of ${path}`,
        on: ["8"],
        path,
        status: 405,
        allow: "POST",
      },
      {
        what: `${path} without a credential`,
        on: ["8"],
        path,
        body: { password: "qwerty", newPassword: "x".repeat(15), id: 1 },
        loggedIn: false,
        status: 401,
      },
      {
        what: `${path} from another origin`,
        on: ["8"],
        path,
        body: { password: "qwerty", newPassword: "x".repeat(15), id: 1 },
        headers: CROSS,
        status: 403,
        says: "another origin",
      },
    ]),
  {
    what: "one's sessions without a credential",
    on: ["8"],
    path: "/auth/sessions",
    loggedIn: false,
    status: 401,
  },

  // Odd credentials.
  {
    what: "no credential, but a bad cookie header",
    on: WITH_COOKIES,
    path: "/todo/list",
    headers: { Cookie: "=x; ;;=; token; sessionId=; jwt=; __Host-session=" },
    status: 401,
  },
  {
    what: "an odd session id",
    on: ["4"],
    path: "/todo/list",
    headers: { Cookie: "sessionId=1e3; token=x" },
    status: 401,
  },
  ...["1", "1.", ".x", "1.x.y", "1e3.x", "-1.x", "1.%00", "1 .x"].map((
    value,
  ) => ({
    what: `the cookie __Host-session=${value}`,
    on: ["8"],
    path: "/todo/list",
    headers: { Cookie: `__Host-session=${value}` },
    status: 401,
  })),
  {
    what: "a refresh from another site",
    on: ["7"],
    path: "/auth/refresh",
    body: {},
    headers: CROSS,
    status: 403,
  },
  {
    what: "a refresh without a cookie",
    on: ["7"],
    path: "/auth/refresh",
    body: {},
    loggedIn: false,
    status: 401,
    says: "not logged in",
  },
  {
    what: "a refresh with a token that nobody made",
    on: ["7"],
    path: "/auth/refresh",
    body: {},
    headers: { Cookie: `refresh=${"x".repeat(43)}` },
    status: 401,
  },
  {
    what: "a refresh with odd characters",
    on: ["7"],
    path: "/auth/refresh",
    body: {},
    headers: { Cookie: "refresh=%00' OR 1=1 --" },
    status: 401,
  },
  {
    what: "GET of refresh",
    on: ["7"],
    path: "/auth/refresh",
    status: 405,
    allow: "POST",
  },
  {
    what: "refresh where there is none",
    on: ["1", "3", "4", "5", "6", "8"],
    path: "/auth/refresh",
    body: {},
    status: 404,
  },
  {
    what: "an access token that is no JWT",
    on: ["7"],
    path: "/todo/list",
    headers: { Cookie: "access=x.y.z" },
    status: 401,
  },
  {
    what: "a token that is no JWT",
    on: ["5", "6"],
    path: "/todo/list",
    headers: { Cookie: "jwt=x.y.z" },
    status: 401,
  },
  {
    what: "a token with odd characters",
    on: ["5", "6"],
    path: "/todo/list",
    headers: { Cookie: "jwt=%00%ff" },
    status: 401,
  },
  {
    what: "an odd credential in the query",
    on: ["3"],
    path: "/todo/list?sessionId=1&sessionId=2&token=",
    loggedIn: false,
    status: 401,
  },
  {
    what: "an odd credential in the body",
    on: ["3"],
    path: "/todo/create",
    body: { sessionId: [1], token: { a: 1 }, text: "x" },
    loggedIn: false,
    status: 401,
  },
];

for (const stage of stages) {
  for (const single of [stage, null]) {
    const way = single ? `--stage=${stage.id}` : `ladder, rung ${stage.id}`;
    Deno.test(`contract: ${way}`, async (t) => {
      using lab = await Lab.open(single);
      const visitor = lab.client(stage);
      const vidu = lab.client(stage);
      if (stage.credential !== null) {
        assertEquals((await vidu.login()).answer.message, "Logged in as vidu");
      }
      const before = await snapshot(vidu);
      for (const a of CASES.filter(({ on }) => on.includes(stage.id))) {
        await t.step(
          a.what,
          () => check(a.loggedIn === false ? visitor : vidu, a),
        );
      }
      await t.step("nothing has changed", async () => {
        assertEquals(await snapshot(vidu), before);
      });
    });
  }
}

async function check(client: Client, a: Case): Promise<void> {
  const { status, headers, answer } = await request(client, a);
  assertEquals(status, a.status, `${status} ${answer.message}`);
  assertEquals(headers.get("Cache-Control"), "no-store");
  assertEquals(headers.get("X-Content-Type-Options"), "nosniff");
  if (a.allow !== undefined) assertEquals(headers.get("Allow"), a.allow);
  if (a.method === "HEAD") return;
  assertEquals(headers.get("Content-Type"), "application/json");
  assertEquals(answer.success, status < 400);
  assert(answer.message.length > 0);
  assertStringIncludes(answer.message, a.says ?? "");
}

function request(client: Client, a: Case) {
  const { path, body, method, headers } = a;
  if (body === undefined) {
    const query = new URLSearchParams(client.credential);
    const join = path.includes("?") ? "&" : "?";
    const url = query.size > 0 ? `${path}${join}${query}` : path;
    return client.send(method ?? "GET", url, { headers });
  }
  const type = { "Content-Type": "application/json" };
  const sent = typeof body === "string"
    ? body
    : JSON.stringify({ ...client.credential, ...body });
  return client.send("POST", path, {
    body: sent,
    headers: { ...type, ...headers },
  });
}

async function snapshot(client: Client): Promise<unknown> {
  if (client.place === "url") return null;
  return (await client.get("/todo/list")).answer.payload.todos;
}
