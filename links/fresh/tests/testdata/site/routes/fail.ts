import { HttpError } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers((ctx) => {
  const status = ctx.url.searchParams.get("status");
  if (status === "403") throw new HttpError(403);
  if (status === "404") throw new HttpError(404);
  throw new Error("failed");
});
