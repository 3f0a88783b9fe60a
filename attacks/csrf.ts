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
  story:
    "Someone is logged in and opens a page of another site. That page sends requests to the lab in each way that a browser allows: fetch that has to ask first, fetch without asking, with a body and without, a form with GET, a form with POST.",
  lesson:
    "A form can't send JSON, and a script of another site has to ask the server before it may, and the server says no. On the rungs with cookies, three locks stand one behind the other for a POST: SameSite=Lax leaves the cookie out, the origin is checked, and only JSON is accepted. It takes all three gone. For a GET there is one only: a link or a form of another site that opens a page does carry a SameSite=Lax cookie, and all that helps is that no GET changes anything.",
  browser: true,
  cells: {
    "1": holds("no session id and token in the query", lock),
    ...on(["2.1", "2.2"], holds(NOT_JSON, postOnly, jsonOnly)),
    "3": holds(NOT_JSON, [postOnly, lock], [jsonOnly, lock]),
    ...on(
      ["4", "5", "6", "8"],
      holds(NOT_JSON, postOnly, [sameSite, ownOriginOnly, jsonOnly]),
    ),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  attack: (range) => sendsFrom(range, range.otherSite),
};
