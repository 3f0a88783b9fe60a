import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseJsonObject, stringifyJsonObject } from "./jwt_json.ts";

Deno.test("parseJsonObject() refuses what is not JSON, without quoting it", () => {
  const texts = [
    "",
    " ",
    "secret",
    "{",
    '{"secret":1,}',
    "{'secret':1}",
    '{"secret":NaN}',
    '{"secret":01}',
    '{"secret":"\n"}',
    '{"a":1}secret',
    '{"a":1}\0',
    '\ufeff{"a":1}',
  ];
  for (const text of texts) {
    const error = assertThrows(
      () => parseJsonObject(text),
      SyntaxError,
      "not JSON",
    );
    assertStrictEquals(error.message, "it is not JSON");
  }
});

Deno.test("parseJsonObject() refuses JSON that is not an object", () => {
  for (const text of ["[]", '[{"a":1}]', "1", '"{}"', "null", "true"]) {
    assertThrows(() => parseJsonObject(text), SyntaxError, "not an object");
  }
  assertEquals(parseJsonObject("{}"), {});
});

Deno.test("parseJsonObject() refuses two members of one name, however they are written", () => {
  const texts = [
    '{"a":1,"a":1}',
    '{"a":1,"b":2,"a":3}',
    '{"a":1,"\\u0061":2}',
    '{ "a" : 1 , "a" : 2 }',
    '{"":1,"":2}',
    '{"b":{"a":1,"a":2}}',
    '{"b":[0,{"a":1,"a":2}]}',
    '{"a":{"x":1},"a":{"y":1}}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":":","a":1}',
    '{"a\\\\":1,"a\\\\":1}',
    '{"1":0,"1":0}',
  ];
  for (const text of texts) {
    assertThrows(() => parseJsonObject(text), SyntaxError, "same name", text);
  }
});

Deno.test("parseJsonObject() takes one member of each name, however it is written", () => {
  const texts = [
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a:":":", "b" : "\\":\\"" }',
    '{"a":"{\\"a\\":1,\\"a\\":1}" }',
    '{"2":0,"1":0}',
    '{"a":1.0,"b":1e2,"c":-0}',
    '{"a":"\\u0061\\/"}',
    '{"a\\\\":":" }',
    '{"a":[],"b":{},"c":[[],{}] }',
    '{"__proto__":{"a":1} }',
    '{"a":"\\ud800" }',
  ];
  for (const text of texts.map((text) => `{"in":${text}}`)) {
    assertEquals(parseJsonObject(text), JSON.parse(text), text);
  }
});

Deno.test("parseJsonObject() finds a name written twice anywhere in any JSON", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.nat(), (value, place) => {
    const text = JSON.stringify({ value }, null, 1);
    assertEquals(parseJsonObject(text), JSON.parse(text));
    // After some brace, a member whose name the object inside has already.
    const braces = [...text.matchAll(/\{(?=\s*("(?:[^"\\]|\\.)*"):)/g)]
      .filter((brace) => !isQuoted(text, brace.index));
    const brace = braces[place % braces.length];
    const twice = `${text.slice(0, brace.index + 1)}${brace[1]}:0,${
      text.slice(brace.index + 1)
    }`;
    assertEquals(Object.keys(JSON.parse(twice)).length, 1);
    assertThrows(() => parseJsonObject(twice), SyntaxError, "same name", twice);
  }));
});

function isQuoted(json: string, at: number): boolean {
  const quotes = json.slice(0, at).match(/\\.|"/g) ?? [];
  return quotes.filter((quote) => quote === '"').length % 2 === 1;
}

Deno.test("stringifyJsonObject() writes what parseJsonObject() reads", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = stringifyJsonObject({ value });
    assertEquals(parseJsonObject(text), JSON.parse(JSON.stringify({ value })));
  }));
});

Deno.test("stringifyJsonObject() refuses what JSON would leave out", () => {
  const circle: Record<string, unknown> = {};
  circle.inside = { circle };
  for (const bad of [undefined, 1n, Symbol("s"), () => 1, circle]) {
    for (const value of [{ bad }, { list: [{ bad }] }]) {
      const write = () => stringifyJsonObject(value);
      assertThrows(write, TypeError, "", String(bad));
    }
  }
});
