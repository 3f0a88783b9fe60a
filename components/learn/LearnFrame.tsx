import type { ComponentChildren } from "preact";
import { Head } from "fresh/runtime";
import { NOTEBOOKS } from "../../notebooks/notebook.ts";

/** The pages, in the order in which they build on each other. */
export const LEARN_PAGES = [
  { path: "words", name: "First words" },
  { path: "bytes", name: "Bytes" },
  { path: "base64", name: "base64" },
  { path: "jwt", name: "JWT" },
] as const;

interface LearnFrameProps {
  title: string;
  children: ComponentChildren;
}

/** What the learning pages have in common. */
export default function LearnFrame({ title, children }: LearnFrameProps) {
  return (
    <div class="learn">
      <Head>
        <title>{`${title} · Auth Ladder`}</title>
        <link key="learn" rel="stylesheet" href="/learn.css" />
      </Head>
      <nav class="learn-nav" aria-label="Learn">
        <a href="/learn">Learn</a>
        {LEARN_PAGES.map(({ path, name }) => (
          <a key={path} href={`/learn/${path}`}>{name}</a>
        ))}
        {NOTEBOOKS.map((name) => (
          <a key={name} href={`/learn/notebooks/${name}`}>{name}.ipynb</a>
        ))}
      </nav>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
