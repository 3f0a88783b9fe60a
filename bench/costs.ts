/**
 * What each rung costs, into `components/costs/costs.json`, which the page
 * `/costs` shows: `deno task bench:costs [--rounds=5] [--seconds=2]`.
 *
 * Needs `wrk`, of Debian. Prints the table of `docs/costs.md`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { stages } from "../stages/mod.ts";
import { measureCost } from "./cost.ts";
import { CONNECTIONS, load, median } from "./wrk.ts";

/** What `costs.json` holds. */
interface Costs {
  rungs: Record<string, string>[];
  rates: {
    /**
     * Requests for each second of the server's processor time, by rung: medians
     * of rounds in turns. What else the machine does changes it little.
     */
    perSecond: Record<string, number>;
    connections: number;
    rounds: number;
    cores: number;
    deno: string;
  };
}

export async function measureCosts(): Promise<Costs["rungs"]> {
  const costs = [];
  for (const stage of stages) costs.push(await measureCost(stage));
  return costs;
}

/** The table of `docs/costs.md`, with the rates in its last column. */
export function costTable({ rungs, rates: { perSecond } }: Costs): string {
  const columns = Object.keys(rungs[0]);
  const rows = [
    [...columns, "requests for a second of processor time"],
    ["---", ...columns.map(() => "---")],
    ...rungs.map((cells) => [...Object.values(cells), perSecond[cells.rung]]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

if (import.meta.main) {
  const { values: flags } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
    },
  });
  const rounds = Number(flags.rounds);
  const costs: Costs = {
    rungs: await measureCosts(),
    rates: {
      perSecond: await measureRates(rounds, Number(flags.seconds)),
      connections: CONNECTIONS,
      rounds,
      cores: navigator.hardwareConcurrency,
      deno: Deno.version.deno,
    },
  };
  const file = new URL("../components/costs/costs.json", import.meta.url);
  await Deno.writeTextFile(file, JSON.stringify(costs, null, 2) + "\n");
  console.log(costTable(costs));
}

async function measureRates(rounds: number, seconds: number) {
  await using server = await startServer(["--no-inspector"]);
  const targets = await Promise.all(
    stages.map(async ({ app, id, credential }) => {
      const base = `${server.url}stages/${id}/`;
      const client = new Client(base, credential);
      if (credential !== null) await client.loggedIn();
      const query = client.cookie || credential === null
        ? ""
        : `?${new URLSearchParams(client.credential)}`;
      const path = app === "missile" ? "launch-missile" : "todo/list";
      const rates: number[] = [];
      return { id, url: base + path + query, cookie: client.cookie, rates };
    }),
  );
  for (const { url, cookie } of targets) await load(url, cookie, seconds);
  for (let round = 0; round < rounds; round++) {
    for (const { url, cookie, rates } of targets) {
      const { cpu } = await load(url, cookie, seconds, server.pid);
      rates.push(1e6 / cpu);
    }
  }
  return Object.fromEntries(
    targets.map(({ id, rates }) => [id, Math.round(median(rates))]),
  );
}
