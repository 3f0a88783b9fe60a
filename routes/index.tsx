import { page } from "fresh";
import { define } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import StagePage, { stageData } from "./stages/[stage]/index.tsx";

export const handler = define.handlers({
  GET: (ctx) => ctx.state.single ? stageData(ctx) : page(),
});

/** The ladder, or the rung that is served alone. */
export default define.page<typeof handler>((props) => {
  const { data, state } = props;
  if (data !== undefined) return <StagePage {...props} data={data} />;
  return (
    <>
      <h1>The ladder</h1>
      <p>
        The same to-do list (and one missile button), locked ever better. Each
        rung mends what the one below got wrong. Use it, look at what travels,
        attack it, and read the few lines that changed.
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
                  Insecure on purpose, so not served to other machines; start
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
