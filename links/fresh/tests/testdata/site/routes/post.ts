import { define } from "../define.ts";

export const handler = define.handlers({ POST: () => new Response("post") });
