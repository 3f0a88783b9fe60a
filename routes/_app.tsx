import { Shell } from "../components/Shell.tsx";
import { define } from "../lib/state.ts";

export default define.page(({ Component }) => (
  <Shell>
    <Component />
  </Shell>
));
