/**
 * Mutates JWTs in every way that an attacker, or a faulty signer, might think
 * of, and checks that each is refused with the right code.
 *
 * `lib/jwt_fuzz_test.ts` runs some; `deno task fuzz [count] [seed]` more.
 *
 * @module
 */
import { ALPHABETS } from "../lib/base64.ts";
import {
  importJwtKey,
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  type JwtKey,
  signJwt,
  verifyJwt,
} from "../lib/jwt.ts";

const SYMBOLS = ALPHABETS.base64url;
const NOW = 5000;
const SECRET = Uint8Array.from({ length: 64 }, (_, i) => i * 11 + 5);
const KEYS = (["HS256", "HS384", "HS512"] as const)
  .map((alg) => importJwtKey(SECRET, { alg }));
const CLAIMS: JwtClaims[] = [
  { sub: "12", iat: 4000, exp: 6000 },
  { iss: "ladder", sub: "1", jti: "ü", exp: 9e9 },
  {},
  { nbf: 1, data: [{ deep: "x".repeat(50) }, 1, null] },
];
const GOOD = KEYS.flatMap((key) =>
  CLAIMS.map((claims) => ({ token: signJwt(claims, key), key }))
);
const TOKENS = GOOD.map(({ token }) => token);
const MEGABYTE = "A".repeat(1e6);

/** A token, and the code with which it is to be refused. */
interface Case {
  token: string;
  code: JwtErrorCode;
  maxAge?: number;
}

/** The next random integer from 0 up to, and without, the limit. */
type Random = (limit: number) => number;

