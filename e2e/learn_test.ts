/**
 * The learning pages and notebooks as a learner uses them, in a real browser.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { gzipSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";
import { encodeBase64, encodeBase64Url } from "../lib/base64.ts";
import { decodeJwt, importJwtKey, signJwt } from "../lib/jwt.ts";
import {
  changeAt,
  claimsOfRung5,
  claimsOfRung6,
  SAMPLE_KEY,
} from "../components/learn/jwt/jwt_samples.ts";
import { LIMIT } from "../components/learn/input.ts";
import { NOTEBOOKS, readNotebook } from "../notebooks/notebook.ts";
import { assertAccessible } from "../testing/axe.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { Client } from "../testing/client.ts";
import { press, says } from "../testing/learner.ts";
import { startServer } from "../testing/server.ts";

const PATHS = [
  "learn",
  "learn/bytes",
  "learn/base64",
  "learn/jwt",
  ...NOTEBOOKS.map((name) => `learn/notebooks/${name}`),
];
const WORKBENCHES = ["learn/bytes", "learn/base64", "learn/jwt"];

const encoder = new TextEncoder();
const key = importJwtKey(encoder.encode(SAMPLE_KEY.secret));
const now = () => Math.floor(Date.now() / 1000);

const server = await startServer();

async function open(page: Page, path: string) {
  await page.goto(server.url + path);
}

/** Uses what a page has, so that all of it is there. */
async function unfold(page: Page, path: string) {
  if (path === "learn/bytes") await press(page, "Half a character");
  if (path === "learn/jwt") {
    await page.locator("summary").click();
    await press(page, "Try each character in turn");
  }
}

Deno.test("axe-core finds nothing on the learning pages, light and dark", async (t) => {
  for (const path of PATHS) {
    await t.step(`/${path}`, () =>
      withPage(async (page) => {
        await open(page, path);
        await assertAccessible(page);
        await unfold(page, path);
        await assertAccessible(page);
      }, { bypassCSP: true }));
  }
});

Deno.test("no learning page is wider than 320 px", async (t) => {
  for (const path of PATHS) {
    await t.step(`/${path}`, () =>
      withPage(async (page) => {
        await open(page, path);
        await unfold(page, path);
        assertEquals(
          await page.evaluate(() => document.documentElement.scrollWidth),
          320,
        );
      }, { viewport: { width: 320, height: 800 } }));
  }
});

Deno.test("a page sends at most 40 kB of script, and a notebook none", async () => {
  for (const path of PATHS) {
    await withPage(async (page) => {
      let size = 0;
      const done: Promise<void>[] = [];
      page.on("response", (response) => {
        if (response.request().resourceType() !== "script") return;
        done.push(
          response.body().then((body) => {
            size += gzipSync(body).length;
          }),
        );
      });
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      await Promise.all(done);
      assert(size <= 40_000, `/${path}: ${size} B of script`);
      assertEquals(size > 0, WORKBENCHES.includes(path), `/${path}`);
    });
  }
});

Deno.test("a notebook is a page to read: prose, code and output", async () => {
  await withPage(async (page) => {
    for (const name of NOTEBOOKS) {
      await open(page, `learn/notebooks/${name}`);
      const { cells } = await readNotebook(name);
      for (const { id } of cells) {
        assertEquals(await page.locator(`[id="${id}"]`).count(), 1, id);
      }
      const code = cells.find(({ cell_type }) => cell_type === "code")!;
      assertEquals(
        await page.locator(`[id="${code.id}"] pre`).first().innerText(),
        code.source.join("").trimEnd(),
      );
    }
    await page.getByText("all agree", { exact: true }).waitFor();
    const response = await page.goto(`${server.url}learn/notebooks/execute`);
    assertEquals(response!.status(), 404);
  });
});

Deno.test("a rung that is served alone has the learning pages too", async () => {
  await using alone = await startServer(["--stage=5"]);
  await withPage(async (page) => {
    for (const path of PATHS) {
      const response = await page.goto(alone.url + path);
      assertEquals(response!.status(), 200, path);
    }
  });
});

