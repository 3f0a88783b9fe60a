/**
 * What each rung does over several requests, and what it must hold.
 *
 * @module
 */
import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { SESSION_IDLE_LIFETIME } from "../lib/sessions.ts";
import type { Stage } from "../lib/state.ts";
import { stages } from "./mod.ts";
import type { Client } from "../testing/client.ts";
import { Lab } from "../testing/lab.ts";
import { holdBack } from "../testing/slow_statement.ts";

const by = (ids: string[]) => stages.filter(({ id }) => ids.includes(id));
const LOCKED = by(["3", "4", "5", "6", "7", "8"]);
const MINUTE = 60_000;

function test(
  name: string,
  on: readonly Stage[],
  run: (lab: Lab, stage: Stage) => Promise<void>,
) {
  for (const stage of on) {
    for (const single of [stage, null]) {
      const way = single ? "alone" : "on the ladder";
      Deno.test(`rung ${stage.id} ${way}: ${name}`, async () => {
        using lab = await Lab.open(single);
        await run(lab, stage);
      });
    }
  }
}

async function loggedIn(lab: Lab, stage: Stage, name = "vidu") {
  const client = lab.client(stage);
  assertEquals((await client.login(name)).status, 200);
  return client;
}

/** Asks as the rung's own page does: on rung 7 it refreshes when it has to. */
async function ask(client: Client, path: string) {
  const reply = await client.get(path);
  if (reply.status !== 401 || !client.cookies.has("refresh")) return reply;
  const { status } = await client.post("/auth/refresh");
  return status === 200 ? await client.get(path) : reply;
}

test(
  "the to-dos of a user: made, ticked, starred, deleted",
  by(["2.2", "3", "4", "5", "6", "8"]),
  async (lab, stage) => {
    const vidu = lab.client(stage);
    if (stage.credential) await vidu.login();
    const first = await vidu.texts();
    assertEquals(first.length, stage.credential ? 5 : 3);
    const text = `<b>&amp; 'x' "y" ${"😀".repeat(400)}</b>\n\u202e --`;
    const { payload } =
      (await vidu.post("/todo/create", { text: `  ${text} ` })).answer;
    assertEquals(payload.todo.text, text);
    const todoId = payload.todo.id;
    const read = async () =>
      (await vidu.get("/todo/list")).answer.payload.todos.at(-1);
    assertEquals(await read(), {
      id: todoId,
      text,
      isDone: false,
      isStarred: false,
    });
    for (
      const [action, isDone, isStarred] of [["markDone", true, false], [
        "markStarred",
        true,
        true,
      ], ["markDone", false, true]] as const
    ) {
      assertEquals(
        (await vidu.post("/todo/update", { todoId, action })).status,
        200,
      );
      assertEquals(await read(), { id: todoId, text, isDone, isStarred });
    }
    assertEquals((await vidu.post("/todo/delete", { todoId })).status, 200);
    assertEquals((await vidu.post("/todo/delete", { todoId })).status, 404);
    assertEquals(await vidu.texts(), first);
    assertEquals(
      (await vidu.post("/todo/create", { text: "again" })).answer.payload.todo
        .id,
      todoId + 1,
    );
  },
);

test("strings by position", by(["2.1"]), async (lab, stage) => {
  const client = lab.client(stage);
  assertEquals((await client.texts()).length, 3);
  await client.post("/todo/create", { text: " new " });
  assertEquals((await client.texts())[3], "new");
  await client.post("/todo/delete", { index: 0 });
  assertEquals((await client.texts()).length, 3);
  assertEquals((await client.texts())[2], "new");
});

test(
  "vidu starts with five to-dos, some done, some starred",
  LOCKED,
  async (lab, stage) => {
    const { payload } =
      (await (await loggedIn(lab, stage)).get("/todo/list")).answer;
    const count = (mark: string) =>
      payload.todos.filter((todo: Record<string, boolean>) => todo[mark])
        .length;
    assertEquals(payload.todos.length, 5);
    assert(count("isDone") > 0 && count("isDone") < 5);
    assert(count("isStarred") > 0 && count("isStarred") < 5);
  },
);

