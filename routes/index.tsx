import { page } from "fresh";
import Strip from "../components/attacks/Strip.tsx";
import { Explain } from "../components/learn/Words.tsx";
import Place from "../components/rung/Place.tsx";
import StartOver from "../islands/StartOver.tsx";
import Progress, { Done } from "../islands/Progress.tsx";
import { isOwnWorld } from "../lib/http/world.ts";
import { define } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import RungPage, { rungData } from "./stages/[stage]/index.tsx";

export const handler = define.handlers({
  GET: (ctx) => ctx.state.single ? rungData(ctx) : page(),
});

/** The ladder, or the rung that is served alone. */
export default define.page<typeof handler>((props) => {
  const { data, state: { served } } = props;
  if (data !== undefined) return <RungPage {...props} data={data} />;
  const ids = served.map(({ id }) => id);
  const seen = new Set<string>();
  return (
    <>
      <h1>The ladder</h1>
      <p class="lead">
        How does a server know who is asking? Here is the same to-do list (and
        one missile button), built again and again, with another answer each
        time. Most rungs mend something that the rung before got wrong. Two take
        a step back to show something else: rung 2.1 has no lock, and rung 5 no
        logout.
      </p>
      <p>
        On each rung, use it, look at what travels, attack it, and read the few
        lines that changed. If a word is new to you, look it up in the{" "}
        <a href="/learn/words">first words</a>.
      </p>
      <Progress rungs={ids} />
      <ol class="ladder">
        {stages.map(({ id, name, lesson, credential }) => (
          <li key={id}>
            <div>
              <h2>
                <span class="number">{id}</span>{" "}
                {ids.includes(id)
                  ? <a href={`/stages/${id}/`}>{name}</a>
                  : name}
              </h2>
              <p>
                <Explain text={lesson} seen={seen} />
              </p>
              <Strip stage={id} />
              <Done id={id} canLogIn={credential !== null} />
              {!ids.includes(id) && (
                <p class="warning">
                  This rung is insecure on purpose, so other machines don't get
                  it. Start with <code>--allow-insecure</code> to change that.
                </p>
              )}
            </div>
            <Place of={credential} />
          </li>
        ))}
      </ol>
      {isOwnWorld(props.state) && <StartOver />}
    </>
  );
});
