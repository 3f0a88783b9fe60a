import { HttpError } from "fresh";
import { define } from "../lib/state.ts";
import RungInFull, { fullData } from "./stages/[stage]/full.tsx";

/** Where one rung is served alone, its page in full is here. */
export const handler = define.handlers({
  GET: (ctx) => {
    if (!ctx.state.single) throw new HttpError(404);
    return fullData(ctx);
  },
});

export default define.page<typeof handler>(RungInFull);
