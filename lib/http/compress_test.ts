import { assert, assertEquals } from "@std/assert";
import { App } from "fresh";
import type { State } from "../state.ts";
import { compress } from "./compress.ts";

const TEXT = "All the same. ".repeat(100);
const PAGE = { "Content-Type": "text/html; charset=utf-8" };

async function ask(
  answer: Response,
  accepted: string | null = "gzip, deflate, br",
): Promise<Response> {
  const app = new App<State>().use(compress).all("/", () => answer);
  const headers = new Headers();
  if (accepted !== null) headers.set("Accept-Encoding", accepted);
  return await app.handler()(new Request("http://localhost/", { headers }));
}

const isCompressed = ({ headers }: Response) =>
  headers.get("Content-Encoding") === "gzip";

Deno.test("a page is compressed, and is the same when it is unpacked", async () => {
  const length = String(TEXT.length);
  const headers = { ...PAGE, ETag: `W/"1"`, "Content-Length": length };
  const answer = await ask(new Response(TEXT, { headers }));
  assert(isCompressed(answer));
  assertEquals(answer.headers.get("Content-Length"), null);
  assertEquals(answer.headers.get("ETag"), `W/"1"`);
  assertEquals(answer.headers.get("Vary"), "Accept-Encoding");
  const unpacked = answer.body!.pipeThrough(new DecompressionStream("gzip"));
  assertEquals(await new Response(unpacked).text(), TEXT);
});

Deno.test("it is compressed for those who take gzip, and for nobody else", async () => {
  const takes = async (accepted: string | null) =>
    isCompressed(await ask(new Response(TEXT, { headers: PAGE }), accepted));
  for (const yes of ["gzip", "br, gzip", "GZIP;q=0.5", "gzip; q=1.0,br"]) {
    assert(await takes(yes), yes);
  }
  for (const no of [null, "", "br", "gzip;q=0", "gzip;q=0.0, br", "xgzip"]) {
    assertEquals(await takes(no), false, `${no}`);
  }
});

const NOT: [what: string, headers: Record<string, string>, body?: string][] = [
  ["sets a cookie", { ...PAGE, "Set-Cookie": "token=x" }],
  ["must not be stored", { ...PAGE, "Cache-Control": "no-store" }],
  ["is no text", { "Content-Type": "image/png" }],
  ["is small", { ...PAGE, "Content-Length": "2" }, "ok"],
];

for (const [what, headers, body = TEXT] of NOT) {
  Deno.test(`what ${what} is not compressed`, async () => {
    const answer = await ask(new Response(body, { headers }));
    assertEquals(isCompressed(answer), false);
    assertEquals(await answer.text(), body);
  });
}
