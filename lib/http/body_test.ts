import { assertEquals, assertRejects } from "@std/assert";
import { HttpError } from "fresh";
import { MAX_BODY_BYTES, readJsonObject } from "./body.ts";

const headers = { "Content-Type": "application/json" };

/** A POST whose body comes in parts, and ends unless it is said to hang. */
function post(
  parts: (string | Uint8Array<ArrayBuffer>)[],
  { hangs = false, type = undefined as "bytes" | undefined } = {},
): Request {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    type: type as undefined, // which else asks for another controller
    start(controller) {
      for (const part of parts) {
        controller.enqueue(
          typeof part === "string" ? new TextEncoder().encode(part) : part,
        );
      }
      if (!hangs) controller.close();
    },
  });
  return new Request("http://lab/", { method: "POST", headers, body });
}

async function statusOf(answer: Promise<unknown>): Promise<number> {
  return (await assertRejects(() => answer, HttpError)).status;
}

Deno.test("readJsonObject() joins what comes in parts, mid-character too", async () => {
  const whole = new TextEncoder().encode('{"text":"€"}');
  // Deno gives what it still has to read as bytes, what has come whole as chunks.
  for (const type of ["bytes", undefined] as const) {
    for (let cut = 1; cut < whole.length; cut++) {
      const parts = [whole.slice(0, cut), whole.slice(cut)];
      const request = post(parts, { type });
      assertEquals(await readJsonObject(request), { text: "€" });
    }
    const request = post(Array.from(whole, (byte) => Uint8Array.of(byte)), {
      type,
    });
    assertEquals(await readJsonObject(request), { text: "€" });
  }
});

Deno.test("readJsonObject() takes 64 KiB and no byte more", async () => {
  const json = `{"text":"${"x".repeat(MAX_BODY_BYTES - 11)}"}`;
  assertEquals(json.length, MAX_BODY_BYTES);
  for (const type of ["bytes", undefined] as const) {
    const request = post([json.slice(0, 99), json.slice(99)], { type });
    assertEquals((await readJsonObject(request)).text, json.slice(9, -2));
    const larger = post([json, " "], { type, hangs: true });
    assertEquals(await statusOf(readJsonObject(larger)), 413);
    assertEquals(larger.body!.locked, false);
  }
});

Deno.test("readJsonObject() doesn't wait for ever: 408", async () => {
  for (const type of ["bytes", undefined] as const) {
    for (const parts of [[], ['{"text":'], ['{"text":"whole"}']]) {
      const request = post(parts, { type, hangs: true });
      assertEquals(await statusOf(readJsonObject(request, 1)), 408);
      assertEquals(request.body!.locked, false);
    }
  }
});

Deno.test("readJsonObject() tells what broke off: 503", async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error("gone")),
  });
  const request = new Request("http://lab/", { method: "POST", headers, body });
  assertEquals(await statusOf(readJsonObject(request)), 503);
});
