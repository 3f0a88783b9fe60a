/**
 * A client that does what a browser on a rung does: it keeps the credential
 * that login gives it, and shows it where the rung expects it.
 *
 * @module
 */
import type { Answer } from "../lib/http/api.ts";
import type { CredentialPlace } from "../lib/state.ts";

export interface Reply {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  answer: Answer<any>;
}

/** One browser on one rung. */
export class Client {
  /** Rungs 1 and 3: what login answered, by the names that the rung expects. */
  credential: Record<string, string> = {};
  cookies = new Map<string, string>();

  /**
   * @param url Where the rung is.
   * @param place Where the rung keeps its credential.
   * @param fetch Sends a request. Default: over the network.
   */
  constructor(
    readonly url: string,
    readonly place: CredentialPlace | null = "cookie",
    readonly fetch: (request: Request) => Promise<Response> = (request) =>
      globalThis.fetch(request),
  ) {}

  /** A copy of this client, credential included, at this or another server. */
  at(url: string, fetch = this.fetch): Client {
    const copy = new Client(url, this.place, fetch);
    copy.credential = { ...this.credential };
    copy.cookies = new Map(this.cookies);
    return copy;
  }

  async login(name = "vidu", password = "qwerty"): Promise<Reply> {
    const email = `${name}@example.com`;
    const reply = await this.post("/auth/login", { email, password });
    const { payload } = reply.answer;
    if (payload) {
      const id = this.place === "url" ? "session_id" : "sessionId";
      this.credential = { [id]: `${payload.sessionId}`, token: payload.token };
    }
    return reply;
  }

  /** This client, once it is logged in. Throws if the login is refused. */
  async loggedIn(name = "vidu"): Promise<this> {
    const { status, answer } = await this.login(name);
    if (status !== 200) throw new Error(`Cannot log in: ${answer.message}`);
    return this;
  }

  get(path: string, fields: Record<string, string> = {}): Promise<Reply> {
    const query = new URLSearchParams({ ...this.credential, ...fields });
    return this.send("GET", query.size > 0 ? `${path}?${query}` : path);
  }

  post(path: string, fields: unknown = {}): Promise<Reply> {
    const body = typeof fields === "object" && !Array.isArray(fields)
      ? { ...this.place === "url" ? {} : this.credential, ...fields }
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
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0 && !headers.has("Cookie")) {
      headers.set("Cookie", this.cookie);
    }
    const url = this.url.replace(/\/$/, "") + path;
    const response = await this.fetch(
      new Request(url, { ...init, method, headers }),
    );
    this.#keepCookies(response);
    const text = await response.text();
    const answer = text === "" ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, answer };
  }

  /** The `Cookie` header that this browser sends. */
  get cookie(): string {
    return [...this.cookies].map((pair) => pair.join("=")).join("; ");
  }

  /** The texts of all to-dos, however many parts they come in. */
  async texts(): Promise<string[]> {
    const texts: string[] = [];
    let part: Record<string, string> = {};
    for (;;) {
      const { answer } = await this.get("/todo/list", part);
      const { next, todos } = answer.payload;
      for (const todo of todos) texts.push(todo.text ?? todo);
      if (next === undefined) break;
      part = { after: next };
    }
    return texts;
  }

  #keepCookies({ headers }: Response): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/Max-Age=0(;|$)/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
