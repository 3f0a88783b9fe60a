import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  type Client,
  createClient,
  type LibsqlError,
} from "@libsql/client/http";
import { type HranaServer, startHranaServer } from "./hrana.ts";

/** A test with a server over a new file, and the real client on it. */
function serverTest(
  name: string,
  run: (server: HranaServer, client: Client) => Promise<void>,
) {
  Deno.test(`startHranaServer() ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    const server = startHranaServer({ file: `${folder}/test.db` });
    const client = createClient({ url: server.url, intMode: "bigint" });
    try {
      await client.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x UNIQUE)");
      await run(server, client);
    } finally {
      client.close();
      await server.close();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

// deno-lint-ignore no-explicit-any
type Json = any;

/** Sends a pipeline by hand, where the client never would. */
async function pipeline(
  server: HranaServer,
  requests: Json[],
  baton: string | null = null,
  version = 3,
): Promise<Json> {
  const response = await fetch(`${server.url}/v${version}/pipeline`, {
    method: "POST",
    body: JSON.stringify({ baton, requests }),
  });
  const text = await response.text();
  return response.headers.get("content-type") === "application/json"
    ? { status: response.status, ...JSON.parse(text) }
    : { status: response.status, text };
}

const execute = (sql: string) => ({ type: "execute", stmt: { sql } });

async function count(client: Client): Promise<bigint> {
  return (await client.execute("SELECT count(*) FROM t")).rows[0][0] as bigint;
}

serverTest("carries every type of value both ways", async (_, client) => {
  const values = [
    null,
    0n,
    -9223372036854775808n,
    9223372036854775807n,
    1.5,
    -1e300,
    "",
    "\u{1F680}'\n",
    new Uint8Array([0, 255, 127, 128]),
    new Uint8Array(),
  ];
  for (const value of values) {
    const { rows: [row] } = await client.execute({
      sql: "SELECT ? AS value",
      args: [value],
    });
    const found = row.value;
    assertEquals(
      found instanceof ArrayBuffer ? new Uint8Array(found) : found,
      value,
    );
  }
  const { rows: [row] } = await client.execute({
    sql: "SELECT :a AS a, @b AS b, $c AS c",
    args: { a: 1n, b: "two", c: null },
  });
  assertEquals({ ...row }, { a: 1n, b: "two", c: null });
});

serverTest("tells what a statement has done", async (_, client) => {
  const insert = await client.execute("INSERT INTO t (x) VALUES (1), (2)");
  assertEquals(insert.rowsAffected, 2);
  assertEquals(insert.lastInsertRowid, 2n);
  const update = await client.execute("UPDATE t SET x = x + 10 RETURNING x");
  assertEquals(update.rowsAffected, 2);
  assertEquals(update.rows.map(({ x }) => x), [11n, 12n]);
  const select = await client.execute("SELECT id, x + 0 AS y FROM t");
  assertEquals(select.rowsAffected, 0);
  assertEquals(select.columns, ["id", "y"]);
  assertEquals(select.columnTypes, ["INTEGER", ""]);
});

const failures = {
  "SELEC 1": "SQL_PARSE_ERROR",
  "SELECT * FROM nowhere": "SQL_INPUT_ERROR",
  "INSERT INTO t (x) VALUES (1)": "SQLITE_CONSTRAINT",
  "": "SQL_NO_STATEMENT",
  " -- nothing": "SQL_NO_STATEMENT",
  "SELECT 1; SELECT 2": "SQL_MANY_STATEMENTS",
  "PRAGMA journal_mode = DELETE": "SQL_PARSE_ERROR",
  "ATTACH 'other.db' AS other": "SQL_PARSE_ERROR",
};

serverTest("answers a bad statement with libSQL's code", async (_, client) => {
  await client.execute("INSERT INTO t (x) VALUES (1)");
  for (const [sql, code] of Object.entries(failures)) {
    for (
      const run of [
        () => client.execute(sql),
        () => client.batch(["SELECT 1", sql], "write"),
      ]
    ) {
      const error = await assertRejects(run);
      assertEquals((error as LibsqlError).code, code, sql);
    }
  }
  await client.execute("SELECT '; SELECT 2' -- ; SELECT 3");
  await client.execute("PRAGMA foreign_keys");
  assertEquals(await count(client), 1n);
});

serverTest("runs a batch wholly or not at all", async (_, client) => {
  const add = "INSERT INTO t (x) VALUES (NULL)";
  const clash = "INSERT INTO t (id) VALUES (1)";
  await assertRejects(() => client.batch([add, add, clash], "write"));
  assertEquals(await count(client), 0n);
  await client.batch([add, add], "write");
  assertEquals(await count(client), 2n);
});

serverTest("keeps a transaction on its stream", async (_, client) => {
  const add = "INSERT INTO t (x) VALUES (NULL)";
  const transaction = await client.transaction("write");
  await transaction.execute(add);
  assertEquals(await count(client), 0n);
  const waiting = client.execute(add); // for the lock, which this one has
  await transaction.execute(add);
  await transaction.commit();
  await waiting;
  assertEquals(await count(client), 3n);

  const undone = await client.transaction("write");
  await undone.execute("DELETE FROM t");
  await undone.rollback();
  assertEquals(await count(client), 3n);
});

serverTest(
  "undoes a transaction that nobody goes on with",
  async (server, client) => {
    const transaction = await client.transaction("write");
    await transaction.execute("INSERT INTO t (x) VALUES (NULL)");
    server.expireStreams();
    const error = await assertRejects(() => transaction.commit());
    assertEquals((error as LibsqlError).code, "STREAM_EXPIRED");
    await client.execute("INSERT INTO t (x) VALUES (NULL)");
    assertEquals(await count(client), 1n);
  },
);

serverTest("runs a sequence up to its first error", async (_, client) => {
  const add = "INSERT INTO t (id) VALUES (1);";
  await assertRejects(() => client.executeMultiple(add + add + add));
  assertEquals(await count(client), 1n);
});

serverTest("obeys the conditions of a batch", async (server) => {
  const ok = { type: "ok", step: 0 };
  const error = { type: "error", step: 1 };
  const steps = [
    [null, "SELECT 1"],
    [ok, "SELECT nonsense"],
    [error, "BEGIN"],
    [{ type: "is_autocommit" }, "SELECT 1"],
    [{ type: "not", cond: { type: "is_autocommit" } }, "COMMIT"],
    [{ type: "and", conds: [ok, error] }, "SELECT 1"],
    [{ type: "and", conds: [ok, { type: "not", cond: error }] }, "SELECT 1"],
    [{ type: "or", conds: [{ type: "not", cond: ok }, error] }, "SELECT 1"],
    [{ type: "or", conds: [] }, "SELECT 1"],
  ].map(([condition, sql]) => ({ condition, stmt: { sql } }));
  const { results: [{ response: { result } }] } = await pipeline(server, [
    { type: "batch", batch: { steps } },
  ]);
  const ran = result.step_results.map((step: Json) => step !== null);
  assertEquals(ran, [
    ...[true, false, true, false, true],
    ...[true, false, true, false],
  ]);
  const failed = result.step_errors.flatMap((step: Json, index: number) =>
    step === null ? [] : [index]
  );
  assertEquals(failed, [1]);
});

serverTest("goes on behind a request that fails", async (server) => {
  const { baton, results } = await pipeline(server, [
    execute("SELEC 1"),
    execute("SELECT 1"),
    { type: "close" },
  ]);
  assertEquals(results.map(({ type }: Json) => type), ["error", "ok", "ok"]);
  assertEquals(baton, null);
});

serverTest("keeps SQL texts on a stream", async (server) => {
  const { results, baton } = await pipeline(server, [
    { type: "store_sql", sql_id: 7, sql: "SELECT 42" },
    { type: "execute", stmt: { sql_id: 7 } },
    { type: "close_sql", sql_id: 7 },
  ]);
  assertEquals(results[1].response.result.rows, [
    [{ type: "integer", value: "42" }],
  ]);
  const gone = { type: "execute", stmt: { sql_id: 7 } };
  assertEquals((await pipeline(server, [gone], baton)).status, 400);
});

serverTest("tells the state of a stream, in version 3 only", async (server) => {
  const ask = { type: "get_autocommit" };
  const { results } = await pipeline(server, [
    ask,
    execute("BEGIN"),
    ask,
  ]);
  assertEquals(results[0].response.is_autocommit, true);
  assertEquals(results[2].response.is_autocommit, false);
  assertEquals((await pipeline(server, [ask], null, 2)).status, 400);
});

serverTest("describes a statement", async (server) => {
  const describe = async (sql: string) => {
    const { results } = await pipeline(server, [{ type: "describe", sql }]);
    return results[0].response.result;
  };
  assertEquals(await describe("SELECT id, x AS y FROM t WHERE x = :x"), {
    params: [{ name: ":x" }],
    cols: [{ name: "id", decltype: "INTEGER" }, { name: "y", decltype: null }],
    is_explain: false,
    is_readonly: true,
  });
  const insert = await describe("INSERT INTO t (x) VALUES (?)");
  assertEquals(insert.params, [{ name: null }]);
  assertEquals(insert.is_readonly, false);
  assertEquals((await describe("EXPLAIN SELECT 1")).is_explain, true);
});

serverTest("refuses a baton that is unknown or used up", async (server) => {
  const { baton } = await pipeline(server, [execute("SELECT 1")]);
  assertEquals((await pipeline(server, [], baton)).status, 200);
  assertEquals((await pipeline(server, [], baton)).status, 400);
  assertEquals((await pipeline(server, [], "made up")).status, 400);
});

serverTest("refuses what is no request", async (server) => {
  const bad = [
    { type: "dance" },
    { type: "execute", stmt: {} },
    { type: "execute", stmt: { sql: "SELECT ?", args: [{ type: "date" }] } },
    {
      type: "batch",
      batch: {
        steps: [{ stmt: { sql: "" }, condition: { type: "ok", step: 0 } }],
      },
    },
  ];
  for (const request of bad) {
    assertEquals((await pipeline(server, [request])).status, 400);
  }
  const response = await fetch(`${server.url}/v2/pipeline`, {
    method: "POST",
    body: "{",
  });
  assertEquals(response.status, 400);
  await response.body?.cancel();
});

serverTest("names the versions that it speaks", async ({ url }) => {
  const statuses = ["v2", "v3", "v3-protobuf", "v1", ""].map(async (path) => {
    const response = await fetch(`${url}/${path}`);
    await response.body?.cancel();
    return response.status;
  });
  assertEquals(await Promise.all(statuses), [200, 200, 404, 404, 404]);
});

serverTest("goes wrong where it is told to", async (server, client) => {
  const seen: string[][] = [];
  server.fault = (sql) => {
    seen.push(sql);
    return sql.includes("SELECT 2") ? { status: 503 } : undefined;
  };
  const before = server.requests;
  await client.execute("SELECT 1");
  await assertRejects(() => client.execute("SELECT 2"), Error, "503");
  await client.execute("SELECT 3");
  assertEquals(seen, [["SELECT 1"], ["SELECT 2"], ["SELECT 3"]]);
  assertEquals(server.requests - before, 3);

  server.fault = () => ({ code: "SQLITE_LOCKED" });
  for (
    const run of [
      () => client.execute("SELECT 1"),
      () => client.batch(["SELECT 1"], "write"),
    ]
  ) {
    const error = await assertRejects(run);
    assertEquals((error as LibsqlError).code, "SQLITE_LOCKED");
  }

  const { promise, resolve } = Promise.withResolvers<void>();
  server.fault = () => ({ after: promise });
  const slow = client.execute("INSERT INTO t (x) VALUES (NULL)");
  server.fault = undefined;
  resolve();
  assertEquals((await slow).rowsAffected, 1);
});

Deno.test("startHranaServer() lets nobody in without the token", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/test.db`;
  const server = startHranaServer({ file, authToken: "right" });
  for (const authToken of [undefined, "wrong", ""]) {
    const client = createClient({ url: server.url, authToken });
    await assertRejects(() => client.execute("SELECT 1"), Error, "401");
    client.close();
  }
  const client = createClient({ url: server.url, authToken: "right" });
  assertEquals((await client.execute("SELECT 1 AS n")).rows.length, 1);
  client.close();
  await server.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("startHranaServer() stops at once, with a transaction open", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/test.db`;
  const server = startHranaServer({ file });
  const client = createClient({ url: server.url });
  const transaction = await client.transaction("write");
  await transaction.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  const waiting = assertRejects(() => client.execute("CREATE TABLE u (x)"));
  server.fault = () => ({ after: new Promise(() => {}) });
  const slow = assertRejects(() => client.execute("SELECT 1"));
  await server.close();
  await Promise.all([waiting, slow]);
  client.close();

  const again = startHranaServer({
    file,
    port: Number(new URL(server.url).port),
  });
  const { results } = await pipeline(again, [
    execute("SELECT name FROM sqlite_schema"),
  ]);
  assertEquals(results[0].response.result.rows, []);
  assert(again.url === server.url);
  await again.close();
  await Deno.remove(folder, { recursive: true });
});
