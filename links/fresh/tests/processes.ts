/**
 * Servers in processes of their own, and folders that go away.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

export const fromFileUrl = (url: URL): string => fileURLToPath(url);

/** A folder in `dir`, removed in the end. */
export async function tempDir(
  dir: string,
): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.makeTempDir({ dir, prefix: "tmp_" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

export interface Server extends AsyncDisposable {
  url: string;
}

/** `deno serve entry ...args`: it may read, but not write or run. */
export function serveBuild(entry: string, args: string[]): Promise<Server> {
  const permissions = ["--allow-read", "--allow-net", "--allow-env"];
  return start("serve", ["--port=0", ...permissions, entry, ...args]);
}

/** Starts `deno` with this project's configuration and waits until it says where it serves. */
export async function start(
  command: "run" | "serve",
  args: string[],
): Promise<Server> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [command, "--config=deno.json", ...args],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const found = Promise.withResolvers<string>();
  const said: string[] = [];
  const reading = [process.stdout, process.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      said.push(text);
      const [, port] = /http:\/\/[^/]+:(\d+)\//.exec(said.join("")) ?? [];
      if (port) found.resolve(`http://127.0.0.1:${port}/`);
    }
  });
  const ended = process.status.then(() => {
    throw new Error(`Cannot start the server:\n${said.join("")}`);
  });
  ended.catch(() => {});
  const stop = async () => {
    try {
      process.kill();
    } catch {
      // It has ended.
    }
    await Promise.all([process.status, ...reading]);
  };
  try {
    return {
      url: await Promise.race([found.promise, ended]),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
