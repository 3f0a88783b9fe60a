/**
 * What holds for a file alone: locks, permissions, disks.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import Libsql from "libsql";
import { type Database, DatabaseError, openDatabase } from "./open.ts";
import { makeFile } from "./place.ts";
import { count, makePlace, seed } from "./testdata/place.ts";

const shout = "UPDATE users SET name = name || '!' RETURNING id";

const nameIn = async (db: Database) =>
  (await db.first("SELECT name FROM users"))!.name;

const modeOf = async (path: string) => (await Deno.stat(path)).mode! & 0o777;

const FILES = ["", "-wal", "-shm"];

Deno.test("openDatabase() makes a file and its folder for its user alone", async () => {
  await using place = await makePlace("file");
  const folder = `${place.folder}/made/for it`;
  // At no moment can others open it.
  makeFile(`${folder}/lab.db`);
  assertEquals(await modeOf(`${folder}/lab.db`), 0o600);
  const db = await openDatabase(`file:${folder}/lab.db`);
  assertEquals(await modeOf(`${place.folder}/made`), 0o700);
  assertEquals(await modeOf(folder), 0o700);
  for (const suffix of FILES) {
    assertEquals(await modeOf(`${folder}/lab.db${suffix}`), 0o600);
  }
  db.close();
});

Deno.test("openDatabase() hides older files, but no folder of somebody else's", async () => {
  await using place = await makePlace("file");
  await place.open();
  await Deno.chmod(place.folder, 0o755);
  for (const suffix of FILES) await Deno.chmod(place.path + suffix, 0o644);
  await place.open();
  assertEquals(await modeOf(place.folder), 0o755);
  for (const suffix of FILES) {
    assertEquals(await modeOf(place.path + suffix), 0o600);
  }
});

Deno.test("openDatabase() hides the lab's own folder, with the permissions of `start`", async () => {
  await using place = await makePlace("file");
  const data = `${place.folder}/data`;
  await Deno.mkdir(data, { mode: 0o755 });
  await place.spawn().ask("open file:data/lab.db");
  assertEquals(await modeOf(data), 0o700);
  assertEquals(await modeOf(`${data}/lab.db`), 0o600);
});

Deno.test("a file that is removed or replaced is noticed, and works again when it is back", async () => {
  await using place = await makePlace("file");
  const child = place.spawn();
  await child.ask("open file:data/lab.db");
  const file = `${place.folder}/data/lab.db`;
  const away = `${place.folder}/away.db`;
  const message =
    "Cannot use data/lab.db: its file was removed or replaced; restart the server";
  const changes = {
    "removed": () => Deno.rename(file, away),
    "replaced": async () => {
      await Deno.rename(file, away);
      await Deno.copyFile(away, file);
    },
    "its folder removed": async () => {
      await Deno.rename(file, away);
      await Deno.remove(`${place.folder}/data`, { recursive: true });
    },
  };
  let id = 0;
  for (const [name, change] of Object.entries(changes)) {
    assertEquals(await child.ask("add"), `${++id}`);
    await change();
    assertEquals(await child.ask("add"), message, name);
    // Reading is refused with it.
    assertEquals(await child.ask("count"), message, name);
    await Deno.mkdir(`${place.folder}/data`, { recursive: true });
    await Deno.rename(away, file);
    assertEquals(await child.ask("count"), `${id}`);
  }
});

Deno.test("reading notices within a second that the file was removed", async () => {
  await using place = await makePlace("file");
  const db = await place.open();
  await Deno.remove(place.path);
  const start = performance.now();
  const readOn = async () => {
    while (performance.now() - start < 5000) await db.first("SELECT 1");
  };
  await assertRejects(readOn, DatabaseError, "was removed or replaced");
});

Deno.test("openDatabase() refuses what is no database, and leaves it", async () => {
  await using place = await makePlace("file");
  const text = "Dear diary, today I learned about sessions.";
  await Deno.writeTextFile(place.path, text);
  await Deno.chmod(place.path, 0o644);
  const reasons = {
    [place.path]: "not a libSQL database",
    [place.path + "/lab.db"]: "its folder can't be made",
    [place.folder + "/"]: "it is a folder",
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
  assertEquals(await modeOf(place.path), 0o644);
});

Deno.test("openDatabase() sets a file up for safety", async () => {
  await using place = await makePlace("file");
  const db = await place.open();
  const settings = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 };
  for (const [name, value] of Object.entries(settings)) {
    assertEquals(await db.first(`PRAGMA ${name}`), { [name]: value });
  }
});

const writes = {
  execute: (db: Database) => db.execute(shout),
  "execute without rows": (db: Database) =>
    db.execute(shout.replace("RETURNING id", "")),
  first: (db: Database) => db.first(shout),
  batch: (db: Database) => db.batch([shout], "write"),
};

for (const [name, write] of Object.entries(writes)) {
  Deno.test(`${name}: a file's lock is waited for, and meanwhile other work goes on`, async () => {
    await using place = await makePlace("file");
    const db = await place.open({ seed });
    const other = new Libsql(place.path);
    other.exec("BEGIN IMMEDIATE; UPDATE users SET name = 'b'");
    const written = write(db);
    assertEquals(await nameIn(db), "a");
    await new Promise((resolve) => setTimeout(resolve));
    other.exec("COMMIT");
    // What was committed can be read, however long the writer waits.
    assertEquals((await nameIn(db) as string)[0], "b");
    await written;
    assertEquals(await nameIn(db), "b!");
    other.close();
  });
}

Deno.test("a file that stays locked is an error, and then no trace of it", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed, timeout: 30 });
  const other = new Libsql(place.path);
  other.exec("BEGIN IMMEDIATE; UPDATE users SET name = 'b'");
  const started = performance.now();
  const refused = await Promise.allSettled(
    Object.values(writes).flatMap((write) =>
      Array.from({ length: 15 }, () => write(db))
    ),
  );
  // All wait at the same time, not one after the other.
  assertLess(performance.now() - started, 1000);
  for (const { status, reason } of refused as PromiseRejectedResult[]) {
    assertEquals(status, "rejected");
    assert(reason instanceof DatabaseError);
    assertStringIncludes(reason.message, "keeps it locked");
  }
  assertEquals(await nameIn(db), "a");
  other.exec("COMMIT");
  assertEquals(await nameIn(db), "b");
  for (const write of Object.values(writes)) await write(db);
  assertEquals(await nameIn(db), "b!!!!");
  other.exec("UPDATE users SET name = 'c'");
  assertEquals(await nameIn(db), "c");
  other.close();
});

Deno.test("a refused read is tried again, and does not hold on to an old state", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed, timeout: 30 });
  // Only without a write-ahead log does a reader wait at all.
  await db.execute("PRAGMA journal_mode = DELETE");
  const other = new Libsql(place.path);
  const reads = [
    () => db.execute("SELECT * FROM users"),
    () => db.first("SELECT * FROM users"),
  ];
  for (const read of reads) {
    other.exec("BEGIN EXCLUSIVE; UPDATE users SET name = 'b'");
    await assertRejects(read, DatabaseError, "keeps it locked");
    const waiting = read();
    other.exec("COMMIT");
    await waiting;
    assertEquals(await nameIn(db), "b");
    other.exec("UPDATE users SET name = 'c'");
    assertEquals(await nameIn(db), "c");
  }
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
  assertEquals(await nameIn(db), "b");
  other.close();
});

Deno.test("an observer is told that a batch was undone, and of no refused lock", async () => {
  await using place = await makePlace("file");
  const db = await place.open({ seed });
  const ran: string[] = [];
  const observe = (sql: string) => ran.push(sql);
  await assertRejects(() =>
    db.batch(
      [shout, "INSERT INTO todos (user_id) VALUES (1)"],
      "write",
      observe,
    )
  );
  assertEquals(ran.splice(0), ["BEGIN IMMEDIATE", shout, "ROLLBACK"]);
  const other = new Libsql(place.path);
  other.exec("BEGIN IMMEDIATE");
  const written = db.first(shout, observe);
  other.exec("COMMIT");
  await written;
  assertEquals(ran, ["BEGIN IMMEDIATE", shout, "COMMIT"]);
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
  for (const moment of [1, 37, 411]) {
    await using place = await makePlace("file");
    const child = place.spawn();
    await child.ask(`open ${place.url}`);
    await child.send("stream");
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
    const check = await db.first("PRAGMA integrity_check");
    assertEquals(check, { integrity_check: "ok" });
  }
});
