import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "08-renewed-for-ever",
  stage: "6",
  complaint:
    "Vidu: “I lost my phone and logged out everywhere. You promised that it would be out after ten minutes. A day later it still shows my list.”",
  rows: [
    ...["before-new-login", "copied-logout-expired"],
    ...["copied-logout-everywhere", "copied-lifetime"],
    ...["dead-session", "older-jwt"],
  ],
  mistake: [
    patch(
      "stages/06/middleware.ts",
      `const user = await find(); if (user === null) { throw unauthorized("the JWT has expired and its session has ended"); } ctx.state.step("the JWT has expired, but its session lives");`,
      `const user = { id: Number(sub), sessionId: Number(sid) };
  ctx.state.step("the JWT has expired");`,
    ),
  ],
  hints: [
    "When rung 6's JWT has expired, the rung goes on with a new one. What has to be true for that?",
    "In renew() in stages/06/middleware.ts, find() is asked only after the request has been answered.",
  ],
  explanation:
    "A short-lived JWT that is renewed without asking lives for ever. The session is what logout ends, so the session has to be asked at each renewal, before anything is done for the request. And once more afterwards: it may have ended meanwhile.",
};
