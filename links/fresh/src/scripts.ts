/**
 * The end of a body: children that islands have not shown yet, and the script
 * that brings the islands to life. A page without islands gets neither.
 *
 * @module
 */
import { type ComponentChildren, h } from "preact";
import { BUILD_ID } from "./build_id.ts";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";
import { encode } from "./json.ts";

export function Scripts(): ComponentChildren {
  if (!current || current.tags.has("script")) return null;
  current.tags.add("script");
  return [h(Templates, { from: 0 }), h(Boot, null)];
}

/** A slot in a template may bring slots of its own: those come next. */
function Templates({ from }: { from: number }): ComponentChildren {
  const { slots } = current!;
  const to = slots.length;
  if (from === to) return null;
  const templates = slots.slice(from, to).map((slot, index) =>
    slot !== null &&
    h("template", { id: `fresh-slot-${from + index}` }, slot as AnyVNode)
  );
  return [templates, h(Templates, { from: to })];
}

function Boot(): AnyVNode | null {
  const { build, calls, islands, nonce } = current!;
  if (islands.size === 0 && !build.reload) return null;

  const { json, hasSignals } = encode(calls);
  const url = (file: string) => `"${scriptPath(current!, file)}"`;
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
export function preloadHeader(state: DocumentState): string | null {
  if (state.islands.size === 0) return null;
  const chunks = [...state.islands.keys()].map((island) => island.chunk);
  return ["fresh-runtime.js", ...new Set(chunks)]
    .map((it) => `<${scriptPath(state, it)}>; rel="modulepreload"; as="script"`)
    .join(", ");
}

const scriptPath = ({ basePath }: DocumentState, file: string) =>
  `${basePath}/_fresh/js/${BUILD_ID}/${file}`;
