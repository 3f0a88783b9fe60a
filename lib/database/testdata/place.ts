/**
 * Empty places for databases, and other processes that use them.
 *
 * @module
 */
import { assert } from "@std/assert";
import { fileURLToPath } from "node:url";
import { type HranaServer, startHranaServer } from "../../../testing/hrana.ts";
import { type Database, openDatabase, type OpenOptions } from "../open.ts";
import { linesOf } from "./lines.ts";

export type Kind = "file" | "server";

/** An empty place for a database, and ways to get at it. */
export interface Place extends AsyncDisposable {
  url: string;
  /** The file behind the URL, and its folder, where there is nothing else. */
  path: string;
  folder: string;
  server: HranaServer | null;
  open(options?: OpenOptions): Promise<Database>;
  spawn(): OtherProcess;
}

export async function makePlace(
  kind: Kind,
  authToken?: string,
): Promise<Place> {
  await using cleanup = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  cleanup.defer(() => Deno.remove(folder, { recursive: true }));
  const path = `${folder}/lab.db`;
  const server = kind === "server"
    ? startHranaServer({ file: path, authToken })
    : null;
  if (server) cleanup.defer(() => server.close());
  const url = server?.url ?? `file:${path}`;
  const kept = cleanup.move();
  return {
    url,
    path,
    folder,
    server,
    async open(options) {
      const db = await openDatabase(url, options);
      kept.defer(() => db.close());
      return db;
    },
    spawn: () => kept.use(new OtherProcess(kind, folder)),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** What the database needs. `npm:libsql` looks at the rest. */
const permissions: Record<Kind, string[]> = {
  file: [
    "--allow-ffi",
    "--allow-env=LIBSQL_JS_DEV",
    "--allow-sys=cpus,hostname,networkInterfaces",
    "--allow-read=.,/usr/bin/ldd",
    "--allow-write=data",
  ],
  server: ["--allow-net=127.0.0.1"],
};

/** A process in a folder; `other_process.ts` says what it can be asked. */
export class OtherProcess implements AsyncDisposable {
  #process: Deno.ChildProcess;
  #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  /** What it prints. */
  readonly lines: AsyncGenerator<string>;

  constructor(kind: Kind, folder: string) {
    const script = new URL("other_process.ts", import.meta.url);
    const config = new URL("../../../deno.json", import.meta.url);
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-lock", "--config"]
        .concat(fileURLToPath(config), permissions[kind], script.href),
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.lines = linesOf(this.#process.stdout);
  }

  async send(line: string): Promise<void> {
    await this.#input.write(new TextEncoder().encode(line + "\n"));
  }

  /** Sends a line; resolves to the next one that it prints. */
  async ask(line: string): Promise<string> {
    await this.send(line);
    const { value, done } = await this.lines.next();
    assert(!done, "The other process has failed");
    return value;
  }

  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.status;
  }

  async [Symbol.asyncDispose]() {
    await this.#input.close().catch(() => {});
    for await (const _ of this.lines);
    await this.#process.status;
  }
}

export async function count(db: Database, table: string): Promise<number> {
  return Number((await db.first(`SELECT count(*) AS n FROM ${table}`))!.n);
}

/** Makes one user, with id 1. */
export const addUser =
  "INSERT INTO users (email, name, password_hash) VALUES ('a', 'a', '')";
export const seed = () => Promise.resolve([addUser]);
