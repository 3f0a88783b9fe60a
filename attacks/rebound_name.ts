import { ownHostOnly } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";

export const attack: Attack = {
  id: "rebound-name",
  name: "name re-pointed to 127.0.0.1 (DNS rebinding)",
  group: "trick",
  story:
    "Someone runs the lab on their own machine and opens a page at evil.example. Then the owner of that name re-points it to 127.0.0.1. To the browser, the page and the lab are now one origin. The page's script logs in as Rahul, its author, and uses the lab, which no other machine can reach.",
  lesson:
    "The owner of a name decides which machine it points to, and that can be yours. The browser then sees one origin, so none of its rules stops the page. But the browser still says in the Host header which name it means. The lab answers to its own names only, and refuses all others with 421.",
  browser: true,
  cells: on(
    ["1", "2.1", "2.2", "3", "4", "5", "6", "7", "8"],
    holds("This lab answers to localhost and 127.0.0.1 only", ownHostOnly),
  ),

  async control(range) {
    const status = await runScript(range, range.sameOrigin);
    works(status === 200, "the same script works under the lab's own name");
  },

  async attack(range) {
    return { broken: await runScript(range, range.reboundName) === 200 };
  },
};

/** Opens the attacker's page at this URL, and lets its script use the lab. */
async function runScript(range: Range, url: string): Promise<number> {
  const { lab, locked, stage } = range;
  const page = await range.page();
  await page.goto(url);
  return await page.evaluate(async ([base, locked, place]) => {
    let query = "";
    if (place !== null) {
      const email = "rahul@example.com";
      const response = await fetch(`${base}/auth/login`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email, password: "qwerty" }),
      });
      const { payload } = await response.json();
      if (payload) {
        const id = place === "url" ? "session_id" : "sessionId";
        const { sessionId, token } = payload;
        query = `?${new URLSearchParams({ [id]: sessionId, token })}`;
      }
    }
    return (await fetch(base + locked + query)).status;
  }, [lab.base(stage), locked, stage.credential] as const);
}