Deno.test("bytes: text and bytes show each other", async () => {
  await withPage(async (page) => {
    await open(page, "learn/bytes");
    const hex = page.getByLabel("Bytes, in hexadecimal");
    const text = page.getByLabel("Text");
    await text.fill("aé🚀");
    assertEquals(await hex.inputValue(), "61 c3 a9 f0 9f 9a 80");
    const rows = await page.locator(".bytes tbody").allInnerTexts();
    assertEquals(rows.length, 3);
    assertMatch(
      rows[1],
      /U\+00E9[^]*195\s+c3\s+11000011\s+169\s+a9\s+10101001/,
    );
    await page.getByText("3 code points, 4 units of 16 bits").waitFor();
    await page.getByText("7 bytes").waitFor();

    await hex.fill("68690a");
    assertEquals(await text.inputValue(), "hi\n");
    assertEquals(
      await page.getByLabel("The same bytes as a Uint8Array").inputValue(),
      "new Uint8Array([104, 105, 10])",
    );

    await hex.fill("61 ff");
    await page.getByRole("alert").filter({ hasText: "aren't UTF-8" }).waitFor();
    assertEquals(await text.inputValue(), "a�");
    await hex.fill("61 fg");
    await page.getByRole("alert").filter({ hasText: "position 5" }).waitFor();
    await hex.fill("61 f");
    await page.getByRole("alert").filter({ hasText: "one is missing" })
      .waitFor();
  });
});

Deno.test("base64: text, base64 and base64url show each other", async () => {
  await withPage(async (page) => {
    await open(page, "learn/base64");
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await field("Text").fill("Ma>?");
    assertEquals(await field("base64").inputValue(), "TWE+Pw==");
    assertEquals(await field("base64url").inputValue(), "TWE-Pw");

    await field("base64url").fill("aHUvPw");
    assertEquals(await field("Text").inputValue(), "hu/?");
    assertEquals(await field("base64").inputValue(), "aHUvPw==");
    await field("base64").fill("TWE+Pw==");
    assertEquals(await field("base64url").inputValue(), "TWE-Pw");

    const refused = async (words: string) => {
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
      assertEquals(await page.locator(".bits").count(), 0);
    };
    await field("base64").fill("TWE+Pw");
    await refused("padding");
    await field("base64url").fill("TWE-Px");
    await refused("unused bits");
    assertEquals(await field("Text").inputValue(), "");
    await field("base64url").fill("TWE-Pw==");
    await refused("position 6");
    await field("base64url").fill("_w");
    await page.getByRole("alert").filter({ hasText: "aren't UTF-8" }).waitFor();
    assertEquals(await field("base64").inputValue(), "/w==");
  });
});

Deno.test("base64: each symbol is below its bits, in the colours of their bytes", async () => {
  await withPage(async (page) => {
    await open(page, "learn/base64");
    await page.getByLabel("Text", { exact: true }).fill("Ma>?");
    const tables = page.locator(".bits");
    const rows = async (table: Locator) =>
      await table.locator("tr").evaluateAll((rows) =>
        rows.map((row) =>
          [...row.children].map((cell) => cell.textContent).join(" ")
        )
      );
    assertEquals(await tables.count(), 2);
    assertEquals(await rows(tables.first()), [
      "bytes M 77 a 97 > 62",
      "bits 01001101 01100001 00111110",
      "in sixes 010011 010110 000100 111110",
      "numbers 19 22 4 62",
      "base64 T W E +",
      "base64url T W E -",
    ]);
    assertEquals(await rows(tables.nth(1)), [
      "bytes ? 63",
      "bits 00111111",
      "in sixes 001111 110000",
      "numbers 15 48",
      "base64 P w = =",
      "base64url P w",
    ]);
    // A bit is below itself, and both have the mark of its byte.
    const bits = async (row: number) =>
      await tables.nth(1).locator("tr").nth(row).locator("span").evaluateAll(
        (bits) =>
          bits.map((bit) => ({
            mark: bit.className,
            x: bit.getBoundingClientRect().x,
          })),
      );
    const inSixes = await bits(2);
    for (const [i, { mark, x }] of (await bits(1)).entries()) {
      assertEquals(inSixes[i].mark, mark);
      assert(Math.abs(inSixes[i].x - x) < 2, `bit ${i}`);
    }
    assertEquals(
      inSixes.map(({ mark }) => mark),
      [...Array(8).fill("byte-1"), ...Array(4).fill("unused")],
    );
  });
});

Deno.test("base64: of all spellings of a text, one is taken", async () => {
  await withPage(async (page) => {
    await open(page, "learn/base64");
    await page.getByLabel("Text", { exact: true }).fill("Ma");
    await page.getByText("each of these 4 endings as bytes 77 97.").waitFor();
    assertEquals(await page.locator(".aliases li").allInnerTexts(), [
      "TWE= 000100 ✓ taken",
      "TWF= 000101 ✗ refused",
      "TWG= 000110 ✗ refused",
      "TWH= 000111 ✗ refused",
    ]);
    await page.getByLabel("Text", { exact: true }).fill("Man");
    await page.getByText("it has no alias").waitFor();
  });
});

