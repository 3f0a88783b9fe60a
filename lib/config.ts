import { parseArgs } from "node:util";
import { isLoopback } from "./http/address.ts";
import type { Reach } from "./http/host.ts";
import type { Stage } from "./state.ts";

/** What the command line and the environment say. */
export interface Config {
  stage: string | null; // the one rung to serve, or null for the whole ladder
  port: number;
  host: string;
  db: string; // a URL
  dbAuthToken?: string;
  jwtSecret?: string;
  reach: Reach;
  insecure: boolean; // whether the rungs with holes are served
  reset: boolean; // whether the old database is removed first
  inspector: boolean; // whether pages show what travels
  isClass: boolean; // whether each browser has a world of its own
}

/** Something typed can't be used: the message says what to type instead. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What `--help` prints. */
export function usage(stages: readonly Stage[]): string {
  return `Auth Ladder: the same to-do list, locked ever better.

Usage: deno task start [options]

  --stage=N         serve one rung: ${ids(stages)} (STAGE)
                    without it: the whole ladder
  --port=8000       the port to listen on (PORT)
  --host=127.0.0.1  the address to listen on (HOST)
  --db=URL          file:PATH, or a libsql:, https: or http: URL (LIBSQL_URL)
                    without it: file:data/ladder.db
  --public-url=URL  where browsers reach it, if a proxy stands before it, such
                    as https://lab.example (PUBLIC_URL)
  --reset           start over with a new database, if it is a file
  --class           give each browser its own copy of the two users (CLASS=1);
                    always so where other machines can reach the lab
  --allow-insecure  let other machines reach the rungs that are insecure on
                    purpose (ALLOW_INSECURE=1)
  --no-inspector    don't show on the pages what travels (NO_INSPECTOR=1)
  --help            show this

A flag wins over the variable in brackets. Two more variables: LIBSQL_AUTH_TOKEN
for a remote database, JWT_SECRET (at least 32 bytes) for the key of the JWTs.`;
}

/**
 * @param env Reads a variable, as `Deno.env.get` does.
 * @param exposed Whether other machines can reach the server whatever its host.
 * @returns The configuration, or null where help was asked for.
 * @throws {UsageError}
 */
export function readConfig(
  args: string[],
  env: (name: string) => string | undefined,
  stages: readonly Stage[],
  exposed = false,
): Config | null {
  const flags = parseFlags(args);
  if (flags.help) return null;
  const value = (flag: string | undefined, name: string) =>
    flag ?? (env(name) || undefined);

  const stage = value(flags.stage, "STAGE") ?? null;
  const found = stages.find(({ id }) => id === stage);
  if (stage !== null && found === undefined) {
    throw new UsageError(
      `There is no stage "${stage}". Type one of: ${ids(stages)}.`,
    );
  }
  const port = value(flags.port, "PORT") ?? "8000";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new UsageError(
      `"${port}" is not a port. Type a number from 0 to 65535, as in --port=8000.`,
    );
  }
  const jwtSecret = env("JWT_SECRET") || undefined;
  const secretBytes = new TextEncoder().encode(jwtSecret).length;
  if (jwtSecret !== undefined && secretBytes < 32) {
    throw new UsageError(
      `JWT_SECRET has ${secretBytes} bytes. Set one of at least 32, such as the output of: openssl rand -base64 32`,
    );
  }
  const host = value(flags.host, "HOST") ?? "127.0.0.1";
  const db = value(flags.db, "LIBSQL_URL") ?? "file:data/ladder.db";
  for (const [name, text] of Object.entries({ host, db })) {
    if (text === "") throw new UsageError(`--${name}= needs a value.`);
  }
  const deployed = env("DENO_DEPLOYMENT_ID") !== undefined;
  const publicUrl = parsePublicUrl(value(flags["public-url"], "PUBLIC_URL"));
  // Deno listens there instead, whatever it is told.
  const elsewhere = env("DENO_SERVE_ADDRESS") !== undefined;
  const loopback = isLoopback(host) && !deployed && !exposed && !elsewhere;
  const allowed = flags["allow-insecure"] || env("ALLOW_INSECURE") === "1";
  const insecure = allowed || (loopback && publicUrl === undefined);
  if (found?.insecure && !insecure) {
    throw new UsageError(
      `Stage ${stage} is insecure on purpose, and other machines could reach it. Type --allow-insecure if they may.`,
    );
  }
  // On Deno Deploy no file lasts, and a key must be the same on every server.
  if (deployed && jwtSecret === undefined) {
    throw new UsageError(
      "JWT_SECRET is not set. On Deno Deploy set it to at least 32 random bytes, such as the output of: openssl rand -base64 32",
    );
  }
  if (deployed && /^file:|^:memory:/i.test(db)) {
    throw new UsageError(
      "A file database does not last on Deno Deploy. Set LIBSQL_URL to the libsql: or https: URL of a database.",
    );
  }
  if (flags.reset && !/^file:/i.test(db)) {
    throw new UsageError(
      "--reset removes a database file. Empty a remote database with its own tools.",
    );
  }
  return {
    ...{ stage, port: Number(port), host, db, jwtSecret, insecure },
    dbAuthToken: env("LIBSQL_AUTH_TOKEN") || undefined,
    reach: { publicUrl, loopback },
    reset: flags.reset,
    inspector: !flags["no-inspector"] && env("NO_INSPECTOR") !== "1",
    isClass: flags.class || env("CLASS") === "1" || !loopback ||
      publicUrl !== undefined,
  };
}

function ids(stages: readonly Stage[]): string {
  return stages.map(({ id }) => id).join(", ");
}

function parsePublicUrl(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) &&
    `${url.origin}/` === url.href;
  if (isOrigin) return url;
  throw new UsageError(
    `"${text}" is not a public URL. Type scheme and host only, as in --public-url=https://lab.example`,
  );
}

function parseFlags(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        "stage": { type: "string" },
        "port": { type: "string" },
        "host": { type: "string" },
        "db": { type: "string" },
        "public-url": { type: "string" },
        "reset": { type: "boolean", default: false },
        "class": { type: "boolean", default: false },
        "allow-insecure": { type: "boolean", default: false },
        "no-inspector": { type: "boolean", default: false },
        "help": { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    const [reason] = (error as Error).message.split(". ");
    throw new UsageError(`${reason}. Type --help to see what can be typed.`);
  }
}
