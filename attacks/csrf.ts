import { lock } from "./defences/logins.ts";
import {
  jsonOnly,
  ownOriginOnly,
  postOnly,
  sameSite,
} from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { sendsFrom } from "./steps/foreign_page.ts";

const NOT_JSON = "Content-Type must be application/json";

export const attack: Attack = {
  id: "csrf",
  name: "cross-site request (CSRF), form and fetch",
  group: "trick",
  story:
    "Someone is logged in and opens a page of another site. That page sends requests to the lab in every way that a browser allows: with fetch, with and without a preflight, with and without a body, and with forms that use GET or POST.",
  lesson:
    "A form can't send JSON. A script of another site may send JSON only if the server agrees first, and this server doesn't. On the rungs with cookies, three locks protect each POST with a body, one behind the other: SameSite=Lax leaves the cookie out, the origin is checked, and only JSON is accepted. Logout needs no body, so it has the first two alone. All locks of a request have to be gone before the attack works. A GET has only one lock: a link or form of another site that opens a page does carry a SameSite=Lax cookie, so what protects you is that no GET changes anything.",
  browser: true,
  cells: {
    "1": holds("no session id and token in the query", lock),
    ...on(["2.1", "2.2"], holds(NOT_JSON, postOnly, jsonOnly)),
    "3": holds(NOT_JSON, [postOnly, lock], [jsonOnly, lock]),
    // A logout needs no body, so JSON is no lock of it. Rung 5 has none.
    ...on(
      ["4", "6", "7", "8"],
      holds(NOT_JSON, postOnly, [sameSite, ownOriginOnly]),
    ),
    "5": holds(NOT_JSON, postOnly, [sameSite, ownOriginOnly, jsonOnly]),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  attack: (range) => sendsFrom(range, range.otherSite),
};
