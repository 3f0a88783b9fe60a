/**
 * Starts the lab as a user does: in a process of its own, on a free port.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };

const ROOT = new URL("../", import.meta.url);

/** What `deno task start` runs, without the name of the program. */
export const START: readonly string[] = config.tasks.start.command
  .replace("deno run", "run --quiet").split(" ");

export interface Server extends AsyncDisposable {
  /** With a slash at the end. */
  url: string;
  /** The process's id. */
  pid: number;
  /** All that it has written to stderr so far. */
  stderr(): string;
  /** Settles when that has a line that matches. */
  logged(pattern: RegExp): Promise<void>;
  kill(signal: Deno.Signal): void;
  /** Settles when the process has ended. */
  status: Promise<Deno.CommandStatus>;
}

/**
 * Starts what `deno task start` starts, and waits until it listens. It has a
 * new database unless `args` name one.
 */
export async function startServer(args: string[] = []): Promise<Server> {
  const folder = await Deno.makeTempDir({ prefix: "auth-ladder-" });
  const remove = () => Deno.remove(folder, { recursive: true });
  const all = [...START, "--port=0", `--db=file:${folder}/ladder.db`, ...args];
  try {
    return await startDeno(all, {}, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Starts Deno with a server and waits until that listens.
 *
 * @param env All of its environment, but for where Deno keeps its packages.
 */
export async function startDeno(
  args: string[],
  env: Record<string, string> = {},
  cleanUp = () => Promise.resolve(),
): Promise<Server> {
  const child = command(args, env).spawn();
  let stdout = "";
  let stderr = "";
  let onLog = () => {};
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (text: string) => {
    const [url] = /http:\/\/\S+\//.exec(text) ?? [];
    if (url) resolve(url.replace("0.0.0.0", "127.0.0.1"));
  };
  const drained = [
    collect(child.stdout, (text) => listen(stdout += text)),
    collect(child.stderr, (text) => {
      listen(stderr += text);
      onLog();
    }),
  ];
  Promise.all([child.status, ...drained]).then(() =>
    reject(new Error(`It has ended: ${stdout}${stderr}`))
  );
  const deadline = setTimeout(() => {
    child.kill("SIGKILL");
    reject(new Error(`It does not listen: ${stdout}${stderr}`));
  }, 30_000);
  const url = await promise.finally(() => clearTimeout(deadline));
  return {
    url,
    pid: child.pid,
    stderr: () => stderr,
    logged: (pattern) =>
      new Promise((resolve, reject) => {
        const late = () => reject(new Error(`No ${pattern} in: ${stderr}`));
        const deadline = setTimeout(late, 10_000);
        onLog = () => {
          if (!pattern.test(stderr)) return;
          clearTimeout(deadline);
          resolve();
        };
        onLog();
      }),
    kill: (signal) => child.kill(signal),
    status: child.status,
    async [Symbol.asyncDispose]() {
      try {
        child.kill("SIGTERM");
      } catch {
        // It has ended already.
      }
      await Promise.all([child.status, ...drained]);
      await cleanUp();
    },
  };
}

/** Runs Deno to its end: its exit status, and what it wrote. */
export async function runDeno(args: string[], env = {}) {
  const { code, stdout, stderr } = await command(args, env).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

function command(args: string[], env: Record<string, string>): Deno.Command {
  const kept = ["DENO_DIR", "HOME", "PATH"].flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    clearEnv: true,
    env: { ...Object.fromEntries(kept), NO_COLOR: "1", ...env },
    stdout: "piped",
    stderr: "piped",
  });
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  add: (text: string) => void,
): Promise<void> {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    add(text);
  }
}
