import { createDefine, type Define, type Middleware } from "fresh";
import type { Database } from "./database/open.ts";
import type { FairLine } from "./fair_line.ts";
import { unauthorized } from "./http/errors.ts";
import type { TraceEvent } from "./http/trace_header.ts";
import type { World, Worlds } from "./http/world.ts";
import type { JwtKey } from "./jwt.ts";
import type { LoginLimit } from "./login_limit.ts";
import type { TodoPage } from "./todos.ts";

/** Where a browser keeps the credential. */
export type CredentialPlace = "url" | "localStorage" | "cookie";

export interface Stage {
  id: string; // as in `--stage=2.1`
  name: string;
  lesson: string; // what the rung teaches, in one sentence
  credential: CredentialPlace | null; // null where nobody logs in
  insecure: boolean; // has holes on purpose: other machines don't get it
  app: "missile" | "todos";
  /** How long its sessions live at most, and unused, in milliseconds. */
  lifetime?: { most: number; idle: number };
  /** The rung that its code is closest to, if not the one below. */
  closest?: string;
  /** Called once for each server: a rung may keep something in memory. */
  create(): Rung;
}

/** A rung at work. */
export interface Rung {
  /** The lock: finds the user, or answers 401. */
  authenticate?: Middleware<State>;
  /** What the page shows first: the to-dos, or texts on rung 2.1. */
  todos?: (state: State) => FirstTodos | Promise<FirstTodos>;
  routes: Routes;
  /** What its page has to say about this server; null if nothing. */
  note?: (state: State) => string | null;
}

/** The first part of a list. On rung 2.1 a to-do is a text. */
export type FirstTodos = TodoPage | { todos: string[]; next?: number };

/** The API: what runs, in order, for each method and path. */
export type Routes = Record<
  `${"GET" | "POST"} /${string}`,
  Middleware<State>[]
>;

/** What a request carries through middleware, handlers and pages. */
export interface State {
  db: Database;
  jwtKey: JwtKey;
  guesses: LoginLimit; // counts wrong passwords
  line: FairLine; // where logins wait for their turn
  worlds: Worlds; // what is remembered of all of them
  served: readonly Stage[]; // the rungs of this server, bottom up
  single: boolean; // whether it is a single rung
  inspector: boolean; // whether pages have a wire inspector
  log: (line: string) => void; // writes for whoever runs the server
  /** The real time, in milliseconds since the epoch: for limits and sweeps. */
  clock: () => number;
  /** When the request came, likewise; later for a learner who moves the clock. */
  now: number;
  /** The rung that answers, and below which path; null on a page of none. */
  stage: Stage | null;
  rung: Rung | null;
  base: string;
  world: World; // the one that the request is in
  address: string; // where the request comes from, as an IP address
  isLocal: boolean; // whether it was made on the machine that serves it
  origin: string; // where the lab is reached: `https://lab.example`
  body: Record<string, unknown>; // the fields of a POST
  /** Whose request it is, once a rung's `authenticate` has found out. */
  user: CurrentUser | null;
  /** Tells the wire inspector what has just been done. */
  step: (text: string) => void;
  /** What has been done so far; null where nobody inspects. */
  trace: TraceEvent[] | null;
}

/** A user, with what else the credential names. */
export interface CurrentUser {
  id: number;
  name?: string;
  sessionId?: number;
}

export const define: Define<State> = createDefine<State>();

/** The rung that answers a request, by its id: `"4"`. */
export function currentStage({ stage }: State): string {
  if (stage === null) throw new TypeError("No rung answers this request");
  return stage.id;
}

/**
 * The user of a request. A route that forgot its `authenticate` is locked for
 * everybody, rather than open.
 */
export function currentUser({ user }: State): CurrentUser {
  if (user === null) throw unauthorized("no authenticate before this handler");
  return user;
}
