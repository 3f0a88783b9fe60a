import type { ComponentChildren } from "preact";
import type { Exchange } from "../lib/browser/exchanges.ts";
import type { MaskedCookie, TraceEvent } from "../lib/http/trace_header.ts";
import { JsonView, markSecret } from "./JsonView.tsx";
import JwtView from "./JwtView.tsx";

/** What the attributes of a cookie do, in a sentence. */
const ATTRIBUTES: Record<string, string> = {
  "HttpOnly": "Scripts can't read it.",
  "Secure": "It is sent over https only.",
  "SameSite":
    "Lax: left out of other sites' forms that post, and of their scripts. A link of theirs still brings it.",
  "Path":
    "Sent to this path and below. It keeps cookies apart; it protects nothing.",
  "Max-Age":
    "For how many seconds the browser keeps it. 0 makes it forget the cookie.",
};

interface ExchangeViewProps {
  exchange: Exchange;
  open: boolean;
  /** Seconds since the epoch. */
  now: number;
}

/** One request, what the server did, and its answer. */
export default function ExchangeView(
  { exchange, open, now }: ExchangeViewProps,
) {
  const { method, url, sent, status, received, trace } = exchange;
  const [path] = url.split("?");
  const ok = status > 0 && status < 400;
  return (
    <details class="exchange" open={open}>
      <summary>
        <b>{method}</b>{" "}
        <code>
          <Path path={path} />
        </code>
        <span class={ok ? "code ok" : "code bad"}>{status || "no answer"}</span>
      </summary>
      <Part title="Request">
        <p class="line">
          <code>
            {method} <Url url={url} />
          </code>
        </p>
        {trace?.cookies.map((cookie) => (
          <CookieView name="Cookie" cookie={cookie} now={now} />
        ))}
        {trace?.headers.map(([name, value]) => (
          <p class="line">
            <code>
              {name}: {name === "Referer" ? <Url url={value} /> : value}
            </code>
          </p>
        ))}
        {sent && <JsonView value={sent} />}
      </Part>
      {trace !== null && (
        <Part title="Server">
          <ol class="steps">
            {trace.events.map((event) => (
              <li>
                <EventView event={event} />
              </li>
            ))}
          </ol>
          {!trace.events.some((event) => "sql" in event) && (
            <p class="hint">No SQL ran.</p>
          )}
        </Part>
      )}
      <Part title="Response">
        <p class="line">
          <code>{status || "no answer"}</code>
        </p>
        {trace?.setCookies.map((cookie) => (
          <CookieView name="Set-Cookie" cookie={cookie} now={now} />
        ))}
        {received !== undefined && <JsonView value={received} />}
      </Part>
    </details>
  );
}

function Part(props: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** A path that breaks where a part of it begins, if it has to. */
function Path({ path }: { path: string }) {
  const parts = path.split(/(?<=\/)/);
  return <>{parts.flatMap((part, i) => [i > 0 && <wbr key={i} />, part])}</>;
}

function Url({ url }: { url: string }) {
  const [path, query] = url.split("?");
  const fields = [...new URLSearchParams(query)];
  return (
    <>
      {path}
      {fields.map(([name, value], i) => (
        <>
          {i === 0 ? "?" : "&"}
          {name}={markSecret(name, value)}
        </>
      ))}
    </>
  );
}

function EventView({ event }: { event: TraceEvent }) {
  if ("step" in event) return <>{event.step}</>;
  const { sql, rows } = event;
  if (/^(BEGIN|COMMIT|ROLLBACK)/.test(sql)) return <code>{sql}</code>;
  return (
    <>
      <code>{sql}</code>{" "}
      <span class="rows">
        {rows === null
          ? "rows: not told"
          : `${rows} ${rows === 1 ? "row" : "rows"}`}
      </span>
    </>
  );
}

function CookieView(
  { name, cookie, now }: { name: string; cookie: MaskedCookie; now: number },
) {
  const { length } = cookie;
  const unit = length === 1 ? "character" : "characters";
  return (
    <div class="line">
      <code>
        {name}: {cookie.name}={markSecret(
          cookie.name,
          length > 0 && <span class="masked">({length} {unit})</span>,
        )}
      </code>
      {cookie.attributes?.map((attribute) => (
        <button type="button" class="term">
          {attribute}
          <span class="tip">{ATTRIBUTES[attribute.split("=")[0]]}</span>
        </button>
      ))}
      {cookie.jwt && <JwtView jwt={cookie.jwt} now={now} />}
    </div>
  );
}
