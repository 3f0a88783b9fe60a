import { assert, assertEquals, assertMatch } from "@std/assert";
import { devSite } from "./dev_site.ts";

/** What a page is told first on its WebSocket. */
async function revisionOf(url: string): Promise<number> {
  const socket = new WebSocket(new URL("/_frsh/alive", url));
  const { promise, resolve } = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => resolve(data);
  socket.onclose = () => closed.resolve();
  const message = JSON.parse(await promise);
  socket.close();
  await closed.promise;
  assertEquals(message.type, "initial-state");
  return message.revision;
}

Deno.test("Builder.listen() serves, and tells when it was started", async () => {
  await using site = await devSite();
  let first: number;
  {
    await using server = await site.start();
    const page = await (await fetch(server.url)).text();
    assert(page.includes("<i>server</i>"));
    // Every page has the script that reloads it.
    const plain = await (await fetch(new URL("/plain", server.url))).text();
    assertMatch(plain, /<script type="module" nonce="\w+">/);
    const file = await fetch(new URL("/a.txt", server.url));
    assertEquals(await file.text(), "a");
    assertEquals(file.headers.get("ETag"), null);
    first = await revisionOf(server.url);
    assertEquals(await revisionOf(server.url), first);
  }
  await using server = await site.start();
  assert(await revisionOf(server.url) > first);
});
