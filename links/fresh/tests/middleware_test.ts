import { App, csp, csrf } from "fresh";
import { assert, assertEquals } from "@std/assert";
import { serve } from "./serve.ts";

const HEADER = "Content-Security-Policy";

async function policyOf(options?: Parameters<typeof csp>[0], header = HEADER) {
  const app = new App().use(csp(options)).get("/", () => new Response());
  return (await serve(app)("/")).headers.get(header);
}

Deno.test("csp() has defaults", async () => {
  assertEquals(
    await policyOf(),
    "default-src 'self'; script-src 'self' 'unsafe-inline'; " +
      "style-src 'self' 'unsafe-inline'; font-src 'self'; " +
      "img-src 'self' data:; media-src 'self' data: blob:; " +
      "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; " +
      "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; " +
      "upgrade-insecure-requests",
  );
});

Deno.test("csp() replaces directives by name and adds others", async () => {
  const policy = (await policyOf({
    csp: ["base-uri 'none'", "script-src 'self'", "sandbox"],
  }))!.split("; ");
  assert(policy.includes("base-uri 'none'"));
  assert(policy.includes("script-src 'self'"));
  assert(policy.includes("sandbox"));
  assert(policy.includes("default-src 'self'"));
  assertEquals(policy.filter((it) => it.startsWith("base-uri")).length, 1);
});

Deno.test("csp() can report only", async () => {
  assertEquals(await policyOf({ reportOnly: true }), null);
  assert(await policyOf({ reportOnly: true }, `${HEADER}-Report-Only`));
});

Deno.test("csrf() decides by Sec-Fetch-Site, then by Origin", async () => {
  const ask = serve(
    new App().use(csrf()).all("/", () => new Response("ok")),
  );
  const cases: [string | null, string | null, number][] = [
    // Sec-Fetch-Site, Origin, status
    [null, null, 200],
    [null, "http://localhost", 200],
    [null, "http://localhost:81", 403],
    [null, "https://localhost", 403],
    [null, "http://evil.example", 403],
    [null, "null", 403],
    ["same-origin", null, 200],
    ["same-origin", "http://evil.example", 200],
    ["none", null, 200],
    ["same-site", null, 403],
    ["cross-site", null, 403],
    ["cross-site", "http://evil.example", 403],
    ["cross-site", "http://localhost", 200],
    ["", null, 403],
  ];
  for (const [site, origin, status] of cases) {
    const headers = new Headers();
    if (site !== null) headers.set("Sec-Fetch-Site", site);
    if (origin !== null) headers.set("Origin", origin);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await ask(`${method} /`, { headers });
      assertEquals(answer.status, status, `${method} ${site} ${origin}`);
    }
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      assertEquals((await ask(`${method} /`, { headers })).status, 200);
    }
  }
});
