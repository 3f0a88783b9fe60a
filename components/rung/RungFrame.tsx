import type { ComponentChildren } from "preact";
import { type Context, HttpError } from "fresh";
import { Head } from "fresh/runtime";
import type { Rung, Stage, State } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";

/**
 * The rung that a page is about.
 *
 * @throws {HttpError} 404 if it isn't served there: below `/stages/4/` on the
 * whole ladder, at `/` where it is served alone
 */
export function rungOfPage(
  { params, state: { rung, single, stage } }: Context<State>,
): { stage: Stage; rung: Rung } {
  const isBelow = Boolean(params.stage);
  if (stage === null || rung === null || isBelow === single) {
    throw new HttpError(404);
  }
  return { stage, rung };
}

interface RungFrameProps {
  state: State;
  url: URL;
  /** What the page is called beside the rung's name; nothing for the first. */
  title?: string;
  children: ComponentChildren;
}

/** What the three pages of a rung have in common. */
export function RungFrame({ state, url, title, children }: RungFrameProps) {
  const { base, served, single } = state;
  const stage = state.stage!;
  const name = `${stage.id} ${stage.name}`;
  // Rung 1 has its credential in the URL, so each link has to carry it on.
  const query = stage.credential === "url" ? url.search : "";
  const pages = [["", "Use it"], ["break", "Break it"], ["code", "Read it"]];
  const neighbour = (text: string, step: number) => {
    const other = served[served.indexOf(stage) + step];
    if (other === undefined) return <a href="/">{text}: the ladder</a>;
    const href = `/stages/${other.id}/`;
    return <a href={href}>{text}: {other.id} {other.name}</a>;
  };
  return (
    <>
      <Head>
        <meta name="description" content={stage.lesson} />
        <title>{`${title ? `${title}: ${name}` : name} · Auth Ladder`}</title>
      </Head>
      <Ladder {...state} />
      <h1>
        <span class="number">{stage.id}</span> {stage.name}
      </h1>
      <nav class="pages" aria-label="This rung">
        {pages.map(([path, text]) => (
          <a key={path} href={`${base}/${path}${query}`}>{text}</a>
        ))}
      </nav>
      {children}
      {!single && (
        <nav class="neighbours" aria-label="Before and after this rung">
          {neighbour("← Before", -1)}
          {neighbour("Next →", 1)}
        </nav>
      )}
    </>
  );
}

/** Where am I, what is above and what below? */
function Ladder({ served, single, stage: current }: State) {
  const isLink = (stage: Stage) => !single && served.includes(stage);
  return (
    <nav class="rungs" aria-label="The ladder">
      <ol>
        {stages.map((stage) => (
          <li key={stage.id}>
            <a
              href={isLink(stage) ? `/stages/${stage.id}/` : undefined}
              aria-current={stage === current ? "page" : undefined}
            >
              <b>{stage.id}</b> <span>{stage.name.replace("To-do, ", "")}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
