import { HttpError, page } from "fresh";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { codeHref, Difference } from "../../../components/source/Code.tsx";
import {
  comparedWith,
  compareRungs,
  type SharedFile,
  standsOn,
} from "../../../components/source/rung.ts";
import { define, type Stage } from "../../../lib/state.ts";
import { stages } from "../../../stages/mod.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/code{/}?" };

export const handler = define.handlers({
  GET: async (ctx) => {
    const { stage } = rungOfPage(ctx);
    const asked = ctx.url.searchParams.get("against");
    const against = asked === null
      ? comparedWith(stage)
      : stages.find(({ id }) => id === asked);
    if (against === undefined) throw new HttpError(404);
    const files = await compareRungs(stage, against);
    return page({ against, files, shared: await standsOn(stage) }, {
      headers: { "Cache-Control": "no-store" },
    });
  },
});

/** The files of a rung against another one, and those that it stands on. */
export default define.page<typeof handler>(({ data, state, url }) => {
  const { against, files, shared } = data;
  return (
    <RungFrame state={state} url={url} title="Code">
      <p class="lead">
        {against === null
          ? "Everything that makes this rung. "
          : `What makes this rung, line by line against rung ${against.id}${
            against.id === state.stage!.closest
              ? ", to which it is closest"
              : ""
          }. `}
        Holes that are there on purpose are marked.
      </p>
      <CompareForm stage={state.stage!} against={against} url={url} />
      {files.map((file) => (
        <Difference key={file.name} file={file} compared={against !== null} />
      ))}
      <h2>What it stands on</h2>
      <p>Its files import these, which the rungs share:</p>
      <SharedFiles files={shared.directly} />
      <p>And these need in turn:</p>
      <SharedFiles files={shared.further} />
    </RungFrame>
  );
});

interface CompareFormProps {
  stage: Stage;
  against: Stage | null;
  url: URL;
}

function CompareForm({ stage, against, url }: CompareFormProps) {
  // What else the query has, such as rung 1's credential, goes on with it.
  const kept = [...url.searchParams].filter(([name]) => name !== "against");
  return (
    <form class="compare" method="get">
      {stage.credential === "url" &&
        kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <label>
        Compare with rung{" "}
        <select name="against">
          {stages.filter((other) => other !== stage).map(({ id, name }) => (
            <option key={id} value={id} selected={id === against?.id}>
              {id} {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Compare</button>
    </form>
  );
}

function SharedFiles({ files }: { files: SharedFile[] }) {
  return (
    <ul class="shared">
      {files.map(({ path, about }) => (
        <li key={path}>
          <a href={codeHref(path)}>
            <code>{path}</code>
          </a>{" "}
          {about}
        </li>
      ))}
    </ul>
  );
}