/** Numbers that a seed decides (xorshift32). */
function createRandom(seed: number): Random {
  let state = (seed | 0) || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const pick = <T>(random: Random, list: ArrayLike<T>): T =>
  list[random(list.length)];

const splice = (text: string, at: number, count: number, other = "") =>
  text.slice(0, at) + other + text.slice(at + count);

const toBase64Url = (bytes: Uint8Array) =>
  bytes.toBase64({ alphabet: "base64url", omitPadding: true });

const segment = (text: string | Uint8Array) =>
  toBase64Url(typeof text === "string" ? new TextEncoder().encode(text) : text);

/** A token with some segments changed. */
function withSegments(
  token: string,
  change: (segments: string[]) => void,
): string {
  const segments = token.split(".");
  change(segments);
  return segments.join(".");
}

/** Changes to the text of a token. */
const TEXT: Record<string, (token: string, random: Random) => string> = {
  flipBit(token, random) {
    const at = random(token.length);
    const code = token.charCodeAt(at) ^ 1 << random(8);
    return splice(token, at, 1, String.fromCharCode(code));
  },
  replace(token, random) {
    for (let i = random(9); i >= 0; i--) {
      token = splice(token, random(token.length), 1, pick(random, SYMBOLS));
    }
    return token;
  },
  remove: (token, random) => splice(token, random(token.length), random(5)),
  insert(token, random) {
    const others = [...SYMBOLS, ...". \t\r\n\0=+/%,;\"'é€🔑", "\ud800", "=="];
    const at = random(token.length + 1);
    return splice(token, at, 0, pick(random, others));
  },
  swap: (token, random) =>
    withSegments(token, (segments) => {
      const [a, b] = [random(3), random(3)];
      [segments[a], segments[b]] = [segments[b], segments[a]];
    }),
  mix: (token, random) =>
    withSegments(token, (segments) => {
      const at = random(3);
      segments[at] = pick(random, TOKENS).split(".")[at];
    }),
  alias: (token, random) =>
    withSegments(token, (segments) => {
      // Another last symbol, which differs in unused bits if there are any.
      const at = random(3);
      const number = SYMBOLS.indexOf(segments[at].at(-1)!);
      segments[at] = segments[at].slice(0, -1) +
        SYMBOLS[number ^ 1 + random(3)];
    }),
  pad: (token, random) =>
    withSegments(token, (segments) => {
      segments[random(3)] += "=".repeat(1 + random(3));
    }),
  otherAlphabet(token) {
    const other = token.replace("-", "+").replace("_", "/");
    return other === token ? splice(token, 3, 1, "+") : other;
  },
  truncate: (token, random) => token.slice(0, random(token.length)),
  repeat: (token, random) => token.repeat(2 + random(3)),
  changeCase: (token, random) =>
    random(2) ? token.toUpperCase() : token.toLowerCase(),
  megabyte: (token, random) =>
    random(2)
      ? withSegments(token, (segments) => {
        segments[random(3)] += MEGABYTE;
      })
      : ".".repeat(8193 + random(1e6)),
  noise(_, random) {
    const codes = Array.from(
      { length: 1 + random(60) },
      () => random(random(2) ? 128 : 65536),
    );
    return String.fromCharCode(...codes);
  },
};

/** A reference for tokens that no key has signed: other means, same answer. */
function codeOf(token: string, { alg }: JwtKey): JwtErrorCode {
  if (token.length > 8192) return "malformed";
  const segments = token.match(/^([\w-]*)\.([\w-]*)\.([\w-]*)$/)?.slice(1);
  try {
    const [header] = segments!.map(decodeStrictly).slice(0, 2).map(toText);
    const value = JSON.parse(header);
    if (Object.prototype.toString.call(value) !== "[object Object]") {
      return "malformed";
    }
    const isOurs = value.alg === alg && !("crit" in value || "b64" in value);
    return isOurs ? "signature" : "algorithm";
  } catch {
    return "malformed";
  }
}

function decodeStrictly(segment: string): Uint8Array {
  const bytes = Uint8Array.fromBase64(segment, { alphabet: "base64url" });
  if (toBase64Url(bytes) !== segment) throw new Error("an alias");
  return bytes;
}

function toText(bytes: Uint8Array): string {
  const options = { fatal: true, ignoreBOM: true };
  return new TextDecoder("utf-8", options).decode(bytes);
}

const ODD_ALGS = [
  ...["none", "None", "nOnE", "NONE", "", "hs256", "HS256 ", "HS1", "RS256"],
  ...["ES256", "PS256", "EdDSA", "HS256\0", "ＨＳ256", null, true, 256, [], {}],
  ...[["HS256"], { HS256: true }, undefined],
];
const ODD_OBJECTS = [
  ...["", "{", "{}{}", "[]", '[{"alg":"HS256"}]', "null", "true", "1", '"{}"'],
  ...["NaN", "{'a':1}", '{"a":1,}', "\ufeff{}", '{"a":"\n"}'],
  '{"a":undefined}',
];
const ODD_TIMES = [
  ...["null", "true", "false", '"5000"', '""', '"NaN"', "[]", "[5000]", "{}"],
  ...["1e999", "-1e999", '"Infinity"', '{"valueOf":5000}'],
];
const ODD_NAMES = ["null", "0", "1", "true", "[]", '["a"]', "{}"];
const ODD_AUDIENCES = ["null", "1", "{}", "[1]", '["a",null]', '[["a"]]'];

/** Signs what `signJwt()` would not. */
function sign(
  key: JwtKey,
  header: string | Uint8Array,
  payload: string | Uint8Array,
): string {
  const signed = `${segment(header)}.${segment(payload)}`;
  return `${signed}.${toBase64Url(key.sign(signed))}`;
}

const headerOf = ({ header }: JwtKey) => JSON.stringify(header);

/** Tokens that are wrong although the key has signed them. */
const SIGNED: Record<string, (key: JwtKey, random: Random) => Case> = {
  alg(key, random) {
    const header = JSON.stringify({ alg: pick(random, ODD_ALGS), typ: "JWT" });
    const token = sign(key, header, '{"sub":"12"}');
    const bare = token.slice(0, token.lastIndexOf(".") + 1);
    return { token: random(3) ? token : bare, code: "algorithm" };
  },
  extension(key, random) {
    const name = pick(random, ["crit", "b64"]);
    const value = pick(random, [false, true, null, 0, "", [], ["b64"], {}]);
    const header = JSON.stringify({ ...key.header, [name]: value });
    return { token: sign(key, header, '{"sub":"12"}'), code: "algorithm" };
  },
  header: (key, random) => ({
    token: sign(key, pick(random, ODD_OBJECTS), "{}"),
    code: "malformed",
  }),
  payload: (key, random) => ({
    token: sign(key, headerOf(key), pick(random, ODD_OBJECTS)),
    code: "malformed",
  }),
  twiceInHeader: (key, random) => ({
    token: sign(key, twice(headerOf(key), random), "{}"),
    code: "malformed",
  }),
  twiceInPayload(key, random) {
    const payload = twice(JSON.stringify(pick(random, CLAIMS)), random);
    return { token: sign(key, headerOf(key), payload), code: "malformed" };
  },
  brokenUtf8(key, random) {
    const bytes = new TextEncoder().encode('{"a":"12345678"}');
    bytes[6 + random(8)] = 0x80 + random(128);
    const token = random(2)
      ? sign(key, headerOf(key), bytes)
      : sign(key, bytes, "{}");
    return { token, code: "malformed" };
  },
  time: (key, random) =>
    withClaim(key, random, pick(random, ["exp", "nbf", "iat"]), ODD_TIMES),
  name: (key, random) =>
    withClaim(key, random, pick(random, ["iss", "sub", "jti"]), ODD_NAMES),
  audience: (key, random) => withClaim(key, random, "aud", ODD_AUDIENCES),
  otherAudience: (key, random) =>
    withClaim(key, random, "aud", ['"other"', "[]", '["other"]', '""']),
  expired: (key, random) => ({
    token: signJwt({ exp: NOW - random(NOW) }, key),
    code: "expired",
  }),
  early: (key, random) => ({
    token: signJwt({ nbf: NOW + 1 + random(NOW), exp: random(2 * NOW) }, key),
    code: "not-yet-valid",
  }),
  old: (key, random) => ({
    token: signJwt({ iat: NOW - 60 - random(NOW), exp: random(2 * NOW) }, key),
    code: "expired",
    maxAge: 60,
  }),
  future: (key, random) => ({
    token: signJwt({ iat: NOW + 61 + random(NOW), exp: random(2 * NOW) }, key),
    code: "not-yet-valid",
    maxAge: 60,
  }),
};

function withClaim(
  key: JwtKey,
  random: Random,
  name: string,
  values: string[],
): Case {
  const space = pick(random, ["", " ", "\n\t"]);
  const payload = `{"x":1,${space}"${name}":${pick(random, values)}}`;
  return { token: sign(key, headerOf(key), payload), code: "claim" };
}

/** JSON of an object in which a name comes twice, at some depth. */
function twice(json: string, random: Random): string {
  const space = pick(random, ["", " ", "\r\n"]);
  const name = pick(random, ['"y"', '"\\u0079"', '"__proto__"', '""']);
  const other = name === '"y"' && random(2) ? '"\\u0079"' : name;
  let more = `${name}${space}:1,${space}${other}:${space}${random(9)}`;
  for (let depth = random(4); depth > 0; depth--) {
    more = random(2) ? `"z":{${more}}` : `"z":[":",{${more}}]`;
  }
  return json === "{}" ? `{${more}}` : `${json.slice(0, -1)},${more}}`;
}

const KINDS = [...Object.keys(TEXT), ...Object.keys(SIGNED)];

function mutate(kind: string, good: typeof GOOD[number], random: Random): Case {
  if (kind in SIGNED) return SIGNED[kind](good.key, random);
  const token = TEXT[kind](good.token, random);
  return { token, code: codeOf(token, good.key) };
}

/** What has been tried: how many of each kind, and how they were refused. */
export interface FuzzReport {
  refused: number;
  kinds: Record<string, number>;
  codes: Record<string, number>;
}

/**
 * Tries mutated tokens until `count` of them have been refused. The same seed
 * gives the same tokens.
 *
 * @throws {Error} If one is accepted, or not refused with the right code, or if
 * a token is refused that was not mutated
 */
export function fuzzJwt(count: number, seed: number): FuzzReport {
  const random = createRandom(seed);
  const report: FuzzReport = { refused: 0, kinds: {}, codes: {} };
  for (const { token, key } of GOOD) verifyJwt(token, key, { now: NOW });
  for (let turn = 0; report.refused < count; turn++) {
    const kind = KINDS[turn % KINDS.length];
    const good = pick(random, GOOD);
    const { token, code, maxAge } = mutate(kind, good, random);
    if (TOKENS.includes(token)) continue; // a mutation that changed nothing
    const answer = answerTo(token, good.key, maxAge);
    if (answer !== code) {
      const shown = JSON.stringify(token.slice(0, 500));
      throw new Error(
        `${kind}: ${answer}, not ${code}: ${shown} (seed ${seed})`,
      );
    }
    report.refused++;
    report.kinds[kind] = (report.kinds[kind] ?? 0) + 1;
    report.codes[code] = (report.codes[code] ?? 0) + 1;
  }
  return report;
}

function answerTo(token: string, key: JwtKey, maxAge?: number): string {
  try {
    verifyJwt(token, key, { now: NOW, maxAge });
    return "accepted";
  } catch (error) {
    return error instanceof JwtError ? error.code : String(error);
  }
}

if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 10_000_000);
  const seed = Number(Deno.args[1] ?? Date.now());
  console.log(`${count} mutated tokens, seed ${seed}`);
  const start = performance.now();
  const { refused, kinds, codes } = fuzzJwt(count, seed);
  const seconds = (performance.now() - start) / 1000;
  console.table(kinds);
  console.table(codes);
  console.log(`All ${refused} refused as they should be, in ${seconds | 0} s`);
}
