import { assertEquals } from "@std/assert";
import { Drain } from "./drain.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

Deno.test("Drain waits for the requests that bring a body, and for no other", async () => {
  const drain = new Drain();
  await drain.empty();
  const answers = new Map<string, PromiseWithResolvers<Response>>();
  const handler = drain.around(({ url }) => {
    answers.set(url, Promise.withResolvers());
    return answers.get(url)!.promise;
  });
  const send = (method: string, url: string) =>
    handler(new Request(url, { method }), INFO);

  send("GET", "http://lab/page");
  await drain.empty();
  const sent = [send("POST", "http://lab/a"), send("POST", "http://lab/b")];
  let isEmpty = false;
  const empty = drain.empty().then(() => isEmpty = true);
  answers.get("http://lab/a")!.resolve(new Response());
  await sent[0];
  assertEquals(isEmpty, false);
  // One that failed is over as well.
  answers.get("http://lab/b")!.reject(new Error("no"));
  await sent[1].catch(() => {});
  await empty;
  await drain.empty();
});

Deno.test("Drain doesn't wait for ever", async () => {
  const drain = new Drain();
  const handler = drain.around(() => new Promise(() => {}));
  handler(new Request("http://lab/", { method: "POST" }), INFO);
  await drain.empty(1);
});
