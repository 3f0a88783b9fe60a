import { page } from "fresh";
import Strip from "../components/attacks/Strip.tsx";
import { Explain } from "../components/learn/Words.tsx";
import Place from "../components/rung/Place.tsx";
import Progress, { Done } from "../islands/Progress.tsx";
import { define, type Stage } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import RungPage, { rungData } from "./stages/[stage]/index.tsx";

export const handler = define.handlers({
  GET: (ctx) => ctx.state.single ? rungData(ctx) : page(),
});

/** The ladder, or the rung that is served alone. */
export default define.page<typeof handler>((props) => {
  const { data, state: { served } } = props;
  if (data !== undefined) return <RungPage {...props} data={data} />;
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
      <Progress rungs={served.map(({ id }) => id)} />
      <ol class="ladder">
        {stages.map((stage) => (
          <li key={stage.id}>
            <Step stage={stage} isServed={served.includes(stage)} seen={seen} />
          </li>
        ))}
      </ol>
    </>
  );
});

interface StepProps {
  stage: Stage;
  isServed: boolean;
  seen: Set<string>;
}

function Step({ stage, isServed, seen }: StepProps) {
  const { id, name, lesson, credential } = stage;
  return (
    <>
      <div>
        <h2>
          <span class="number">{id}</span>{" "}
          {isServed ? <a href={`/stages/${id}/`}>{name}</a> : name}
        </h2>
        <p>
          <Explain text={lesson} seen={seen} />
        </p>
        <Strip stage={id} />
        <Done id={id} canLogIn={credential !== null} />
        {!isServed && (
          <p class="warning">
            This rung is insecure on purpose, so other machines don't get it.
            Start with <code>--allow-insecure</code> to change that.
          </p>
        )}
      </div>
      <Place of={credential} />
    </>
  );
}
