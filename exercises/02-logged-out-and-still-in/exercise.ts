import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "02-logged-out-and-still-in",
  stage: "4",
  complaint:
    "Vidu: “I logged out on the library's computer. Someone had copied my cookies before, and they are still reading my list.”",
  rows: ["copied-logout", "copied-logout-expired", "dead-session"],
  mistake: [
    patch(
      "stages/04/logout.ts",
      `await revokeSession(ctx.state); const cookies = clearCookies(ctx.state, "sessionId", "token"); return succeed("Logged out",`,
      `const cookies = clearCookies(ctx.state, "sessionId", "token");
  return succeed("Logged out",`,
    ),
    patch(
      "stages/04/logout.ts",
      "import { revokeAllSessions, revokeSession }",
      "import { revokeAllSessions }",
    ),
  ],
  hints: [
    "Logout has two parts: what the browser forgets, and what the server forgets. Which one does a copy care about?",
    "Compare the two functions in stages/04/logout.ts.",
  ],
  explanation:
    "Clearing a cookie only asks one browser to forget it. Anyone with a copy is not asked. Logout has to end the session where it lives: in the server's table. Then every copy is dead at once, wherever it is.",
};
