import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import HeldUp from "../../components/attacks/HeldUp.tsx";
import { codeHref, WholeFile } from "../../components/source/Code.tsx";
import { readLines } from "../../components/source/files.ts";
import { stageFolder } from "../../components/source/rung.ts";
import { define } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";

export const handler = define.handlers({
  GET: async ({ params: { path } }) => {
    const lines = await readLines(path);
    if (lines === null) throw new HttpError(404);
    return page({ path, lines, neighbours: await neighboursOf(path) });
  },
});

/** The file of the same name on the rungs below and above, if they have it. */
async function neighboursOf(path: string) {
  const at = stages.findIndex((stage) =>
    path.startsWith(`${stageFolder(stage)}/`)
  );
  if (at === -1) return [];
  const name = path.slice(stageFolder(stages[at]).length);
  const near = [stages[at - 1], stages[at + 1]].filter((stage) => stage);
  const found = await Promise.all(near.map(async (stage) => {
    const path = stageFolder(stage) + name;
    return await readLines(path) === null ? [] : [{ id: stage.id, path }];
  }));
  return found.flat();
}

/** A file of the project's own source. */
export default define.page<typeof handler>(({ data }) => {
  const { path, lines, neighbours } = data;
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
              <a href={codeHref(path)}>rung {id}</a>
            </>
          ))}.
        </p>
      )}
      <HeldUp file={path} />
      <WholeFile lines={lines} />
    </>
  );
});
