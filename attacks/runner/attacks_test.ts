/**
 * What holds for the list of attacks and its record, without running them.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertFalse,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { decodeJwt, signJwt } from "../../lib/jwt.ts";
import { stages } from "../../stages/mod.ts";
import { Lab } from "../../testing/lab.ts";
import { marksOf } from "../defences/defence.ts";
import { liveAttack } from "../live/live.ts";
import { attacks } from "../mod.ts";
import { findLine, type Mark } from "./code_line.ts";
import {
  basisOf,
  byAttack,
  fallen,
  gone,
  isStale,
  recordedMutations,
} from "./mutated.ts";
import { applyPatch, mutations } from "./mutations.ts";
import { redact } from "./record.ts";
import { findRecorded, recorded } from "./recorded.ts";
import { insertTable, markdownTable } from "./table.ts";

const ROOT = new URL("../../", import.meta.url);

const cells = attacks.flatMap(({ id, cells }) =>
  Object.entries(cells).map(([stage, cell]) => ({ attack: id, stage, ...cell }))
);

Deno.test("each attack has a name of its own, and cells of real rungs only", () => {
  const ids = stages.map(({ id }) => id);
  assertEquals(new Set(attacks.map(({ id }) => id)).size, attacks.length);
  for (const { attack, stage, because } of cells) {
    assert(ids.includes(stage), `${attack}: ${stage}`);
    assert(because.length > 0, `${attack}: ${stage}`);
  }
});

Deno.test("each cell names lines that decide, and they are in the source", () => {
  for (const { attack, stage, expect, marks, locks } of cells) {
    const named = expect === "breaks"
      ? [marks]
      : locks.flat().map((defence) => marksOf([defence], stage));
    assert(named.length > 0, `${attack} on ${stage}`);
    for (const marks of named) {
      assert(marks.length > 0, `${attack} on ${stage}`);
      for (const mark of marks) {
        const at = `${attack} on ${stage}: ${mark.file} has no “${mark.text}”`;
        assert(findLine(mark) !== null, at);
      }
    }
  }
});

Deno.test("each lock of each cell is taken away by a mutation that breaks the cell", () => {
  const holding = cells.filter(({ expect }) => expect === "holds");
  assert(holding.length > 0);
  for (const { attack, stage, locks } of holding) {
    for (const lock of locks) {
      const found = mutations.find(({ without }) =>
        without.length === lock.length &&
        lock.every((defence) => without.includes(defence))
      );
      assert(found?.breaks[attack].includes(stage), `${attack} on ${stage}`);
    }
  }
});

Deno.test("of locks one behind the other, none is decoration: all but one gone, the cell holds", () => {
  for (const { attack, stage, locks } of cells) {
    for (const lock of locks.filter(({ length }) => length > 1)) {
      for (const kept of lock) {
        const found = mutations.find(({ without }) =>
          without.length === lock.length - 1 && !without.includes(kept) &&
          lock.every((it) => it === kept || without.includes(it))
        )!;
        const { id, breaks } = found;
        const falls = breaks[attack]?.includes(stage) ?? false;
        assertFalse(falls, `${attack} on ${stage} without ${id}`);
      }
    }
  }
});

Deno.test("each mutation changes each of its files", () => {
  for (const { without } of mutations) {
    const files = new Map<string, string>();
    for (const patch of without.flatMap(({ patches }) => patches)) {
      const source = files.get(patch.file) ??
        Deno.readTextFileSync(new URL(patch.file, ROOT));
      files.set(patch.file, applyPatch(source, patch));
    }
  }
});

Deno.test("applyPatch() fails if the defence is not there", () => {
  const patch = { file: "a.ts", from: "if (own)", to: "if (true || $&)" };
  assertEquals(
    applyPatch("x if (\n  own)", patch),
    "x if (true || if (\n  own))",
  );
  assertThrows(() => applyPatch("x", patch), Error, "a.ts has no “if (own)”");
});

Deno.test("a mark that is not in the source is not found", async () => {
  const file = "lib/http/cookies.ts";
  assertEquals(findLine({ file, text: "no such text" }), null);
  const { line, text } = findLine({ file, text: '"HttpOnly",' })!;
  const lines = (await Deno.readTextFile(new URL(file, ROOT))).split("\n");
  assertEquals(lines[line - 1].trim(), text);
});

/** The `INSECURE` comments of the rungs: file and first line. */
async function insecureComments(): Promise<{ file: string; line: number }[]> {
  const found = [];
  for await (const folder of Deno.readDir(new URL("stages/", ROOT))) {
    if (!folder.isDirectory) continue;
    const path = `stages/${folder.name}/`;
    for await (const { name } of Deno.readDir(new URL(path, ROOT))) {
      if (!/\.tsx?$/.test(name)) continue;
      const file = path + name;
      const text = await Deno.readTextFile(new URL(file, ROOT));
      for (const [index, line] of text.split("\n").entries()) {
        if (/\/\/ INSECURE\(/.test(line)) found.push({ file, line: index + 1 });
      }
    }
  }
  return found;
}

Deno.test("each INSECURE comment is shown by a cell that breaks", async () => {
  const comments = await insecureComments();
  assert(comments.length > 0);
  const shown = new Set<string>();
  const breaking = cells.filter(({ expect }) => expect === "breaks");
  for (const mark of breaking.flatMap(({ marks }): Mark[] => marks)) {
    const found = findLine(mark);
    if (found) shown.add(`${found.file}:${found.line}`);
  }
  for (const { file, line } of comments) {
    assert(shown.has(`${file}:${line}`), `${file}:${line} is shown by none`);
  }
});

Deno.test("the record has each cell, as it is expected", () => {
  assertEquals(
    recorded.map(({ attack, stage, verdict }) => [attack, stage, verdict]),
    attacks.flatMap(({ id, cells }) =>
      stages.filter((stage) => stage.id in cells)
        .map((stage) => [id, stage.id, cells[stage.id].expect])
    ),
    "deno task attacks --write",
  );
});

Deno.test("what each mutation changes is recorded, as it is now", () => {
  const stale = mutations.filter((it) => isStale(it)).map(({ id }) => id);
  assertEquals([...stale, ...gone()], [], "deno task mutate --stale --write");
  for (const { id, breaks } of mutations) {
    assertEquals(fallen(recordedMutations[id]), byAttack(breaks), id);
  }
});

Deno.test("a record rests on the lines that are taken away and the cells that are run", () => {
  const [mutation] = mutations;
  const [defence, ...rest] = mutation.without;
  const [first, ...others] = defence.patches;
  const patches = [{ ...first, to: `${first.to} ` }, ...others];
  const edited = { ...mutation, without: [{ ...defence, patches }, ...rest] };
  assertNotEquals(basisOf(edited, false), basisOf(mutation, false));
  assertNotEquals(basisOf(mutation, true), basisOf(mutation, false));
  assertEquals(
    basisOf(structuredClone(mutation), true),
    basisOf(mutation, true),
  );
});

Deno.test("the record has no secret and nothing random", () => {
  const text = JSON.stringify([recorded, recordedMutations]);
  assertEquals(redact(text), text);
  assertFalse(/[\w-]{43}/.test(text));
  assertFalse(/(127\.0\.0\.1|localhost|evil\.example):\d/.test(text));
  assertFalse(/\d-\d\dT\d\d:\d\d/.test(text)); // the log's times
});

Deno.test("docs/matrix.md shows the matrix as it is recorded", async () => {
  const readme = await Deno.readTextFile(new URL("docs/matrix.md", ROOT));
  const table = markdownTable((attack, stage) =>
    findRecorded(attack, stage)?.verdict ?? "—"
  );
  assertEquals(
    insertTable(readme, table),
    readme,
    "deno task attacks --write",
  );
});

Deno.test("redact() shows what a JWT says, and hides what is random", () => {
  const token = "x".repeat(43);
  assertEquals(
    redact(`jwt=eyJhIjoxfQ.eyJiIjoyfQ.abc; t=${token}`),
    [
      `jwt=‹{"a":1}.{"b":2}.signature›; t=‹token›`,
    ].join(),
  );
  assertEquals(redact("http://127.0.0.1:8123/x"), "http://127.0.0.1/x");
});

Deno.test("what a page can run is a request to the rung's own API", () => {
  for (const stage of stages) {
    const { routes } = stage.create();
    for (const { id } of attacks) {
      const live = liveAttack(id, stage, 0);
      if (live === null || !(stage.id in cellsOf(id))) continue;
      const known = Object.keys(routes).some((route) =>
        route.endsWith(` ${live.path}`)
      );
      assert(known, `${id} on ${stage.id}: ${live.path}`);
    }
  }
});

Deno.test("of a JWT that a page forges nothing but the signature is wrong", async () => {
  for (const stage of stages.filter(({ id }) => ["5", "6", "7"].includes(id))) {
    using lab = await Lab.open(stage);
    const live = liveAttack("jwt-guessed-key", stage, lab.clock)!;
    const claims = decodeJwt(live.jwt!).unverifiedClaims;
    const client = lab.client(stage);
    for (
      const [jwt, status] of [
        [live.jwt!, 401],
        [signJwt(claims, lab.jwtKey), 200],
      ] as const
    ) {
      for (const name of ["jwt", "access"]) client.cookies.set(name, jwt);
      assertEquals((await client.get("/auth/whoami")).status, status, stage.id);
    }
  }
});

function cellsOf(attack: string) {
  return attacks.find(({ id }) => id === attack)!.cells;
}

/** Who asks for the page with a hole, and whether they get it. */
const VISITORS: [string, RequestInit, number][] = [
  ["http://127.0.0.1:8000/hole", {}, 200],
  ["http://localhost:8000/hole", {}, 200],
  ["http://[::1]:8000/hole", {}, 200],
  ["http://192.168.0.7:8000/hole", {}, 421],
  ["https://ladder.example/hole", {}, 421],
  ["http://127.0.0.1.ladder.example/hole", {}, 421],
  ["http://127.0.0.1/hole", { headers: { "X-Forwarded-For": "1.2.3.4" } }, 404],
  ["http://127.0.0.1/hole", { headers: { Forwarded: "for=1.2.3.4" } }, 404],
];

for (const [url, init, status] of VISITORS) {
  const who = JSON.stringify(init.headers ?? {});
  Deno.test(`the page with a hole: ${url} ${who} is a ${status}`, async () => {
    using lab = await Lab.open(stages.find(({ id }) => id === "4")!);
    const response = await lab.handler(new Request(url, init));
    assertEquals(response.status, status);
    const html = await response.text();
    assertEquals(html.includes("Insecure on purpose"), status === 200);
  });
}

Deno.test("the page with a hole is the same on each rung, and takes no input", async () => {
  const pages = [];
  for (const stage of stages.filter(({ app }) => app === "todos")) {
    using lab = await Lab.open(stage);
    const response = await lab.handler(
      new Request(
        "http://127.0.0.1:8000/hole?x=<script>alert(1)</script>",
        { headers: { Referer: "http://127.0.0.1:8000/?<i>" } },
      ),
    );
    pages.push(await response.text());
  }
  for (const page of pages) {
    assertEquals(
      page.replaceAll(/nonce="\w+"/g, ""),
      pages[0].replaceAll(
        /nonce="\w+"/g,
        "",
      ),
    );
    assertFalse(page.includes("alert(1)"));
  }
});
