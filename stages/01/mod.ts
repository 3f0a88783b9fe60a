/**
 * Rung 1: a login, and a credential in the URL.
 *
 * @module
 */
import { whoami } from "../../lib/http/auth_routes.ts";
import type { Stage } from "../../lib/stage.ts";
import { login } from "./auth.ts";
import { authenticate } from "./middleware.ts";
import { launch } from "./missile.ts";

export const stage: Stage = {
  id: "1",
  name: "Launch missile",
  lesson:
    "A sensitive action needs a login; a URL is a bad place for the credential.",
  credential: "url",
  insecure: true,
  app: "missile",
  create: () => ({
    authenticate,
    routes: {
      "POST /auth/login": [login],
      "GET /auth/whoami": [authenticate, whoami],
      "GET /launch-missile": [authenticate, launch],
    },
  }),
};
