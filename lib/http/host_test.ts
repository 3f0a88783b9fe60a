import { assertEquals } from "@std/assert";
import { type Reach, refuseHost } from "./host.ts";

const OWN: Reach = { loopback: true };
const ANY: Reach = { loopback: false };
const PUBLIC: Reach = {
  publicUrl: new URL("https://lab.example"),
  loopback: true,
};

/** What a request with this `Host` is refused with; 0 where it is not. */
function status(host: string, reach: Reach): number {
  // As Deno does it: the URL of a request is made from its Host.
  const url = URL.canParse(`http://${host}/`) ? `http://${host}/` : "http://x/";
  const req = new Request(url);
  const fake = { url: req.url, headers: new Headers({ Host: host }) };
  return refuseHost(fake as Request, reach)?.status ?? 0;
}

const HOSTS: [host: string, own: number, any: number, publicUrl: number][] = [
  ["localhost", 0, 0, 421],
  ["localhost:8000", 0, 0, 421],
  ["LOCALHOST:8000", 0, 0, 421],
  ["127.0.0.1:8000", 0, 0, 421],
  ["127.8.9.10:1", 0, 0, 421],
  ["[::1]:8000", 0, 0, 421],
  ["lab.example", 421, 0, 0],
  ["LAB.example", 421, 0, 0],
  ["lab.example:443", 421, 0, 0],
  ["lab.example:80", 421, 0, 421],
  ["lab.example:8443", 421, 0, 421],
  ["evil.example", 421, 0, 421],
  ["127.0.0.1.evil.example", 421, 0, 421],
  ["localhost.evil.example", 421, 0, 421],
  ["evil.localhost", 421, 0, 421],
  ["192.168.0.7", 421, 0, 421],
  ["0.0.0.0:8000", 421, 0, 421],
  ["a:b", 400, 400, 400],
  ["a?b", 400, 400, 400],
  ["a/b", 400, 400, 400],
  ["a#b", 400, 400, 400],
  ["a@b", 400, 400, 400],
  ["localhost:8000@evil.example", 400, 400, 400],
  ["localhost:99999", 400, 400, 400],
  ["localhost:", 400, 400, 400],
  ["local host", 400, 400, 400],
  ["localhost, evil.example", 400, 400, 400],
  ["[::1", 400, 400, 400],
  ["%6cocalhost", 400, 400, 400],
  ["", 400, 400, 400],
];

for (const [host, ...expected] of HOSTS) {
  Deno.test(`refuseHost() of "${host}" is ${expected.join(", ")}`, () => {
    const found = [OWN, ANY, PUBLIC].map((reach) => status(host, reach));
    assertEquals(found, expected);
  });
}

Deno.test("refuseHost() goes by the URL where there is no Host, as in HTTP/2", () => {
  const ask = (url: string) => refuseHost(new Request(url), OWN)?.status ?? 0;
  assertEquals(ask("http://127.0.0.1:8000/"), 0);
  assertEquals(ask("http://evil.example/"), 421);
});

Deno.test("refuseHost() refuses a URL and a Host that differ", () => {
  const req = {
    url: "http://evil.example/",
    headers: new Headers({ Host: "127.0.0.1" }),
  } as Request;
  assertEquals(refuseHost(req, OWN)?.status, 400);
});
