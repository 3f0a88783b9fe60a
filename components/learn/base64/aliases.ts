/**
 * The spellings that stand for the same bytes as a base64 text.
 *
 * @module
 */
import {
  ALPHABETS,
  type Base64Variant,
  decodeBase64,
  decodeBase64Url,
} from "../../../lib/base64.ts";

interface Alias {
  symbol: string;
  /** The six bits of the symbol. */
  bits: string;
  text: string;
  /** Why `lib/base64.ts` refuses the text; null if it takes it. */
  refusal: string | null;
  /** The bytes that `atob()`, which is lax, makes of the text. */
  lax: number[];
}

/**
 * The text with each last symbol that differs in unused bits only; first the
 * one that encoding writes.
 *
 * @param unusedBits How many bits at its end stand for nothing: 0, 2 or 4
 */
export function aliasesOf(
  text: string,
  variant: Base64Variant,
  unusedBits: number,
): Alias[] {
  const [, before, last, padding] = /^(.*?)([^=])(=*)$/s.exec(text)!;
  const first = ALPHABETS[variant].indexOf(last) >> unusedBits << unusedBits;
  return Array.from({ length: 1 << unusedBits }, (_, unused) => {
    const number = first | unused;
    const symbol = ALPHABETS[variant][number];
    const alias = before + symbol + padding;
    return {
      symbol,
      bits: number.toString(2).padStart(6, "0"),
      text: alias,
      refusal: refusalOf(alias, variant),
      lax: decodeLax(lastGroup(alias)),
    };
  });
}

function refusalOf(text: string, variant: Base64Variant): string | null {
  try {
    variant === "base64" ? decodeBase64(text) : decodeBase64Url(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The symbols of the last one, two or three bytes. */
export function lastGroup(text: string): string {
  return text.slice(-(text.length % 4 || 4));
}

function decodeLax(text: string): number[] {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Array.from(atob(base64), (character) => character.charCodeAt(0));
}
