/**
 * The one entry: reads the options, makes the app, and serves it. `deno serve
 * _fresh/server.js` and Deno Deploy import `app` from here too.
 *
 * @module
 */
import { createApp } from "./app.ts";
import { readConfig, usage, UsageError } from "./lib/config.ts";
import { DatabaseError, openDatabase } from "./lib/database/open.ts";
import { demoData } from "./lib/database/schema.ts";
import { MAX_BODY_TIME } from "./lib/http/body.ts";
import { serve } from "./lib/http/serve.ts";
import { importJwtKey } from "./lib/jwt.ts";
import { loadJwtSecret } from "./lib/jwt_secret.ts";
import { hashPassword } from "./lib/passwords.ts";
import { stages } from "./stages/mod.ts";

export const { app, config, db } = await prepare().catch(giveUp);

/**
 * How long a stopping server waits. Deno Deploy ends a process 5 seconds after
 * SIGINT; elsewhere there is time for the slowest body and database.
 */
const GRACE = Deno.env.has("DENO_DEPLOYMENT_ID")
  ? { bodies: 3000, total: 4000 }
  : { bodies: MAX_BODY_TIME, total: MAX_BODY_TIME + 5000 };

if (import.meta.main) serveBuilt().catch(giveUp);

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
    reset: config.reset,
    seed: () => demoData(hashPassword),
  });
  const jwtKey = importJwtKey(await loadJwtSecret(db, config.jwtSecret));
  const served = stages.filter(({ id, insecure }) =>
    config.stage === null ? config.insecure || !insecure : id === config.stage
  );
  const { inspector, isClass, reach, stage } = config;
  const services = { db, jwtKey, inspector, isClass, reach };
  const app = createApp(services, served, stage !== null);
  return { app, config, db };
}

/** Serves what `deno task build` has built. */
async function serveBuilt(): Promise<void> {
  const built = new URL("_fresh/server.js", import.meta.url);
  const { default: { fetch } } = await import(built.href).catch((cause) => {
    if (!String(cause).includes("Module not found")) throw cause;
    throw new UsageError("Type this first: deno task build", { cause });
  });
  await serve(fetch, config, GRACE);
  db.close();
  Deno.exit(0);
}

/** What people can mend is told in one line; the rest is a bug of ours. */
function giveUp(error: unknown): never {
  if (!(error instanceof UsageError || error instanceof DatabaseError)) {
    throw error;
  }
  console.error(error.message);
  Deno.exit(2);
}
