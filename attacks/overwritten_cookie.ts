import { at, type Attack, breaks, on, works } from "./runner/attack.ts";

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
    ["4", "5", "6", "8"],
    breaks(
      "a cookie comes as a name and a value, and nothing tells who set it",
      at("lib/http/cookies.ts", 'headers.get("cookie")'),
    ),
  ),

  async control(range) {
    const vidu = await range.userPage();
    works(await range.postFrom(vidu) === 200, "the user writes a to-do");
    const rahul = await range.user("rahul");
    works((await rahul.texts()).length === 0, "and nobody else has it");
  },

  async attack(range) {
    const rahul = await range.user("rahul");
    const vidu = await range.userPage();
    const path = range.lab.base(range.stage) || "/";
    range.attackersCookies = [...rahul.cookies].map(([name, value]) =>
      name.startsWith("__Host-")
        ? `${name}=${value}; Path=/; HttpOnly; Secure`
        : `${name}=${value}; Path=${path}; HttpOnly`
    );
    await (await vidu.context().newPage()).goto(range.otherPort);
    await range.postFrom(vidu);
    const evidence = range.exchanges.slice(-1);
    return { broken: (await rahul.texts()).length > 0, evidence };
  },
};
