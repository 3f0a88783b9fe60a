import { HttpError, page } from "fresh";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { CodeLink, Difference } from "../../../components/source/Code.tsx";
import {
  compareRungs,
  type SharedFile,
  standsOn,
} from "../../../components/source/rung.ts";
import { define } from "../../../lib/state.ts";
import { stages } from "../../../stages/mod.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/code{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    const { stage } = rungOfPage(ctx);
    // The rung below, unless another one is closer.
    const near = stages.find(({ id }) => id === stage.closest) ??
      stages[stages.indexOf(stage) - 1] ?? null;
    const asked = ctx.url.searchParams.get("against");
    const against = asked === null
      ? near
      : stages.find(({ id }) => id === asked);
    if (against === undefined) throw new HttpError(404);
    const headers = { "Cache-Control": "no-store" };
    return page({ against, stage }, { headers });
  },
});

/** The files of a rung against another one, and those that it stands on. */
export default define.page<typeof handler>(({ data, state, url }) => {
  const { against, stage } = data;
  const { directly, further } = standsOn(stage);
  const isClosest = against !== null && against.id === stage.closest;
  const compareHref = (id: string) => {
    // Rung 1 has its credential in the URL, so each link has to carry it on.
    const query = new URLSearchParams(
      stage.credential === "url" ? url.search : "",
    );
    query.set("against", id);
    return `?${query}`;
  };
  return (
    <RungFrame state={state} url={url} title="Code">
      <p class="lead">
        {against === null
          ? "Everything that makes this rung. "
          : `What makes this rung, line by line against rung ${against.id}${
            isClosest ? ", to which it is closest" : ""
          }. `}
        Holes that are there on purpose are marked.
      </p>
      <nav class="compare" aria-label="Compare with another rung">
        Compare with rung{" "}
        {stages.filter((other) => other !== stage).map((it) => (
          <a
            key={it.id}
            href={compareHref(it.id)}
            title={it.name}
            aria-current={it === against}
          >
            {it.id}
          </a>
        ))}
      </nav>
      {compareRungs(stage, against).map((file) => (
        <Difference key={file.name} file={file} compared={against !== null} />
      ))}
      <h2>What it stands on</h2>
      <p>Its files import these, which the rungs share:</p>
      <SharedFiles files={directly} />
      <p>And these need in turn:</p>
      <SharedFiles files={further} />
    </RungFrame>
  );
});

function SharedFiles({ files }: { files: SharedFile[] }) {
  return (
    <ul class="shared">
      {files.map(({ path, about }) => (
        <li key={path}>
          <CodeLink file={path} /> {about}
        </li>
      ))}
    </ul>
  );
}
