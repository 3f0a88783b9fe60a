import { Head } from "fresh/runtime";
import costs from "../components/costs/costs.json" with { type: "json" };
import { define } from "../lib/state.ts";

const { rungs, rates } = costs;
const perSecond: Record<string, number> = rates.perSecond;
const most = Math.max(...Object.values(perSecond));

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
            {Object.keys(rungs[0]).map((name) => (
              <th key={name} scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rungs.map(({ rung, ...cells }) => (
            <tr key={rung}>
              <th scope="row">{rung}</th>
              {Object.entries(cells).map(([name, cell]) => (
                <td key={name}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <p class="hint">
      “To use it” is the list of to-dos, on rung 1 the missile. A round trip is
      one request to a remote database. Each server counts wrong passwords for
      itself, and forgets them when it restarts.
    </p>
    <h2 id="rates">Requests for a second of processor time</h2>
    <table class="plot" aria-labelledby="rates">
      <tbody>
        {rungs.map(({ rung }) => (
          <tr key={rung}>
            <th scope="row">{rung}</th>
            <td>
              <svg aria-hidden="true">
                <rect
                  width={`${100 * perSecond[rung] / most}%`}
                  height="100%"
                />
              </svg>
            </td>
            <td>{perSecond[rung]}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="hint">
      One process, {rates.connections}{" "}
      connections, the database a file on the same machine ({rates.cores}{" "}
      cores, Deno {rates.deno}); medians of {rates.rounds}{" "}
      rounds in turns. Compare the bars with each other, not with another
      machine: <code>deno task bench:costs</code> measures yours.
    </p>
  </>
));
