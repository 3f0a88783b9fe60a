/**
 * Where an attack is run: a lab on loopback that is started for it, with a
 * clock to set, and a browser and a server of the attacker's where it needs
 * them. Every request that reaches the lab is recorded, as evidence.
 *
 * @module
 */
import type { App } from "fresh";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Stage } from "../../lib/state.ts";
import type { State } from "../../lib/state.ts";
import { Client, Lab, type Reply } from "../../testing/lab.ts";
import { type Exchange, record } from "./exchange.ts";

export interface RangeOptions {
  /** Serve the whole ladder, not the rung alone. */
  ladder?: boolean;
  /** Gives the app its pages. */
  attach?: (app: App<State>) => void;
  browser?: Browser | null;
}

export class Range implements AsyncDisposable {
  /** Each request that has reached the lab, pages and scripts included. */
  readonly exchanges: Exchange[] = [];
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  /** What every page of the attacker's server shows. */
  attackersPage = "";

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
    this.#server = serve((request) =>
      record(request, lab, (exchange) => this.exchanges.push(exchange))
    );
    this.#attacker = serve(() =>
      new Response(this.attackersPage, {
        headers: { "Content-Type": "text/html; charset=utf-8" },
      })
    );
    this.origin = `http://127.0.0.1:${this.#server.addr.port}`;
  }

  static async open(
    stage: Stage,
    { ladder = false, attach, browser = null }: RangeOptions,
  ): Promise<Range> {
    // The key is made and kept as a learner's own server does.
    const lab = await Lab.open(ladder ? null : stage, attach, null);
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

  /** Another site than the lab's: the browser tells them apart by name. */
  get otherSite(): string {
    return `http://localhost:${this.#attacker.addr.port}/`;
  }

  /** Another port of the lab's host: another origin, but the same site. */
  get otherPort(): string {
    return `http://127.0.0.1:${this.#attacker.addr.port}/`;
  }

  /** Someone who has nothing yet. */
  client(stage = this.stage): Client {
    const handler = (request: Request) =>
      fetch(
        new Request(
          request.url.replace("http://127.0.0.1:8000", this.origin),
          request,
        ),
      );
    const base = (stage: Stage) => this.lab.base(stage);
    return new Client({ base, handler }, stage);
  }

  /** Someone who has logged in, where there is a login. */
  async user(name = "vidu", stage = this.stage): Promise<Client> {
    const client = this.client(stage);
    if (stage.credential !== null) {
      const { status, answer } = await client.login(name);
      if (status !== 200) throw new Error(`Cannot log in: ${answer.message}`);
    }
    return client;
  }

  /** Someone else, with a copy of a credential. */
  thief({ credential, cookies, stage }: Client): Client {
    const thief = this.client(stage);
    thief.credential = { ...credential };
    thief.cookies = new Map(cookies);
    return thief;
  }

  /** Asks for what the rung locks. */
  enter(client: Client): Promise<Reply> {
    return client.get(this.locked);
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
      await this.#userPage.goto(this.#userUrl);
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
    const query = this.stage.credential === "localStorage"
      ? await page.evaluate(() => `?${new URLSearchParams(localStorage)}`)
      : new URL(page.url()).search;
    return await page.evaluate(
      async (url) => (await fetch(url)).status,
      this.url + this.locked + query,
    );
  }

  /** Changes something from the rung's own page, as its script does. */
  async postFrom(page: Page): Promise<number> {
    if (this.stage.app === "missile") return await this.enterFrom(page);
    return await page.evaluate(
      async ([url, withStored]) => {
        const fields = { text: "honest", ...withStored ? localStorage : {} };
        const headers = { "Content-Type": "application/json" };
        const body = JSON.stringify(fields);
        return (await fetch(url, { method: "POST", headers, body })).status;
      },
      [
        `${this.url}/todo/create`,
        this.stage.credential === "localStorage",
      ] as const,
    );
  }

  /** What is locked, read on the page of someone who may; refused is a text too. */
  async contents(page: Page): Promise<string> {
    if (this.stage.app === "missile") return "";
    const query = this.stage.credential === "localStorage"
      ? await page.evaluate(() => `?${new URLSearchParams(localStorage)}`)
      : "";
    return await page.evaluate(
      async (url) => (await fetch(url)).text(),
      this.url + this.locked + query,
    );
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
