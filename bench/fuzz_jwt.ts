/**
 * Mutates JWTs in every way that an attacker, or a faulty signer, might think
 * of, and checks that each is refused with the right code.
 *
 * `lib/jwt_fuzz_test.ts` runs some; `deno task fuzz [count] [seed]` more.
 *
 * @module
 */
import {
  importJwtKey,
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  type JwtKey,
  signJwt,
  verifyJwt,
} from "../lib/jwt.ts";

const SYMBOLS =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const NOW = 5000;
const SECRET = Uint8Array.from({ length: 64 }, (_, i) => i * 11 + 5);
const KEYS = [
  importJwtKey(SECRET),
  importJwtKey(SECRET, { alg: "HS384", kid: "b" }),
  importJwtKey(SECRET, { alg: "HS512", kid: "c" }),
];
const CLAIMS: JwtClaims[] = [
  { sub: "12", iat: 4000, exp: 6000 },
  { iss: "ladder", sub: "1", jti: "ü", exp: 9e9 },
  {},
  { nbf: 1, data: [{ deep: "x".repeat(50) }, 1, null] },
];
const TOKENS = KEYS.flatMap((key) => CLAIMS.map((c) => signJwt(c, key)));
const GENUINE = new Set(TOKENS);
const MEGABYTE = "A".repeat(1e6);

