import { asset } from "fresh/runtime";
import type { ComponentChildren } from "preact";

interface ShellProps {
  /** Of a page that is rendered with the document, where `Head` comes too late. */
  title?: string;
  children: ComponentChildren;
}

/** The document around a page. */
export function Shell({ title, children }: ShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title ? `${title} · Auth Ladder` : "Auth Ladder"}</title>
        <meta
          name="description"
          content="Web authentication, learned by running it: use it, watch what travels, attack it, and read the lines that changed."
        />
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("/styles.css")} />
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A page of the site: its links, and below them the content. */
export function Site({ title, children }: ShellProps) {
  return (
    <Shell title={title}>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="site">
        <a class="brand" href="/">Auth Ladder</a>
        <nav aria-label="Site">
          <a href="/learn">Learn</a>
          <a href="/attacks">Attacks</a>
          <a href="/costs">Costs</a>
        </nav>
      </header>
      <main id="content">{children}</main>
    </Shell>
  );
}
