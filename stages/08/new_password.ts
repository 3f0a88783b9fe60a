/**
 * Rung 8: a new password is long and not a common one (NIST SP 800-63B-4,
 * §3.1.1.2). Rules about digits or capitals only lead to `Password1!`.
 *
 * @module
 */
import { badField } from "../../lib/http/errors.ts";
import { stringField } from "../../lib/http/fields.ts";
import type { State } from "../../lib/state.ts";

/** In characters (code points). */
const [MIN_LENGTH, MAX_LENGTH] = [15, 128];

/**
 * Common passwords of 15 characters and more. A real service compares with a
 * list of millions, from passwords that were stolen elsewhere.
 */
const COMMON = new Set(
  `012345678901234 123456789012345 1234567890123456 123456789abcdef
  1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb
  abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz administrator123
  correcthorsebatterystaple iloveyousomuch123 itsasecrettoeverybody
  maytheforcebewithyou mypasswordispassword nevergonnagiveyouup
  qwertyuiopasdfg qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm
  thequickbrownfox thisisapassword thisismypassword tobeornottobe`.split(/\s+/),
);

/** A new password, or a 400 that says why it is refused. */
export function newPasswordField({ body }: State, email: string): string {
  const name = "newPassword";
  const password = stringField(body, name);
  // Neither can be told apart from others once it is hashed.
  if (!password.isWellFormed() || password.includes("\0")) {
    throw badField(name, "must be text");
  }
  const { length } = [...password];
  if (length < MIN_LENGTH || length > MAX_LENGTH) {
    throw badField(name, `must have ${MIN_LENGTH} to ${MAX_LENGTH} characters`);
  }
  if (COMMON.has(plain(password)) || /^(.{1,8})\1+$/iu.test(password)) {
    throw badField(name, "is too common: others would guess it");
  }
  if (plain(password) === plain(email)) {
    throw badField(name, "must not be your e-mail address");
  }
  return password;
}

/** Letters and digits only: `The quick brown fox!` is as common without them. */
const plain = (text: string) =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
