import { findWords, type Word, WORDS } from "./words.ts";

interface ExplainProps {
  text: string;
  /** The ids of the words that the page has explained already. */
  seen: Set<string>;
}

/** A text whose first words are explained where one stops at them. */
export function Explain({ text, seen }: ExplainProps) {
  return (
    <>
      {findWords(text, seen).map((part) =>
        typeof part === "string"
          ? part
          : <Term key={part.word.id} word={part.word}>{part.text}</Term>
      )}
    </>
  );
}

function Term({ word, children }: { word: Word; children: string }) {
  return (
    <a class="word" href={`/learn/words#${word.id}`}>
      {children}
      <span class="tip">{word.says[0]}</span>
    </a>
  );
}

/** All of them, each with its picture and the rung that uses it. */
export function WordList(
  { rungHref }: { rungHref: (id: string) => string | undefined },
) {
  return (
    <dl class="words">
      {WORDS.map(({ id, name, says, picture, rung }) => (
        <div key={id} id={id}>
          <dt>{name}</dt>
          <dd>
            <p>{says.join(" ")}</p>
            {picture.map((row) => (
              <p key={row} class="picture">
                <Drawn row={row} />
              </p>
            ))}
            <p>
              <a href={rungHref(rung)}>See it on rung {rung}</a>
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A row of a picture, as elements that any text size and colour suits. */
function Drawn({ row }: { row: string }) {
  return <>{row.split(/(\[.*?\]|\{.*?\}|[→✓✗])/).map(drawPart)}</>;
}

function drawPart(part: string, key: number) {
  const inner = part.slice(1, -1);
  if (part.startsWith("[")) {
    return (
      <b key={key}>
        <Drawn row={inner} />
      </b>
    );
  }
  if (part.startsWith("{")) return <mark key={key}>{inner}</mark>;
  if (/^[→✓✗]$/.test(part)) return <i key={key} data-sign={part}>{part}</i>;
  return part.trim() ? <span key={key}>{part}</span> : null;
}
