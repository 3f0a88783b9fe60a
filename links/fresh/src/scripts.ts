/**
 * The end of a body: the script that brings the islands to life. A page without
 * islands has none.
 *
 * @module
 */
import { h } from "preact";
import { BUILD_ID } from "./build_id.ts";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";
import { encode } from "./json.ts";

export function Boot(): AnyVNode | null {
  const { build, calls, islands, nonce, tags } = current!;
  if (tags.has("script") || islands.size === 0 && !build.reload) return null;
  tags.add("script");

  const { json, hasSignals } = encode(calls);
  const url = (file: string) => `"${scriptPath(file)}"`;
  const names = [...islands.values()].map((index) => `i${index}`);
  const lines = [
    `import{boot}from${url("fresh-runtime.js")};`,
    hasSignals ? `import{signal}from${url("fresh-signals.js")};` : "",
    ...[...islands].map(([{ chunk, exportName }, index]) =>
      `import{${exportName} as i${index}}from${url(chunk)};`
    ),
    `boot([${names}],${JSON.stringify(json)}${hasSignals ? ",signal" : ""});`,
  ];
  // No text may end the script or open a comment in it.
  const __html = lines.join("").replaceAll("<", "\\u003c");
  const type = "module";
  return h("script", { type, nonce, dangerouslySetInnerHTML: { __html } });
}

/** The `Link` header by which a browser fetches the modules at once. */
export function preloadHeader({ islands }: DocumentState): string | null {
  if (islands.size === 0) return null;
  const chunks = [...islands.keys()].map((island) => island.chunk);
  return ["fresh-runtime.js", ...new Set(chunks)]
    .map((it) => `<${scriptPath(it)}>; rel="modulepreload"; as="script"`)
    .join(", ");
}

const scriptPath = (file: string) => `/_fresh/js/${BUILD_ID}/${file}`;
