/**
 * Rung 4: a session on the server, its credential in HttpOnly cookies.
 *
 * @module
 */
import { recognize, whoami } from "../../lib/http/login.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import type { Stage } from "../../lib/state.ts";
import { login } from "./login.ts";
import { logout, logoutEverywhere } from "./logout.ts";
import { authenticate } from "./middleware.ts";

const locked = [sameOrigin, authenticate];

export const stage: Stage = {
  id: "4",
  name: "To-do, session in cookies",
  lesson:
    "HttpOnly cookies keep the credential from scripts, and logout ends the session on the server.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [sameOrigin, recognize(authenticate), login],
      "GET /auth/whoami": [authenticate, whoami],
      "POST /auth/logout": [...locked, logout],
      "POST /auth/logout-everywhere": [...locked, logoutEverywhere],
      ...todoRoutes(...locked),
    },
  }),
};
