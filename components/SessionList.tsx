/** A session, as `GET /auth/sessions` tells of it. */
export interface SessionItem {
  id: number;
  /** Both in milliseconds since the epoch. */
  createdAt: number;
  endsAt: number;
  address: string;
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
      {sessions.map((session) => (
        <li key={session.id}>
          <span>
            <b>{nameOf(session.browser ?? "")}</b>
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
            aria-label={`End it: session ${session.id}`}
            onClick={() => onEnd(session)}
          >
            End it
          </button>
        </li>
      ))}
    </ul>
  );
}

const timeOf = (time: number) =>
  new Date(time).toLocaleString("en", {
    dateStyle: "medium",
    timeStyle: "short",
  });

/** Edge calls itself Chrome and Safari too, and Chrome Safari: in this order. */
const NAMES = ["Firefox", "Edg", "Chrome", "Safari", "curl"];

function nameOf(userAgent: string): string {
  const name = NAMES.find((name) => userAgent.includes(name));
  return name?.replace("Edg", "Edge") ?? "Unknown browser";
}
