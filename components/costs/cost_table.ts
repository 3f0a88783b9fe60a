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
  /** Of the rung's main request. */
  use: Work;
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

/** The columns of the table, each with what a rung has in it. */
export const COLUMNS: [heading: string, cell: (cost: Cost) => string][] = [
  ["rung", ({ stage }) => stage],
  ["queries (round trips) to use it", ({ use }) => tell(use)],
  ["to log in", ({ login }) => tell(login)],
  ["rows that come back", ({ use }) => `${use.rows}`],
  ["credential, bytes a request", (cost) => `${cost.credentialBytes || "—"}`],
  ["a copied credential dies", tellDeath],
  ["lost on restart", (cost) => cost.lostOnRestart.join(", ") || "nothing"],
  ["servers must share", ({ shared }) => shared.join("; ") || "nothing"],
];

function tell(work: Work | null): string {
  return work === null ? "—" : `${work.queries} (${work.roundTrips})`;
}

function tellDeath({ deadAfter, hasLogout }: Cost): string {
  if (deadAfter === null) return "—";
  if (deadAfter === 0) return "at logout";
  const time = duration(deadAfter);
  return hasLogout
    ? `up to ${time} after logout`
    : `no logout; up to ${time} after login`;
}

const UNITS = { day: 86_400, hour: 3600, minute: 60, second: 1 };

function duration(seconds: number): string {
  const [unit, size] = Object.entries(UNITS)
    .find(([, size]) => seconds % size === 0)!;
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
