/**
 * The Fresh app: the rungs' APIs, the pages, and the guards around them.
 *
 * @module
 */
import { App, type Context, csp, staticFiles } from "fresh";
import { setImmediate } from "node:timers";
import { mountHole } from "./components/attacks/hole.tsx";
import { mountNotFound, mountRoutes } from "./lib/http/api.ts";
import type { Database } from "./lib/database/open.ts";
import {
  CONTENT_SECURITY_POLICY,
  forward,
  securityHeaders,
} from "./lib/http/guards.ts";
import type { JwtKey } from "./lib/jwt.ts";
import { LoginLimit } from "./lib/login_limit.ts";
import type { Stage } from "./lib/stage.ts";
import type { State } from "./lib/state.ts";

export interface Services {
  db: Database;
  jwtKey: JwtKey;
  /** Milliseconds since the epoch. Default: the system's clock. */
  now?: () => number;
  /** Whether pages show what travels. Default: yes. */
  inspector?: boolean;
  /** Takes a line for whoever runs the server. Default: writes it to stderr. */
  log?: (line: string) => void;
}

/**
 * Makes the app.
 *
 * @param served The rungs to serve, bottom up, each below `/stages/<id>/`.
 * @param single Serves the first of them at `/` instead.
 */
export function createApp(
  {
    db,
    jwtKey,
    inspector = true,
    now = Date.now,
    log = console.warn,
  }: Services,
  served: readonly Stage[],
  single: boolean,
): App<State> {
  const rungs = served.map((stage) => ({
    stage,
    rung: stage.create(),
    base: single ? "" : `/stages/${stage.id}`,
  }));
  const state: Partial<State> = {
    ...{ db, jwtKey, now, log, inspector, served, single },
    logins: new LoginLimit(),
    ...{ stage: null, rung: null, base: "", user: null, trace: null },
    step: () => {},
  };
  const app = new Ladder()
    .use(staticFiles())
    .use((ctx) => {
      const path = `${ctx.url.pathname}/`;
      const at = rungs.find(({ base }) => path.startsWith(`${base}/`));
      Object.assign(ctx.state, state, at);
      const { remoteAddr } = ctx.info;
      ctx.state.address = "hostname" in remoteAddr ? remoteAddr.hostname : "";
      return ctx.next();
    });
  app.get("/healthz", health);
  for (const { base, rung } of rungs) {
    mountRoutes(app, base, rung.routes);
    mountHole(app, base); // a page that is insecure on purpose, for loopback only
  }
  mountNotFound(app, rungs.map(({ base }) => base));
  return app.fsRoutes();
}

/** `GET /healthz`: whether this server can work, for whoever watches over it. */
async function health({ state }: Context<State>): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await state.db.execute("SELECT 1");
  } catch (error) {
    state.log(`503 /healthz: ${error}`);
    const answer = { success: false, message: "The database does not answer" };
    return Response.json(answer, { status: 503, headers });
  }
  return Response.json({ success: true, message: "Ready" }, { headers });
}

/**
 * An app inside another one, which guards every answer: Fresh renders the root's
 * error pages outside the root's own middleware.
 */
class Ladder extends App<State> {
  override handler(): ReturnType<App<State>["handler"]> {
    // It has no pages, so it needs no build, which production mode asks for.
    const handle = new App<State>({ mode: "development" })
      .use(securityHeaders())
      .use(csp({ csp: CONTENT_SECURITY_POLICY, useNonce: true }))
      .use(forward(super.handler()))
      .handler();
    return async (req, info) => {
      await othersHaveCome();
      return handle(req, info);
    };
  }
}

/**
 * Settles when the server has taken in what has come meanwhile; then one request
 * is answered after the other. From 16 connections on the API gives half as many
 * answers again a second, with one it is as fast as without.
 */
function othersHaveCome(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
