import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Exchange } from "../../lib/browser/exchanges.ts";
import { stages } from "../../stages/mod.ts";
import { Lab } from "../../testing/lab.ts";
import { type Arrow, arrowsOf } from "./arrows.ts";

const stage = (id: string) => stages.find((stage) => stage.id === id)!;
const JSON_TYPE = { "Content-Type": "application/json" };

/** A browser on a rung, which tells what it exchanges. */
async function open(id: string) {
  const lab = await Lab.open(stage(id));
  const client = lab.client(stage(id));
  return {
    client,
    async exchange(method: string, path: string, fields = {}) {
      const all = { ...client.credential, ...fields };
      const inQuery = method === "GET" && Object.keys(all).length > 0;
      const url = inQuery ? `${path}?${new URLSearchParams(all)}` : path;
      const sent = method === "GET" ? undefined : all;
      const reply = await client.send(method, url, {
        body: sent && JSON.stringify(sent),
        headers: { "X-Wire-Trace": "1", ...sent && JSON_TYPE },
      });
      const trace = JSON.parse(reply.headers.get("X-Wire-Trace")!);
      const { status, answer: received } = reply;
      return { id: 1, method, url, sent, status, received, trace } as Exchange;
    },
    [Symbol.dispose]: () => lab[Symbol.dispose](),
  };
}

/** The ways of the credential, in order. */
const golden = (arrows: Arrow[]) =>
  arrows.filter(({ gold }) => gold).map(({ from, to, gold }) =>
    `${from} ${to} ${gold}`
  );

const LOGIN = { email: "vidu@example.com", password: "qwerty" };

/** How the credential comes, and how it is shown again. */
const WAYS: Record<string, [login: string[], use: string[]]> = {
  "1": [
    [
      "server database stays",
      "server localStorage travels",
      "localStorage url stays",
    ],
    ["localStorage server travels"],
  ],
  "3": [
    [
      "server database stays",
      "server localStorage travels",
      "localStorage localStorage stays",
    ],
    ["localStorage server travels"],
  ],
  "4": [["server cookie stays"], ["cookie server travels"]],
  "5": [["server cookie stays"], ["cookie server travels"]],
  "6": [["server cookie stays"], ["cookie server travels"]],
};

for (const [id, [login, use]] of Object.entries(WAYS)) {
  Deno.test(`arrowsOf() draws the credential's way on rung ${id}, and every step`, async () => {
    using rung = await open(id);
    const { credential } = stage(id);
    const first = await rung.exchange("POST", "/auth/login", LOGIN);
    assertEquals(golden(arrowsOf(first, credential)), login);
    await rung.client.login();
    const next = await rung.exchange("GET", "/auth/whoami");
    assertEquals(golden(arrowsOf(next, credential)), use);

    for (const exchange of [first, next]) {
      const arrows = arrowsOf(exchange, credential);
      const { events } = exchange.trace!;
      // One arrow for each, in order, between the request's and the answer's.
      const start = arrows.findIndex(({ to, from }) =>
        to === "database" || from === to
      );
      const inner = arrows.slice(start, start + events.length);
      for (const [i, event] of events.entries()) {
        const { line, text } = inner[i];
        if ("sql" in event) assertEquals(line, event.sql);
        else assertStringIncludes(text.toLowerCase(), event.step.toLowerCase());
      }
      assertEquals(arrows[start + events.length].line, "HTTP 200");
      for (const { text } of arrows) assertMatch(text, /^[A-Z].*\.$/);
    }
  });
}

Deno.test("arrowsOf() draws how a logout takes the cookies away", async () => {
  using rung = await open("4");
  await rung.client.loggedIn();
  const logout = await rung.exchange("POST", "/auth/logout");
  assertEquals(golden(arrowsOf(logout, "cookie")), [
    "cookie server travels",
    "server cookie goes",
  ]);
});

Deno.test("arrowsOf() says why a request is refused", async () => {
  using rung = await open("4");
  const arrows = arrowsOf(await rung.exchange("GET", "/todo/list"), "cookie");
  assertEquals(golden(arrows), []);
  const [refusal, answer] = arrows.slice(-2);
  assertEquals(
    refusal.text,
    "Refused: no session id and token in the cookies.",
  );
  assert(refusal.isBad && answer.isBad && refusal.why);
  assertEquals(answer.text, "The server answers 401: You are not logged in.");
});

Deno.test("arrowsOf() draws an answer that is under way, and one that never came", () => {
  const asked = { id: 1, method: "GET", url: "/todo/list", trace: null };
  const last = (status: Exchange["status"]) =>
    arrowsOf({ ...asked, status }, null).at(-1)!;
  assertEquals(last(null).text, "The answer is under way.");
  assertEquals(last(null).isBad, undefined);
  assertEquals(last(0).text, "No answer came.");
  assertEquals(last(0).isBad, true);
});

Deno.test("arrowsOf() tells what each kind of statement does", () => {
  const tell = (sql: string, rows: number | null = 2) => {
    const exchange = { id: 1, method: "GET", url: "/", status: null };
    const nothing = { headers: [], cookies: [], setCookies: [] };
    const trace = { ...nothing, events: [{ sql, rows }] };
    return arrowsOf({ ...exchange, trace }, null)[1].text;
  };
  const sentences = [
    ["SELECT a FROM b JOIN c", "The server looks in b and finds 2 rows."],
    [
      "SELECT f( a) FROM (SELECT * FROM b)",
      "The server looks in b and finds 2 rows.",
    ],
    ["INSERT INTO b (a) SELECT id FROM c", "The server adds 2 rows to b."],
    ["UPDATE b SET a = 1", "The server changes 2 rows in b."],
    [
      "DELETE FROM b WHERE a IN (SELECT a FROM c)",
      "The server deletes 2 rows from b.",
    ],
    ["BEGIN IMMEDIATE", "From here on, all happens or nothing."],
    ["VACUUM", "The server runs a statement."],
  ];
  for (const [sql, text] of sentences) assertEquals(tell(sql), text);
  assertEquals(
    tell("SELECT password_hash FROM users", null),
    "The server looks in users. Whether it finds a row stays secret.",
  );
});
