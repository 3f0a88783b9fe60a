import type { Exchange } from "../../lib/browser/exchanges.ts";
import type { CredentialPlace } from "../../lib/state.ts";
import { arrowsOf } from "./arrows.ts";
import ArrowView from "./ArrowView.tsx";

interface ExchangeViewProps {
  exchange: Exchange;
  place: CredentialPlace | null;
  open: boolean;
}

/** One request, what the server did, and its answer, as arrows in order. */
export default function ExchangeView(
  { exchange, place, open }: ExchangeViewProps,
) {
  const { method, url, status } = exchange;
  const parts = url.split("?")[0].split(/(?<=\/)/);
  const isOk = status === null || (status > 0 && status < 400);
  return (
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
  );
}
