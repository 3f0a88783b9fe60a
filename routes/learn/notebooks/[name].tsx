import { HttpError, page } from "fresh";
import Html from "../../../components/Html.tsx";
import { highlight } from "../../../components/source/highlight.ts";
import LearnFrame from "../../../components/learn/LearnFrame.tsx";
import { renderMarkdown } from "../../../components/source/markdown.ts";
import { define } from "../../../lib/state.ts";
import {
  type Cell,
  NOTEBOOKS,
  printed,
  readNotebook,
} from "../../../notebooks/notebook.ts";

export const handler = define.handlers({
  GET: async ({ params }) => {
    const name = NOTEBOOKS.find((name) => name === params.name);
    if (name === undefined) throw new HttpError(404);
    const { cells } = await readNotebook(name);
    return page({ name, cells });
  },
});

/** A notebook to read: its prose, its code, and what that printed. */
export default define.page<typeof handler>(({ data: { name, cells } }) => (
  <LearnFrame title={`${name}.ipynb`}>
    <p class="hint">
      The notebook as it was run. To run it yourself, open{" "}
      <code>notebooks/{name}.ipynb</code> in Jupyter.
    </p>
    <article class="notebook">
      {cells.map((cell) => <CellView key={cell.id} cell={cell} />)}
    </article>
  </LearnFrame>
));

function CellView({ cell }: { cell: Cell }) {
  const source = cell.source.join("").trimEnd();
  if (cell.cell_type === "markdown") {
    return <Html as="section" id={cell.id} html={renderMarkdown(source, 1)} />;
  }
  return (
    <section id={cell.id} class="cell">
      <pre tabIndex={0}><Html as="code" html={highlight(source)} /></pre>
      <pre
        tabIndex={0}
        class="printed"
      ><samp>{printed(cell).trimEnd()}</samp></pre>
    </section>
  );
}
