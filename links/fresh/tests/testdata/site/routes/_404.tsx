import { page } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers(() => page(undefined, { status: 404 }));

export default define.page(({ url }) => <p class="none">{url.pathname}</p>);
