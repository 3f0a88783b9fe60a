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
  if (!current || current.hasScripts) return null;
  current.hasScripts = true;
  return [h(Templates, { from: 0 }), h(Boot, null)];
}

/** A slot in a template may bring slots of its own: those come next. */
function Templates({ from }: { from: number }): ComponentChildren {
  const { slots } = current!;
  const to = slots.length;
  if (from === to) return null;
  const templates = slots.slice(from, to).map((slot, index) =>
    slot &&
    h("template", { id: `fresh-slot-${from + index}` }, slot as AnyVNode)
  );
  return [templates, h(Templates, { from: to })];
}

function Boot(): AnyVNode | null {
  const { basePath, calls, islands, nonce, snapshot } = current!;
  if (islands.size === 0 && !snapshot.reload) return null;

  const { json, hasSignals } = encode(calls);
  const base = scriptBase(basePath);
  const lines = [`import{boot}from"${base}fresh-runtime.js";`];
  if (hasSignals) lines.push(`import{signal}from"${base}fresh-signals.js";`);
  const names: string[] = [];
  for (const { chunk, exportName } of islands.keys()) {
    const name = `i${names.length}`;
    names.push(name);
    lines.push(`import{${exportName} as ${name}}from"${base}${chunk}";`);
  }
  lines.push(`boot([${names}],${JSON.stringify(json)}`);
  lines.push(hasSignals ? ",signal);" : ");");

  // No text may end the script or open a comment in it.
  const __html = lines.join("").replaceAll("<", "\\u003c");
  const type = "module";
  return h("script", { type, nonce, dangerouslySetInnerHTML: { __html } });
}

/** The `Link` header by which a browser fetches the modules at once. */
export function preloadHeader(state: DocumentState): string | null {
  if (state.islands.size === 0) return null;
  const base = scriptBase(state.basePath);
  const chunks = [...state.islands.keys()].map((island) => island.chunk);
  return ["fresh-runtime.js", ...new Set(chunks)]
    .map((file) => `<${base}${file}>; rel="modulepreload"; as="script"`)
    .join(", ");
}

const scriptBase = (basePath: string) => `${basePath}/_fresh/js/${BUILD_ID}/`;
