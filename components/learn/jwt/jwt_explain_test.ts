import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import {
  importJwtKey,
  JwtError,
  signJwt,
  verifyJwt,
} from "../../../lib/jwt.ts";
import { explainJwt, JWT_STEPS } from "./jwt_explain.ts";

const KEY = importJwtKey(new Uint8Array(32).fill(1));
const TOKEN = signJwt({ sub: "12", exp: 1000 }, KEY);
const [HEADER, PAYLOAD, MAC] = TOKEN.split(".");
const NONE = "eyJhbGciOiJub25lIn0";

const FAILING = [
  ["split", `${HEADER}.${PAYLOAD}`],
  ["decode", `${TOKEN}=`],
  ["algorithm", `${NONE}.${PAYLOAD}.${MAC}`],
  ["mac", signJwt({}, importJwtKey(new Uint8Array(32)))],
  ["claims", signJwt({ exp: 1 }, KEY)],
] as const;

Deno.test("explainJwt() shows what each step of a good token found", () => {
  const steps = explainJwt(TOKEN, KEY, { now: 999 });
  assertEquals(steps.map(({ name }) => name), [...JWT_STEPS]);
  const values = steps.map((step) => {
    assert(step.outcome === "held");
    return step.value;
  });
  assertEquals(values, [
    [HEADER, PAYLOAD, MAC],
    {
      header: { alg: "HS256", typ: "JWT" },
      payload: '{"sub":"12","exp":1000}',
      mac: KEY.sign(`${HEADER}.${PAYLOAD}`),
    },
    "HS256",
    KEY.sign(`${HEADER}.${PAYLOAD}`),
    { sub: "12", exp: 1000 },
  ]);
});

Deno.test("explainJwt() names the first step that fails, and no later one", () => {
  for (const [failing, token] of FAILING) {
    const at = JWT_STEPS.indexOf(failing);
    assertEquals(
      explainJwt(token, KEY, { now: 999 }).map(({ outcome }) => outcome),
      JWT_STEPS.map((_, i) =>
        i < at ? "held" : i === at ? "failed" : "not reached"
      ),
    );
  }
});

Deno.test("explainJwt() fails with the error that verifyJwt() throws", () => {
  for (const [failing, token] of FAILING) {
    const thrown = assertThrows(
      () => verifyJwt(token, KEY, { now: 999 }),
      JwtError,
    );
    const steps = explainJwt(token, KEY, { now: 999 });
    const failed = steps.find(({ outcome }) => outcome === "failed")!;
    assert(failed.name === failing && failed.outcome === "failed");
    assertEquals(failed.error.message, thrown.message);
    assertEquals(failed.error.code, thrown.code);
  }
});

Deno.test("explainJwt() does not tell the MAC that a forged token should have had", () => {
  const payload = "eyJzdWIiOiIxMyJ9";
  const right = [...KEY.sign(`${HEADER}.${payload}`)].join();
  const steps = explainJwt(`${HEADER}.${payload}.${MAC}`, KEY);
  assertFalse(Deno.inspect(steps, { depth: 9 }).includes(right));
  assertFalse(
    JSON.stringify(
      steps,
      (_, value) => value instanceof Uint8Array ? [...value].join() : value,
    ).includes(right),
  );
});

Deno.test("explainJwt() throws what is not the token's fault", () => {
  assertThrows(() => explainJwt(TOKEN, KEY, { now: NaN }), RangeError);
});
