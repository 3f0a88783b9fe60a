import { App, csp, staticFiles } from "fresh";
import { mountHole } from "./components/attacks/hole.tsx";
import { errorPages } from "./components/error_pages.tsx";
import type { Database } from "./lib/database/open.ts";
import { FairLine } from "./lib/fair_line.ts";
import { clientAddress, isLocal } from "./lib/http/address.ts";
import { compress } from "./lib/http/compress.ts";
import { fail, json, mountRoutes, succeed } from "./lib/http/api.ts";
import { clockOffset, moveClock } from "./lib/http/clock.ts";
import {
  CONTENT_SECURITY_POLICY,
  setSecurityHeaders,
} from "./lib/http/guards.ts";
import { type Reach, refuseHost } from "./lib/http/host.ts";
import { sameOrigin } from "./lib/http/origin.ts";
import { restart } from "./lib/http/start_over.ts";
import { keepWorld, Worlds } from "./lib/http/world.ts";
import type { JwtKey } from "./lib/jwt.ts";
import { LoginLimit } from "./lib/login_limit.ts";
import type { Stage, State } from "./lib/state.ts";

export interface Services {
  db: Database;
  jwtKey: JwtKey;
  clock?: () => number; // milliseconds since the epoch
  reach?: Reach; // who can reach the server
  inspector?: boolean; // whether pages show what travels
  isClass?: boolean; // whether each browser has a world of its own
  log?: (line: string) => void; // takes a line for whoever runs the server
}

/**
 * Makes the Fresh app: the rungs' APIs, the pages, and the guards around them.
 *
 * @param served The rungs to serve, bottom up, each below `/stages/<id>/`.
 * @param single Serves the first of them at `/` instead.
 */
export function createApp(
  {
    db,
    jwtKey,
    clock = Date.now,
    reach = { loopback: true },
    inspector = true,
    isClass = false,
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
  const worlds = new Worlds(isClass);
  const state: Partial<State> = {
    worlds,
    ...{ db, jwtKey, clock, log, inspector, served, single },
    ...{ guesses: new LoginLimit(clock), line: new FairLine() },
    ...{ stage: null, rung: null, base: "", user: null, trace: null },
    step: () => {},
  };
  const app = new Ladder(reach)
    .use((ctx) => {
      const { info, req, url } = ctx;
      const path = `${url.pathname}/`;
      Object.assign(ctx.state, state, {
        ...rungs.find(({ base }) => path.startsWith(`${base}/`)),
        world: worlds.of(req.headers),
        origin: (reach.publicUrl ?? url).origin,
        address: clientAddress(req, info, reach.publicUrl !== undefined),
        isLocal: reach.loopback && reach.publicUrl === undefined &&
          isLocal(req, url, info),
      });
      ctx.state.now = clock() + clockOffset(req, ctx.state) * 1000;
      return ctx.next();
    })
    .use(compress)
    .use(csp({ csp: CONTENT_SECURITY_POLICY, useNonce: true }))
    .use(errorPages)
    .use(staticFiles())
    .use(keepWorld);
  app.get("/healthz", json, async ({ state }) => {
    await state.db.execute("SELECT 1");
    return succeed("Ready");
  });
  mountRoutes(app, "", {
    "POST /clock": [sameOrigin, moveClock],
    "POST /start-over": [sameOrigin, restart],
  });
  for (const { base, rung } of rungs) {
    mountRoutes(app, base, rung.routes);
    mountHole(app, base); // a page that is insecure on purpose
  }
  return app.fsRoutes();
}

const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** A Fresh app with guards around it: for what Fresh itself would stumble over. */
class Ladder extends App<State> {
  constructor(readonly reach: Reach) {
    super();
  }

  override handler(): ReturnType<App<State>["handler"]> {
    const handle = super.handler();
    const { reach } = this;
    return async (req, info) => {
      const refusal = refuseHost(req, reach) ?? refusePath(req);
      const response = refusal ?? await handle(
        // No route has PATCH, so it stands for every method Fresh doesn't know.
        METHODS.test(req.method) ? req : new Request(req, { method: "PATCH" }),
        info,
      );
      const url = reach.publicUrl?.href ?? req.url;
      setSecurityHeaders(response, url.startsWith("https:"));
      return response;
    };
  }
}

function refusePath(req: Request): Response | null {
  try {
    decodeURI(new URL(req.url).pathname);
    return null;
  } catch {
    return fail(400, "The address has a broken escape");
  }
}
