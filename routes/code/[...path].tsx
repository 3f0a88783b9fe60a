import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import HeldUp from "../../components/attacks/HeldUp.tsx";
import { Source } from "../../components/source/Code.tsx";
import { listFiles, readLines } from "../../components/source/files.ts";
import { stageFolder } from "../../components/source/rung.ts";
import { define } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";

export const handler = define.handlers({
  GET: ({ params: { path } }) => {
    if (!listFiles().has(path)) throw new HttpError(404);
    return page({ path });
  },
});

/** The file of the same name on the rungs below and above, if they have it. */
function neighboursOf(path: string) {
  const at = stages.findIndex((stage) =>
    path.startsWith(`${stageFolder(stage)}/`)
  );
  if (at === -1) return [];
  const name = path.slice(stageFolder(stages[at]).length);
  return [stages[at - 1], stages[at + 1]].filter((stage) => stage)
    .map((stage) => ({ id: stage.id, path: stageFolder(stage) + name }))
    .filter(({ path }) => listFiles().has(path));
}

/** A file of the project's own source. */
export default define.page<typeof handler>(({ data: { path } }) => {
  const neighbours = neighboursOf(path);
  return (
    <>
      <Head>
        <title>{`${path} · Auth Ladder`}</title>
      </Head>
      <h1>
        <code>{path}</code>
      </h1>
      {neighbours.length > 0 && (
        <p>
          The same file on {neighbours.map(({ id, path }, i) => (
            <>
              {i > 0 && " and "}
              <a href={`/code/${path}`}>rung {id}</a>
            </>
          ))}.
        </p>
      )}
      <HeldUp file={path} />
      <Source lines={readLines(path)} />
    </>
  );
});
