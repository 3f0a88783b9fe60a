import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "03-the-script-that-read-cookies",
  stage: "4",
  complaint:
    "Vidu: “I opened the page with a hole, and the stranger's script showed me my own session token. You said that on this rung no script can read it.”",
  rows: ["script-reads"],
  browser: true,
  mistake: [patch("lib/http/cookies.ts", '"HttpOnly", ', "")],
  hints: [
    "Log in, open the browser's console, and look at document.cookie.",
    "Look at the attributes in lib/http/cookies.ts. The comment above them lists one more than the code sets.",
  ],
  explanation:
    "Without HttpOnly a cookie is as open to scripts as localStorage is, and any script on the page can carry it away. HttpOnly leaves it to the browser alone. It doesn't keep a script from using the session while the page is open: look at “script on the page uses the session”.",
};