/** A token, and the code with which it is to be refused. */
interface Case {
  token: string;
  code: JwtErrorCode;
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

const segment = (text: string) => toBase64Url(new TextEncoder().encode(text));

/** Changes to the text of a token: a reference says with what they are refused. */
const TEXT_MUTATIONS: Record<string, (random: Random) => string> = {
  flipBit: (random) => {
    const token = pick(random, TOKENS);
    const at = random(token.length);
    const code = token.charCodeAt(at) ^ 1 << random(8);
    return splice(token, at, 1, String.fromCharCode(code));
  },
  replaceSymbol: (random) => {
    const token = pick(random, TOKENS);
    return splice(token, random(token.length), 1, pick(random, SYMBOLS));
  },
  replaceSymbols: (random) => {
    let token = pick(random, TOKENS);
    for (let i = random(9); i >= 0; i--) {
      token = splice(token, random(token.length), 1, pick(random, SYMBOLS));
    }
    return token;
  },
  deleteCharacters: (random) => {
    const token = pick(random, TOKENS);
    return splice(token, random(token.length), 1 + random(4));
  },
  insertSymbol: (random) => {
    const token = pick(random, TOKENS);
    return splice(token, random(token.length + 1), 0, pick(random, SYMBOLS));
  },
  insertStranger: (random) => {
    const token = pick(random, TOKENS);
    const other = pick(random, [..." \t\r\n\0=+/.%,;\"'é€🔑", "\ud800", "=="]);
    return splice(token, random(token.length + 1), 0, other);
  },
  swapSegments: (random) => {
    const segments = pick(random, TOKENS).split(".");
    const [a, b] = [random(3), random(3)];
    [segments[a], segments[b]] = [segments[b], segments[a]];
    return segments.join(".");
  },
  mixSegments: (random) =>
    [0, 1, 2].map((i) => pick(random, TOKENS).split(".")[i]).join("."),
  dropDot: (random) => pick(random, TOKENS).replace(".", ""),
  addDot: (random) => {
    const token = pick(random, TOKENS);
    return splice(token, random(token.length + 1), 0, ".");
  },
  aliasLastSymbol: (random) => {
    // The next symbol differs in unused bits only, where there are any.
    const segments = pick(random, TOKENS).split(".");
    const i = random(3);
    const value = SYMBOLS.indexOf(segments[i].at(-1)!);
    segments[i] = segments[i].slice(0, -1) + SYMBOLS[value ^ 1 + random(3)];
    return segments.join(".");
  },
  pad: (random) => {
    const segments = pick(random, TOKENS).split(".");
    segments[random(3)] += "=".repeat(1 + random(3));
    return segments.join(".");
  },
  otherAlphabet: (random) => {
    const token = pick(random, TOKENS);
    const other = token.replace("-", "+").replace("_", "/");
    return other === token ? splice(token, 3, 1, "+") : other;
  },
  truncate: (random) => {
    const token = pick(random, TOKENS);
    return token.slice(0, random(token.length));
  },
  repeat: (random) => pick(random, TOKENS).repeat(2 + random(3)),
  changeCase: (random) => {
    const token = pick(random, TOKENS);
    return random(2) ? token.toUpperCase() : token.toLowerCase();
  },
  megabyte: (random) => {
    const segments = pick(random, TOKENS).split(".");
    segments[random(3)] += MEGABYTE;
    return random(2) ? segments.join(".") : ".".repeat(8193 + random(1e6));
  },
  noise: (random) => {
    let token = "";
    for (let i = random(60); i >= 0; i--) {
      token += String.fromCharCode(random(random(2) ? 128 : 65536));
    }
    return token;
  },
};

/** A reference for texts that no key has signed: other means, the same answer. */
function codeOf(token: string): JwtErrorCode {
  if (token.length > 8192) return "malformed";
  const segments = token.match(/^([\w-]*)\.([\w-]*)\.([\w-]*)$/)?.slice(1);
  if (!segments?.every(isCanonical)) return "malformed";
  let header;
  try {
    const [json] = segments.slice(0, 2).map(textOf);
    header = JSON.parse(json);
  } catch {
    return "malformed";
  }
  if (Object.prototype.toString.call(header) !== "[object Object]") {
    return "malformed";
  }
  const known = ["HS256", "HS384", "HS512"].includes(header.alg);
  return known && !("crit" in header) && !("b64" in header)
    ? "signature"
    : "algorithm";
}

function textOf(segment: string): string {
  const options = { fatal: true, ignoreBOM: true };
  const bytes = Uint8Array.fromBase64(segment, { alphabet: "base64url" });
  return new TextDecoder("utf-8", options).decode(bytes);
}

function isCanonical(text: string): boolean {
  if (text.length % 4 === 1) return false;
  const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
  return toBase64Url(bytes) === text;
}

const ODD_ALGS = [
  ...["none", "None", "nOnE", "NONE", "", "hs256", "HS256 ", "HS1", "RS256"],
  ...["ES256", "PS256", "EdDSA", "HS256\0", "ＨＳ256", null, true, 256, [], {}],
  ...[["HS256"], { HS256: true }, undefined],
];
const ODD_OBJECTS = [
  ...["", "{", "{}{}", "[]", '[{"alg":"HS256"}]', "null", "true", "1", '"{}"'],
  ...[
    "NaN",
    "{'a':1}",
    '{"a":1,}',
    "\ufeff{}",
    '{"a":"\n"}',
    '{"a":undefined}',
  ],
];
const ODD_TIMES = [
  ...["null", "true", "false", '"5000"', '""', '"NaN"', "[]", "[5000]", "{}"],
  ...["1e999", "-1e999", '"Infinity"', '{"valueOf":5000}'],
];
const ODD_NAMES = ["null", "0", "1", "true", "[]", '["a"]', "{}"];
const ODD_AUDIENCES = ["null", "1", "{}", "[1]", '["a",null]', '[["a"]]'];

/** Tokens that are wrong although a key of ours has signed them. */
const SIGNED_MUTATIONS: Record<string, (random: Random) => Case> = {
  alg: (random) => {
    const header = JSON.stringify({ alg: pick(random, ODD_ALGS), typ: "JWT" });
    const token = sign(header, '{"sub":"12"}', pick(random, KEYS));
    const bare = token.slice(0, token.lastIndexOf(".") + 1);
    return { token: random(3) ? token : bare, code: "algorithm" };
  },
  extension: (random) => {
    const name = pick(random, ["crit", "b64"]);
    const value = pick(random, [false, true, null, 0, "", [], ["b64"], {}]);
    const key = pick(random, KEYS);
    const header = JSON.stringify({ ...key.header, [name]: value });
    return { token: sign(header, '{"sub":"12"}', key), code: "algorithm" };
  },
  kid: (random) => {
    const key = pick(random, KEYS);
    const kid = pick(random, ["", "a", "B", "b ", null, 0, ["b"], {}, true]);
    const header = JSON.stringify({ alg: key.alg, kid });
    return { token: sign(header, "{}", key), code: "signature" };
  },
  otherKid: (random) => {
    const at = random(3);
    const { alg } = KEYS[at];
    const { kid } = KEYS[(at + 1 + random(2)) % 3];
    const header = JSON.stringify({ alg, kid });
    return { token: sign(header, "{}", KEYS[at]), code: "signature" };
  },
  header: (random) => ({
    token: sign(pick(random, ODD_OBJECTS), "{}", pick(random, KEYS)),
    code: "malformed",
  }),
  payload: (random) => {
    const key = pick(random, KEYS);
    const payload = pick(random, ODD_OBJECTS);
    return { token: sign(headerOf(key), payload, key), code: "malformed" };
  },
  twiceInHeader: (random) => {
    const key = pick(random, KEYS);
    const header = twice(headerOf(key), random);
    return { token: sign(header, "{}", key), code: "malformed" };
  },
  twiceInPayload: (random) => {
    const key = pick(random, KEYS);
    const payload = twice(JSON.stringify(pick(random, CLAIMS)), random);
    return { token: sign(headerOf(key), payload, key), code: "malformed" };
  },
  brokenUtf8: (random) => {
    const key = pick(random, KEYS);
    const bytes = new TextEncoder().encode('{"a":"12345678"}');
    bytes[6 + random(8)] = 0x80 + random(128);
    const payload = toBase64Url(bytes);
    const signed = random(2)
      ? `${key.headerSegment}.${payload}`
      : `${payload}.e30`;
    return {
      token: `${signed}.${toBase64Url(key.sign(signed))}`,
      code: "malformed",
    };
  },
  time: (random) =>
    withClaim(random, pick(random, ["exp", "nbf", "iat"]), ODD_TIMES),
  name: (random) =>
    withClaim(random, pick(random, ["iss", "sub", "jti"]), ODD_NAMES),
  audience: (random) => withClaim(random, "aud", ODD_AUDIENCES),
  otherAudience: (random) =>
    withClaim(random, "aud", ['"other"', "[]", '["other"]', '""']),
  expired: (random) => ({
    token: signJwt({ exp: NOW - random(NOW) }, pick(random, KEYS)),
    code: "expired",
  }),
  early: (random) => ({
    token: signJwt({
      nbf: NOW + 1 + random(NOW),
      exp: random(2 * NOW),
    }, pick(random, KEYS)),
    code: "not-yet-valid",
  }),
};

const headerOf = (key: JwtKey) => JSON.stringify(key.header);

function sign(header: string, payload: string, key: JwtKey): string {
  const signed = `${segment(header)}.${segment(payload)}`;
  return `${signed}.${toBase64Url(key.sign(signed))}`;
}

function withClaim(random: Random, name: string, values: string[]): Case {
  const key = pick(random, KEYS);
  const space = pick(random, ["", " ", "\n\t"]);
  const payload = `{"x":1,${space}"${name}":${pick(random, values)}}`;
  return { token: sign(headerOf(key), payload, key), code: "claim" };
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

const KINDS: [string, (random: Random) => Case][] = [
  ...Object.entries(TEXT_MUTATIONS).map((
    [kind, mutate],
  ): [string, (random: Random) => Case] => [kind, (random) => {
    const token = mutate(random);
    return { token, code: codeOf(token) };
  }]),
  ...Object.entries(SIGNED_MUTATIONS),
];

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
  for (const token of TOKENS) verifyJwt(token, KEYS, { now: NOW });
  for (let turn = 0; report.refused < count; turn++) {
    const [kind, mutate] = KINDS[turn % KINDS.length];
    const { token, code } = mutate(random);
    if (GENUINE.has(token)) continue; // a mutation that changed nothing
    const answer = refusalOf(token);
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

function refusalOf(token: string): string {
  try {
    verifyJwt(token, KEYS, { now: NOW });
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