test("a long list comes in parts", LOCKED, async (lab, stage) => {
  const vidu = await loggedIn(lab, stage);
  for (let i = 0; i < 120; i++) {
    await vidu.post("/todo/create", { text: `to-do ${i}` });
  }
  const part = async (query: string) => {
    const all = new URLSearchParams({
      ...vidu.credential,
      ...Object.fromEntries(new URLSearchParams(query)),
    });
    return (await vidu.send("GET", `/todo/list?${all}`)).answer.payload;
  };
  const first = await part("");
  assertEquals(first.todos.length, 100);
  const second = await part(`after=${first.next}`);
  assertEquals(second.todos.length, 25);
  assertEquals(second.next, undefined);
  assertEquals(second.todos.at(-1).text, "to-do 119");
  assertEquals((await part("limit=125")).todos, [
    ...first.todos,
    ...second.todos,
  ]);
  assertEquals((await part("limit=125")).next, undefined);
  // A part goes on where the last one ended, though that to-do is gone.
  await vidu.post("/todo/delete", { todoId: first.next });
  assertEquals(await part(`after=${first.next}`), second);
});

test("another user's to-do is not there", LOCKED, async (lab, stage) => {
  const vidu = await loggedIn(lab, stage);
  const rahul = await loggedIn(lab, stage, "rahul");
  assertEquals(await rahul.texts(), []);
  const before = (await vidu.get("/todo/list")).answer.payload.todos;
  const todoId = before[0].id;
  const none = await rahul.post("/todo/delete", { todoId: 999999 });
  const others = await rahul.post("/todo/delete", { todoId });
  assertEquals([others.status, others.answer], [none.status, none.answer]);
  assertEquals(
    (await rahul.post("/todo/update", { todoId, action: "markDone" })).status,
    404,
  );
  assertEquals((await vidu.get("/todo/list")).answer.payload.todos, before);
});

test(
  "each login makes a new credential",
  by(["1", "3", "4"]),
  async (lab, stage) => {
    const [a, b] = [await loggedIn(lab, stage), await loggedIn(lab, stage)];
    const token = ({ credential, cookies }: Client) =>
      credential.token ?? cookies.get("token");
    assertMatch(token(a)!, /^[A-Za-z0-9_-]{43}$/);
    assert(token(a) !== token(b));
  },
);

test(
  "a session that the server did not make is not adopted",
  by(["4"]),
  async (lab, stage) => {
    const client = lab.client(stage);
    client.cookies.set("sessionId", "77").set("token", "x".repeat(43));
    await client.login();
    assert(client.cookies.get("sessionId") !== "77");
    assert(client.cookies.get("token") !== "x".repeat(43));
  },
);

test(
  "the answer to a login has no secret",
  by(["4", "5", "6", "7"]),
  async (lab, stage) => {
    const client = lab.client(stage);
    const { answer, headers } = await client.login();
    assertEquals(answer, { success: true, message: "Logged in as vidu" });
    for (const value of client.cookies.values()) assert(value.length > 0);
    const path = lab.base(stage) || "/";
    for (const cookie of headers.getSetCookie()) {
      const attributes = cookie.split("; ").slice(1);
      const isBelow = cookie.startsWith("refresh=");
      assertEquals(attributes.filter((a) => !a.startsWith("Max-Age")), [
        `Path=${isBelow ? `${lab.base(stage)}/auth` : path}`,
        "HttpOnly",
        "SameSite=Lax",
      ]);
      assertMatch(cookie, /Max-Age=[1-9]\d*/);
    }
  },
);

test(
  "cookies are Secure over https",
  by(["4", "5", "6", "7", "8"]),
  async (lab, stage) => {
    const response = await lab.handler(
      new Request(`https://localhost${lab.base(stage)}/auth/login`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email: "VIDU@example.com", password: "qwerty" }),
      }),
    );
    assertEquals(response.status, 200);
    for (const cookie of response.headers.getSetCookie()) {
      assert(
        cookie.includes("; Secure"),
      );
    }
  },
);

