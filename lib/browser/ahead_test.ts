import { assertEquals, assertMatch } from "@std/assert";
import type { Exchange } from "./exchanges.ts";
import type { Trace } from "../http/trace_header.ts";
import { lookAhead } from "./ahead.ts";

const NOW = 1_000_000;
const NONE = { headers: [], cookies: [], events: [], setCookies: [] };

function told(trace: Partial<Trace>, url = "/todo/list"): Exchange {
  const exchange = { id: 1, method: "GET", url, status: 200 };
  return { ...exchange, trace: { ...NONE, ...trace } };
}

function jwt(iat: number, exp: number) {
  const unverifiedClaims = { iat: NOW + iat, exp: NOW + exp };
  return {
    name: "any",
    length: 9,
    jwt: { unverifiedHeader: {}, unverifiedClaims },
  };
}

function ahead(...all: Exchange[]) {
  const { events, notes } = lookAhead(all, NOW);
  return { notes, events: events.map(({ what, at }) => [at - NOW, what]) };
}

Deno.test("lookAhead() tells when a JWT and its session end, in order", () => {
  const session = { unused: (NOW + 50) * 1000, latest: (NOW + 70) * 1000 };
  assertEquals(ahead(told({ cookies: [jwt(0, 60)], session })), {
    notes: [],
    events: [
      [50, "Unless you use it, the session ends"],
      [60, "The JWT expires"],
      [70, "Even if you use it, the session ends"],
    ],
  });
  const last = { unused: session.latest, latest: session.latest };
  assertEquals(ahead(told({ session: last })).events.length, 1);
});

Deno.test("lookAhead() shows a family of refresh tokens, and until when one is forgiven", () => {
  const ends = { unused: (NOW + 50) * 1000, latest: (NOW + 70) * 1000 };
  const used = { made: 3, forgivenUntil: (NOW + 6) * 1000 };
  const exchange = told({ session: { ...ends, refreshTokens: used } });
  const { events, family } = lookAhead([exchange], NOW);
  assertEquals(family, ["used", "used", "good"]);
  assertEquals(events[0].at, NOW + 6);
  assertMatch(events[0].what, /The grace .* ends/);
  assertEquals(lookAhead([exchange], NOW + 7).events.length, 2);
  const stolen = told({ cookies: [jwt(-60, -10)], session: null });
  assertEquals(ahead(stolen).notes, ["The session has been ended."]);
});

Deno.test("lookAhead() goes by the newest JWT and the newest answer", () => {
  const reissued = told({ cookies: [jwt(-9, -1)], setCookies: [jwt(0, 600)] });
  const older = told({ cookies: [jwt(0, 5)] });
  const expires = [[600, "The JWT expires"]];
  assertEquals(ahead(reissued, older).events, expires);
  const pending = { ...told({}), status: null, trace: null };
  const clock = told({}, "/clock");
  const login = told({}, "/auth/login");
  assertEquals(ahead(pending, clock, login, reissued).events, expires);
});

Deno.test("lookAhead() says what has expired, and what is from the future", () => {
  const { events, notes } = ahead(told({ cookies: [jwt(-60, -10)] }));
  assertEquals([events, notes], [[[-10, "The JWT expired"]], []]);
  const [note] = ahead(told({ cookies: [jwt(61, 90)] })).notes;
  assertMatch(note, /from the future.* log in again/);
});

Deno.test("lookAhead() says when the session is gone, or nobody is logged in", () => {
  const gone = ahead(told({ cookies: [jwt(0, 60)], session: null }));
  assertMatch(gone.notes[0], /ended, but the JWT still works/);
  const cleared = { name: "any", length: 0 };
  const logout = { cookies: [jwt(0, 60)], setCookies: [cleared] };
  for (const trace of [logout, {}, { cookies: [{ name: "a", length: 3 }] }]) {
    const { events, notes } = ahead(told(trace));
    assertEquals(events, []);
    assertMatch(notes[0], /nobody is logged in/);
  }
});

Deno.test("lookAhead() knows that a page brings a new JWT for an expired one", () => {
  const session = { unused: (NOW + 50) * 1000, latest: (NOW + 70) * 1000 };
  const page = { ...told({ cookies: [jwt(-60, -1)], session }), isPage: true };
  assertMatch(ahead(page).notes[0], /brought a new one/);
  const refused = { ...told({ cookies: [jwt(-60, -1)] }), isPage: true };
  assertEquals(ahead(refused).events, [[-1, "The JWT expired"]]);
});
