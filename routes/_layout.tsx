import { define } from "../lib/state.ts";

export default define.layout(({ Component }) => (
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
    <main id="content">
      <Component />
    </main>
  </>
));
