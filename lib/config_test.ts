import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { stages } from "../stages/mod.ts";
import { readConfig, usage, UsageError } from "./config.ts";

const SECRET = "s".repeat(32);

function read(args: string[], env: Record<string, string> = {}) {
  return readConfig(args, (name) => env[name], stages)!;
}

Deno.test("readConfig() has defaults", () => {
  assertEquals(read([]), {
    stage: null,
    port: 8000,
    host: "127.0.0.1",
    db: "file:data/ladder.db",
    dbAuthToken: undefined,
    jwtSecret: undefined,
    reach: { publicUrl: undefined, loopback: true },
    insecure: true,
    reset: false,
    inspector: true,
    isClass: false,
  });
});

Deno.test("readConfig() takes each flag and each variable, flags first", () => {
  const env = {
    STAGE: "2.1",
    PORT: "81",
    HOST: "localhost",
    LIBSQL_URL: "file:a.db",
    LIBSQL_AUTH_TOKEN: "t",
    JWT_SECRET: SECRET,
  };
  const fromEnv = read([], env);
  assertEquals(fromEnv.stage, "2.1");
  assertEquals(fromEnv.port, 81);
  assertEquals(fromEnv.host, "localhost");
  assertEquals(fromEnv.db, "file:a.db");
  assertEquals(fromEnv.dbAuthToken, "t");
  assertEquals(fromEnv.jwtSecret, SECRET);
  const fromFlags = read(
    ["--stage=4", "--port", "0", "--host=::1", "--db=http://x"],
    env,
  );
  assertEquals(fromFlags.stage, "4");
  assertEquals(fromFlags.port, 0);
  assertEquals(fromFlags.host, "::1");
  assertEquals(fromFlags.db, "http://x");
});

Deno.test("readConfig() takes an empty variable for none", () => {
  const env = { STAGE: "", PORT: "", LIBSQL_URL: "", JWT_SECRET: "" };
  assertEquals(read([], env), read([]));
});

const REFUSED: [args: string[], env: Record<string, string>, says: string][] = [
  [["--stge=4"], {}, "'--stge'"],
  [["4"], {}, "4"],
  [["--stage"], {}, "--stage"],
  [["--stage=9"], {}, "1, 2.1, 2.2, 3, 4, 5, 6"],
  [["--stage="], {}, "1, 2.1"],
  [[], { STAGE: "2" }, "1, 2.1"],
  [["--port=http"], {}, "--port=8000"],
  [["--port=-1"], {}, "--port=8000"],
  [["--port=65536"], {}, "65535"],
  [["--port=8e3"], {}, "--port=8000"],
  [["--port=80 "], {}, "--port=8000"],
  [["--host="], {}, "--host"],
  [["--db="], {}, "--db"],
  [[], { JWT_SECRET: "s".repeat(31) }, "at least 32"],
  [["--public-url=lab.example"], {}, "--public-url=https://lab.example"],
  [["--public-url=https://lab.example/a"], {}, "scheme and host only"],
  [["--public-url=https://a@lab.example"], {}, "scheme and host only"],
  [["--public-url=ftp://lab.example"], {}, "scheme and host only"],
  [["--stage=3", "--public-url=https://lab.example"], {}, "--allow-insecure"],
  [["--stage=3"], { DENO_SERVE_ADDRESS: "tcp:0.0.0.0:80" }, "--allow-insecure"],
  [["--stage=3", "--host=0.0.0.0"], {}, "--allow-insecure"],
  [["--stage=1", "--host=192.168.1.7"], {}, "--allow-insecure"],
  [[], { DENO_DEPLOYMENT_ID: "x", LIBSQL_URL: "libsql://x" }, "JWT_SECRET"],
  [[], { DENO_DEPLOYMENT_ID: "x", JWT_SECRET: SECRET }, "LIBSQL_URL"],
];

for (const [args, env, says] of REFUSED) {
  const what = [...args, ...Object.keys(env)].join(" ");
  Deno.test(`readConfig() refuses ${what} in one line`, () => {
    const { message } = assertThrows(() => read(args, env), UsageError);
    assertStringIncludes(message, says);
    assert(!message.includes("\n"));
  });
}

Deno.test("readConfig() keeps insecure rungs from other machines", () => {
  assertEquals(read(["--host=0.0.0.0"]).insecure, false);
  assertEquals(read(["--stage=4", "--host=0.0.0.0"]).insecure, false);
  assertEquals(read(["--host=0.0.0.0", "--allow-insecure"]).insecure, true);
  assertEquals(
    read(["--stage=3", "--host=::"], { ALLOW_INSECURE: "1" }).insecure,
    true,
  );
  const deployed = {
    DENO_DEPLOYMENT_ID: "x",
    JWT_SECRET: SECRET,
    LIBSQL_URL: "libsql://x",
  };
  assertEquals(read([], deployed).insecure, false);
  assertEquals(read(["--allow-insecure"], deployed).insecure, true);
  assertEquals(readConfig([], () => undefined, stages, true)!.insecure, false);
});

Deno.test("readConfig() says who can reach the server", () => {
  const reach = (args: string[], env = {}) => read(args, env).reach;
  assertEquals(reach([]).loopback, true);
  assertEquals(reach(["--host=0.0.0.0"]).loopback, false);
  const env = { PUBLIC_URL: "https://lab.example" };
  assertEquals(reach([], env).publicUrl?.origin, "https://lab.example");
  assertEquals(
    reach(["--public-url=http://lab.example:81"], env).publicUrl?.origin,
    "http://lab.example:81",
  );
});

Deno.test("readConfig() returns null for --help, whose text names every flag", () => {
  assertEquals(read(["--help"]), null);
  for (
    const flag of [
      "stage",
      "port",
      "host",
      "db",
      "public-url",
      "class",
      "allow-insecure",
      "no-inspector",
      "help",
    ]
  ) {
    assertStringIncludes(usage(stages), `--${flag}`);
  }
});

Deno.test("readConfig() turns the inspector off by flag or variable", () => {
  assertEquals(read(["--no-inspector"]).inspector, false);
  assertEquals(read([], { NO_INSPECTOR: "1" }).inspector, false);
});

Deno.test("readConfig() has one world on one's own machine, else many", () => {
  const isClass = (args: string[], env = {}) => read(args, env).isClass;
  assertEquals(isClass([]), false);
  assertEquals(isClass(["--class"]), true);
  assertEquals(isClass([], { CLASS: "1" }), true);
  assertEquals(isClass(["--host=0.0.0.0"]), true);
  assertEquals(isClass(["--public-url=https://lab.example"]), true);
});

Deno.test("readConfig() resets a database file, and no other", () => {
  assert(read(["--reset"]).reset);
  for (const db of ["libsql://x", "https://x", "http://x"]) {
    const error = assertThrows(
      () => read(["--reset", `--db=${db}`]),
      UsageError,
    );
    assertStringIncludes(error.message, "its own tools");
  }
});
