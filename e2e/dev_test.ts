/**
 * `deno task dev` in a copy of the project, whose files are changed under an
 * open page.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { cp } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { closeBrowser, openBrowser } from "../testing/browser.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const LEFT_OUT = /^(\.git|_fresh|data|docs|node_modules)$/;
/** For what takes two seconds, on a machine that has much else to do. */
const DEADLINE = 60_000;

interface Lab extends AsyncDisposable {
  /** Changes a file of the copy, or makes it. */
  edit(name: string, change: (text: string) => string): Promise<void>;
  /** Waits until the terminal shows `text`, below what was waited for before. */
  shows(text: string): Promise<void>;
  page: Page;
  open(path: string): Promise<void>;
  /** Waits until `act` has made the page load and know its server. */
  loads(act: () => Promise<unknown>): Promise<void>;
}

/** Starts `deno task dev` in a copy. */
async function develop(): Promise<Lab> {
  const folder = await Deno.makeTempDir({ prefix: "auth-ladder-dev-" });
  await cp(ROOT, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(relative(ROOT, path)),
  });
  // The port must be the same after each start.
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", "dev", `--port=${port}`],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  let unseen = "";
  let look = () => {};
  const reading = [process.stdout, process.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      unseen += text;
      look();
    }
  });
  function shows(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const deadline = setTimeout(
      () => reject(new Error(`"${text}" is not in:\n${unseen}`)),
      DEADLINE,
    );
    look = () => {
      const at = unseen.indexOf(text);
      if (at < 0) return;
      unseen = unseen.slice(at + text.length);
      look = () => {};
      resolve();
    };
    look();
    return promise.finally(() => clearTimeout(deadline));
  }

  const page = await (await openBrowser()).newPage();
  page.setDefaultTimeout(DEADLINE);
  let told: Promise<unknown>;
  page.on("websocket", (socket) => {
    told = socket.waitForEvent("framereceived");
    told.catch(() => {}); // There is no server at the moment.
  });
  async function loads(act: () => Promise<unknown>) {
    await Promise.all([page.waitForEvent("load"), act()]);
    await told;
  }

  const url = `http://127.0.0.1:${port}/`;
  await shows(url);
  return {
    async edit(name, change) {
      const file = join(folder, name);
      const text = await Deno.readTextFile(file).catch(() => "");
      await Deno.mkdir(dirname(file), { recursive: true });
      await Deno.writeTextFile(file, change(text));
    },
    shows,
    page,
    open: (path) => loads(() => page.goto(url + path)),
    loads,
    async [Symbol.asyncDispose]() {
      await page.close();
      process.kill();
      await Promise.all([process.status, ...reading]);
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("deno task dev reloads the page when a file of any kind changes", async (t) => {
  await using lab = await develop();
  const { page, open, loads, edit } = lab;

  await t.step("a stylesheet", async () => {
    await open("");
    await loads(() =>
      edit("static/styles.css", (css) => `${css} body { color: #010203 }`)
    );
    const color = await page.locator("body")
      .evaluate((body) => getComputedStyle(body).color);
    assertEquals(color, "rgb(1, 2, 3)");
  });

  await t.step("a lesson", async () => {
    await open("stages/4/");
    await loads(() =>
      edit("stages/04/README.md", (text) => `${text}\nA new sentence.\n`)
    );
    await page.getByText("A new sentence.").waitFor();
  });

  await t.step("a notebook", async () => {
    await open("learn/notebooks/jwt");
    await loads(() =>
      edit("notebooks/jwt.ipynb", (text) => {
        const notebook = JSON.parse(text);
        notebook.cells[0].source.push("\n\nA new sentence.\n");
        return JSON.stringify(notebook);
      })
    );
    await page.getByText("A new sentence.").waitFor();
  });

  await t.step("a route and an island that are new", async () => {
    await open("new");
    assertEquals(await page.getByText("New in the").count(), 0);
    await edit(
      "islands/new/New.tsx",
      () =>
        `import { useEffect, useState } from "preact/hooks";
       export default function New() {
         const [place, setPlace] = useState("server");
         useEffect(() => setPlace("browser"), []);
         return <h1>New in the {place}</h1>;
       }`,
    );
    await edit(
      "routes/new/index.tsx",
      () =>
        `import New from "../../islands/new/New.tsx";
       export default () => <New />;`,
    );
    await page.getByText("New in the browser").waitFor();
  });
});

Deno.test("deno task dev shows a syntax error, and goes on when it is mended", async (t) => {
  await using lab = await develop();
  await lab.open("");
  for (
    const file of [
      "islands/TodoApp.tsx",
      "routes/_app.tsx",
      "lib/jwt.ts",
      "stages/04/middleware.ts",
      "components/TodoRow.tsx",
      "deno.json",
    ]
  ) {
    await t.step(file, async () => {
      const broken = "\nconst = 1;\n";
      await lab.edit(file, (text) => text + broken);
      await lab.shows(file);
      await lab.shows("Change a file to start it again.");
      await lab.loads(() =>
        lab.edit(file, (text) => text.slice(0, -broken.length))
      );
    });
  }
});

Deno.test("deno task dev ends where its options ask for nothing else", async () => {
  const run = (option: string) =>
    new Deno.Command(Deno.execPath(), {
      args: ["task", "-q", "dev", option],
      cwd: ROOT,
      stdout: "piped",
      stderr: "piped",
    }).output();
  assertEquals((await run("--help")).code, 0);
  assertEquals((await run("--port=none")).code, 2);
});

Deno.test("the browser ends", closeBrowser);
