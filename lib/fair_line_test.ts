import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "../testing/fake_time.ts";
import { FairLine } from "./fair_line.ts";
import { RetryError } from "./http/errors.ts";

/** Work that ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { run: () => promise, end: resolve };
}

Deno.test("FairLine runs so much at once, and the rest later", async () => {
  const line = new FairLine(2);
  const [first, second] = [work(), work()];
  const started: string[] = [];
  const all = [
    line.run("a", first.run),
    line.run("a", second.run),
    line.run("a", () => Promise.resolve(started.push("third"))),
  ];
  await Promise.resolve();
  assertEquals(started, []);
  first.end();
  await all[2];
  assertEquals(started, ["third"]);
  second.end();
  await Promise.all(all);
});

Deno.test("FairLine takes clients in turns", async () => {
  const line = new FairLine(1);
  const done: string[] = [];
  const all = ["a1", "a2", "a3", "b1"].map((name) =>
    line.run(name[0], () => Promise.resolve(done.push(name)))
  );
  await Promise.all(all);
  assertEquals(done, ["a1", "a2", "b1", "a3"]);
});

Deno.test("FairLine lets a client pass one that floods", async () => {
  const line = new FairLine(1);
  const gate = work();
  const done: string[] = [];
  const add = (name: string) => () => Promise.resolve(done.push(name));
  const all: Promise<unknown>[] = [line.run("flood", gate.run)];
  for (let i = 0; i < 200; i++) all.push(line.run("flood", add("flood")));
  all.push(line.run("vidu", add("vidu")), line.run("rahul", add("rahul")));
  gate.end();
  await Promise.all(all);
  assertEquals(done.length, 202);
  assert(done.indexOf("vidu") <= 2 && done.indexOf("rahul") <= 2);
});

Deno.test("FairLine refuses the work of a client that has too much waiting", async () => {
  const line = new FairLine(1);
  const gate = work();
  const all = Array.from(
    { length: 300 },
    () => line.run("flood", gate.run).catch((error) => error),
  );
  const error = await assertRejects(
    () => line.run("flood", gate.run),
    RetryError,
  );
  assertEquals(error.status, 503);
  const other = line.run("vidu", () => Promise.resolve("in"));
  gate.end();
  assertEquals(await other, "in");
  const refused = (await Promise.all(all)).filter((it) => it instanceof Error);
  assertEquals(refused.length, 300 - 251);
});

Deno.test("FairLine tells someone who has waited 45 seconds to come again", async () => {
  using time = new FakeTime();
  const line = new FairLine(1);
  const gate = work();
  const first = line.run("a", gate.run);
  const second = assertRejects(() => line.run("b", gate.run), RetryError);
  time.tick(45_000);
  await second;
  gate.end();
  await first;
  assertEquals(await line.run("b", () => Promise.resolve("in")), "in");
});

Deno.test("FairLine goes on after work that fails", async () => {
  const line = new FairLine(1);
  const broken = () => Promise.reject(new Error("broken"));
  const all = [line.run("a", broken), line.run("a", () => Promise.resolve(1))];
  const [first, second] = await Promise.allSettled(all);
  assertEquals([first.status, second.status], ["rejected", "fulfilled"]);
  assertEquals(await line.run("a", () => Promise.resolve(2)), 2);
});
