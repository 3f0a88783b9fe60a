/**
 * What of a rung's page never changes while the server runs, as HTML. It is
 * rendered once, when it is first asked for, and not while a page is being
 * rendered.
 *
 * @module
 */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { Tries } from "../attacks/AttackSection.tsx";
import LadderNav from "../LadderNav.tsx";
import { stages } from "../../stages/mod.ts";
import { toAscii } from "./ascii.ts";
import { renderMarkdown } from "./markdown.ts";
import { readSource, renderSource, stageFolder } from "./source.ts";
import type { Stage } from "../../lib/stage.ts";
import type { State } from "../../lib/state.ts";

export interface RungHtml {
  nav: string;
  /** The rung's own README, without its heading. */
  lesson: string;
  /** The names of attacks and files. */
  folded: Folds;
  /** All that is to be told of them. */
  full: Folds;
}

interface Folds {
  tries: string;
  code: string;
}

const cache = new Map<string, RungHtml>();

/**
 * @param live Whether attacks are run here, or only told of
 */
export async function rungHtml(
  stage: Stage,
  { base, served, single }: Pick<State, "base" | "served" | "single">,
  live: boolean,
): Promise<RungHtml> {
  const key = `${stage.id} ${single} ${live} ${served.map(({ id }) => id)}`;
  let html = cache.get(key);
  if (html === undefined) {
    const below = stages[stages.indexOf(stage) - 1] ?? null;
    const [readme, files] = await Promise.all([
      Deno.readTextFile(new URL("README.md", stageFolder(stage.id))),
      readSource(stage.id, below?.id ?? null),
    ]);
    const fold = (more?: string): Folds => ({
      tries: render(<Tries stage={stage} live={live} more={more} />),
      code: toAscii(renderSource(files, below === null, more)),
    });
    html = {
      nav: render(
        <LadderNav current={stage} served={served} single={single} />,
      ),
      lesson: toAscii(renderMarkdown(readme.replace(/^# .*\n/, ""))),
      folded: fold(`${base}/full`),
      full: fold(),
    };
    cache.set(key, html);
  }
  return html;
}

const render = (vnode: VNode) => toAscii(renderToString(vnode));
