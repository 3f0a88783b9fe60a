/** A session, as `GET /auth/sessions` tells of it. */
export interface SessionItem {
  id: number;
  /** Both in milliseconds since the epoch. */
  createdAt: number;
  endsAt: number;
  address: string | null;
  /** What the browser calls itself: its `User-Agent`. */
  browser: string | null;
  isThis: boolean;
}

interface SessionListProps {
  sessions: SessionItem[];
  onEnd: (session: SessionItem) => void;
}

/** Where someone is logged in. */
export default function SessionList({ sessions, onEnd }: SessionListProps) {
  return (
    <ul class="sessions">
      {sessions.map((session) => {
        const name = nameOf(session.browser);
        return (
          <li key={session.id}>
            <span>
              <b>{name}</b>
              {session.isThis && " (this one)"}, from {session.address}
              <br />
              <span class="hint">
                made {timeOf(session.createdAt)}, ends {timeOf(session.endsAt)}
                {" "}
                unless used
              </span>
            </span>
            <button
              type="button"
              aria-label={`End session ${session.id}, ${name}`}
              onClick={() => onEnd(session)}
            >
              End it
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const timeOf = (time: number) =>
  new Date(time).toLocaleString("en", {
    dateStyle: "medium",
    timeStyle: "short",
  });

/**
 * A browser and its system, from a `User-Agent`. Each one names others too, for
 * the sake of old sites, so the order matters. A client may write what it likes.
 */
function nameOf(userAgent: string | null): string {
  const text = userAgent ?? "";
  const find = (names: RegExp) => names.exec(text)?.[0];
  const browser = find(/Firefox|Edg|OPR/) ?? find(/Chrom|curl|Deno/) ??
    find(/Safari/);
  const system = find(/Android|iPhone|iPad/) ?? find(/Windows|Mac OS|Linux/);
  const full: Record<string, string> = {
    Chrom: "Chrome",
    Edg: "Edge",
    OPR: "Opera",
  };
  if (browser === undefined) return "Unknown browser";
  return (full[browser] ?? browser) + (system ? ` on ${system}` : "");
}
