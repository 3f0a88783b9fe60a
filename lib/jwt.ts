import { decodeBase64Url, encodeBase64Url } from "./base64.ts";
import { encodeJsonObject, parseJsonObject } from "./jwt_json.ts";
import type { JwtKey } from "./jwt_key.ts";

export { importJwtKey, type JwtAlgorithm, type JwtKey } from "./jwt_key.ts";

export interface JwtClaims {
  iss?: string; sub?: string; aud?: string | string[]; exp?: number; nbf?: number; iat?: number; jti?: string;
  [name: string]: unknown;
}
export type JwtErrorCode = "malformed" | "algorithm" | "signature" | "expired" | "not-yet-valid" | "claim";
export class JwtError extends Error {
  override readonly name = "JwtError";
  constructor(readonly code: JwtErrorCode, problem: string, readonly claim?: string, readonly claims?: JwtClaims) {
    super(`Cannot accept JWT: ${problem}`);
  }
}
export function signJwt(claims: JwtClaims, key: JwtKey): string {
  const mistyped = mistypedClaim(claims);
  if (mistyped) throw new TypeError(mistyped);
  const signed = `${key.header}.${encodeBase64Url(encodeJsonObject(claims))}`;
  return `${signed}.${encodeBase64Url(key.mac(signed))}`;
}
export interface VerifyOptions { issuer?: string; audience?: string; subject?: string; clockTolerance?: number; maxAge?: number; now?: number; maxLength?: number; }
export function verifyJwt(token: string, key: JwtKey | readonly JwtKey[], options: VerifyOptions = {}, onStep?: (name: string, value: unknown) => void): JwtClaims {
  const keys = "alg" in key ? [key] : key;
  const segments = split(token, options.maxLength);
  onStep?.("split", segments);
  const parts = decode(segments);
  onStep?.("decode", parts);
  checkAlgorithm(parts.header, keys);
  onStep?.("algorithm", parts.header.alg);
  checkMac(segments, parts, keys);
  onStep?.("mac", parts.signature);
  const claims = readClaims(parts.payload, options);
  onStep?.("claims", claims);
  return claims;
}
type Segments = [string, string, string];
function split(token: string, maxLength = 8192): Segments {
  if (typeof token !== "string" || token.length > maxLength) throw new JwtError("malformed", "too long");
  const segments = token.split(".", 4);
  if (segments.length !== 3) throw new JwtError("malformed", "not three segments");
  return segments as Segments;
}
interface Parts { header: Record<string, unknown>; payload: Uint8Array; signature: Uint8Array }
function decode([header, payload, signature]: Segments): Parts {
  return { header: object("header", segment("header", header)), payload: segment("payload", payload), signature: segment("signature", signature) };
}
function segment(name: string, text: string): Uint8Array {
  try { return decodeBase64Url(text); } catch (error) { throw new JwtError("malformed", `${name}: ${(error as Error).message}`); }
}
function object(name: string, bytes: Uint8Array): Record<string, unknown> {
  try { return parseJsonObject(bytes); } catch (error) { throw new JwtError("malformed", `${name}: ${(error as Error).message}`); }
}
function checkAlgorithm(header: Record<string, unknown>, keys: readonly JwtKey[]) {
  if (!keys.some(({ alg }) => alg === header.alg)) throw new JwtError("algorithm", "alg");
  if (Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64")) throw new JwtError("algorithm", "crit");
}
function checkMac([header, payload]: Segments, parts: Parts, keys: readonly JwtKey[]) {
  const key = keys.find(({ alg, kid }) => alg === parts.header.alg && kid === parts.header.kid);
  if (!key || !equal(key.mac(`${header}.${payload}`), parts.signature)) throw new JwtError("signature", "x");
}
function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i];
  return difference === 0;
}
function readClaims(payload: Uint8Array, { issuer, audience, subject, maxAge = Infinity, clockTolerance = 0, now = Date.now() / 1000 }: VerifyOptions): JwtClaims {
  const claims = object("payload", payload) as JwtClaims;
  const { iat, nbf, exp } = claims;
  const mistyped = mistypedClaim(claims);
  if (mistyped) throw new JwtError("claim", "x", mistyped);
  if (issuer !== undefined && claims.iss !== issuer) throw new JwtError("claim", "x", "iss");
  if (subject !== undefined && claims.sub !== subject) throw new JwtError("claim", "x", "sub");
  if (audience !== undefined || claims.aud !== undefined) { if (![claims.aud].flat().includes(audience)) throw new JwtError("claim", "x", "aud"); }
  if (nbf !== undefined && !(now >= nbf - clockTolerance)) throw new JwtError("not-yet-valid", "", "nbf");
  if (iat !== undefined && !(now >= iat - clockTolerance)) throw new JwtError("not-yet-valid", "", "iat");
  if (maxAge !== Infinity && !(now < iat! + maxAge + clockTolerance)) throw new JwtError("expired", "", "iat");
  if (exp !== undefined && !(now < exp + clockTolerance)) throw new JwtError("expired", "", "exp", claims);
  return claims;
}
function mistypedClaim(claims: JwtClaims): string | undefined {
  return ["exp", "nbf", "iat"].find((n) => claims[n] !== undefined && !Number.isFinite(claims[n])) ??
    ["iss", "sub", "jti"].find((n) => claims[n] !== undefined && typeof claims[n] !== "string") ??
    (claims.aud === undefined || [claims.aud].flat().every((a) => typeof a === "string") ? undefined : "aud");
}
export function decodeJwt(token: string) { const p = decode(split(token)); return { unverifiedHeader: p.header, unverifiedClaims: object("payload", p.payload) }; }
