/**
 * Taking the lab apart: the attacks run again at each save, and the exercise
 * that takes a browser. Both on copies of the tree.
 *
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";
import { copyTree } from "../attacks/runner/scratch.ts";
import { exercises } from "../exercises/mod.ts";
import { begin, judge, solve } from "../exercises/workshop.ts";

const TODOS = "lib/todos.ts";
const MAX_MS = 60_000;
const ROW = "another user's to-do by id, rung";

Deno.test("attacks --watch tells what a save has changed, on a rung of one's own too", async () => {
  await using tree = await makeTree(addOwnRung);
  const args = ["--watch", "--stage=4,44", "--attack=other-users-todo"];
  await using attacks = watch(tree.path, args);
  await attacks.says("All is as it should be: 2 cells");
  const source = await Deno.readTextFile(`${tree.path}/${TODOS}`);
  const save = (text: string) =>
    Deno.writeTextFile(`${tree.path}/${TODOS}`, text);

  await save(source.replace("WHERE id = ? AND user_id = ?", "WHERE id = ?1"));
  await attacks.says(`${ROW} 4: held, now breaks (${TODOS})`);
  await attacks.says(`${ROW} 44: held, now breaks (${TODOS})`);
  await save(`${source} syntax error (`);
  await attacks.says(`It can't be run now (${TODOS})`);
  await save(source.replace('AND user_id = ?"', 'AND user_id <> ?"'));
  await attacks.says("rung 4: the honest way no longer works");
  await save(source);
  await attacks.says("rung 4: the honest way works again");
});

Deno.test("the exercise about HttpOnly fails its row until it is solved", async () => {
  const exercise = exercises.find(({ browser }) => browser)!;
  await using tree = await makeTree((path) => begin(exercise, path));
  const [wrong, ...more] = await judge(exercise, tree.path);
  assertMatch(wrong, /^script on the page reads the credential, rung 4/);
  assertEquals(more, []);
  solve(exercise, tree.path);
  assertEquals(await judge(exercise, tree.path), []);
});

async function makeTree(fill: (path: string) => void) {
  const path = await Deno.makeTempDir({ prefix: "auth-ladder-tree-" });
  fill(path);
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/** A copy of the lab, with a copy of rung 4 as a learner's own rung 44. */
function addOwnRung(path: string): void {
  copyTree(path);
  Deno.mkdirSync(`${path}/stages/44`);
  copyTree(`${path}/stages/44`, `${path}/stages/04`);
  edit(`${path}/stages/44/mod.ts`, `id: "4"`, `id: "44"`);
  const list = `${path}/stages/mod.ts`;
  edit(list, "import", `import { stage as own } from "./44/mod.ts";\nimport`);
  edit(list, "  stage4,", "  stage4,\n  own,");
}

function edit(path: string, from: string, to: string): void {
  const source = Deno.readTextFileSync(path);
  Deno.writeTextFileSync(path, source.replace(from, to));
}

/** `deno task attacks` in a tree, and what it says. */
function watch(cwd: string, args: string[]) {
  const run = ["run", "--quiet", "--no-check", "-P=e2e"];
  const child = new Deno.Command(Deno.execPath(), {
    args: [...run, "attacks/runner/run.ts", ...args],
    cwd,
    stdout: "piped",
  }).spawn();
  const chunks = child.stdout.pipeThrough(new TextDecoderStream()).values();
  const timer = setTimeout(() => child.kill(), MAX_MS);
  let said = "";
  return {
    /** Waits until it has said this, since what was waited for before. */
    async says(text: string): Promise<void> {
      while (!said.includes(text)) {
        const { value, done } = await chunks.next();
        if (done) throw new Error(`It never said “${text}”, but: ${said}`);
        said += value;
      }
      said = said.slice(said.indexOf(text) + text.length);
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      child.kill();
      await chunks.return?.();
      await child.status;
    },
  };
}
