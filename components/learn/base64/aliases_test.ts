import { assertEquals, assertMatch } from "@std/assert";
import { encodeBase64, encodeBase64Url } from "../../../lib/base64.ts";
import { aliasesOf } from "./aliases.ts";

Deno.test("aliasesOf() gives each text that atob() reads as the same bytes", () => {
  for (const bytes of [[255], [1, 2], [1, 2, 3, 251], [9, 8, 7, 6, 255]]) {
    const data = Uint8Array.from(bytes);
    const unused = bytes.length % 3 === 1 ? 4 : 2;
    for (
      const [variant, text] of [
        ["base64", encodeBase64(data)],
        ["base64url", encodeBase64Url(data)],
      ] as const
    ) {
      const aliases = aliasesOf(text, variant, unused);
      assertEquals(new Set(aliases.map(({ text }) => text)).size, 1 << unused);
      assertEquals(aliases[0].text, text);
      assertEquals(aliases[0].refusal, null);
      for (const { lax } of aliases) {
        assertEquals(lax, bytes.slice(-(bytes.length % 3)));
      }
      for (const { refusal } of aliases.slice(1)) {
        assertMatch(refusal!, /unused bits/);
      }
    }
  }
});

Deno.test("aliasesOf() finds none where each bit is in use", () => {
  assertEquals(aliasesOf("TWFu", "base64", 0).map(({ text }) => text), [
    "TWFu",
  ]);
});
