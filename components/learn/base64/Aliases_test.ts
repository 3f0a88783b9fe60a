import { assertEquals } from "@std/assert";
import { encodeBase64 } from "../../../lib/base64.ts";
import { aliasesOf } from "./Aliases.tsx";

Deno.test("aliasesOf() gives each text that atob() reads as the same bytes", () => {
  for (const bytes of [[255], [1, 2], [1, 2, 3, 251], [9, 8, 7, 6, 255]]) {
    const base64 = encodeBase64(Uint8Array.from(bytes));
    const aliases = aliasesOf(base64);
    assertEquals(aliases.length, bytes.length % 3 === 1 ? 16 : 4);
    assertEquals(new Set(aliases.map(({ text }) => text)).size, aliases.length);
    assertEquals(aliases[0].text, base64.slice(-4));
    for (const { lax, used } of aliases) {
      assertEquals(lax, bytes.slice(-(bytes.length % 3)));
      assertEquals(used, aliases[0].used);
    }
    assertEquals(
      aliases.map(({ isTaken }) => isTaken),
      aliases.map((_, i) => i === 0),
    );
  }
});

Deno.test("aliasesOf() finds none where each bit is in use", () => {
  assertEquals(aliasesOf("TWFu").map(({ text }) => text), ["TWFu"]);
});
