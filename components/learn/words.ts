/**
 * The words that a beginner needs first. Each is explained in `words.json` and
 * nowhere else, so that it means the same on every page.
 *
 * @module
 */
import words from "./words.json" with { type: "json" };

export interface Word {
  /** Its anchor on the page of first words. */
  id: string;
  name: string;
  /** How texts spell it, as a part of a regular expression. */
  forms: string;
  /** Two sentences; the first explains it alone, too. */
  says: string[];
  /**
   * A small picture, a row each: `[a box]`, `{a credential}`, arrows, ✓ and ✗.
   */
  picture: string[];
  /** The rung that uses it. */
  rung: string;
}

export const WORDS: readonly Word[] = words;

/** Longer ones come first: "session token" before "session". */
const BY_LENGTH = WORDS.toSorted((a, b) => b.name.length - a.name.length);
const ANY = new RegExp(
  `\\b(?:${BY_LENGTH.map(({ forms }) => `(${forms})`).join("|")})\\b`,
  "gi",
);

/**
 * Cuts a text where it uses one of these words for the first time.
 *
 * @param seen The ids of those that the page has explained already; the ones
 * found now are added.
 */
export function findWords(
  text: string,
  seen: Set<string>,
): (string | { word: Word; text: string })[] {
  const parts: ReturnType<typeof findWords> = [];
  let end = 0;
  for (const match of text.matchAll(ANY)) {
    const word = BY_LENGTH[match.slice(1).findIndex(Boolean)];
    if (seen.has(word.id)) continue;
    seen.add(word.id);
    parts.push(text.slice(end, match.index), { word, text: match[0] });
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
