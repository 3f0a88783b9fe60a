/**
 * How fast the rungs answer, beside a Hono app and the barest servers that do
 * the same: `deno task bench:load [--rounds=5] [--seconds=2] [--memory=60]`.
 *
 * Whoever else uses the machine slows all of them, but not all rounds alike:
 * each round measures every target, and what counts is the median of the rounds
 * and the ratio within one round.
 *
 * Needs `wrk`, of Debian. Writes nothing but its own temporary folder.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Client } from "../testing/client.ts";
import { type Server, START, startDeno } from "../testing/server.ts";
import {
  CONNECTIONS,
  load,
  median,
  processTime,
  residentBytes,
  type Round,
} from "./wrk.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    memory: { type: "string", default: "60" },
    only: { type: "string", default: "" },
  },
});
const [rounds, seconds, memory] = [flags.rounds, flags.seconds, flags.memory]
  .map(Number);

interface Target {
  name: string;
  url: string;
  cookie: string;
  server: Server;
}

const folder = await Deno.makeTempDir();
const db = `file:${folder}/ladder.db`;
const env = { JWT_SECRET: "the key of a bench, at least 32 bytes long" };
const main = [...START, "--port=0", `--db=${db}`];
const app = (file: string, ...args: string[]) =>
  startDeno(["run", "--allow-all", `bench/${file}`, db, ...args], env);

await using servers = new AsyncDisposableStack();
servers.defer(() => Deno.remove(folder, { recursive: true }));
const ours = servers.use(await startDeno([...main, "--no-inspector"], env));
const inspected = servers.use(await startDeno(main, env));
const hono = servers.use(await app("hono_app.ts"));
const bare = servers.use(await app("bare_app.ts"));
const prepared = servers.use(await app("bare_app.ts", "--prepared"));
const kinds = { ours, inspected, hono, bare, prepared };

const targets = (await Promise.all(["3", "4", "5", "6"].map(targetsOf))).flat()
  .filter(({ name }) => name.includes(flags.only));
const results = new Map<string, Round[]>();
for (const { url, cookie } of targets) await load(url, cookie, seconds); // warms up
for (let round = 0; round < rounds; round++) {
  for (const { name, url, cookie, server } of targets) {
    const rounds = results.get(name) ?? [];
    rounds.push(await load(url, cookie, seconds, server.pid));
    results.set(name, rounds);
  }
}
print();
if (memory > 0 && flags.only === "") {
  await two();
  await watchMemory();
  await timeStart();
}

/** The targets of a rung: ours, and what it is measured against. */
async function targetsOf(stage: string): Promise<Target[]> {
  const client = new Client(`${ours.url}stages/${stage}/`);
  const { cookie, credential } = await client.loggedIn();
  const query = cookie ? "" : `?${new URLSearchParams(credential)}`;
  const at = (
    kind: keyof typeof kinds,
    path: string,
    page = false,
  ): Target => ({
    name: `${stage} ${page ? "page" : path.split("/")[1]} ${kind}`,
    url: `${kinds[kind].url}stages/${stage}/${path}${query}`,
    cookie,
    server: kinds[kind],
  });
  const others = stage === "4" || stage === "5"
    ? ["hono", "bare", "prepared"] as const
    : [];
  return [
    ...["todo/list", "auth/whoami"].flatMap((path) =>
      (["ours", ...others] as const).map((kind) => at(kind, path))
    ),
    ...(["ours", "inspected"] as const).map((kind) => at(kind, "", true)),
  ];
}

function middle(name: string, of: keyof Round): number {
  return median(results.get(name)!.map((round) => round[of]));
}

/**
 * How many times as fast the first is, as the median of the rounds: by answers
 * per second and by answers per second of processor time.
 */
function ratio(name: string, other: string): string {
  const [a, b] = [results.get(name)!, results.get(other)];
  if (b === undefined) return "";
  const rate = median(a.map(({ rate }, i) => rate / b[i].rate));
  const cpu = median(a.map(({ cpu }, i) => b[i].cpu / cpu));
  return `${rate.toFixed(2)} ${cpu.toFixed(2)}`;
}

function print(): void {
  console.log(
    `\n${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections, medians`,
  );
  console.log("Two ratios each: of the rates, and by processor time\n");
  const rows = [["", "a second", "cpu µs", "p50 ms", "p99 ms", "p99/p50"]];
  rows[0].push("driver", "/ hono", "/ bare", "/ prepared");
  for (const { name } of targets) {
    const [stage, path, kind] = name.split(" ");
    const against = kind === "ours"
      ? ["hono", "bare", "prepared"].map((other) =>
        ratio(name, `${stage} ${path} ${other}`)
      )
      : [];
    rows.push([
      name,
      middle(name, "rate").toFixed(0),
      middle(name, "cpu").toFixed(0),
      middle(name, "p50").toFixed(1),
      middle(name, "p99").toFixed(1),
      (middle(name, "p99") / middle(name, "p50")).toFixed(1),
      middle(name, "driver").toFixed(2),
      ...against,
    ]);
  }
  for (const row of rows) {
    const [name, ...cells] = row;
    console.log(name.padEnd(20), ...cells.map((cell) => cell.padStart(10)));
  }
}

/** One process and two on one file, in turns; the driver has cores too. */
async function two(): Promise<void> {
  await using second = await startDeno([...main, "--no-inspector"], env);
  const { url, cookie } = targets.find(({ name }) => name === "4 list ours")!;
  const other = url.replace(ours.url, second.url);
  const [alone, both, shares]: number[][] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    alone.push((await load(url, cookie, seconds)).rate);
    const pair = await Promise.all(
      [url, other].map((url) => load(url, cookie, seconds)),
    );
    both.push(pair[0].rate + pair[1].rate);
    shares.push(pair[0].driver + pair[1].driver);
  }
  const gain = median(both.map((rate, i) => rate / alone[i]));
  console.log(
    `\nTwo processes on one file, ${navigator.hardwareConcurrency} cores: ` +
      `${median(alone).toFixed(0)} a second with one, ` +
      `${median(both).toFixed(0)} with two (${gain.toFixed(2)} times), ` +
      `of which the drivers took ${median(shares).toFixed(2)} cores`,
  );
}

async function watchMemory(): Promise<void> {
  await using fresh = await startDeno([...main, "--no-inspector"], env);
  const mine = targets.filter(({ name }) => name.endsWith("ours"));
  const start = await residentBytes(fresh.pid);
  const used: number[] = [];
  for (let spent = 0; spent < 2 * memory; spent += 10) {
    const { url, cookie } = mine[(spent / 10) % mine.length];
    await load(url.replace(ours.url, fresh.url), cookie, 10);
    used.push(await residentBytes(fresh.pid));
  }
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
  console.log(
    `\nResident: ${mb(start)} MB at the start; after every 10 s of load ` +
      `${used.map(mb).join(", ")} MB; ` +
      `${(await processTime(fresh.pid)).toFixed(0)} s of processor time`,
  );
}

/** From the command to the first answer, with all caches warm. */
async function timeStart(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await using server = await startDeno([
      ...["task", "start", "--stage=4", "--port=0"],
      "--db=:memory:",
    ]);
    await fetch(server.url).then((response) => response.text());
    times.push(performance.now() - start);
  }
  console.log(
    `\nStart to first page: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`,
  );
}
