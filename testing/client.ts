/**
 * A client of a rung with cookies, over the network.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

export class Client {
  cookie = "";

  /** @param url Where the rung is, with a slash at the end. */
  constructor(readonly url: string) {}

  async send(method: "GET" | "POST", path: string, fields: unknown = {}) {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { "Content-Type": "application/json", Cookie: this.cookie },
      body: method === "POST" ? JSON.stringify(fields) : undefined,
    });
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) {
      this.cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    }
    return { status: response.status, ...await response.json() };
  }

  async logIn(): Promise<this> {
    const fields = { email: "vidu@example.com", password: "qwerty" };
    const { status, message } = await this.send("POST", "auth/login", fields);
    assertEquals(status, 200, message);
    return this;
  }

  /** The same user at another server. */
  at(url: string): Client {
    return Object.assign(new Client(url), { cookie: this.cookie });
  }

  /** The texts of all to-dos, however many parts they come in. */
  async texts(): Promise<string[]> {
    const texts: string[] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const path = `todo/list?limit=1000&after=${after}`;
      const { payload } = await this.send("GET", path);
      texts.push(...payload.todos.map(({ text }: { text: string }) => text));
      after = payload.next;
    }
    return texts;
  }
}
