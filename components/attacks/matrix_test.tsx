import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { recordedMutations } from "../../attacks/runner/mutated.ts";
import { readView, rowsIn } from "../../attacks/runner/view.ts";
import HeldUp from "./HeldUp.tsx";
import Matrix from "./Matrix.tsx";
import Shown from "./Shown.tsx";
import Without from "./Without.tsx";

const view = (query: string) => readView(new URL(`http://lab/attacks${query}`));

function matrix(query: string): string {
  return renderToString(<Matrix view={view(query)} />);
}

function without(id: string): string {
  const it = view(`?without=${encodeURIComponent(id)}`);
  return renderToString(<Without view={it} without={it.without!} />);
}

const count = (html: string, text: string) => html.split(text).length - 1;

Deno.test("with all locks on, nothing falls", () => {
  assertEquals(count(matrix(""), "✗ falls"), 0);
  assertEquals(matrix("?without=nothing&rows=x&show=x-9"), matrix(""));
});

Deno.test("without a lock, just the recorded cells fall, and each is listed", () => {
  for (const [id, { changes }] of Object.entries(recordedMutations)) {
    const cells = Object.entries(changes.breaks)
      .flatMap(([attack, rungs]) =>
        Object.keys(rungs).map((id) => [attack, id])
      );
    const html = matrix(`?without=${encodeURIComponent(id)}`);
    assertEquals(count(html, "✗ falls"), cells.length, id);
    for (const [attack, stage] of cells) {
      assertStringIncludes(html, `id="${attack}-${stage}" class="is-falls`, id);
      assertStringIncludes(without(id), `#${attack}-${stage}"`, id);
    }
  }
});

Deno.test("the line that is gone is struck out, and a cell that still holds says why", () => {
  assertStringIncludes(without("http-only"), "HttpOnly&quot;,</del>");
  const sameSite = without("same-site");
  assertStringIncludes(sameSite, "nothing falls");
  assertStringIncludes(sameSite, "the rule that a body has to be JSON");
});

Deno.test("rows can be those in which rungs differ, or in which something fell", () => {
  const ids = (query: string) => rowsIn(view(query)).map(({ id }) => id);
  assert(ids("?rows=differ").includes("script-reads"));
  assert(!ids("?rows=differ").includes("jwt-none"));
  assertEquals(ids("?rows=fell"), []);
  assertEquals(ids("?without=http-only&rows=fell"), ["script-reads"]);
});

Deno.test("a cell shows what was sent, and leads to the matrix without its lock", () => {
  const html = renderToString(<Shown view={view("?show=script-reads-4")} />);
  assertStringIncludes(html, "GET /hole");
  assertStringIncludes(html, "lib/http/cookies.ts");
  assertStringIncludes(html, "/attacks?without=http-only&amp;");
});

Deno.test("a file lists the cells that its lines hold up", () => {
  const html = renderToString(<HeldUp file="lib/http/cookies.ts" />);
  assertStringIncludes(html, "#script-reads-4");
  assertEquals(renderToString(<HeldUp file="lib/utf8.ts" />), "");
});
