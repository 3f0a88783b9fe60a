import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ask, isBroken, Unclear } from "./ask.ts";

/** Answers one request of `ask()` in place of a server. */
async function askFor(answer: () => Response): Promise<number> {
  const { fetch } = globalThis;
  globalThis.fetch = () => new Promise((resolve) => resolve(answer()));
  try {
    return (await ask("GET", "/todo/list")).status;
  } finally {
    globalThis.fetch = fetch;
  }
}

const refusal = { success: false, message: "no" };

for (const status of [200, 400, 401, 403, 404, 405, 415]) {
  Deno.test(`ask() returns an answer with status ${status}`, async () => {
    const answer = () => Response.json(refusal, { status });
    assertEquals(await askFor(answer), status);
  });
}

const UNCLEAR: [string, () => Response, string][] = [
  ["429", () => Response.json(refusal, { status: 429 }), "429 “no”"],
  ["500", () => Response.json(refusal, { status: 500 }), "500 “no”"],
  ["503", () => Response.json(refusal, { status: 503 }), "503 “no”"],
  ["a page", () => new Response("<h1>Hello", { status: 401 }), "401, but"],
  ["other JSON", () => Response.json([], { status: 401 }), "401, but"],
  ["null", () => Response.json(null, { status: 200 }), "200, but"],
  ["no answer", () => {
    throw new TypeError("Failed to fetch");
  }, "could not be reached"],
];

for (const [what, answer, message] of UNCLEAR) {
  Deno.test(`ask() takes ${what} for no end of an attack`, async () => {
    await assertRejects(() => askFor(answer), Unclear, message);
  });
}

Deno.test("isBroken() takes only the expected refusal for one", () => {
  const reply = (status: number) => ({ ...refusal, status });
  assertEquals(isBroken(reply(200), 404), true);
  assertEquals(isBroken(reply(404), 404), false);
  assertThrows(() => isBroken(reply(401), 404), Unclear, "401 “no”");
});
