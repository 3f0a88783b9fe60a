import { at, type Attack, holds, on, works } from "./attack.ts";
import { sendsFrom } from "./foreign_page.ts";

const NOT_JSON = "Content-Type must be application/json";

export const attack: Attack = {
  id: "other-port",
  name: "POST from another port of the same host",
  story:
    "The same, but the attacker's page is on the lab's own host, at another port: another program of the same machine, or another application of the same company.",
  lesson:
    "To cookies and to SameSite a port is nothing: both servers are the same site, and the cookie comes along. What tells them apart is the origin, so it is the origin of each POST that is checked.",
  browser: true,
  cells: {
    "1": holds(
      "no session id and token in the query",
      at("stages/01/middleware.ts", "no session id and token in the query"),
    ),
    ...on(
      ["2.1", "2.2", "3"],
      holds(NOT_JSON, at("lib/http/body.ts", NOT_JSON)),
    ),
    ...on(
      ["4", "5", "6"],
      holds(
        "A page of another origin sent this request",
        at("lib/http/origin.ts", "if (!isOwn)"),
      ),
    ),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  async attack(range) {
    return await sendsFrom(range, range.otherPort);
  },
};
