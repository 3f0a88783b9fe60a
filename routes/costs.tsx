import { Head } from "fresh/runtime";
import { COLUMNS, costRow } from "../components/costs/cost_table.ts";
import costs from "../components/costs/costs.json" with { type: "json" };
import { define } from "../lib/state.ts";

const { rungs, rates } = costs;

/** The JWT trade-off as numbers, as `deno task bench:costs` has found them. */
export default define.page(() => (
  <>
    <Head>
      <title>What each rung costs · Auth Ladder</title>
    </Head>
    <link key="costs" rel="stylesheet" href="/costs.css" />
    <h1>What each rung costs</h1>
    <p class="lead">
      A session is looked up at each request, and ends when its row is deleted.
      A JWT needs no look-up, so nobody can end it. What that means in numbers,
      found by running each rung.
    </p>
    <div class="costs" role="region" aria-label="The table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((name) => <th key={name} scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {rungs.map((cost) => {
            const [stage, ...cells] = costRow(cost);
            return (
              <tr key={stage}>
                <th scope="row">{stage}</th>
                {cells.map((cell, i) => <td key={i}>{cell}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
    <p class="hint">
      “To use it” is the list of to-dos, on rung 1 the missile. A round trip is
      one request to a remote database. Each server counts wrong passwords for
      itself, and forgets them when it restarts.
    </p>
    <h2>Requests for a second of processor time</h2>
    <Plot />
    <p class="hint">
      One process, {rates.connections}{" "}
      connections, the database a file on the same machine ({rates.cores}{" "}
      cores, Deno {rates.deno}); medians of {rates.rounds}{" "}
      rounds in turns. Compare the bars with each other, not with another
      machine: <code>deno task bench:costs</code> measures yours.
    </p>
  </>
));

const [WIDTH, ROW, LEFT, RIGHT] = [320, 26, 34, 52];

/** Bars, drawn in the colours of the page. */
function Plot() {
  const { perSecond } = rates as { perSecond: Record<string, number> };
  const bars = rungs.map(({ stage }) => ({ stage, rate: perSecond[stage] }));
  const scale = (WIDTH - LEFT - RIGHT) /
    Math.max(...bars.map(({ rate }) => rate));
  const text = bars.map(({ stage, rate }) => `rung ${stage}: ${rate}`);
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${WIDTH} ${ROW * bars.length}`}
      role="img"
      aria-label={`Requests for a second of processor time: ${text.join(", ")}`}
    >
      {bars.map(({ stage, rate }, i) => {
        const width = Math.round(rate * scale);
        const baseline = i * ROW + ROW / 2 + 4;
        return (
          <g key={stage}>
            <text x="0" y={baseline}>{stage}</text>
            <rect x={LEFT} y={i * ROW + 4} width={width} height={ROW - 8} />
            <text x={LEFT + width + 6} y={baseline}>{rate}</text>
          </g>
        );
      })}
    </svg>
  );
}
