import { at, type Attack, breaks, on } from "./runner/attack.ts";
import { attackersCookies } from "./steps/attackers_cookies.ts";

export const attack: Attack = {
  id: "overwritten-cookie",
  name: "cookie overwritten from another port",
  group: "trick",
  story:
    "Vidu is logged in. Vidu's browser opens another port of the same host, where the attacker's server sets cookies with the lab's names and paths. They hold the credential of Rahul, the attacker. Then Vidu adds a to-do.",
  lesson:
    "Cookies ignore ports, so all servers of a host share them. A script can't overwrite an HttpOnly cookie, but a server can, with the same name and path. A name that begins with __Host-, as on rung 8, doesn't help against a neighbour on the same host. What helps is having no neighbours: one host name for each application.",
  browser: true,
  cells: on(
    ["4", "5", "6", "7", "8"],
    breaks(
      "a cookie comes as a name and a value, and nothing tells who set it",
      at("lib/http/cookies.ts", 'headers.get("cookie")'),
    ),
  ),
  ...attackersCookies(async (range, rahul, vidu) => {
    const path = range.lab.base(range.stage) || "/";
    range.attackersCookies = [...rahul.cookies].map(([name, value]) =>
      name.startsWith("__Host-")
        ? `${name}=${value}; Path=/; HttpOnly; Secure`
        : `${name}=${value}; Path=${path}; HttpOnly`
    );
    await (await vidu.context().newPage()).goto(range.otherPort);
  }),
};
