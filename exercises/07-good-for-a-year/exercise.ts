import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "07-good-for-a-year",
  stage: "5",
  complaint:
    "The operator: “For one night the server's clock was a year ahead. We have set it right, and JWTs from that night are still accepted.”",
  rows: ["future-jwt"],
  mistake: [
    patch(
      "stages/05/middleware.ts",
      `{ audience: "stage 5", now, maxAge: JWT_LIFETIME }`,
      `{ audience: "stage 5", now }`,
    ),
    patch(
      "stages/05/middleware.ts",
      `import { JWT_LIFETIME } from "./login.ts"; `,
      "\n",
    ),
  ],
  hints: [
    "Such a JWT says that it was made next year, and that it ends an hour after that. Which of the two does the rung look at?",
    "See what verifyJwt() can be asked to check: VerifyJwtOptions in lib/jwt.ts. Rung 6 asks for one thing more.",
  ],
  explanation:
    "exp says until when its maker wanted a JWT to be good. If the maker's clock was wrong, so is exp. The verifier knows how long its JWTs live, so it also checks their age by iat: one from the future is refused, and so is one that is older than any JWT should get.",
};
