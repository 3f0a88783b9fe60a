/**
 * A server for tests, in this process, without a socket.
 *
 * @module
 */
import type { App } from "fresh";
import { createApp } from "../app.ts";
import { type Database, openDatabase } from "../lib/database/open.ts";
import { demoData } from "../lib/database/schema.ts";
import type { Reach } from "../lib/http/host.ts";
import { importJwtKey, type JwtKey } from "../lib/jwt.ts";
import { loadJwtSecret } from "../lib/jwt_secret.ts";
import { hashPassword } from "../lib/passwords.ts";
import type { Stage, State } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import { Client } from "./client.ts";

const JWT_SECRET = "k".repeat(32);

// A real hash takes long on purpose.
const hash = hashPassword("qwerty", { ln: 4, r: 8, p: 1 });

export interface LabOptions {
  /** Gives the app its pages. Default: it has its API alone. */
  attach?: (app: App<State>) => void;
  /** Null for a random one that the database keeps. */
  jwtSecret?: string | null;
  /** Who can reach it. Default: its own machine. */
  reach?: Reach;
  /** Where its database is. Default: a new one in memory. */
  database?: string;
}

/** It has a database of its own and a clock to set. */
export class Lab implements Disposable {
  /** Milliseconds since the epoch. */
  clock = Date.UTC(2026, 0, 1);
  /** The lines of the server's log. */
  readonly log: string[] = [];
  readonly handler: (
    request: Request,
    info?: Deno.ServeHandlerInfo,
  ) => Promise<Response>;

  private constructor(
    readonly db: Database,
    readonly single: Stage | null,
    readonly jwtKey: JwtKey,
    { attach, reach }: LabOptions,
  ) {
    const clock = () => this.clock;
    const served = single === null ? stages : [single];
    const log = (line: string) => this.log.push(line);
    const services = { db, jwtKey, clock, log, reach };
    const app = createApp(services, served, single !== null);
    attach?.(app);
    this.handler = app.handler();
  }

  /** @param single The one rung to serve, or null for the whole ladder. */
  static async open(
    single: Stage | null,
    options: LabOptions = {},
  ): Promise<Lab> {
    const { database = ":memory:", jwtSecret = JWT_SECRET } = options;
    const seed = () => demoData(() => hash);
    const db = await openDatabase(database, { seed });
    const secret = await loadJwtSecret(db, jwtSecret ?? undefined);
    return new Lab(db, single, importJwtKey(secret), options);
  }

  /** The path of a rung: the API is below it. */
  base({ id }: Stage): string {
    return this.single === null ? `/stages/${id}` : "";
  }

  /** A browser that has nothing yet. */
  client(stage: Stage): Client {
    const url = `http://127.0.0.1:8000${this.base(stage)}`;
    return new Client(
      url,
      stage.credential,
      (request) => this.handler(request),
    );
  }

  [Symbol.dispose]() {
    this.db.close();
  }
}
