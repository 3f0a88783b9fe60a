import { assertEquals, assertRejects } from "@std/assert";
import { HttpError } from "fresh";
import { MAX_BODY_BYTES, readJsonObject } from "./body.ts";

const headers = { "Content-Type": "application/json" };

/** A POST whose body comes in parts, and ends unless it is said to hang. */
function post(parts: (string | Uint8Array)[], hangs = false) {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) {
        controller.enqueue(
          typeof part === "string" ? new TextEncoder().encode(part) : part,
        );
      }
      if (!hangs) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
  const request = new Request("http://lab/", { method: "POST", headers, body });
  return { request, isCancelled: () => isCancelled };
}

async function statusOf(answer: Promise<unknown>): Promise<number> {
  return (await assertRejects(() => answer, HttpError)).status;
}

Deno.test("readJsonObject() joins what comes in parts, mid-character too", async () => {
  const whole = new TextEncoder().encode('{"text":"€"}');
  for (let cut = 0; cut <= whole.length; cut++) {
    const { request } = post([whole.slice(0, cut), whole.slice(cut)]);
    assertEquals(await readJsonObject(request), { text: "€" });
  }
});

Deno.test("readJsonObject() takes 64 KiB and no byte more", async () => {
  const json = `{"text":"${"x".repeat(MAX_BODY_BYTES - 11)}"}`;
  assertEquals(json.length, MAX_BODY_BYTES);
  const { request } = post([json.slice(0, 99), json.slice(99)]);
  assertEquals((await readJsonObject(request)).text, json.slice(9, -2));
  const { request: larger, isCancelled } = post([json, " "], true);
  assertEquals(await statusOf(readJsonObject(larger)), 413);
  assertEquals(isCancelled(), true);
});

Deno.test("readJsonObject() doesn't wait for ever: 408", async () => {
  for (const parts of [[], ['{"text":'], ['{"text":"whole"}']]) {
    const { request, isCancelled } = post(parts, true);
    assertEquals(await statusOf(readJsonObject(request, 1)), 408);
    assertEquals(isCancelled(), true);
  }
});
