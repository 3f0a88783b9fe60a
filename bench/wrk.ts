/**
 * Loads a server with Debian's `wrk`.
 *
 * @module
 */

/** What one round of load has shown. */
export interface Round {
  /** Answers per second. */
  rate: number;
  /** Milliseconds until the answer: the median, and of a hundred the slowest. */
  p50: number;
  p99: number;
  /**
   * Microseconds of processor time that the server took for each answer: what
   * else the machine does changes it less than the rate. 0 if it isn't known.
   */
  cpu: number;
  /** Seconds of processor time that the driver took for each second. */
  driver: number;
}

export const CONNECTIONS = 64;

/**
 * Sends requests from {@linkcode CONNECTIONS} connections at once.
 *
 * @param pid The server's process, to learn what it took.
 * @throws {Error} If an answer is not a success: a bench of refusals is none.
 */
export async function load(
  url: string,
  cookie: string,
  seconds: number,
  pid?: number,
): Promise<Round> {
  const serverTime = () => pid === undefined ? 0 : processTime(pid);
  const before = await childrenTime();
  const serverBefore = await serverTime();
  const start = performance.now();
  const { stdout, stderr } = await new Deno.Command("wrk", {
    args: [
      ...[
        "--threads",
        "1",
        "--connections",
        `${CONNECTIONS}`,
        "--latency",
        "--timeout",
        "20s",
      ],
      ...["--duration", `${seconds}s`, "--header", `Cookie: ${cookie}`, url],
    ],
  }).output().catch((cause) => {
    throw new Error("There is no wrk. Type: apt-get install wrk", { cause });
  });
  const took = (performance.now() - start) / 1000;
  const decoder = new TextDecoder();
  const text = decoder.decode(stdout);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
  if (Number.isNaN(rate) || /Non-2xx|Socket errors/.test(text)) {
    throw new Error(`Cannot load ${url}: ${text}${decoder.decode(stderr)}`);
  }
  const answers = Number(/(\d+) requests in/.exec(text)![1]);
  return {
    rate,
    cpu: (await serverTime() - serverBefore) * 1e6 / answers,
    p50: percentile(text, 50),
    p99: percentile(text, 99),
    driver: (await childrenTime() - before) / took,
  };
}

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function percentile(text: string, part: number): number {
  const line = new RegExp(`^\\s+${part}%\\s+([\\d.]+)(us|ms|s|m)\\s*$`, "m");
  const [, value, unit] = line.exec(text) ?? [];
  return Number(value) * UNITS[unit];
}

/** Seconds of processor time that this process's ended children have taken. */
async function childrenTime(): Promise<number> {
  const [, user, system] = await stat("self", 15, 16);
  return user + system;
}

/** Seconds of processor time that a process has taken. */
export async function processTime(pid: number): Promise<number> {
  const [, user, system] = await stat(`${pid}`, 13, 14);
  return user + system;
}

/** Fields of proc_pid_stat(5), counted from 0, in hundredths of a second. */
async function stat(process: string, ...fields: number[]): Promise<number[]> {
  const text = await Deno.readTextFile(`/proc/${process}/stat`);
  // The second field is a name, in which there may be spaces.
  const values = ["", ...text.slice(text.lastIndexOf(")")).split(" ")];
  return [0, ...fields.map((field) => Number(values[field]) / 100)];
}

/** Bytes of memory that a process keeps resident. */
export async function residentBytes(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+)/.exec(text)![1]) * 1024;
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
