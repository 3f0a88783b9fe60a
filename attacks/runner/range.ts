/**
 * Where an attack is run: a lab on loopback that is started for it, with a
 * clock to set, and a browser and a server of the attacker's where it needs
 * them. Every request that reaches the lab is recorded, as evidence.
 *
 * @module
 */
import type { App } from "fresh";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Stage, State } from "../../lib/state.ts";
import { FOREIGN_HOST } from "../../testing/browser.ts";
import { Client, type Reply } from "../../testing/client.ts";
import { Lab } from "../../testing/lab.ts";
import { record, type Recorded } from "./record.ts";

/** Where the lab's own server shows the attacker's page. */
const KITTENS = "/kittens";

export interface RangeOptions {
  /** Serve the whole ladder, not the rung alone. */
  ladder?: boolean;
  /** Gives the app its pages. */
  attach?: (app: App<State>) => void;
  browser?: Browser | null;
}

export class Range implements AsyncDisposable {
  /** Each request that has reached the lab, pages and scripts included. */
  readonly exchanges: Recorded[] = [];
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  /** What every page of the attacker's server shows. */
  attackersPage = "<!doctype html><title>Kittens</title>";
  /** What it sets, as `Set-Cookie` values. */
  attackersCookies: string[] = [];

  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #attacker: Deno.HttpServer<Deno.NetAddr>;
  readonly #contexts: BrowserContext[] = [];
  #userPage: Page | null = null;
  #userUrl = "";

