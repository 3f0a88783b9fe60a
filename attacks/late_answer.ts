import { renewAsksAgain } from "./defences/jwt.ts";
import { refreshAsksAgain } from "./defences/refresh.ts";
import { logoutEnds } from "./defences/sessions.ts";
import { type Attack, holds, type Outcome, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";
import { logOut, TEN_MINUTES } from "./steps/copied.ts";
import { holdBack } from "./steps/slow_statement.ts";

const OUT = "the browser has no JWT";
const ENDED = "the session has ended";

export const attack: Attack = {
  id: "late-answer",
  name: "late answer after logout brings the session back",
  group: "steal",
  story:
    "Vidu's JWT has expired. Vidu opens the list while the database is slow. Meanwhile Vidu logs out and leaves the computer to someone else. Then the list arrives. On rung 7 it is the refresh that is slow. On rung 8 the slow answer is that of a confirmation, the only one there that sets a new cookie.",
  lesson:
    "A request with an expired JWT gets a new one with its answer if its session lives. But the session may end between the request and the answer. So the server looks it up once more when all other work is done: once logout has been answered, no late answer logs you in again. On rung 8 a confirmation changes a session only if it is still there.",
  cells: {
    "6": holds(OUT, renewAsksAgain, logoutEnds),
    "7": holds(OUT, refreshAsksAgain, logoutEnds),
    "8": holds(ENDED, logoutEnds),
  },

  async control(range) {
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    works((await range.enter(vidu)).status === 200, "an expired JWT goes on");
  },

  async attack(range) {
    if (range.stage.id === "8") return await confirmLate(range);
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    const isRefresh = range.stage.id === "7";
    const { held, letGo } = isRefresh
      ? holdBack(range.lab.db, "UPDATE refresh_tokens", "after")
      : holdBack(range.lab.db, "FROM todos");
    const late = isRefresh ? vidu.post("/auth/refresh") : range.enter(vidu);
    const isHeld = await Promise.race([held, late.then(() => false)]);
    works(isHeld, "the answer waits for the database");
    // Where the JWT has expired, the tab that logs out refreshes first.
    if (isRefresh) await range.enter(vidu);
    await logOut(vidu);
    letGo();
    const { status } = await late;
    works(isRefresh || status === 200, "the list arrives");
    const broken = vidu.cookies.has(range.jwtName);
    const evidence = range.exchanges.slice(-2);
    return {
      broken,
      saw: broken ? "the browser has a new JWT" : OUT,
      evidence,
    };
  },
};

/** The same where only a confirmation sets the cookie anew. */
async function confirmLate(range: Range): Promise<Outcome> {
  const vidu = await range.user();
  const { held, letGo } = holdBack(range.lab.db, "SET token");
  const confirm = vidu.post("/auth/confirm", { password: "qwerty" });
  const isHeld = await Promise.race([held, confirm.then(() => false)]);
  works(isHeld, "the confirmation waits for the database");
  await logOut(range.thief(vidu));
  letGo();
  await confirm;
  const broken = (await range.enter(vidu)).status === 200;
  const evidence = range.exchanges.slice(-3);
  return { broken, saw: broken ? "the session lives" : ENDED, evidence };
}
