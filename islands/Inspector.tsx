import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import ExchangeView from "../components/ExchangeView.tsx";
import { type Exchange, exchanges } from "../lib/browser/exchanges.ts";

interface InspectorProps {
  /** How this page came here. */
  page: Exchange;
  /** When, in seconds since the epoch. */
  now: number;
}

/** What travels between this page and its server, newest first. */
export default function Inspector({ page, now }: InspectorProps) {
  const clock = useSignal(now);
  useEffect(() => {
    const tick = () => clock.value = Date.now() / 1000;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <ol class="exchanges" reversed>
      {[...exchanges.value, page].map((exchange, i) => (
        <li key={exchange.id}>
          <ExchangeView exchange={exchange} open={i === 0} now={clock.value} />
        </li>
      ))}
    </ol>
  );
}
