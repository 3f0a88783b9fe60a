/**
 * A client for tests, which does what a browser on a rung does: it keeps the
 * credential that login gives it and shows it where the rung wants to see it.
 *
 * @module
 */
import type { App } from "fresh";
import { createApp } from "../app.ts";
import type { Answer } from "../lib/http/api.ts";
import { type Database, openDatabase } from "../lib/database/open.ts";
import { importJwtKey, type JwtKey } from "../lib/jwt.ts";
import { loadJwtSecret } from "../lib/jwt_secret.ts";
import { hashPassword } from "../lib/passwords.ts";
import { demoData } from "../lib/database/schema.ts";
import type { Reach } from "../lib/http/host.ts";
import type { Stage } from "../lib/state.ts";
import type { State } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";

const JWT_SECRET = "k".repeat(32);

// A real hash takes long on purpose.
const hash = hashPassword("qwerty", { ln: 4, r: 8, p: 1 });

/** A server in this process, with a database of its own and a clock to set. */
export class Lab implements Disposable {
  clock = Date.UTC(2026, 0, 1);
  /** What the server has written for whoever runs it. */
  readonly log: string[] = [];
  readonly handler: (request: Request) => Promise<Response>;

  private constructor(
    readonly db: Database,
    readonly single: Stage | null,
    readonly jwtKey: JwtKey,
    attach: (app: App<State>) => void,
    reach: Reach,
  ) {
    const clock = () => this.clock;
    const served = single === null ? stages : [single];
    const log = (line: string) => this.log.push(line);
    const services = { db, jwtKey, clock, log, reach };
    const app = createApp(services, served, single !== null);
    attach(app);
    this.handler = app.handler();
  }

  /**
   * @param single The one rung to serve, or null for the whole ladder.
   * @param attach Gives the app its pages; without them it has its API alone.
   * @param jwtSecret Null for a random one that the database keeps.
   */
  static async open(
    single: Stage | null,
    attach: (app: App<State>) => void = () => {},
    jwtSecret: string | null = JWT_SECRET,
    reach: Reach = { loopback: true },
  ): Promise<Lab> {
    const seed = () => demoData(() => hash);
    const db = await openDatabase(":memory:", { seed });
    const secret = await loadJwtSecret(db, jwtSecret ?? undefined);
    return new Lab(db, single, importJwtKey(secret), attach, reach);
  }

  /** The path of a rung: the API is below it. */
  base({ id }: Stage): string {
    return this.single === null ? `/stages/${id}` : "";
  }

  [Symbol.dispose]() {
    this.db.close();
  }
}

export interface Reply {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  answer: Answer<any>;
}

/** One browser on one rung. */
export class Client {
  /** Rungs 1 and 3: what login answered, by the name that the rung expects. */
  credential: Record<string, string> = {};
  cookies = new Map<string, string>();

  constructor(
    readonly lab: Pick<Lab, "base" | "handler">,
    readonly stage: Stage,
  ) {}

  async login(name = "vidu", password = "qwerty"): Promise<Reply> {
    const email = `${name}@example.com`;
    const reply = await this.post("/auth/login", { email, password });
    const { payload } = reply.answer;
    if (payload) {
      const id = this.stage.credential === "url" ? "session_id" : "sessionId";
      this.credential = { [id]: `${payload.sessionId}`, token: payload.token };
    }
    return reply;
  }

  get(path: string): Promise<Reply> {
    const query = new URLSearchParams(this.credential);
    return this.send("GET", query.size > 0 ? `${path}?${query}` : path);
  }

  post(path: string, fields: unknown = {}): Promise<Reply> {
    const body = typeof fields === "object" && !Array.isArray(fields)
      ? { ...this.stage.credential === "url" ? {} : this.credential, ...fields }
      : fields;
    return this.send("POST", path, {
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
  }

  /** Sends a request as it is, with the cookies of this browser. */
  async send(
    method: string,
    path: string,
    init: RequestInit = {},
  ): Promise<Reply> {
    const url = `http://127.0.0.1:8000${this.lab.base(this.stage)}${path}`;
    const headers = new Headers(init.headers);
    const cookies = [...this.cookies].map(([name, value]) =>
      `${name}=${value}`
    );
    if (cookies.length > 0 && !headers.has("Cookie")) {
      headers.set("Cookie", cookies.join("; "));
    }
    const request = new Request(url, { ...init, method, headers });
    const response = await this.lab.handler(request);
    this.#keepCookies(response);
    const text = await response.text();
    const answer = text === "" ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, answer };
  }

  /** The texts of the user's to-dos. */
  async texts(): Promise<string[]> {
    const { answer } = await this.get("/todo/list");
    return answer.payload.todos.map((todo: { text: string } | string) =>
      typeof todo === "string" ? todo : todo.text
    );
  }

  #keepCookies({ headers }: Response) {
    for (const cookie of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/Max-Age=0(;|$)/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
