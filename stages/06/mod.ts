/**
 * Rung 6: a short-lived JWT in an HttpOnly cookie, backed by a session.
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
  id: "6",
  name: "To-do, JWT + session",
  lesson:
    "A JWT for ten minutes, renewed while its session lives: fast, and logout works again.",
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
