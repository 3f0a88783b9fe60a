import { assertEquals } from "@std/assert";
import { openDatabase } from "../database/open.ts";
import type { State } from "../state.ts";
import { startTrace } from "./trace.ts";

Deno.test("startTrace() records the SQL that runs, in order, with the steps", async () => {
  const db = await openDatabase(":memory:");
  const state = { db } as State;
  const events = startTrace(state);
  state.step("adds one");
  const add = {
    sql: `INSERT INTO settings (name, value)
          VALUES (?, '')`,
    args: ["a"],
  };
  await state.db.execute(add);
  await state.db.batch([
    "DELETE FROM settings",
    "SELECT value FROM settings",
  ], "write");
  state.step("looks");
  await state.db.first("SELECT id, password_hash FROM users");
  assertEquals(events, [
    { step: "adds one" },
    { sql: "BEGIN IMMEDIATE", rows: 0 },
    { sql: "INSERT INTO settings (name, value) VALUES (?, '')", rows: 1 },
    { sql: "COMMIT", rows: 0 },
    { sql: "BEGIN IMMEDIATE", rows: 0 },
    { sql: "DELETE FROM settings", rows: 1 },
    { sql: "SELECT value FROM settings", rows: 0 },
    { sql: "COMMIT", rows: 0 },
    { step: "looks" },
    // Whether somebody has an account is nobody's business.
    { sql: "SELECT id, password_hash FROM users", rows: null },
  ]);
  // Without a trace nothing is recorded.
  await db.execute("SELECT 1");
  assertEquals(events.length, 10);
  db.close();
});
