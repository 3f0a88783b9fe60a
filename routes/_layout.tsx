import { define } from "../lib/state.ts";

export default define.layout(({ Component }) => (
  <>
    <header class="site">
      <a href="/">Auth Ladder</a>
    </header>
    <main>
      <Component />
    </main>
  </>
));
