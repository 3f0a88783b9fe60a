import { assert, assertEquals } from "@std/assert";
import { stages } from "../../stages/mod.ts";
import { findWords, WORDS } from "./words.ts";

const found = (text: string, seen = new Set<string>()) =>
  findWords(text, seen).flatMap((part) =>
    typeof part === "string" ? [] : [`${part.word.id}: ${part.text}`]
  );

Deno.test("each word has two sentences and a rung that exists", () => {
  for (const { id, name, says, rung, picture } of WORDS) {
    assertEquals(says.length, 2, id);
    for (const sentence of says) assert(/^\S.*[^.]\.$/.test(sentence), id);
    assert(stages.some((stage) => stage.id === rung), id);
    assert(picture.length > 0, id);
    assertEquals(found(name), [`${id}: ${name}`]);
  }
  assertEquals(new Set(WORDS.map(({ id }) => id)).size, WORDS.length);
});

Deno.test("findWords() finds each word once, the longest first", () => {
  const text = "A session token names a session. Sessions end; cookies too.";
  assertEquals(found(text), [
    ...["session-token: session token", "session: session", "cookie: cookies"],
  ]);
});

Deno.test("findWords() finds no word inside another one, or twice on a page", () => {
  assertEquals(found("The website hashed its originals"), []);
  const seen = new Set(["cookie"]);
  assertEquals(found("A cookie and a JWT", seen), ["jwt: JWT"]);
  assertEquals([...seen], ["cookie", "jwt"]);
});

Deno.test("findWords() keeps the whole text", () => {
  const text = "HttpOnly cookies keep the credential from scripts";
  const parts = findWords(text, new Set())
    .map((part) => typeof part === "string" ? part : part.text);
  assertEquals(parts.join(""), text);
});
