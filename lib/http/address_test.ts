import { assert, assertEquals } from "@std/assert";
import { clientAddress, isLocal, isLoopback, networkOf } from "./address.ts";

const info = (hostname: string): Deno.ServeHandlerInfo => ({
  remoteAddr: { transport: "tcp", hostname, port: 1 },
  completed: Promise.resolve(),
});

Deno.test("isLoopback() knows this machine's own addresses", () => {
  const OWN = ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"];
  for (const host of [...OWN, "[::1]", "::ffff:127.0.0.1"]) {
    assert(isLoopback(host), host);
  }
  const OTHERS = ["0.0.0.0", "::", "10.0.0.1", "127.evil.example", ""];
  for (const host of [...OTHERS, "localhost.evil.example", "localhost."]) {
    assert(!isLoopback(host), host);
  }
});

const FORWARDED: [header: string, behindProxy: boolean, address: string][] = [
  ["192.0.2.1", true, "192.0.2.1"],
  ["192.0.2.1", false, "10.0.0.1"],
  ["6.6.6.6, 192.0.2.1", true, "192.0.2.1"],
  ["6.6.6.6,2001:db8::1 ", true, "2001:db8::1"],
  ["", true, "10.0.0.1"],
  ["6.6.6.6,", true, "10.0.0.1"],
  ["unknown", true, "10.0.0.1"],
  ["1.1.1.1 and more words", true, "10.0.0.1"],
];

for (const [header, behindProxy, address] of FORWARDED) {
  const way = behindProxy ? "behind a proxy" : "without a proxy";
  Deno.test(`clientAddress() with "${header}" ${way} is ${address}`, () => {
    const headers = { "X-Forwarded-For": header };
    const req = new Request("http://lab.example/", { headers });
    assertEquals(clientAddress(req, info("10.0.0.1"), behindProxy), address);
  });
}

Deno.test("networkOf() is the first half of an IPv6 address", () => {
  assertEquals(networkOf("192.0.2.7"), "192.0.2.7");
  assertEquals(networkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2");
  assertEquals(networkOf("2001:db8::1"), "2001:db8:0:0");
});

const REQUESTS: [url: string, from: string, headers: HeadersInit, boolean][] = [
  ["http://127.0.0.1:8000/", "127.0.0.1", {}, true],
  ["http://localhost:8000/", "::1", {}, true],
  ["http://[::1]:8000/", "::1", {}, true],
  ["http://192.168.0.7:8000/", "127.0.0.1", {}, false],
  ["http://127.0.0.1:8000/", "192.168.0.7", {}, false],
  ["http://127.0.0.1/", "127.0.0.1", { "X-Forwarded-For": "1.2.3.4" }, false],
  ["http://127.0.0.1/", "127.0.0.1", { Forwarded: "for=1.2.3.4" }, false],
  ["http://127.0.0.1/", "127.0.0.1", { Via: "1.1 proxy" }, false],
];

for (const [url, from, headers, expected] of REQUESTS) {
  const with_ = JSON.stringify(headers);
  Deno.test(`isLocal() of ${url} from ${from} ${with_} is ${expected}`, () => {
    assertEquals(
      isLocal(new Request(url, { headers }), new URL(url), info(from)),
      expected,
    );
  });
}