/** Where the workbench says that the token fails. */
async function failure(page: Page, token: string): Promise<string> {
  await page.getByLabel("JWT to verify").fill(token);
  const steps = page.locator(".jwt-steps > li");
  const outcomes = await steps.evaluateAll((steps) =>
    steps.map((step) => {
      const { step: name, outcome } = (step as HTMLElement).dataset;
      const code = step.querySelector(".failed code")?.textContent;
      return outcome === "failed" ? `${name} ${code}` : outcome;
    })
  );
  assertEquals(outcomes.length, 5);
  return outcomes.find((outcome) => /^\w+ (?!reached)/.test(outcome!)) ??
    outcomes.at(-1)!;
}

const segment = (value: unknown) =>
  encodeBase64Url(
    encoder.encode(typeof value === "string" ? value : JSON.stringify(value)),
  );

/** A header and a payload with a MAC that fits them. */
function signed(header: unknown, payload: unknown): string {
  const message = `${segment(header)}.${segment(payload)}`;
  const mac = hmac(
    sha256,
    encoder.encode(SAMPLE_KEY.secret),
    encoder.encode(message),
  );
  return `${message}.${encodeBase64Url(mac)}`;
}

function badTokens(): [name: string, token: string, failure: string][] {
  const claims = claimsOfRung5(now());
  const good = signJwt(claims, key);
  const [header, payload, mac] = good.split(".");
  const hs256 = { alg: "HS256", typ: "JWT" };
  const other = importJwtKey(
    encoder.encode("another key, 32 bytes or more..."),
  );
  return [
    ["two segments", `${header}.${payload}`, "split malformed"],
    ["four segments", `${good}.`, "split malformed"],
    ["too long", "a".repeat(9000), "split malformed"],
    ["padded", `${good}=`, "decode malformed"],
    ["a space at its end", `${good} `, "decode malformed"],
    [
      "base64, not base64url",
      `${header}.${payload}.+${mac.slice(1)}`,
      "decode malformed",
    ],
    ["header not JSON", signed("{alg", claims), "decode malformed"],
    ["header an array", signed([], claims), "decode malformed"],
    [
      "alg twice",
      signed('{"alg":"HS256","alg":"HS256"}', claims),
      "decode malformed",
    ],
    [
      "alg none",
      `${segment({ alg: "none" })}.${payload}.`,
      "algorithm algorithm",
    ],
    [
      "alg None",
      `${segment({ alg: "None" })}.${payload}.`,
      "algorithm algorithm",
    ],
    ["no alg", signed({}, claims), "algorithm algorithm"],
    ["alg HS512", signed({ alg: "HS512" }, claims), "algorithm algorithm"],
    [
      "crit",
      signed({ ...hs256, crit: ["exp"] }, claims),
      "algorithm algorithm",
    ],
    [
      "edited payload",
      `${header}.${segment({ ...claims, sub: "2" })}.${mac}`,
      "mac signature",
    ],
    ["another key", signJwt(claims, other), "mac signature"],
    ["no MAC", `${header}.${payload}.`, "mac signature"],
    ["payload not an object", signed(hs256, [claims]), "claims malformed"],
    ["expired", signed(hs256, { ...claims, exp: now() - 1 }), "claims expired"],
    ["exp a text", signed(hs256, { ...claims, exp: "1" }), "claims claim"],
    ["iat a text", signed(hs256, { ...claims, iat: "1" }), "claims claim"],
    [
      "not valid yet",
      signed(hs256, { ...claims, nbf: now() + 86400 }),
      "claims not-yet-valid",
    ],
    ["of rung 6", signJwt(claimsOfRung6(now()), key), "claims claim"],
  ];
}

Deno.test("jwt: the workbench names the step at which each bad token fails", async (t) => {
  await withPage(async (page) => {
    await open(page, "learn/jwt");
    const good = signJwt(claimsOfRung5(now()), key);
    await t.step("a good one is accepted", async () => {
      assertEquals(await failure(page, good), "held");
      await says(page, "Accepted: all five steps held");
    });
    for (const [name, token, expected] of badTokens()) {
      await t.step(name, async () => {
        assertEquals(await failure(page, token), expected);
        const [step, code] = expected.split(" ");
        await says(page, `Refused at the step “${step}”: ${code}`);
      });
    }
  });
});

