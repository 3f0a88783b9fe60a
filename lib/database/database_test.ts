import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import Libsql from "libsql";
import { startHranaServer } from "../../testing/hrana.ts";
import {
  type Database,
  DatabaseError,
  openDatabase,
  type OpenOptions,
} from "./open.ts";
import { demoData, versions } from "./schema.ts";
import { linesOf } from "./testdata/lines.ts";

/** An empty place for a database, and ways to get at it. */
interface Place extends AsyncDisposable {
  url: string;
  /** The file behind the URL. */
  path: string;
  open(options?: OpenOptions): Promise<Database>;
  /** Starts another process; see `testdata/database_child.ts`. */
  spawn(): Child;
}

type Kind = "file" | "server";

/** What the database needs, of each kind. `npm:libsql` looks at the rest. */
const permissions: Record<Kind, string[]> = {
  file: [
    "--allow-ffi",
    "--allow-env=LIBSQL_JS_DEV",
    "--allow-sys=cpus,hostname,networkInterfaces",
    "--allow-read=/usr/bin/ldd",
  ],
  server: ["--allow-net=127.0.0.1"],
};

async function makePlace(kind: Kind): Promise<Place> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/lab.db`;
  const server = kind === "server" ? startHranaServer({ file: path }) : null;
  const url = server?.url ?? `file:${path}`;
  const cleanup = new AsyncDisposableStack();
  cleanup.defer(() => Deno.remove(folder, { recursive: true }));
  if (server) cleanup.defer(() => server.close());
  return {
    url,
    path,
    async open(options) {
      const db = await openDatabase(url, options);
      cleanup.defer(() => db.close());
      return db;
    },
    spawn() {
      const child = new Child(permissions[kind]);
      cleanup.use(child);
      return child;
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
}

class Child {
  #process: Deno.ChildProcess;
  #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  /** What it prints. */
  readonly lines: AsyncGenerator<string>;

  constructor(permissions: string[]) {
    const script = new URL("testdata/database_child.ts", import.meta.url);
    const config = new URL("../../deno.json", import.meta.url).pathname;
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--config", config, ...permissions]
        .concat(script.href),
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.lines = linesOf(this.#process.stdout);
  }

  async send(line: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(line + "\n"));
  }

  /** Sends a line; resolves to the next one that it prints. */
  async ask(line: string): Promise<string> {
    await this.send(line);
    const { value, done } = await this.lines.next();
    assert(!done, "The other process has failed");
    return value;
  }

  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.status;
  }

  async [Symbol.asyncDispose]() {
    await this.#input.close().catch(() => {});
    for await (const _ of this.lines);
    await this.#process.status;
  }
}

const addUser =
  "INSERT INTO users (email, name, password_hash) VALUES ('a', 'a', '')";
const seed = () => Promise.resolve([addUser]);

async function count(db: Database, table: string): Promise<number> {
  const { rows: [row] } = await db.execute(
    `SELECT count(*) AS n FROM ${table}`,
  );
  return Number(row.n);
}

/** Awaits a failure; returns its code. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await assertRejects(() => promise);
  return (error as Error & { code: string }).code;
}

/** Every case holds for a file and for a server alike. */
const cases: Record<string, (place: Place) => Promise<void>> = {
  async "makes the tables and the first rows"({ open }) {
    const db = await open({ seed: () => demoData((p) => Promise.resolve(p)) });
    const users = await db.execute("SELECT * FROM users ORDER BY id");
    assertEquals(users.rows, [
      {
        id: 1,
        email: "vidu@example.com",
        name: "vidu",
        password_hash: "qwerty",
      },
      {
        id: 2,
        email: "rahul@example.com",
        name: "rahul",
        password_hash: "qwerty",
      },
    ]);
    const { rows } = await db.execute(
      "SELECT user_id, is_done, is_starred FROM todos",
    );
    assertEquals(rows.map(({ user_id }) => user_id), [1, 1, 1, 1, 1]);
    for (const mark of ["is_done", "is_starred"]) {
      assertEquals(new Set(rows.map((row) => row[mark])), new Set([0, 1]));
    }
    assertEquals(await count(db, "sessions"), 0);
    const version = await db.execute("SELECT version FROM schema_versions");
    assertEquals(version.rows, [{ version: versions.length }]);
  },

  async "leaves a database as it is when it opens it again"({ open }) {
    await (await open({ seed })).execute("DELETE FROM users");
    const again = await open({
      seed: () => Promise.reject(new Error("not needed")),
    });
    assertEquals(await count(again, "users"), 0);
  },

  async "makes nothing if the first rows fail"({ open }) {
    await assertRejects(
      () => open({ seed: () => Promise.resolve([addUser, addUser]) }),
      DatabaseError,
      "UNIQUE constraint failed: users.email",
    );
    assertEquals(await count(await open({ seed }), "users"), 1);
  },

  async "refuses a newer version"({ open }) {
    const db = await open({ seed });
    await db.execute("INSERT INTO schema_versions (version) VALUES (99)");
    const error = await assertRejects(() => open(), DatabaseError);
    assertStringIncludes(error.message, "version 99");
    assertEquals(error.message.split("\n").length, 1);
    await db.execute("DELETE FROM schema_versions WHERE version = 99");
    assertEquals(await count(await open(), "users"), 1);
  },

  async "refuses a database with tables of something else"({ open, path }) {
    new Libsql(path).exec("CREATE TABLE users (nickname TEXT)");
    await assertRejects(() => open(), DatabaseError, "users already exists");
    new Libsql(path).exec("DROP TABLE users");
    assertEquals(await count(await open({ seed }), "users"), 1);
  },

  async "enforces foreign keys, also after errors and batches"({ open }) {
    const db = await open({ seed });
    const orphan = "INSERT INTO todos (user_id, text) VALUES (77, '')";
    const check = async () =>
      assertEquals(await codeOf(db.execute(orphan)), "SQLITE_CONSTRAINT");
    await check();
    await check();
    await db.batch(["SELECT 1", "SELECT 2"], "write");
    await check();
    assertEquals(
      await codeOf(db.batch(["SELECT 1", orphan], "write")),
      "SQLITE_CONSTRAINT",
    );
    await check();
    await db.batch(["SELECT 1"], "read");
    await check();
    assertEquals(await count(db, "todos"), 0);
  },

  async "deletes a user's rows with the user"({ open }) {
    const db = await open({ seed });
    await db.batch([
      "INSERT INTO todos (user_id, text) VALUES (1, '')",
      `INSERT INTO sessions (stage, user_id, created_at, expires_at)
        VALUES ('6', 1, 0, 0)`,
    ], "write");
    await db.execute("DELETE FROM users");
    assertEquals(await count(db, "todos"), 0);
    assertEquals(await count(db, "sessions"), 0);
  },

  async "never gives an id twice"({ open }) {
    const db = await open({ seed });
    const add = async () => {
      const { rows: [{ id }] } = await db.execute({
        sql: `INSERT INTO sessions (stage, user_id, created_at, expires_at)
          VALUES ('6', 1, ?, ?) RETURNING id`,
        args: [1_700_000_000_000, 1_700_000_600_000],
      });
      return Number(id);
    };
    const last = await add();
    await db.execute("DELETE FROM sessions");
    assertGreater(await add(), last);
  },

  async "refuses what the columns can't hold"({ open }) {
    const db = await open({ seed });
    const add = (isDone: string | number) =>
      db.execute({
        sql: "INSERT INTO todos (user_id, text, is_done) VALUES (1, '', ?)",
        args: [isDone],
      });
    assertEquals((await add(1)).rowsAffected, 1);
    for (const isDone of [2, -1, 0.5, 1e300, "yes"]) {
      assertEquals(await codeOf(add(isDone)), "SQLITE_CONSTRAINT");
    }
    assertEquals(
      await codeOf(db.execute(addUser.replace("'a'", "'A'"))),
      "SQLITE_CONSTRAINT",
    );
    assertEquals(await count(db, "todos"), 1);
  },

  async "runs a batch wholly or not at all"({ open }) {
    const db = await open({ seed });
    const add = "INSERT INTO todos (user_id, text) VALUES (1, '') RETURNING id";
    assertEquals(
      await codeOf(db.batch([add, add, addUser], "write")),
      "SQLITE_CONSTRAINT",
    );
    assertEquals(await count(db, "todos"), 0);
    const results = await db.batch([add, add], "write");
    assertEquals(results.map(({ rows }) => rows.length), [1, 1]);
    assertEquals(await count(db, "todos"), 2);
  },

  async "gives text back to the letter"({ open }) {
    const db = await open({ seed });
    const text = "'; DROP TABLE todos; -- \u{1F680} \u202E\u0301 \"\\ \n ?";
    const { rows } = await db.execute({
      sql: "INSERT INTO todos (user_id, text) VALUES (1, ?) RETURNING text",
      args: [text],
    });
    assertEquals(rows, [{ text }]);
  },

  async "seeds once, however many processes start at once"(place) {
    const children = [place.spawn(), place.spawn()];
    await using rounds = new AsyncDisposableStack();
    for (let round = 0; round < 10; round++) {
      const kind = place.url.startsWith("file:") ? "file" : "server";
      const { url, open } = rounds.use(await makePlace(kind));
      const seeded = await Promise.all(
        children.map((child) => child.ask(`open ${url}`)),
      );
      assert(seeded.includes("true"));
      const db = await open();
      assertEquals(await count(db, "users"), 1);
      assertEquals(await count(db, "schema_versions"), versions.length);
    }
  },

  async "lets several processes write at once and loses nothing"(place) {
    const db = await place.open({ seed });
    const children = ["a", "b"].map((name) => [place.spawn(), name] as const);
    const written = await Promise.all(
      children.map(([child, name]) =>
        child.ask(`write ${place.url} ${name} 300`)
      ),
    );
    assertEquals(written, ["300", "300"]);
    assertEquals(await count(db, "settings"), 600);
  },

  async "fails after it is closed"({ open }) {
    const db = await open();
    db.close();
    await assertRejects(() => db.execute("SELECT 1"), DatabaseError, "closed");
    await assertRejects(
      () => db.batch(["SELECT 1"], "write"),
      DatabaseError,
      "closed",
    );
  },
};

for (const kind of ["file", "server"] as const) {
  for (const [name, run] of Object.entries(cases)) {
    Deno.test(`openDatabase() ${name} (${kind})`, async () => {
      await using place = await makePlace(kind);
      await run(place);
    });
  }
}

Deno.test("openDatabase() opens a private database in memory", async () => {
  const db = await openDatabase(":memory:", { seed });
  const other = await openDatabase(":memory:");
  assertEquals(await count(db, "users"), 1);
  assertEquals(await count(other, "users"), 0);
  db.close();
  other.close();
});

Deno.test("openDatabase() refuses what is no URL of a database", async () => {
  const urls = ["", "file:", "data/lab.db", "mysql://host/lab", "libsql//host"];
  for (const url of [...urls, "https://", "wss://host", "file://host/lab"]) {
    await assertRejects(
      () => openDatabase(url),
      DatabaseError,
      "write it as file:PATH",
    );
  }
});

Deno.test("openDatabase() makes the folder of a file", async () => {
  await using place = await makePlace("file");
  const path = `${place.path}.d/a folder/lab.db`;
  (await openDatabase(`file:${path}`)).close();
  assert((await Deno.stat(path)).isFile);
});

Deno.test("openDatabase() refuses what is no database, and leaves it", async () => {
  await using place = await makePlace("file");
  const text = "Dear diary, today I learned about sessions.";
  await Deno.writeTextFile(place.path, text);
  const reasons = {
    [place.path]: "not a libSQL database",
    [place.path + "/lab.db"]: "its folder can't be made",
    [place.path.replace(/[^/]*$/, "")]: "it is a folder",
  };
  for (const [path, reason] of Object.entries(reasons)) {
    const error = await assertRejects(
      () => openDatabase(`file:${path}`),
      DatabaseError,
      reason,
    );
    assertStringIncludes(error.message, path);
    assertEquals(error.message.split("\n").length, 1);
  }
  assertEquals(await Deno.readTextFile(place.path), text);
});

Deno.test("openDatabase() sets a file up for safety", async () => {
  await using place = await makePlace("file");
  const db = await place.open();
  const pragma = async (name: string) =>
    (await db.execute(`PRAGMA ${name}`)).rows[0][name];
  assertEquals(await pragma("journal_mode"), "wal");
  assertEquals(await pragma("synchronous"), 2);
  assertEquals(await pragma("foreign_keys"), 1);
});

Deno.test("a file's lock is waited for, and meanwhile other work goes on", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed });
  const other = new Libsql(place.path);
  const writes = [
    () => db.execute("UPDATE users SET name = name || '!'"),
    () => db.execute("UPDATE users SET name = name || '!' RETURNING id"),
    () => db.batch(["UPDATE users SET name = name || '!'"], "write"),
  ];
  for (const write of writes) {
    other.exec("BEGIN IMMEDIATE; UPDATE users SET name = 'b'");
    const written = write();
    // What was committed last can be read, however long the writer waits.
    const { rows } = await db.execute("SELECT name FROM users");
    assert(rows[0].name !== "b");
    await new Promise((resolve) => setTimeout(resolve));
    other.exec("COMMIT");
    await written;
    const after = await db.execute("SELECT name FROM users");
    assertEquals(after.rows, [{ name: "b!" }]);
  }
  other.close();
});

Deno.test("a file that stays locked is an error, and then no trace of it", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed, timeout: 30 });
  const other = new Libsql(place.path);
  const write = "UPDATE users SET name = name || '!' RETURNING id";
  other.exec("BEGIN IMMEDIATE; UPDATE users SET name = 'b'");
  const started = performance.now();
  const refused = await Promise.allSettled([
    db.execute(write),
    db.batch([write], "write"),
    ...Array.from({ length: 50 }, () => db.execute(write)),
  ]);
  // All wait for the same time, not one after the other.
  assertLess(performance.now() - started, 1000);
  for (const { status, reason } of refused as PromiseRejectedResult[]) {
    assertEquals(status, "rejected");
    assert(reason instanceof DatabaseError);
    assertStringIncludes(reason.message, "keeps it locked");
  }
  assertEquals((await db.execute("SELECT name FROM users")).rows[0].name, "a");
  other.exec("COMMIT");
  assertEquals((await db.execute("SELECT name FROM users")).rows[0].name, "b");
  await db.batch([write, write], "write");
  assertEquals(
    (await db.execute("SELECT name FROM users")).rows[0].name,
    "b!!",
  );
  other.close();
});

Deno.test("a file that can't even be read for a time is opened after it", async () => {
  await using place = await makePlace("file");
  const other = new Libsql(place.path);
  other.exec("BEGIN EXCLUSIVE");
  await assertRejects(
    () => place.open({ timeout: 30 }),
    DatabaseError,
    "keeps it locked",
  );
  const opening = place.open({ seed });
  await new Promise((resolve) => setTimeout(resolve));
  other.exec("COMMIT");
  const db = await opening;
  other.exec("UPDATE users SET name = 'b'");
  const { rows } = await db.execute("SELECT name FROM users");
  assertEquals(rows, [{ name: "b" }]);
  other.close();
});

Deno.test("a read that was refused does not hold on to an old state", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed, timeout: 30 });
  // Only without a write-ahead log do readers wait at all.
  await db.execute("PRAGMA journal_mode = DELETE");
  const other = new Libsql(place.path);
  other.exec("BEGIN EXCLUSIVE; UPDATE users SET name = 'b'");
  await assertRejects(
    () => db.execute("SELECT * FROM users"),
    DatabaseError,
    "keeps it locked",
  );
  other.exec("COMMIT");
  const read = async () =>
    (await db.execute("SELECT name FROM users")).rows[0].name;
  assertEquals(await read(), "b");
  other.exec("UPDATE users SET name = 'c'");
  assertEquals(await read(), "c");
  other.close();
});

Deno.test("a full disk loses nothing that was acknowledged", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed });
  const add = {
    sql: "INSERT INTO todos (user_id, text) VALUES (1, ?)",
    args: ["x".repeat(500)],
  };
  await db.execute("PRAGMA max_page_count = 30");
  let acknowledged = 0;
  const fill = async () => {
    for (;;) {
      await db.batch([add, add], "write");
      acknowledged += 2;
    }
  };
  await assertRejects(fill, DatabaseError, "the disk is full");
  assertGreater(acknowledged, 0);
  assertEquals(await count(db, "todos"), acknowledged);
  await db.execute("PRAGMA max_page_count = 1000");
  await db.execute(add);
  assertEquals(await count(db, "todos"), acknowledged + 1);
});

Deno.test("a killed process loses nothing that was acknowledged", async () => {
  for (const moment of [1, 2, 37, 180, 411]) {
    await using place = await makePlace("file");
    const child = place.spawn();
    await child.send(`stream ${place.url}`);
    const ids: number[] = [];
    for await (const line of child.lines) {
      ids.push(Number(line));
      if (ids.length === moment) await child.kill();
    }
    const db = await place.open();
    const { rows } = await db.execute("SELECT id FROM todos ORDER BY id");
    const found = rows.map(({ id }) => Number(id));
    // One more may have been written than could be told.
    assertEquals(found.slice(0, ids.length), ids);
    assertLess(found.length, ids.length + 2);
    const { rows: [check] } = await db.execute("PRAGMA integrity_check");
    assertEquals(check.integrity_check, "ok");
  }
});

/** What goes wrong on the way to a server, and the message. */
const faults = {
  "answers 500": [{ status: 500 }, /HTTP status 500$/],
  "answers 502": [{ status: 502 }, /HTTP status 502$/],
  "refuses the token": [{ status: 401 }, /set LIBSQL_AUTH_TOKEN$/],
  "cuts the connection": [{ drop: "before" }, /check its address/],
  "is too slow": [{ after: new Promise(() => {}) }, /no answer within 0.2 s$/],
} as const;

for (const [name, [fault, message]] of Object.entries(faults)) {
  Deno.test(`a server that ${name} is an error, and works again after it`, async () => {
    await using stack = new AsyncDisposableStack();
    const { server } = await useServer(stack);
    const db = await openDatabase(server.url, { timeout: 200 });
    stack.defer(() => db.close());

    server.fault = () => fault;
    for (
      const run of [
        () => db.execute(addUser),
        () => db.batch([addUser, addUser], "write"),
        () => openDatabase(server.url, { timeout: 200 }),
      ]
    ) {
      const error = await assertRejects(run, DatabaseError);
      assertMatch(error.message, message);
      assertStringIncludes(error.message, server.url);
      assertEquals(error.message.split("\n").length, 1);
    }
    server.fault = undefined;
    assertEquals(await count(db, "users"), 1);
  });
}

/** A server over a file of its own, and a database opened on it. */
async function useServer(
  stack: AsyncDisposableStack,
  options: { authToken?: string } = {},
) {
  const folder = await Deno.makeTempDir();
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const file = `${folder}/lab.db`;
  const server = startHranaServer({ file, ...options });
  stack.defer(() => server.close());
  const db = await openDatabase(server.url, { seed, ...options });
  stack.defer(() => db.close());
  return { server, db, file };
}

Deno.test("a server that cuts the connection has kept all of a batch or nothing", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, db } = await useServer(stack);
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

Deno.test("a server that is down is an error at once, and works when it is up", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, db, file } = await useServer(stack);
  await server.close();
  for (
    const run of [() => db.execute(addUser), () => openDatabase(server.url)]
  ) {
    const started = performance.now();
    await assertRejects(run, DatabaseError, "Cannot reach http://127.0.0.1:");
    assertLess(performance.now() - started, 2000);
  }
  const port = Number(new URL(server.url).port);
  const again = startHranaServer({ file, port });
  stack.defer(() => again.close());
  assertEquals(await count(db, "users"), 1);
});

Deno.test("a server's token is sent, and shown nowhere", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, db } = await useServer(stack, { authToken: "right" });
  assertEquals(await count(db, "users"), 1);
  for (
    const [url, authToken] of [
      [server.url, undefined],
      [server.url, "wrong-token"],
      [`${server.url}?authToken=wrong-token`, undefined],
      [`${server.url}?nonsense=wrong-token`, "right"],
      [server.url.replace("//", "//user:wrong-token@"), undefined],
    ]
  ) {
    const error = await assertRejects(
      () => openDatabase(url!, { authToken }),
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
