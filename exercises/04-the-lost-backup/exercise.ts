import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "04-the-lost-backup",
  stage: "4",
  complaint:
    "The operator: “We lost a backup of the database. No password could be read in it, and still strangers are now logged in as our users.”",
  rows: ["database-tokens"],
  mistake: [
    patch(
      "stages/04/login.ts",
      "createSession(ctx.state, user, hashToken(token))",
      "createSession(ctx.state, user, token)",
    ),
    patch("stages/04/login.ts", "generateToken, hashToken", "generateToken"),
    patch(
      "stages/04/middleware.ts",
      "findSession(ctx.state, sessionId, hashToken(token))",
      "findSession(ctx.state, sessionId, token)",
    ),
    patch(
      "stages/04/middleware.ts",
      `import { hashToken } from "../../lib/tokens.ts"; `,
      "\n",
    ),
    patch(
      "stages/04/middleware.ts",
      "from the cookies, hashed the token",
      "from the cookies",
    ),
  ],
  hints: [
    "What in the table of sessions can be sent as a cookie, just as it is?",
    "lib/tokens.ts has a function that turns a session token into something that doesn't lead back to it. Login and the middleware both have to use it.",
  ],
  explanation:
    "A session token is as good as a password for as long as the session lives. So the table keeps only its SHA-256, and the middleware hashes what the browser sends before it compares. A fast hash is enough here: unlike a password, a token of 256 random bits can't be guessed.",
};