test(
  "no credential is taken from a URL or a body",
  by(["4", "5", "6", "7", "8"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const fields = Object.fromEntries(vidu.cookies);
    const visitor = lab.client(stage);
    assertEquals(
      (await visitor.get(`/todo/list?${new URLSearchParams(fields)}`)).status,
      401,
    );
    assertEquals(
      (await visitor.post("/todo/create", { ...fields, text: "x" })).status,
      401,
    );
  },
);

test(
  "no credential is taken from a cookie",
  by(["1", "3"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const visitor = lab.client(stage);
    for (const [name, value] of Object.entries(vidu.credential)) {
      visitor
        .cookies.set(name, value);
    }
    visitor.cookies.set(
      "sessionId",
      vidu.credential.sessionId ?? vidu.credential.session_id,
    );
    assertEquals((await visitor.get("/auth/whoami")).status, 401);
  },
);

test(
  "of two cookies with one name the first counts",
  by(["4", "5", "6", "7", "8"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const good = [...vidu.cookies].map(([name, value]) => `${name}=${value}`);
    const bad = [...vidu.cookies].map(([name]) => `${name}=other`);
    const whoami = async (cookies: string[]) =>
      (await vidu.send("GET", "/auth/whoami", {
        headers: { Cookie: cookies.join("; ") },
      })).status;
    assertEquals(await whoami([...good, ...bad]), 200);
    assertEquals(await whoami([...bad, ...good]), 401);
  },
);

test(
  "logout ends this session only",
  by(["4", "6", "7", "8"]),
  async (lab, stage) => {
    const [a, b] = [await loggedIn(lab, stage), await loggedIn(lab, stage)];
    const stolen = lab.client(stage);
    stolen.cookies = new Map(a.cookies);
    assertEquals((await a.post("/auth/logout")).status, 200);
    assertEquals(a.cookies.size, 0);
    assertEquals((await a.get("/todo/list")).status, 401);
    lab.clock += 11 * MINUTE;
    assertEquals((await ask(stolen, "/todo/list")).status, 401);
    assertEquals((await ask(b, "/todo/list")).status, 200);
  },
);

test(
  "logout everywhere ends all sessions of the user and nobody else's",
  by(["4", "6", "7", "8"]),
  async (lab, stage) => {
    const [a, b, rahul] = [
      await loggedIn(lab, stage),
      await loggedIn(lab, stage),
      await loggedIn(lab, stage, "rahul"),
    ];
    assertEquals((await a.post("/auth/logout-everywhere")).status, 200);
    lab.clock += 11 * MINUTE;
    assertEquals((await ask(b, "/todo/list")).status, 401);
    assertEquals((await ask(rahul, "/todo/list")).status, 200);
  },
);

test(
  "logout needs neither body nor type",
  by(["4", "6", "7", "8"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    assertEquals((await vidu.send("POST", "/auth/logout")).status, 200);
  },
);

test("logout needs a login", by(["4", "6", "7", "8"]), async (lab, stage) => {
  assertEquals((await lab.client(stage).post("/auth/logout")).status, 401);
  assertEquals(
    (await lab.client(stage).post("/auth/logout-everywhere")).status,
    401,
  );
});

test(
  "a session ends when it is not used for a day",
  by(["1", "3", "4", "6", "7"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    lab.clock += SESSION_IDLE_LIFETIME - 1;
    assertEquals((await ask(vidu, "/auth/whoami")).status, 200);
    lab.clock += SESSION_IDLE_LIFETIME - 1;
    assertEquals((await ask(vidu, "/auth/whoami")).status, 200);
    lab.clock += SESSION_IDLE_LIFETIME + 10 * MINUTE;
    assertEquals((await ask(vidu, "/auth/whoami")).status, 401);
  },
);

test(
  "a session in use ends after seven days",
  by(["1", "3", "4", "6", "7"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const start = lab.clock;
    let status = 200;
    while (status === 200) {
      lab.clock += 60 * MINUTE;
      ({ status } = await ask(vidu, "/auth/whoami"));
    }
    const days = (lab.clock - start) / (24 * 60 * MINUTE);
    assert(days > 6 && days <= 7 + 1 / 24, `${days} days`);
  },
);

test(
  "a login takes dead sessions away, and no live one",
  by(["4", "6", "7"]),
  async (lab, stage) => {
    const count = async () =>
      (await lab.db.execute("SELECT count(*) AS n FROM sessions")).rows[0].n;
    await loggedIn(lab, stage);
    await loggedIn(lab, stage);
    lab.clock += SESSION_IDLE_LIFETIME - MINUTE;
    const live = await loggedIn(lab, stage, "rahul");
    assertEquals(await count(), 3);
    lab.clock += MINUTE;
    await loggedIn(lab, stage);
    assertEquals(await count(), 2);
    assertEquals((await live.get("/auth/whoami")).status, 200);
  },
);

test("the token is good for an hour", by(["5"]), async (lab, stage) => {
  const vidu = await loggedIn(lab, stage);
  lab.clock += 60 * MINUTE - 1000;
  assertEquals((await vidu.get("/todo/list")).status, 200);
  lab.clock += 1000;
  assertEquals((await vidu.get("/todo/list")).status, 401);
});

test(
  "an expired token is reissued while its session lives",
  by(["6"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const first = vidu.cookies.get("jwt");
    lab.clock += 10 * MINUTE - 1000;
    assertEquals((await vidu.get("/todo/list")).headers.getSetCookie(), []);
    lab.clock += 1000;
    assertEquals((await vidu.get("/todo/list")).status, 200);
    assert(vidu.cookies.get("jwt") !== first);
    lab.clock += 10 * MINUTE - 1000;
    assertEquals((await vidu.get("/todo/list")).headers.getSetCookie(), []);
  },
);

test(
  "logout with an expired token leaves none behind",
  by(["6"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    lab.clock += 11 * MINUTE;
    const { headers } = await vidu.post("/auth/logout");
    assertEquals(headers.getSetCookie().length, 1);
    assertMatch(headers.getSetCookie()[0], /^jwt=; .*Max-Age=0/);
  },
);

test(
  "after logout a copied token works to its end and no longer",
  by(["6"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const stolen = lab.client(stage);
    stolen.cookies = new Map(vidu.cookies);
    lab.clock += 4 * MINUTE;
    assertMatch((await vidu.post("/auth/logout")).answer.message, /10 minutes/);
    assertEquals((await stolen.get("/todo/list")).status, 200);
    lab.clock += 6 * MINUTE;
    assertEquals((await stolen.get("/todo/list")).status, 401);
  },
);

Deno.test("the ladder: a credential of one rung is a plain 401 on another", async () => {
  using lab = await Lab.open(null);
  for (const from of stages.filter(({ credential }) => credential !== null)) {
    const vidu = await loggedIn(lab, from);
    const { session_id, sessionId, token } = {
      ...vidu.credential,
      ...Object.fromEntries(vidu.cookies),
    } as Record<string, string>;
    for (
      const to of stages.filter((stage) =>
        stage.credential !== null && stage !== from
      )
    ) {
      const thief = lab.client(to);
      thief.cookies = new Map([...vidu.cookies, [
        "sessionId",
        `${session_id ?? sessionId}`,
      ], ["token", `${token}`]]);
      thief.credential = {
        session_id: session_id ?? sessionId,
        sessionId: sessionId ?? session_id,
        token,
      };
      const { status } = await thief.get("/auth/whoami");
      assertEquals(status, 401, `from ${from.id} to ${to.id}`);
    }
  }
});

Deno.test("the token at rest: as it is on rungs 1 and 3, its hash on 4, none on 6", async () => {
  using lab = await Lab.open(null);
  for (const stage of by(["1", "3", "4", "6", "7"])) {
    const { credential, cookies } = await loggedIn(lab, stage);
    const token = credential.token ?? cookies.get("token");
    const { rows: [row] } = await lab.db.execute({
      sql: "SELECT token FROM sessions WHERE stage = ?",
      args: [stage.id],
    });
    if (stage.credential === "cookie") assertFalse(row.token === token);
    else assertEquals(row.token, token);
    if (stage.id === "4") assertMatch(String(row.token), /^[0-9a-f]{64}$/);
    if (stage.id === "6") assertEquals(row.token, null);
  }
});

test(
  "the log has a line for each login and failure, and no secret",
  stages.filter(({ credential }) => credential !== null),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const secrets = [
      "qwerty",
      "qwertz",
      vidu.credential.token ?? [...vidu.cookies.values()].at(-1),
    ];
    lab.clock += 30 * 24 * 60 * MINUTE;
    assertEquals((await vidu.get("/auth/whoami")).status, 401);
    assertEquals(
      (await lab.client(stage).login("vidu", "qwertz")).status,
      401,
    );
    const [right, expired, wrong] = lab.log;
    const line = (status: number, asked: string) =>
      new RegExp(
        `^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ${status} ${asked} rung ${stage.id} from localhost: .`,
      );
    const base = lab.base(stage);
    assertMatch(right, line(200, `POST ${base}/auth/login`));
    assertMatch(expired, line(401, `GET ${base}/auth/whoami`));
    assertMatch(wrong, line(401, `POST ${base}/auth/login`));
    assertEquals(lab.log.length, 3);
    for (const line of lab.log) {
      for (const secret of secrets) assertFalse(line.includes(secret!));
    }
  },
);

test(
  "a login ends the session that came with it, a wrong password does not",
  by(["4", "6", "7", "8"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    const old = copyOf(vidu);
    assertEquals((await vidu.login("vidu", "wrong")).status, 401);
    lab.clock += 11 * MINUTE; // on rungs 6 and 7 the session is asked only then
    assertEquals((await ask(copyOf(vidu), "/auth/whoami")).status, 200);
    assertEquals((await vidu.login("rahul")).status, 200);
    assertEquals((await ask(old, "/auth/whoami")).status, 401);
    const { answer } = await vidu.get("/auth/whoami");
    assertEquals(answer.message, "Logged in as rahul");
  },
);

test(
  "a login with a credential that is worth nothing is a login like any other",
  by(["4", "5", "6", "7", "8"]),
  async (lab, stage) => {
    const vidu = lab.client(stage);
    vidu.cookies.set("sessionId", "7").set("token", "x").set("jwt", "a.b.c");
    assertEquals((await vidu.login()).status, 200);
    const { answer } = await vidu.get("/auth/whoami");
    assertEquals(answer.message, "Logged in as vidu");
  },
);

test("a user who is gone is a 401 everywhere", LOCKED, async (lab, stage) => {
  const vidu = await loggedIn(lab, stage);
  const [{ id: todoId }] = (await vidu.get("/todo/list")).answer.payload.todos;
  await lab.db.execute("DELETE FROM users WHERE name = 'vidu'");
  const asked = [
    await vidu.get("/auth/whoami"),
    await vidu.get("/todo/list"),
    await vidu.post("/todo/create", { text: "from nobody" }),
    await vidu.post("/todo/update", { todoId, action: "markDone" }),
    await vidu.post("/todo/delete", { todoId }),
  ];
  assertEquals(asked.map(({ status }) => status), [401, 401, 401, 401, 401]);
  const { rows } = await lab.db.execute("SELECT * FROM todos");
  assertEquals(rows, []);
});

test(
  "a list has at most 1,000 to-dos",
  [...by(["2.1", "2.2"]), ...LOCKED],
  async (lab, stage) => {
    const vidu = lab.client(stage);
    if (stage.credential) await vidu.login();
    const query = new URLSearchParams({ ...vidu.credential, limit: "1000" });
    const all = async () =>
      (await vidu.send("GET", `/todo/list?${query}`)).answer.payload.todos;
    const first = (await all()).length;
    for (let i = first; i < 1000; i++) {
      assertEquals(
        (await vidu.post("/todo/create", { text: `${i}` })).status,
        200,
      );
    }
    const full = await all();
    assertEquals(full.length, 1000);
    const { status, answer } = await vidu.post("/todo/create", {
      text: "more",
    });
    assertEquals(status, 409, answer.message);
    assertEquals(await all(), full);
    const name = stage.id === "2.1" ? { index: 0 } : { todoId: full[0].id };
    assertEquals((await vidu.post("/todo/delete", name)).status, 200);
    assertEquals(
      (await vidu.post("/todo/create", { text: "more" })).status,
      200,
    );
  },
);

test(
  "a list without a lock comes in parts too",
  by(["2.1", "2.2"]),
  async (lab, stage) => {
    const client = lab.client(stage);
    for (let i = 0; i < 120; i++) {
      await client.post("/todo/create", {
        text: `${i}`,
      });
    }
    const seen: unknown[] = [];
    let after: number | undefined = 0;
    const sizes: number[] = [];
    while (after !== undefined) {
      const path: string = `/todo/list?limit=50&after=${after}`;
      const { payload } = (await client.get(path)).answer;
      seen.push(...payload.todos);
      sizes.push(payload.todos.length);
      after = payload.next;
    }
    assertEquals(sizes, [50, 50, 23]);
    assertEquals(new Set(seen.map((it) => JSON.stringify(it))).size, 123);
    const { payload } = (await client.get("/todo/list")).answer;
    assertEquals(payload.todos.length, 100);
  },
);

test(
  "a JWT of a clock that is ahead is worth nothing once the clock is right",
  by(["5", "6", "7"]),
  async (lab, stage) => {
    const now = lab.clock;
    lab.clock += 365 * 24 * 60 * MINUTE;
    const vidu = await loggedIn(lab, stage);
    assertEquals((await vidu.get("/auth/whoami")).status, 200);
    lab.clock = now;
    assertEquals((await vidu.get("/auth/whoami")).status, 401);
  },
);

test(
  "no answer logs in again once logout has answered",
  by(["6"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    lab.clock += 11 * MINUTE;
    // A request with the expired JWT is halfway through when logout comes.
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { db } = lab;
    const first = db.first;
    db.first = async (statement) => {
      const row = await first.call(db, statement);
      if (JSON.stringify(statement).includes("INSERT INTO todos")) {
        reached.resolve();
        await gate.promise;
      }
      return row;
    };
    const slow = copyOf(vidu);
    const answer = slow.post("/todo/create", { text: "slow" });
    await reached.promise;
    assertEquals((await vidu.post("/auth/logout")).status, 200);
    gate.resolve();
    const { status, headers } = await answer;
    assertEquals(status, 200);
    assertEquals(headers.getSetCookie(), []);
    assertEquals((await slow.get("/auth/whoami")).status, 401);
  },
);

test(
  "an expired JWT is renewed by a request, for ten minutes more",
  by(["6"]),
  async (lab, stage) => {
    const vidu = await loggedIn(lab, stage);
    lab.clock += 11 * MINUTE;
    const renewed = copyOf(vidu);
    await renewed.get("/todo/list");
    assertFalse(renewed.cookies.get("jwt") === vidu.cookies.get("jwt"));
    lab.clock += 9 * MINUTE;
    assertEquals((await renewed.get("/auth/whoami")).status, 200);
  },
);

Deno.test("rung 6: with a new database, a JWT of the old one stays dead", async () => {
  const stage = stages.find(({ id }) => id === "6")!;
  using old = await Lab.open(stage);
  const thief = copyOf(await loggedIn(old, stage));
  using lab = await Lab.open(stage);
  lab.clock = old.clock + 30 * 60 * MINUTE;
  const vidu = await loggedIn(lab, stage); // gets the same session id
  assertEquals((await copyOf(vidu).get("/auth/whoami")).status, 200);
  const copy = Object.assign(lab.client(stage), {
    cookies: thief.cookies,
  });
  assertEquals((await copy.get("/auth/whoami")).status, 401);
});

Deno.test("a logout on rung 6 ends no session of rung 4 with that id", async () => {
  const [four, six] = by(["4", "6", "7"]);
  using lab = await Lab.open(null);
  const rahul = await loggedIn(lab, four, "rahul");
  const vidu = await loggedIn(lab, six);
  await lab.db.execute("DELETE FROM sessions WHERE stage = '6'");
  await lab.db.execute("UPDATE sessions SET id = id + 1");
  assertEquals((await vidu.post("/auth/logout")).status, 200);
  rahul.cookies.set(
    "sessionId",
    `${Number(rahul.cookies.get("sessionId")) + 1}`,
  );
  assertEquals((await rahul.get("/auth/whoami")).status, 200);
});

for (const stage of by(["5", "6", "7"])) {
  Deno.test(`rung ${stage.id}: a fault of the server's own is a 500, not a 401`, async () => {
    using lab = await Lab.open(stage);
    const vidu = await loggedIn(lab, stage);
    Object.assign(lab.jwtKey, { verify: null });
    assertEquals((await vidu.get("/auth/whoami")).status, 500);
    assert(lab.log.at(-1)!.includes("TypeError"), lab.log.at(-1));
  });
}

/** Another browser with the same credential. */
function copyOf(client: Client): Client {
  return client.at(client.url);
}

for (const [id, path] of [["6", "/todo/list"], ["7", "/auth/refresh"]]) {
  Deno.test(`rung ${id}: a traced answer that is late brings no session back after logout`, async () => {
    const stage = stages.find((stage) => stage.id === id)!;
    using lab = await Lab.open(stage);
    const vidu = await lab.client(stage).loggedIn();
    lab.clock += 11 * 60_000;
    const elsewhere = await lab.client(stage).loggedIn();
    // The trace asks for the session last.
    using slow = holdBack(lab.db, "LEFT JOIN refresh_tokens ON");
    const headers = { "X-Wire-Trace": "1", "Content-Type": "application/json" };
    const late = id === "6"
      ? vidu.send("GET", path, { headers })
      : vidu.send("POST", path, { headers, body: "{}" });
    assert(await Promise.race([slow.held, late.then(() => false)]));
    const { status } = await elsewhere.post("/auth/logout-everywhere");
    assertEquals(status, 200);
    slow.letGo();
    assertEquals((await late).headers.getSetCookie(), []);
    assertEquals((await vidu.get("/auth/whoami")).status, 401);
  });
}