  private constructor(
    readonly stage: Stage,
    readonly lab: Lab,
    readonly browser: Browser | null,
  ) {
    this.#server = serve((request, info) =>
      new URL(request.url).pathname === KITTENS
        ? this.#showAttackersPage()
        : record(request, info, lab, (it) => this.exchanges.push(it))
    );
    this.#attacker = serve(() => this.#showAttackersPage());
    this.origin = `http://127.0.0.1:${this.#server.addr.port}`;
  }

  static async open(
    stage: Stage,
    { ladder = false, attach, browser = null }: RangeOptions,
  ): Promise<Range> {
    // The key is made and kept as a learner's own server does.
    const options = { attach, jwtSecret: null };
    const lab = await Lab.open(ladder ? null : stage, options);
    return new Range(stage, lab, browser);
  }

  /** What the rung locks: the missile, or the to-dos. */
  get locked(): string {
    return this.stage.app === "missile" ? "/launch-missile" : "/todo/list";
  }

  /** Where the rung's pages and API are, without a slash at the end. */
  get url(): string {
    return this.origin + this.lab.base(this.stage);
  }

  /** The attacker's page as if it came from the lab. */
  get sameOrigin(): string {
    return this.origin + KITTENS;
  }

  /** The attacker's page at a name of theirs that now points to the lab. */
  get reboundName(): string {
    return this.sameOrigin.replace("127.0.0.1", FOREIGN_HOST);
  }

  /** Another site than the lab's: the browser tells them apart by name. */
  get otherSite(): string {
    return `http://localhost:${this.#attacker.addr.port}/`;
  }

  /** Another port of the lab's host: another origin, but the same site. */
  get otherPort(): string {
    return `http://127.0.0.1:${this.#attacker.addr.port}/`;
  }

  #showAttackersPage(): Response {
    const type = "text/html; charset=utf-8";
    const headers = new Headers({ "Content-Type": type });
    for (const cookie of this.attackersCookies) {
      headers.append("Set-Cookie", cookie);
    }
    return new Response(this.attackersPage, { headers });
  }

  /** Someone who has nothing yet. */
  client(stage = this.stage): Client {
    const url = this.origin + this.lab.base(stage);
    return new Client(url, stage.credential);
  }

  /** Someone who has logged in, where there is a login. */
  async user(name = "vidu", stage = this.stage): Promise<Client> {
    const client = this.client(stage);
    return stage.credential === null ? client : await client.loggedIn(name);
  }

  /** Someone else, with a copy of a credential. */
  thief(client: Client): Client {
    return client.at(client.url);
  }

  /** Someone who shows an id and a token in each form that a rung reads. */
  bearer(id: string, token: string): Client {
    const client = this.client();
    client.credential = { session_id: id, sessionId: id, token };
    client.cookies.set("sessionId", id).set("token", token).set("jwt", token)
      .set("access", token).set("__Host-session", `${id}.${token}`);
    return client;
  }

  /** Which cookie has the JWT, where there is one. */
  get jwtName(): string {
    return this.stage.id === "7" ? "access" : "jwt";
  }

  /** Asks for what the rung locks. After a 401, rung 7's page refreshes once. */
  async enter(client: Client): Promise<Reply> {
    const reply = await client.get(this.locked);
    if (reply.status !== 401 || !client.cookies.has("refresh")) return reply;
    const refreshed = await client.post("/auth/refresh");
    return refreshed.status === 200 ? client.get(this.locked) : refreshed;
  }

  /** A page of a browser of its own, with cookies and storage of its own. */
  async page(): Promise<Page> {
    if (this.browser === null) throw new Error("There is no browser");
    const context = await this.browser.newContext();
    context.setDefaultTimeout(20_000);
    this.#contexts.push(context);
    return await context.newPage();
  }

  /** The rung's page in Vidu's browser, logged in as a person does it. */
  async userPage(): Promise<Page> {
    if (this.#userPage !== null) {
      const isThere = this.#userPage.url() === this.#userUrl;
      if (!isThere) await this.#userPage.goto(this.#userUrl);
      return this.#userPage;
    }
    const page = await this.page();
    await page.goto(`${this.url}/`);
    if (this.stage.credential !== null) {
      await page.getByLabel("E-mail").fill("vidu@example.com");
      await page.getByLabel("Password").fill("qwerty");
      await page.getByRole("button", { name: "Log in", exact: true }).click();
      await page.getByText("Logged in as vidu").first().waitFor();
    }
    this.#userUrl = page.url();
    return this.#userPage = page;
  }

  /** What the rung's own page can do: asks from there, as its script does. */
  async enterFrom(page: Page): Promise<number> {
    return await page.evaluate(
      async (url) => (await fetch(url)).status,
      await this.#lockedUrl(page),
    );
  }

  /** What is locked, as the rung's own page reads it, or the refusal. */
  async contents(page: Page): Promise<string> {
    return await page.evaluate(
      async (url) => (await fetch(url)).text(),
      await this.#lockedUrl(page),
    );
  }

  /** Changes something from the rung's own page, as its script does. */
  async postFrom(page: Page, text = "honest"): Promise<number> {
    if (this.stage.app === "missile") return await this.enterFrom(page);
    const isStored = this.stage.credential === "localStorage";
    return await page.evaluate(
      async ([url, text, isStored]) => {
        const fields = { text, ...isStored ? localStorage : {} };
        const headers = { "Content-Type": "application/json" };
        const body = JSON.stringify(fields);
        return (await fetch(url, { method: "POST", headers, body })).status;
      },
      [`${this.url}/todo/create`, text, isStored] as const,
    );
  }

  /** With the credential, where the page's script has to add it. */
  async #lockedUrl(page: Page): Promise<string> {
    const query = this.stage.credential === "localStorage"
      ? await page.evaluate(() => `?${new URLSearchParams(localStorage)}`)
      : new URL(page.url()).search;
    return this.url + this.locked + query;
  }

  async [Symbol.asyncDispose]() {
    for (const context of this.#contexts) await context.close();
    await Promise.all([this.#server.shutdown(), this.#attacker.shutdown()]);
    this.lab[Symbol.dispose]();
  }
}

function serve(handler: Deno.ServeHandler<Deno.NetAddr>) {
  const listen = { hostname: "127.0.0.1", port: 0, onListen() {} };
  return Deno.serve(listen, handler);
}
