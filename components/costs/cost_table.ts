/**
 * What each rung costs, in words: the rows of the page `/costs` and of
 * `docs/costs.md`.
 *
 * @module
 */
/** What one request asks the database. */
export interface Work {
  queries: number;
  /** Requests to a remote database. A batch is one. */
  roundTrips: number;
  /** Rows that came back or were changed. */
  rows: number;
}

export interface Cost {
  stage: string;
  /** What the request is that `use` counts: the rung's main one. */
  path: string;
  use: Work;
  whoami: Work | null;
  login: Work | null;
  /** Of the credential, in each request. */
  credentialBytes: number;
  hasLogout: boolean;
  /** Seconds until a copied credential dies: after logout, or login without. */
  deadAfter: number | null;
  lostOnRestart: string[];
  /** What another server needs to accept the credential, and see the to-dos. */
  shared: string[];
}

/** What `costs.json` holds. */
export interface Costs {
  rungs: Cost[];
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

export const COLUMNS = [
  "rung",
  "queries (round trips) to use it",
  "to log in",
  "rows that come back",
  "credential, bytes a request",
  "a copied credential dies",
  "lost on restart",
  "servers must share",
];

/** A rung's cells, in the order of {@linkcode COLUMNS}. */
export function costRow(cost: Cost): string[] {
  return [
    cost.stage,
    work(cost.use),
    work(cost.login),
    `${cost.use.rows}`,
    `${cost.credentialBytes || "—"}`,
    death(cost),
    cost.lostOnRestart.join(", ") || "nothing",
    cost.shared.join("; ") || "nothing",
  ];
}

function work(work: Work | null): string {
  return work === null ? "—" : `${work.queries} (${work.roundTrips})`;
}

function death({ deadAfter, hasLogout }: Cost): string {
  if (deadAfter === null) return "—";
  if (!hasLogout) return `no logout; up to ${duration(deadAfter)} after login`;
  return deadAfter === 0
    ? "at logout"
    : `up to ${duration(deadAfter)} after logout`;
}

/** @param seconds Whole minutes, hours or days. */
function duration(seconds: number): string {
  const units = { day: 86_400, hour: 3600, minute: 60 };
  for (const [name, length] of Object.entries(units)) {
    if (seconds % length !== 0) continue;
    const count = seconds / length;
    return `${count} ${name}${count === 1 ? "" : "s"}`;
  }
  return `${seconds} s`;
}

/** The table in Markdown, with the rates in its last column. */
export function costTable({ rungs, rates }: Costs): string {
  const rows = [
    [...COLUMNS, "requests for a second of processor time"],
    Array(COLUMNS.length + 1).fill("---"),
    ...rungs.map((cost) => [
      ...costRow(cost),
      `${rates.perSecond[cost.stage]}`,
    ]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
