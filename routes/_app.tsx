import { Site } from "../components/Shell.tsx";
import { define } from "../lib/state.ts";

export default define.page(({ Component }) => (
  <Site>
    <Component />
  </Site>
));
