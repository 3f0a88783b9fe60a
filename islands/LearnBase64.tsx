import { useComputed, useSignal } from "@preact/signals";
import {
  type Base64Variant,
  encodeBase64,
  encodeBase64Url,
} from "../lib/base64.ts";
import {
  explainDecode,
  explainEncode,
} from "../components/learn/base64/base64_steps.ts";
import Aliases from "../components/learn/base64/Aliases.tsx";
import {
  type Direction,
  readInput,
  writeInput,
} from "../components/learn/base64/base64_input.ts";
import Directions from "../components/learn/base64/Directions.tsx";
import Pager from "../components/learn/Pager.tsx";
import Ruler, { RULER_SIZE } from "../components/learn/base64/Ruler.tsx";
import StepList from "../components/learn/base64/StepList.tsx";

/** Base64 in both directions, with all that is between bytes and text. */
export default function LearnBase64() {
  const direction = useSignal<Direction>("encode");
  const input = useSignal("is it ok?!");
  const start = useSignal(0);
  const showAliases = useSignal(false);
  const result = useComputed(() => readInput(input.value, direction.value));

  const { bytes, problem } = result.value;
  const isEncode = direction.value === "encode";
  const variant: Base64Variant = direction.value === "base64url"
    ? "base64url"
    : "base64";
  const base64 = encodeBase64(bytes);
  const base64url = encodeBase64Url(bytes);
  const from = Math.min(start.value, Math.max(0, bytes.length - 1));
  const shown = bytes.subarray(from, from + RULER_SIZE);
  const isEnd = from + RULER_SIZE >= bytes.length;
  const steps = isEncode
    ? explainEncode(shown, variant)
    : explainDecode(explainEncode(shown, variant).text, variant);
  const turn = (to: Direction) => {
    // What was the result is the input now.
    if (problem === null) input.value = writeInput(bytes, to) ?? input.value;
    direction.value = to;
    start.value = 0;
  };
  const aliasText = variant === "base64" ? base64 : base64url;
  return (
    <div class="workbench">
      <Directions direction={direction.value} onChange={turn} />
      <label class="field">
        {isEncode ? "Text" : `Text in ${variant}`}
        <textarea
          rows={3}
          spellcheck={false}
          value={input.value}
          onInput={(event) => {
            input.value = event.currentTarget.value;
            start.value = 0;
          }}
        />
      </label>
      <p role="alert" class="problem">{problem}</p>
      {bytes.length > 0 && (
        <>
          <div class="pair">
            <Result name="base64" text={base64} />
            <Result name="base64url" text={base64url} />
          </div>
          <h2 id="ruler">The bit ruler</h2>
          <p id="ruler-help" class="hint">
            Bytes, bits, numbers of six bits, and their symbols in base64 and in
            base64url. Point at a cell, or walk with the arrow keys: what has
            bits in common lights up. Dashed bits are unused.
          </p>
          <Ruler
            bytes={shown}
            start={from}
            isEnd={isEnd}
            onLastSymbol={() => showAliases.value = true}
          />
          <Pager
            unit="bytes"
            start={start}
            size={RULER_SIZE}
            total={bytes.length}
          />
          <h2 id="aliases">The last symbol</h2>
          <button
            type="button"
            aria-expanded={showAliases.value}
            onClick={() => showAliases.value = !showAliases.value}
          >
            Aliases of the last symbol
          </button>
          {showAliases.value && (
            <Aliases
              text={aliasText}
              variant={variant}
              unusedBits={[0, 4, 2][bytes.length % 3]}
            />
          )}
          <h2 id="steps">Step by step</h2>
          <StepList
            steps={steps}
            variant={variant}
            direction={isEncode ? "encode" : "decode"}
          />
        </>
      )}
    </div>
  );
}

function Result({ name, text }: { name: string; text: string }) {
  return (
    <label class="field">
      {name}
      <textarea rows={3} readOnly value={text} />
    </label>
  );
}
