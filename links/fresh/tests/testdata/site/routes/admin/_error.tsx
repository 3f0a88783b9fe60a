import { page } from "fresh";
import { define } from "../../define.ts";

export const handler = define.handlers((ctx) =>
  ctx.url.searchParams.has("page")
    ? page(String(ctx.error), { status: 409 })
    : new Response(`admin: ${ctx.error}`, { status: 503 })
);

export default define.page<typeof handler>(({ data }) => (
  <p class="error">{data}</p>
));
