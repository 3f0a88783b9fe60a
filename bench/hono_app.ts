/**
 * What rungs 4 and 5 are measured against: the same two paths as a Hono app
 * with jose and @libsql/client, written as their documentation would.
 *
 * Usage: `hono_app.ts DATABASE_URL`, with `JWT_SECRET` set
 *
 * @module
 */
import { createClient } from "@libsql/client";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { jwtVerify } from "jose";
import { createHash, timingSafeEqual } from "node:crypto";

interface User {
  id: number;
  name?: string;
}

type Env = { Variables: { user: User } };

const db = createClient({ url: Deno.args[0] });
const key = new TextEncoder().encode(Deno.env.get("JWT_SECRET"));

const bySession = createMiddleware<Env>(async (c, next) => {
  const { rows: [row] } = await db.execute({
    sql: `SELECT token, expires_at, users.id, users.name
          FROM sessions JOIN users ON users.id = sessions.user_id
          WHERE sessions.id = ? AND stage = '4' AND expires_at > ?`,
    args: [Number(getCookie(c, "sessionId")), Date.now()],
  });
  const token = getCookie(c, "token") ?? "";
  const hash = createHash("sha256").update(token).digest();
  const kept = Uint8Array.fromHex(String(row?.token ?? ""));
  if (kept.length !== hash.length || !timingSafeEqual(hash, kept)) {
    return c.json({ success: false, message: "You are not logged in" }, 401);
  }
  c.set("user", { id: Number(row.id), name: String(row.name) });
  await next();
});

const byToken = createMiddleware<Env>(async (c, next) => {
  try {
    const { payload } = await jwtVerify(getCookie(c, "jwt") ?? "", key, {
      algorithms: ["HS256"],
      audience: "stage 5",
    });
    c.set("user", { id: Number(payload.sub) });
  } catch {
    return c.json({ success: false, message: "You are not logged in" }, 401);
  }
  await next();
});

async function whoami(c: Context<Env>) {
  let { id, name } = c.get("user");
  if (name === undefined) {
    const { rows: [row] } = await db.execute({
      sql: "SELECT name FROM users WHERE id = ?",
      args: [id],
    });
    name = String(row.name);
  }
  return c.json({ success: true, message: `Logged in as ${name}` });
}

async function list(c: Context<Env>) {
  const { rows } = await db.execute({
    sql: `SELECT id, text, is_done, is_starred
          FROM todos WHERE user_id = ? AND id > ? ORDER BY id LIMIT ?`,
    args: [
      c.get("user").id,
      Number(c.req.query("after") ?? 0),
      Number(c.req.query("limit") ?? 100),
    ],
  });
  const todos = rows.map((row) => ({
    id: row.id,
    text: row.text,
    isDone: row.is_done === 1,
    isStarred: row.is_starred === 1,
  }));
  const message = `${todos.length} to-dos`;
  return c.json({ success: true, message, payload: { todos } });
}

const app = new Hono<Env>();
for (
  const [stage, authenticate] of [["4", bySession], ["5", byToken]] as const
) {
  app.get(`/stages/${stage}/auth/whoami`, authenticate, whoami);
  app.get(`/stages/${stage}/todo/list`, authenticate, list);
}

Deno.serve({ hostname: "127.0.0.1", port: 0 }, app.fetch);
