/**
 * The floor that rungs 4 and 5 are measured against: `Deno.serve` and the same
 * SQL, and nothing that a framework or a careful program does besides.
 *
 * Usage: `bare_app.ts DATABASE_URL [--prepared]`, with `JWT_SECRET` set. With
 * `--prepared` it runs statements that were prepared once, on the library below
 * @libsql/client.
 *
 * @module
 */
import { createClient } from "@libsql/client";
import Libsql from "libsql";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const [url, prepared] = Deno.args;
const key = Deno.env.get("JWT_SECRET")!;
type Row = Record<string, unknown>;
type Query = (args: (number | string)[]) => Promise<Row[]> | Row[];

const query = prepared === undefined ? withClient() : withLibrary();
const findSession = query(
  `SELECT token, created_at, expires_at, users.id, users.name
   FROM sessions JOIN users ON users.id = sessions.user_id
   WHERE sessions.id = ? AND stage = ? AND expires_at > ?`,
);
const findName = query("SELECT name FROM users WHERE id = ?");
const findTodos = query(
  `SELECT id, text, is_done, is_starred
   FROM todos WHERE user_id = ? AND id > ? ORDER BY id LIMIT ?`,
);

function withClient(): (sql: string) => Query {
  const db = createClient({ url });
  return (sql) => async (args) => (await db.execute({ sql, args })).rows;
}

function withLibrary(): (sql: string) => Query {
  const db = new Libsql(url.replace("file:", ""));
  return (sql) => {
    const statement = db.prepare(sql);
    return (args) => statement.all(args) as Row[];
  };
}

Deno.serve({ hostname: "127.0.0.1", port: 0 }, async (request) => {
  const [, , , , stage, , name] = request.url.split("/");
  const cookies = request.headers.get("cookie") ?? "";
  const user = stage === "4" ? await bySession(cookies) : byToken(cookies);
  if (user === null) return new Response(null, { status: 401 });
  return name === "whoami" ? whoami(user) : list(user.id);
});

async function bySession(cookies: string) {
  const [, id, token] = /^sessionId=(\d+); token=(.+)$/.exec(cookies) ?? [];
  const [row] = await findSession([Number(id), "4", Date.now()]);
  if (row === undefined) return null;
  const hash = createHash("sha256").update(token).digest();
  const kept = Uint8Array.fromHex(String(row.token));
  if (!timingSafeEqual(hash, kept)) return null;
  return { id: Number(row.id), name: String(row.name) };
}

function byToken(cookies: string) {
  const [, signed, claims, mac] = /^jwt=(\w+\.([\w-]+))\.([\w-]+)$/
    .exec(cookies) ?? [];
  const expected = createHmac("sha256", key).update(signed).digest("base64url");
  if (mac !== expected) return null;
  const bytes = Uint8Array.fromBase64(claims, { alphabet: "base64url" });
  const { sub, exp } = JSON.parse(new TextDecoder().decode(bytes));
  return exp > Date.now() / 1000 ? { id: Number(sub), name: undefined } : null;
}

async function whoami(user: { id: number; name?: string }) {
  const name = user.name ?? (await findName([user.id]))[0].name;
  return Response.json({ success: true, message: `Logged in as ${name}` });
}

async function list(userId: number) {
  const todos = (await findTodos([userId, 0, 101])).map((row) => ({
    id: row.id,
    text: row.text,
    isDone: row.is_done === 1,
    isStarred: row.is_starred === 1,
  }));
  const message = `${todos.length} to-dos`;
  return Response.json({ success: true, message, payload: { todos } });
}
