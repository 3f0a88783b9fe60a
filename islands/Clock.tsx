import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { lookAhead } from "../lib/browser/ahead.ts";
import { callApi } from "../lib/browser/api_client.ts";
import { type Exchange, exchanges } from "../lib/browser/exchanges.ts";

const [MINUTE, HOUR, DAY] = [60, 60 * 60, 24 * 60 * 60];

const MOVES = {
  "+1 minute": MINUTE,
  "+10 minutes": 10 * MINUTE,
  "+1 hour": HOUR,
  "+12 hours": 12 * HOUR,
  "+1 day": DAY,
};

const FORMAT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
});

interface ClockProps {
  /** How far ahead the clock is, in seconds. */
  offset: number;
  /** Seconds since the epoch, by that clock. */
  now: number;
  /** How this page came here. */
  page: Exchange;
}

/** The time that the server goes by for this browser, and buttons to move it. */
export default function Clock(props: ClockProps) {
  const now = useSignal(props.now);
  const offset = useSignal(props.offset);
  const problem = useSignal("");
  // They share the cookie, so they share the time.
  const tabs = useRef<BroadcastChannel>();
  const { events, notes, family } = lookAhead(
    [...exchanges.value, props.page],
    now.value,
  );
  const moveTo = async (to: number) => {
    const before = offset.value;
    now.value += to - before;
    offset.value = to;
    const answer = await callApi("", "POST /clock", { offset: to });
    problem.value = answer.success ? "" : answer.message;
    if (!answer.success) return offset.value = before;
    tabs.current?.postMessage(to);
    dispatchEvent(new Event("clock")); // the app asks the server again
  };
  useEffect(() => {
    const tick = () => now.value = Date.now() / 1000 + offset.value;
    const timer = setInterval(tick, 1000);
    const channel = tabs.current = new BroadcastChannel("clock");
    channel.onmessage = ({ data }) => offset.value = data;
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, []);
  return (
    <section class="clock" aria-labelledby="clock">
      <h2 id="clock">The clock</h2>
      <ol class="rail">
        <li>
          <time>{FORMAT.format(now.value * 1000)}</time>
          {offset.value > 0 && `, ${span(offset.value)} ahead`}
        </li>
        {events.map(({ what, at }) => (
          <li key={what} class={at <= now.value ? "bad" : ""}>
            {what} {at > now.value
              ? `in ${span(at - now.value)}`
              : `${span(now.value - at)} ago`}
          </li>
        ))}
      </ol>
      {family.length > 0 && (
        <p>
          The family of refresh tokens of this login:{" "}
          <span class="family">
            {family.map((token, i) => (
              <Fragment key={i}>
                {i > 0 && " → "}
                <b class={token}>{token}</b>
              </Fragment>
            ))}
          </span>
        </p>
      )}
      {notes.map((note) => <p key={note}>{note}</p>)}
      <div class="moves">
        {Object.entries({ ...MOVES, "back to now": -offset.value })
          .map(([text, by]) => (
            <button
              type="button"
              key={text}
              onClick={() => moveTo(offset.value + by)}
            >
              {text}
            </button>
          ))}
      </div>
      <p role="status" class="error">{problem.value}</p>
      <p class="hint">
        This moves the server's time for your browser only. A cookie's{" "}
        <code>Max-Age</code> goes by the browser's own time, and does not move.
      </p>
    </section>
  );
}

/** A time span in its two largest units: `6 d 23 h`. */
function span(seconds: number): string {
  const [d, h, min] = [DAY, HOUR, MINUTE].map((size) =>
    Math.floor(seconds / size)
  );
  const text = d > 0
    ? `${d} d ${h % 24} h`
    : h > 0
    ? `${h} h ${min % 60} min`
    : `${min} min ${Math.floor(seconds % 60)} s`;
  return text.replace(/^0 min (?!0)| 0 \w+$/g, "");
}
