import { assertEquals } from "@std/assert";
import { App } from "fresh";
import type { State } from "../state.ts";
import { sameOrigin } from "./origin.ts";

const handler = new App<State>({ mode: "development" })
  .use((ctx) => {
    ctx.state.origin = "https://lab.example";
    ctx.state.step = () => {};
    return ctx.next();
  })
  .get("/", sameOrigin, () => new Response())
  .post("/", sameOrigin, () => new Response())
  .onError("*", ({ error }) => {
    const { status } = error as { status: number };
    return new Response(null, { status });
  })
  .handler();

const POSTS: [headers: HeadersInit, status: number][] = [
  [{}, 200],
  [{ "Sec-Fetch-Site": "same-origin" }, 200],
  [{ "Sec-Fetch-Site": "none" }, 200],
  [{ "Sec-Fetch-Site": "same-site" }, 403],
  [{ "Sec-Fetch-Site": "cross-site" }, 403],
  [{ "Sec-Fetch-Site": "" }, 403],
  [{ Origin: "https://lab.example" }, 200],
  [{ Origin: "http://lab.example" }, 403],
  [{ Origin: "https://lab.example:8443" }, 403],
  [{ Origin: "https://evil.example" }, 403],
  [{ Origin: "null" }, 403],
  [{ "Sec-Fetch-Site": "cross-site", Origin: "https://lab.example" }, 403],
  [{ "Sec-Fetch-Site": "same-origin", Origin: "http://127.0.0.1" }, 200],
];

for (const [headers, status] of POSTS) {
  Deno.test(`sameOrigin() of a POST with ${JSON.stringify(headers)} is ${status}`, async () => {
    // The proxy's own name for the lab: what counts is the public one.
    const url = "http://127.0.0.1:8000/";
    const response = await handler(
      new Request(url, { method: "POST", headers }),
    );
    assertEquals(response.status, status);
  });
}

Deno.test("sameOrigin() lets a GET of another site pass, which changes nothing", async () => {
  const headers = { "Sec-Fetch-Site": "cross-site" };
  const request = new Request("http://127.0.0.1:8000/", { headers });
  assertEquals((await handler(request)).status, 200);
});
