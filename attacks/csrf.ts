import { at, type Attack, holds, on, works } from "./attack.ts";
import { sendsFrom } from "./foreign_page.ts";

const NOT_JSON = holds(
  "Content-Type must be application/json",
  at("lib/http/body.ts", "Content-Type must be application/json"),
);

export const attack: Attack = {
  id: "csrf",
  name: "cross-site POST (CSRF), form and fetch",
  story:
    "Someone is logged in and opens a page of another site. It posts to the lab in each way that a browser lets it: a form, fetch without a question, fetch that asks first, fetch without a body.",
  lesson:
    "A form can't send JSON, and a script of another site has to ask the server before it may, which says no. On the rungs with cookies three locks stand one behind the other: SameSite=Lax leaves the cookie at home, the origin of each POST is checked, and only JSON is taken. It needs all three to be gone.",
  browser: true,
  cells: {
    ...on(["2.1", "2.2", "3"], NOT_JSON),
    "1": holds(
      "no session id and token in the query",
      at("stages/01/middleware.ts", "no session id and token in the query"),
    ),
    ...on(["4", "5", "6"], {
      ...NOT_JSON,
      marks: [
        ...NOT_JSON.marks,
        at("lib/http/origin.ts", "if (!isOwn)"),
        at("lib/http/cookies.ts", '"SameSite=Lax"'),
      ],
    }),
  },

  async control(range) {
    works(await range.postFrom(await range.userPage()) === 200, "the page can");
  },

  async attack(range) {
    return await sendsFrom(range, range.otherSite);
  },
};
