import type { ComponentChildren } from "preact";
import { type Context, HttpError } from "fresh";
import { Head } from "fresh/runtime";
import type { Rung, Stage, State } from "../../lib/state.ts";
import LadderNav from "./LadderNav.tsx";

/**
 * The rung that a page is about.
 *
 * @throws {HttpError} 404 if it isn't served there: below `/stages/4/` on the
 * whole ladder, at `/` where it is served alone
 */
export function rungOfPage(
  { params, state }: Context<State>,
): { stage: Stage; rung: Rung; base: string } {
  const { base, rung, single, stage } = state;
  const isBelow = Boolean(params.stage);
  if (stage === null || rung === null || isBelow === single) {
    throw new HttpError(404);
  }
  return { stage, rung, base };
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
  const query = stage.credential === "url" ? credentialOf(url) : "";
  const pages = [["", "Use it"], ["break", "Break it"], ["code", "Read it"]];
  return (
    <>
      <Head>
        <meta name="description" content={stage.lesson} />
        <title>{`${title ? `${title}: ${name}` : name} · Auth Ladder`}</title>
      </Head>
      <LadderNav current={stage} served={served} single={single} />
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
          {[-1, 1].map((step) => (
            <Neighbour
              key={step}
              stage={served[served.indexOf(stage) + step]}
              text={step < 0 ? "← Before" : "Next →"}
            />
          ))}
        </nav>
      )}
    </>
  );
}

function Neighbour({ stage, text }: { stage?: Stage; text: string }) {
  if (stage === undefined) return <a href="/">{text}: the ladder</a>;
  return (
    <a href={`/stages/${stage.id}/`}>
      {text}: {stage.id} {stage.name}
    </a>
  );
}

function credentialOf({ searchParams }: URL): string {
  const names = ["session_id", "token"].filter((name) =>
    searchParams.has(name)
  );
  const pairs = names.map((name) => [name, searchParams.get(name)!]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}
