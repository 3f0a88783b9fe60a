import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "05-two-logins-one-browser",
  stage: "4",
  complaint:
    "Vidu: “I was afraid that someone had copied my cookies, so I logged in again to get new ones. The copy of the old ones still works.”",
  rows: ["before-new-login"],
  mistake: [
    patch(
      "stages/04/mod.ts",
      "[sameOrigin, recognize(authenticate), login]",
      "[sameOrigin, login]",
    ),
    patch(
      "stages/04/mod.ts",
      "import { recognize, whoami }",
      "import { whoami }",
    ),
  ],
  hints: [
    "createSession() in lib/sessions.ts ends the session that came with the login, if it knows of one. How could it know?",
    "Look at what runs before login in stages/06/mod.ts.",
  ],
  explanation:
    "A login that leaves the old session behind leaves one that nobody sees any more: the browser has overwritten its cookies, and no logout will ever name it. So login first looks at the credential that comes with the request, and the old session ends as the new one starts.",
};
