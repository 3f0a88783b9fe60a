/**
 * `build` builds the pages' scripts. `watch` serves, and starts anew when a file
 * changes; open pages reload then. Without either it serves once.
 *
 * @module
 */
import { Builder } from "fresh/dev";
import { relative } from "node:path";

const root = import.meta.dirname!;
const [command, ...options] = Deno.args;

/** What isn't written by hand. */
const IGNORED =
  /^(_fresh|data|node_modules|vendor)([\\/]|$)|(^|[\\/])\.|\.(db|lock|sqlite)/;

if (command === "build") {
  await new Builder({ root }).build();
} else if (command === "watch") {
  await watch();
} else {
  const { app, config } = await import("./main.ts");
  await new Builder({ root }).listen(() => Promise.resolve(app), {
    hostname: config.host,
    port: config.port,
  });
}

/** Serves from a process of its own: a syntax error ends only that one. */
async function watch(): Promise<never> {
  const args = ["run", "-q", "-P=dev", import.meta.filename!, ...options];
  const files = Deno.watchFs(root);
  let changed: PromiseWithResolvers<void>;
  let server: Deno.ChildProcess;
  onChange(files, () => changed.resolve());
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      kill(server);
      Deno.exit();
    });
  }
  for (let isFirst = true;; isFirst = false) {
    changed = Promise.withResolvers();
    server = new Deno.Command(Deno.execPath(), { args }).spawn();
    server.status.then(({ code, signal }) => {
      if (signal !== null) return;
      // An error that nobody caught is 1; `--help` is 0, a wrong option 2.
      if (isFirst && code !== 1) Deno.exit(code);
      console.error("The server has ended. Change a file to start it again.");
    });
    await changed.promise;
    kill(server);
    await server.status;
  }
}

function kill(process: Deno.ChildProcess): void {
  try {
    process.kill();
  } catch {
    // It has ended.
  }
}

/** Calls `run` when files have changed, and no other has for 100 ms. */
async function onChange(files: Deno.FsWatcher, run: () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const { kind, paths } of files) {
    const isOurs = paths.some((path) => !IGNORED.test(relative(root, path)));
    if (kind === "access" || !isOurs) continue;
    clearTimeout(timer);
    timer = setTimeout(run, 100);
  }
}
