import { lock } from "./defences/logins.ts";
import { jsonOnly, ownOriginOnly, postOnly } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { sendsFrom } from "./steps/foreign_page.ts";

const NOT_JSON = "Content-Type must be application/json";
const OTHER_ORIGIN = "A page of another origin sent this request";

export const attack: Attack = {
  id: "other-port",
  name: "request from another port of the same host",
  story:
    "The same, but the attacker's page is on the lab's own host, at another port: another program on the same machine, or another application of the same company.",
  lesson:
    "Cookies and SameSite know no ports: both servers are the same site, and the cookie comes along. Their origins differ, so the origin of each POST is checked. On rungs 4 and 6 that decides alone, because logout needs no body. Rung 5 has nothing that works without JSON.",
  browser: true,
  cells: {
    "1": holds("no session id and token in the query", lock),
    ...on(["2.1", "2.2"], holds(NOT_JSON, postOnly, jsonOnly)),
    "3": holds(NOT_JSON, [postOnly, lock], [jsonOnly, lock]),
    ...on(["4", "6", "8"], holds(OTHER_ORIGIN, postOnly, ownOriginOnly)),
    "5": holds(OTHER_ORIGIN, postOnly, [ownOriginOnly, jsonOnly]),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  attack: (range) => sendsFrom(range, range.otherPort),
};
