/**
 * A site that is served by `Builder.listen()` in a process of its own.
 *
 * @module
 */
import { fromFileUrl, type Server, start, tempDir } from "./processes.ts";

const testdata = fromFileUrl(new URL("./testdata/", import.meta.url));

const FILES = {
  "dev.ts": `import { Builder } from "fresh/dev";
    const builder = new Builder({ root: import.meta.dirname });
    await builder.listen(() => import("./main.ts"), {
      hostname: "127.0.0.1",
      port: Number(Deno.args[0]),
    });`,
  "main.ts": `import { App, staticFiles } from "fresh";
    export const app = new App().use(staticFiles()).fsRoutes();`,
  "routes/index.tsx": `import Island from "../islands/Island.tsx";
    export default () => <h1>one<Island /></h1>;`,
  "islands/Island.tsx": `import { useEffect, useState } from "preact/hooks";
    export default function Island() {
      const [place, setPlace] = useState("server");
      useEffect(() => setPlace("browser"), []);
      return <i>{place}</i>;
    }`,
  "routes/plain.tsx": `export default () => <h1>plain</h1>;`,
  "static/a.txt": "a",
};

export interface DevSite extends AsyncDisposable {
  /** Starts the server, always on the same port. */
  start(): Promise<Server>;
  write(name: string, text: string): Promise<void>;
}

export async function devSite(): Promise<DevSite> {
  const { path, [Symbol.asyncDispose]: remove } = await tempDir(testdata);
  async function write(name: string, text: string) {
    const file = `${path}/${name}`;
    await Deno.mkdir(file.replace(/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  for (const [name, text] of Object.entries(FILES)) await write(name, text);
  const listener = Deno.listen({ port: 0 });
  const { port } = listener.addr;
  listener.close();
  return {
    start: () => start("run", ["-A", `${path}/dev.ts`, String(port)]),
    write,
    [Symbol.asyncDispose]: remove,
  };
}
