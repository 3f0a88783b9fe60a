import { fiveMinutesLong, notTooOld7, renewAsksAgain } from "./defences/jwt.ts";
import { refreshAsksAgain } from "./defences/refresh.ts";
import { logoutEnds, logoutEverywhereEnds } from "./defences/sessions.ts";
import { type Attack, holds, type Outcome, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";
import { logOut, TEN_MINUTES } from "./steps/copied.ts";
import { refresh } from "./steps/refreshed.ts";
import { holdBack } from "../testing/slow_statement.ts";

const OUT = "the browser has no JWT";
const ENDED = "the session has ended";

export const attack: Attack = {
  id: "late-answer",
  name: "late answer after logout brings the session back",
  group: "steal",
  story:
    "Vidu's JWT has expired. Vidu opens the list while the database is slow. Meanwhile Vidu logs out and leaves the computer to someone else. Then the list arrives. On rung 7 it is the refresh that is slow, and Vidu logs out everywhere from another computer. On rung 8 the slow answer is that of a confirmation, the only one there that sets a new cookie.",
  lesson:
    "A request with an expired JWT gets a new one with its answer if its session lives. But the session may end between the request and the answer. So the server looks it up once more when all other work is done: once logout has been answered, no late answer logs you in again. On rung 8 a confirmation changes a session only if it is still there.",
  cells: {
    "6": holds(OUT, renewAsksAgain, logoutEnds),
    "7": holds(ENDED, refreshAsksAgain, logoutEverywhereEnds, [
      fiveMinutesLong,
      notTooOld7,
    ]),
    "8": holds(ENDED, logoutEnds),
  },

  async control(range) {
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    works((await range.enter(vidu)).status === 200, "an expired JWT goes on");
  },

  async attack(range) {
    if (range.stage.id === "7") return await refreshLate(range);
    if (range.stage.id === "8") return await confirmLate(range);
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    using slow = holdBack(range.lab.db, "FROM todos");
    const list = range.enter(vidu);
    const isHeld = await Promise.race([slow.held, list.then(() => false)]);
    works(isHeld, "the list waits for the database");
    await logOut(vidu);
    slow.letGo();
    works((await list).status === 200, "the list arrives");
    const broken = vidu.cookies.has("jwt");
    const evidence = range.exchanges.slice(-2);
    const saw = broken ? "the browser has a new JWT" : OUT;
    return { broken, saw, evidence };
  },
};

/** The same where a refresh brings the JWT. */
async function refreshLate(range: Range): Promise<Outcome> {
  const vidu = await range.user();
  range.lab.clock += TEN_MINUTES;
  const elsewhere = await range.user();
  const { db } = range.lab;
  using slow = holdBack(db, "UPDATE refresh_tokens", "after");
  const late = refresh(vidu);
  const isHeld = await Promise.race([slow.held, late.then(() => false)]);
  works(isHeld, "the refresh waits for the database");
  await logOut(elsewhere, "/auth/logout-everywhere");
  slow.letGo();
  await late;
  const broken = (await range.enter(vidu)).status === 200;
  const evidence = range.exchanges.slice(-4);
  return {
    broken,
    saw: broken ? "the browser has a new JWT" : ENDED,
    evidence,
  };
}

/** The same where only a confirmation sets the cookie anew. */
async function confirmLate(range: Range): Promise<Outcome> {
  const vidu = await range.user();
  using slow = holdBack(range.lab.db, "SET token");
  const confirm = vidu.post("/auth/confirm", { password: "qwerty" });
  const isHeld = await Promise.race([slow.held, confirm.then(() => false)]);
  works(isHeld, "the confirmation waits for the database");
  await logOut(range.thief(vidu));
  slow.letGo();
  await confirm;
  const broken = (await range.enter(vidu)).status === 200;
  const evidence = range.exchanges.slice(-3);
  return { broken, saw: broken ? "the session lives" : ENDED, evidence };
}
