import { HttpError, page } from "fresh";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { CodeLink, Difference } from "../../../components/source/Code.tsx";
import {
  aboutFile,
  compareRungs,
  standsOn,
} from "../../../components/source/rung.ts";
import { define } from "../../../lib/state.ts";
import { stages } from "../../../stages/mod.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/code{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    const { stage } = rungOfPage(ctx);
    // Unless another one is asked for: the closest, or else the rung below.
    const id = ctx.url.searchParams.get("against") ?? stage.closest ??
      stages[stages.indexOf(stage) - 1]?.id;
    const against = id === undefined
      ? null
      : stages.find((stage) => stage.id === id);
    if (against === undefined) throw new HttpError(404);
    const headers = { "Cache-Control": "no-store" };
    return page({ against, stage }, { headers });
  },
});

/** The files of a rung against another one, and those that it stands on. */
export default define.page<typeof handler>(({ data, state, url }) => {
  const { against, stage } = data;
  const { directly, further } = standsOn(stage);
  const closest = against?.id === stage.closest
    ? ", to which it is closest"
    : "";
  // Rung 1 has its credential in the URL, so each link has to carry it on.
  const kept = stage.credential === "url"
    ? Object.fromEntries(url.searchParams)
    : {};
  return (
    <RungFrame state={state} url={url} title="Code">
      <p class="lead">
        {against === null
          ? "Everything that makes this rung."
          : `What makes this rung, line by line against rung ${against.id}${closest}.`}
        {" "}
        Holes that are there on purpose are marked.
      </p>
      <nav class="compare" aria-label="Compare with another rung">
        Compare with rung{" "}
        {stages.filter((other) => other !== stage).map((it) => (
          <a
            key={it.id}
            href={`?${new URLSearchParams({ ...kept, against: it.id })}`}
            title={it.name}
            aria-current={it === against}
          >
            {it.id}
          </a>
        ))}
      </nav>
      {compareRungs(stage, against).map((file) => (
        <Difference key={file.name} {...file} compared={against !== null} />
      ))}
      <h2>What it stands on</h2>
      <p>Its files import these, which the rungs share:</p>
      <SharedFiles paths={directly} />
      <p>And these need in turn:</p>
      <SharedFiles paths={further} />
    </RungFrame>
  );
});

function SharedFiles({ paths }: { paths: string[] }) {
  return (
    <ul class="shared">
      {paths.map((path) => (
        <li key={path}>
          <CodeLink file={path} /> {aboutFile(path)}
        </li>
      ))}
    </ul>
  );
}
