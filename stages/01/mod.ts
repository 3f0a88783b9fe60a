/**
 * Rung 1: a login, and a credential in the URL.
 *
 * @module
 */
import { whoami } from "../../lib/http/login.ts";
import { launch } from "../../lib/http/missile.ts";
import type { Stage } from "../../lib/state.ts";
import { login } from "./login.ts";
import { authenticate } from "./middleware.ts";

export const stage: Stage = {
  id: "1",
  name: "Launch missile",
  lesson:
    "A sensitive action needs a login, and a URL is a bad place for the credential.",
  credential: "url",
  insecure: true,
  app: "missile",
  create: () => ({
    authenticate,
    routes: {
      "POST /auth/login": [login],
      "GET /auth/whoami": [authenticate, whoami],
      // INSECURE(stage 1): a GET that acts. Anything that opens this address
      // again, such as a reload, launches again; fixed in stage 2.1
      "GET /launch-missile": [authenticate, launch],
    },
  }),
};
