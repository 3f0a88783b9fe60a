import { asset } from "fresh/runtime";
import type { ComponentChildren } from "preact";

type ShellProps = { children: ComponentChildren };

/** The document around every page. */
export function Shell({ children }: ShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Auth Ladder</title>
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

/** What is on every page: the site's links, and below them the content. */
export function Site({ children }: ShellProps) {
  return (
    <>
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
    </>
  );
}
