import type { LayoutConfig } from "fresh";
import { define } from "../../define.ts";

export const config: LayoutConfig = { skipInheritedLayouts: true };

export default define.layout(async ({ Component }) => {
  await Promise.resolve();
  return (
    <div class="admin">
      <Component />
    </div>
  );
});
