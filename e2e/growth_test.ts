/**
 * A database that has grown, at a small size; `bench/growth.ts` measures the
 * full one.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import Libsql from "libsql";
import { generate } from "../bench/generate.ts";
import { Ladder, readAll } from "../bench/growth.ts";
import type { Statement } from "../lib/database/open.ts";

async function withLadder(
  run: (ladder: Ladder, file: string) => Promise<void>,
) {
  const folder = await Deno.makeTempDir();
  try {
    using ladder = await Ladder.open(`${folder}/lab.db`);
    const size = { users: 100, sessions: 5000, todos: 5000, heavy: 2050 };
    generate(`${folder}/lab.db`, size, Date.now());
    await run(ladder, `${folder}/lab.db`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** How SQLite finds the rows: nothing that a request runs may scan a table. */
Deno.test("no statement of a request reads a whole table", () =>
  withLadder(async (ladder, file) => {
    const texts = new Map<string, unknown[]>();
    const { db } = ladder;
    const note = (statement: Statement) => {
      if (typeof statement === "string") texts.set(statement, []);
      else texts.set(statement.sql, statement.args ?? []);
    };
    const watched = Ladder.on({
      execute: (statement) => (note(statement), db.execute(statement)),
      first: (statement) => (note(statement), db.first(statement)),
      batch(statements, mode) {
        statements.forEach(note);
        return db.batch(statements, mode);
      },
      close() {},
    });
    const cookie = await watched.logIn("user7");
    await watched.send("/auth/whoami", cookie);
    const { todos } = (await watched.send("/todo/list", cookie)).payload as {
      todos: { id: number }[];
    };
    const todoId = todos[0].id;
    await watched.send("/todo/create", cookie, { text: "x" });
    const action = "markDone";
    await watched.send("/todo/update", cookie, { todoId, action });
    await watched.send("/todo/delete", cookie, { todoId });
    await watched.send("/auth/logout", await watched.logIn("user8"), {});
    await watched.send("/auth/logout-everywhere", cookie, {});
    assert(texts.size >= 9, `${texts.size} statements`);
    // On a connection of its own: an EXPLAIN would hold up a COMMIT.
    const other = new Libsql(file);
    for (const [sql, args] of texts) {
      const plan = other.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      for (const { detail } of plan.all(args) as { detail: string }[]) {
        // What a subquery has found is not a table.
        const isTable = /^SCAN (?!\(subquery)/.test(detail);
        assert(!isTable, `${sql}: ${detail}`);
      }
    }
    other.close();
  }));

Deno.test("a long list comes in parts, each to-do once", () =>
  withLadder(async (ladder) => {
    assertEquals(await readAll(ladder, "heavy"), { count: 2050, largest: 100 });
  }));

Deno.test("logins take dead sessions away, a hundred at a time", () =>
  withLadder(async (ladder) => {
    const dead = async () =>
      Number(
        (await ladder.db.first({
          sql: "SELECT count(*) AS n FROM sessions WHERE expires_at <= ?",
          args: [Date.now()],
        }))!.n,
      );
    const before = await dead();
    assert(before >= 500);
    await ladder.logIn("user1");
    assertEquals(await dead(), before - 100);
  }));
