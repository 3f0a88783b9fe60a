import { page } from "fresh";
import { define } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import RungPage, { rungData } from "./stages/[stage]/index.tsx";

export const handler = define.handlers({
  GET: (ctx) => ctx.state.single ? rungData(ctx) : page(),
});

/** The ladder, or the rung that is served alone. */
export default define.page<typeof handler>((props) => {
  const { data, state } = props;
  if (data !== undefined) return <RungPage {...props} data={data} />;
  return (
    <>
      <h1>The ladder</h1>
      <p>
        The same to-do list (and one missile button), built again and again.
        Most rungs mend something that the one below got wrong. Two take a step
        back to show something else: rung 2.1 has no lock, and rung 5 no logout.
        Use a rung, look at what travels, attack it, and read the few lines that
        changed.
      </p>
      <ol class="ladder">
        {stages.map((stage) => (
          <li key={stage.id}>
            <span class="number">{stage.id}</span>
            <div>
              {state.served.includes(stage)
                ? <a href={`/stages/${stage.id}/`}>{stage.name}</a>
                : stage.name}
              <p>{stage.lesson}</p>
              {!state.served.includes(stage) && (
                <p class="warning">
                  Insecure on purpose, so other machines don't get it. Start
                  with <code>--allow-insecure</code> to change that.
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
});