Deno.test("jwt: sign, hand over, verify, change", async () => {
  await withPage(async (page) => {
    await open(page, "learn/jwt");
    const verdict = page.locator(".verdict");
    const [signKey, verifyKey] = await page.getByLabel(/^Key, \d+ bytes$/)
      .all();
    await page.getByLabel("Claims").fill('{"sub":"12","aud":"stage 5"}');
    await press(page, "Good for ten minutes from now");
    await press(page, "Hand it over to verify");
    await verdict.filter({ hasText: "Accepted" }).waitFor();
    await page.locator(".jwt-steps").getByText(/in (10 min 0 s|9 min \d+ s)/)
      .waitFor();
    const token = await page.getByLabel("JWT to verify").inputValue();
    assertEquals(decodeJwt(token).unverifiedClaims.sub, "12");

    await verifyKey.fill("another key, which has 32 bytes or more");
    await verdict.filter({ hasText: "“mac”: signature" }).waitFor();
    await verifyKey.fill("short");
    await page.getByRole("alert").filter({ hasText: "32 bytes" }).waitFor();
    await verifyKey.fill(await signKey.inputValue());
    await page.getByLabel("We are (the audience)").fill("stage 6");
    await verdict.filter({ hasText: "“claims”: claim" }).waitFor();

    for (
      const [name, words] of [
        ["As rung 5 signs it", "Accepted"],
        ["As rung 6 signs it", "Accepted"],
        ["alg: none", "“algorithm”: algorithm"],
        ["Edited payload", "“mac”: signature"],
        ["Expired", "“claims”: expired"],
        ["Of another rung", "“claims”: claim"],
        ["Alias of the last character", "“decode”: malformed"],
      ]
    ) {
      await press(page, name);
      await verdict.filter({ hasText: words }).waitFor();
    }

    await press(page, "As rung 5 signs it");
    const field = page.getByLabel("JWT to verify");
    await field.fill(changeAt(await field.inputValue(), 59));
    await verdict.filter({ hasText: "“mac”: signature" }).waitFor();
    await press(page, "As rung 5 signs it");
    await press(page, "Try each character in turn");
    await says(page, "2 by “split”");

    await page.getByLabel("Claims").fill("[1]");
    await page.getByRole("alert").filter({ hasText: "JSON object" }).waitFor();
    await page.getByLabel("Claims").fill('{"exp":"soon"}');
    await page.getByRole("alert").filter({ hasText: "exp" }).waitFor();
  });
});

Deno.test("jwt: keyboard alone is enough", async () => {
  await withPage(async (page) => {
    await open(page, "learn/jwt");
    const { keyboard } = page;
    /** Tabs on until the focus is on it. */
    const next = async (target: Locator) => {
      for (let i = 0; i < 60; i++) {
        await keyboard.press("Tab");
        if (await target.evaluate((at) => at === document.activeElement)) {
          return;
        }
      }
      throw new Error(`Tab does not reach ${target}`);
    };
    const button = (name: string) =>
      page.getByRole("button", { name, exact: true });
    await next(page.getByLabel("Claims"));
    await keyboard.press("Control+A");
    await keyboard.type('{"sub":"7","aud":"stage 5"}');
    await next(button("Hand it over to verify"));
    await keyboard.press("Enter");
    const verdict = page.locator(".verdict");
    await verdict.filter({ hasText: "Accepted" }).waitFor();
    await next(button("alg: none"));
    await keyboard.press("Space");
    await verdict.filter({ hasText: "“algorithm”" }).waitFor();
    await next(page.getByLabel("JWT to verify"));
    await keyboard.press("Control+A");
    await keyboard.type("a.b");
    await verdict.filter({ hasText: "“split”" }).waitFor();
  });
});

Deno.test("jwt: a token dies before the learner's eyes", async () => {
  await withPage(async (page) => {
    await page.clock.install({ time: now() * 1000 });
    await open(page, "learn/jwt");
    await press(page, "Good for ten seconds from now");
    await press(page, "Hand it over to verify");
    await page.locator(".jwt-steps").getByText(/in (10|9) s/).waitFor();
    await page.clock.runFor(11_000);
    await says(page, "Refused at the step “claims”: expired");
  });
});

Deno.test("jwt: the samples are what rungs 5 and 6 sign", async () => {
  for (
    const [stage, claims] of [
      ["5", claimsOfRung5(now())],
      ["6", claimsOfRung6(now())],
    ] as const
  ) {
    const client = new Client(`${server.url}stages/${stage}/`);
    await client.login();
    const token = client.cookies.get("jwt")!;
    const { unverifiedClaims: real } = decodeJwt(token);
    assertEquals(Object.keys(real), Object.keys(claims));
    assertEquals(real.aud, claims.aud);
    assertEquals(
      (real.exp as number) - (real.iat as number),
      claims.exp! - claims.iat!,
    );
  }
});

