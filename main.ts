/**
 * The one entry: reads the options, makes the app, and serves it.
 *
 * `deno serve _fresh/server.js` and Deno Deploy import `app` from here too.
 *
 * @module
 */
import { createApp } from "./app.ts";
import { MAX_BODY_TIME } from "./lib/http/body.ts";
import { readConfig, usage, UsageError } from "./lib/config.ts";
import { DatabaseError, openDatabase } from "./lib/database/open.ts";
import { Drain } from "./lib/http/drain.ts";
import { importJwtKey } from "./lib/jwt.ts";
import { loadJwtSecret } from "./lib/jwt_secret.ts";
import { hashPassword } from "./lib/passwords.ts";
import { demoData } from "./lib/database/schema.ts";
import { stages } from "./stages/mod.ts";

export const { app, config, db } = await prepare().catch(giveUp);

/**
 * How long a stopping server waits for requests that are under way, in
 * milliseconds. Longer than it waits for a body or for the database.
 */
const GRACE = 15_000;

if (import.meta.main) serve().catch(giveUp);

async function prepare() {
  // `deno serve` listens where its own flags say, by default everywhere.
  const config = readConfig(
    Deno.args,
    (name) => Deno.env.get(name),
    stages,
    Deno.mainModule.endsWith("/_fresh/server.js"),
  );
  if (config === null) {
    console.log(usage(stages));
    Deno.exit(0);
  }
  const db = await openDatabase(config.db, {
    authToken: config.dbAuthToken,
    seed: () => demoData(hashPassword),
  });
  const jwtKey = importJwtKey(await loadJwtSecret(db, config.jwtSecret));
  const served = stages.filter(({ id, insecure }) =>
    config.stage === null ? config.insecure || !insecure : id === config.stage
  );
  const { inspector, reach, stage } = config;
  const services = { db, jwtKey, inspector, reach };
  const app = createApp(services, served, stage !== null);
  return { app, config, db };
}

/** Serves what `deno task build` has built, until it is told to stop. */
async function serve(): Promise<void> {
  const built = new URL("_fresh/server.js", import.meta.url);
  const { default: { fetch } } = await import(built.href).catch((cause) => {
    if (!String(cause).includes("Module not found")) throw cause;
    throw new UsageError("Type this first: deno task build", { cause });
  });
  const drain = new Drain();
  const server = listen(drain.around(fetch));
  const late = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, async () => {
      setTimeout(late.resolve, GRACE);
      await drain.empty(MAX_BODY_TIME);
      server.shutdown();
    });
  }
  await Promise.race([server.finished, late.promise]);
  db.close();
  Deno.exit(0);
}

function listen(fetch: Deno.ServeHandler): Deno.HttpServer {
  const { host: hostname, port } = config;
  const onListen = ({ port }: Deno.NetAddr) => {
    const host = hostname.includes(":") ? `[${hostname}]` : hostname;
    console.log(`Auth Ladder: http://${host}:${port}/`);
  };
  try {
    return Deno.serve({ hostname, port, onListen }, fetch);
  } catch (cause) {
    throw new UsageError(
      cause instanceof Deno.errors.AddrInUse
        ? `Port ${port} is in use. Type another one, as in --port=8001.`
        : `Cannot listen on ${hostname}, port ${port}. Type another --host or --port.`,
      { cause },
    );
  }
}

/** What people can mend is told in one line; the rest is a bug of ours. */
function giveUp(error: unknown): never {
  if (!(error instanceof UsageError || error instanceof DatabaseError)) {
    throw error;
  }
  console.error(error.message);
  Deno.exit(2);
}
