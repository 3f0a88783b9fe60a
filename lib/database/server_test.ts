/**
 * What holds for a server alone: what goes wrong on the way to it.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertLess,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { type Fault, startHranaServer } from "../../testing/hrana.ts";
import { explain } from "./connection.ts";
import { DatabaseError, openDatabase } from "./open.ts";
import { connectServer } from "./server.ts";
import { addUser, count, makePlace, seed } from "./testdata/place.ts";

/** Faults that no statement is to blame for, and what the message ends with. */
const faults: [Fault, RegExp][] = [
  ...[400, 404, 429, 500, 502, 503, 504].map((status): [Fault, RegExp] => [
    { status },
    new RegExp(`: it answered with HTTP status ${status}$`),
  ]),
  [{ status: 401 }, /set LIBSQL_AUTH_TOKEN$/],
  [{ status: 403 }, /set LIBSQL_AUTH_TOKEN$/],
  [{ drop: "before" }, /check its address and the network$/],
  [{ code: "BLOCKED" }, /the server has blocked the operation$/],
  [{ code: "HRANA_CLOSED_ERROR" }, /the server has closed the connection$/],
  [{ code: "PROXY_ERROR" }, /the server can't reach its primary server$/],
  [{ code: "RESPONSE_TOO_LARGE" }, /larger than the server allows$/],
  [{ code: "TRANSACTION_BUSY" }, /the server is too busy$/],
  [{ code: "TRANSACTION_CLOSED" }, /it reports TRANSACTION_CLOSED$/],
  [{ code: "TRANSACTION_TIMEOUT" }, /the server is too busy$/],
  [{ code: "SQLITE_BUSY" }, /another program keeps it locked$/],
  [{ code: "SQLITE_BUSY_SNAPSHOT" }, /another program keeps it locked$/],
  [{ code: "SQLITE_CANTOPEN" }, /its file can't be opened$/],
  [{ code: "SQLITE_CORRUPT" }, /its file is damaged$/],
  [{ code: "SQLITE_FULL" }, /the disk is full$/],
  [{ code: "SQLITE_INTERNAL" }, /it reports SQLITE_INTERNAL$/],
  [{ code: "SQLITE_INTERRUPT" }, /the operation was interrupted$/],
  [{ code: "SQLITE_IOERR_WRITE" }, /the disk can't be read or written$/],
  [{ code: "SQLITE_LOCKED" }, /another connection keeps it locked$/],
  [{ code: "SQLITE_NOMEM" }, /it reports SQLITE_NOMEM$/],
  [{ code: "SQLITE_NOTADB" }, /its file is not a libSQL database$/],
  [{ code: "SQLITE_READONLY" }, /its file can't be written$/],
  [{ code: "SOMETHING_NEW" }, /it reports SOMETHING_NEW$/],
];

Deno.test("a fault of the server is a DatabaseError, and it works again after it", async () => {
  await using place = await makePlace("server");
  const server = place.server!;
  const db = await place.open({ seed });
  for (const [fault, message] of faults) {
    server.fault = () => fault;
    for (
      const run of [
        () => db.execute(addUser),
        () => db.first(addUser),
        () => db.batch([addUser, addUser], "write"),
        () => place.open(),
      ]
    ) {
      const error = await assertRejects(run, DatabaseError);
      assertMatch(error.message, message);
      assertStringIncludes(error.message, server.url);
      assertEquals(error.message.split("\n").length, 1);
    }
    server.fault = undefined;
    assertEquals(await count(db, "users"), 1);
  }
});

Deno.test("a server that is too slow is a DatabaseError", async () => {
  await using place = await makePlace("server");
  const db = connectServer(place.url, 50);
  const never = Promise.withResolvers();
  place.server!.fault = () => ({ after: never.promise });
  await assertRejects(
    () => db.first("SELECT 1"),
    DatabaseError,
    "no answer within 0.05 s",
  );
  never.resolve(null);
  db.close();
});

Deno.test("explain() leaves errors of a statement, and bugs, as they are", () => {
  const codes = [
    "SQL_PARSE_ERROR",
    "SQL_INPUT_ERROR",
    "SQL_NO_STATEMENT",
    "SQL_MANY_STATEMENTS",
    "ARGS_INVALID",
    "ARGS_BOTH_POSITIONAL_AND_NAMED",
    "SQLITE_ERROR",
    "SQLITE_ERROR_MISSING_COLLSEQ",
    "SQLITE_CONSTRAINT",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_MISMATCH",
    "SQLITE_MISUSE",
    "SQLITE_RANGE",
    "SQLITE_TOOBIG",
  ];
  const errors = codes.map((code) => Object.assign(new Error(), { code }));
  for (const error of [...errors, new TypeError(), new DatabaseError()]) {
    assertEquals(explain(error, "lab"), error);
  }
});

Deno.test("a server that cuts the connection has kept all of a batch or nothing", async () => {
  await using place = await makePlace("server");
  const server = place.server!;
  const db = await place.open({ seed });
  const add = "INSERT INTO todos (user_id, text) VALUES (1, '')";
  for (const [drop, kept] of [["midway", 0], ["after", 2]] as const) {
    server.fault = () => ({ drop });
    await assertRejects(() => db.batch([add, add], "write"), DatabaseError);
    server.fault = undefined;
    assertEquals(await count(db, "todos"), kept);
  }
  await db.batch([add, add], "write");
  assertEquals(await count(db, "todos"), 4);
});

Deno.test("a server gets a batch as one request", async () => {
  await using place = await makePlace("server");
  const db = await place.open();
  const before = place.server!.requests;
  await db.batch(["SELECT 1", "SELECT 2"], "write");
  assertEquals(place.server!.requests, before + 1);
});

Deno.test("a server that is down is an error at once, and works when it is up", async () => {
  await using place = await makePlace("server");
  const db = await place.open({ seed });
  await place.server!.close();
  for (const run of [() => db.execute(addUser), () => place.open()]) {
    const started = performance.now();
    await assertRejects(run, DatabaseError, "Cannot reach http://127.0.0.1:");
    assertLess(performance.now() - started, 2000);
  }
  const port = Number(new URL(place.url).port);
  const again = startHranaServer({ file: place.path, port });
  assertEquals(await count(db, "users"), 1);
  await again.close();
});

Deno.test("a server's token is sent, and shown nowhere", async () => {
  await using place = await makePlace("server", "right");
  const { url } = place;
  await place.open({ authToken: "right" });
  for (
    const [wrong, authToken] of [
      [url, undefined],
      [url, "wrong-token"],
      [`${url}?authToken=wrong-token`, undefined],
      [`${url}?nonsense=wrong-token`, "right"],
      [url.replace("//", "//user:wrong-token@"), undefined],
    ] as const
  ) {
    const error = await assertRejects(
      () => openDatabase(wrong, { authToken }),
      DatabaseError,
    );
    assert(!error.message.includes("wrong-token"));
  }
});

Deno.test("a server of another kind is an error", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("<h1>Welcome</h1>"),
  );
  await assertRejects(
    () => openDatabase(`http://127.0.0.1:${server.addr.port}`),
    DatabaseError,
    "doesn't answer as a libSQL server does",
  );
  await server.shutdown();
});