Deno.test("no request leaves a learning page, and nothing is kept", async () => {
  for (const path of WORKBENCHES) {
    await withPage(async (page) => {
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      const requests: string[] = [];
      page.on("request", (request) => {
        // The browser gets the icon when it likes.
        if (!request.url().endsWith("/favicon.svg")) {
          requests.push(request.url());
        }
      });
      await unfold(page, path);
      for (
        const field of await page.locator("textarea:not([readonly])").all()
      ) {
        await field.fill("secret");
      }
      for (const field of await page.locator("input:not([type])").all()) {
        await field.fill("secret");
      }
      for (const button of await page.getByRole("button").all()) {
        if (await button.isEnabled()) await button.click();
      }
      await page.waitForLoadState("networkidle");
      assertEquals(requests, []);
      assertEquals(page.url(), server.url + path);
      assertEquals(await page.context().storageState(), {
        cookies: [],
        origins: [],
      });
      assertEquals(
        await page.evaluate(async () => [
          sessionStorage.length,
          (await indexedDB.databases()).length,
          history.length,
        ]),
        [0, 0, 2],
      );
    });
  }
});

/** Fills a field as pasting does, and returns how long the page took. */
async function paste(page: Page, label: string, text: string) {
  return await page.getByLabel(label, { exact: true }).evaluate(
    async (field, text) => {
      const start = performance.now();
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) =>
        requestAnimationFrame(() => setTimeout(done))
      );
      return performance.now() - start;
    },
    text,
  );
}

Deno.test("64 KiB are taken without freezing, and more is refused in words", async (t) => {
  const text = "é🚀".repeat(LIMIT / 6).padEnd(LIMIT / 2 - 1, "x").slice(
    0,
    21845,
  );
  const most = "x".repeat(LIMIT);
  const refused = (page: Page) =>
    page.getByRole("alert").filter({ hasText: "up to 65,536" }).waitFor();
  const nodes = (page: Page) =>
    page.evaluate(() => document.querySelectorAll("*").length);
  const check = async (page: Page, label: string, text: string) => {
    const time = await paste(page, label, text);
    assert(time < 4000, `${label}: ${time} ms`);
    assert(await nodes(page) < 3000);
  };
  await t.step("bytes", () =>
    withPage(async (page) => {
      await open(page, "learn/bytes");
      await check(page, "Text", most);
      await page.getByText("65,536 bytes").waitFor();
      await press(page, "Last");
      await page.getByText("to 65,536 of 65,536").waitFor();
      await check(page, "Text", text);
      await check(page, "Bytes, in hexadecimal", "ff".repeat(LIMIT));
      await check(page, "Text", `${most}x`);
      await refused(page);
      await check(page, "Bytes, in hexadecimal", "ff".repeat(LIMIT + 1));
      await refused(page);
    }));
  await t.step("base64", () =>
    withPage(async (page) => {
      await open(page, "learn/base64");
      const base64 = encodeBase64(encoder.encode(most));
      await check(page, "Text", most);
      assertEquals(
        await page.getByLabel("base64", { exact: true }).inputValue(),
        base64,
      );
      await press(page, "Last");
      await page.getByText("65,536 of 65,536").waitFor();
      await page.locator(".aliases .held").waitFor();
      await check(page, "Text", `${most}x`);
      await refused(page);
      await check(page, "base64", base64);
      await page.getByText("of 65,536").waitFor();
      await check(page, "base64", `AAAA${base64}`);
      await refused(page);
    }));
  await t.step("jwt", () =>
    withPage(async (page) => {
      await open(page, "learn/jwt");
      const claims = (size: number) => {
        const json = JSON.stringify({ a: "" });
        return json.replace('""', `"${"x".repeat(size - json.length)}"`);
      };
      await check(page, "Claims", claims(LIMIT));
      await press(page, "Hand it over to verify");
      await refused(page);
      await check(page, "Claims", claims(LIMIT + 1));
      await check(page, "JWT to verify", most);
      await says(page, "Refused at the step “split”: malformed");
      await check(page, "JWT to verify", `${most}x`);
      assertEquals(
        await page.getByRole("alert").filter({ hasText: "up to" }).count(),
        2,
      );
    }));
});

Deno.test("the server and the browser end", async () => {
  await server[Symbol.asyncDispose]();
  await closeBrowser();
});
