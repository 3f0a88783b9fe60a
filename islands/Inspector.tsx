import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import ArrowView, { Lanes } from "../components/exchange/ArrowView.tsx";
import { arrowsOf } from "../components/exchange/arrows.ts";
import { PLACES } from "../components/rung/Place.tsx";
import {
  type Exchange,
  exchanges,
  isLogin,
  keepExchanges,
  loadExchanges,
} from "../lib/browser/exchanges.ts";
import type { CredentialPlace } from "../lib/state.ts";

interface InspectorProps {
  /** How this page came here. */
  page: Exchange;
  place: CredentialPlace | null;
}

/** What travels between this page and its server: the login, then the newest. */
export default function Inspector({ page, place }: InspectorProps) {
  const earlier = useSignal<Exchange[]>([]);
  const all = useComputed(() => [...exchanges.value, page, ...earlier.value]);
  useEffect(() => {
    const key = `exchanges ${location.pathname}`;
    earlier.value = loadExchanges(key);
    return all.subscribe((all) => keepExchanges(key, all));
  }, []);

  const login = all.value.find(isLogin);
  const others = all.value.filter((exchange) => exchange !== login);
  // The page asks for the list by itself. What comes later is somebody's wish.
  const isNew = login !== undefined && all.value.indexOf(login) <= 1;
  const draw = (exchange: Exchange, open: boolean) => (
    <ExchangeView key={exchange.id} {...{ exchange, open, place }} />
  );
  return (
    <>
      <Lanes />
      <div class="heads">
        <b>Browser</b>
        {Object.entries(PLACES).map(([name, text]) => (
          <span key={name}>{name === place ? <mark>{text}</mark> : text}</span>
        ))}
        <b>Server</b>
        <b>Database</b>
      </div>
      {place !== null && (
        <>
          <h3>1. The login</h3>
          <ol class="exchanges">
            {login
              ? draw(login, isNew)
              : <li>Nobody has logged in from this tab yet.</li>}
          </ol>
          <h3>2. Everything else, newest first</h3>
        </>
      )}
      <ol class="exchanges" reversed>
        {others.map((exchange, i) => draw(exchange, i === 0))}
      </ol>
    </>
  );
}

interface ExchangeViewProps {
  exchange: Exchange;
  place: CredentialPlace | null;
  open: boolean;
}

/** One request, what the server did, and its answer, as arrows in order. */
function ExchangeView({ exchange, place, open }: ExchangeViewProps) {
  const { method, url, status } = exchange;
  const parts = url.split("?")[0].split(/(?<=\/)/);
  const isOk = status === null || (status > 0 && status < 400);
  return (
    <li>
      <details class="exchange" open={open}>
        <summary>
          <b>{method}</b>{" "}
          <code>
            {parts.flatMap((part, i) => [i > 0 && <wbr key={i} />, part])}
          </code>
          <span class={isOk ? "code ok" : "code bad"}>
            {status === 0 ? "no answer" : status ?? "under way"}
          </span>
        </summary>
        <ol class="arrows" aria-busy={status === null}>
          {arrowsOf(exchange, place).map((arrow) => (
            <li>
              <ArrowView arrow={arrow} />
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}
