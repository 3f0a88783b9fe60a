import { lock } from "./defences/logins.ts";
import { jsonOnly, ownOriginOnly, postOnly } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { sendsFrom } from "./steps/foreign_page.ts";

const NOT_JSON = "Content-Type must be application/json";
const OTHER_ORIGIN = "A page of another origin sent this request";

export const attack: Attack = {
  id: "other-port",
  name: "request from another port of the same host",
  group: "trick",
  story:
    "Someone is logged in and opens a page of the attacker's on the lab's own host, at another port: another program on the same machine, or another application of the same company. That page sends requests to the lab in every way that a browser allows.",
  lesson:
    "Cookies and SameSite ignore ports: both servers are the same site, so the cookie comes along. But their origins differ, so the server checks the origin of each POST. On rungs 4, 6, 7 and 8 that check alone protects logout, because logout needs no body. On rung 5 nothing works without JSON, so there the rule about JSON protects it too.",
  browser: true,
  cells: {
    "1": holds("no session id and token in the query", lock),
    ...on(["2.1", "2.2"], holds(NOT_JSON, postOnly, jsonOnly)),
    "3": holds(NOT_JSON, [postOnly, lock], [jsonOnly, lock]),
    ...on(["4", "6", "7", "8"], holds(OTHER_ORIGIN, postOnly, ownOriginOnly)),
    "5": holds(OTHER_ORIGIN, postOnly, [ownOriginOnly, jsonOnly]),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  attack: (range) => sendsFrom(range, range.otherPort),
};
