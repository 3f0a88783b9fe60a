/**
 * Rung 6: a short-lived JWT in an HttpOnly cookie, backed by a session.
 *
 * @module
 */
import { whoami } from "../../lib/http/auth_routes.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import type { Stage } from "../../lib/stage.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import { login, logout, logoutEverywhere } from "./auth.ts";
import { authenticate } from "./middleware.ts";

export const stage: Stage = {
  id: "6",
  name: "To-do, JWT + session",
  lesson:
    "A token for ten minutes, reissued while its session lives: fast, and logout works again.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [...sameOrigin, login],
      "GET /auth/whoami": [authenticate, whoami],
      "POST /auth/logout": [...sameOrigin, authenticate, logout],
      "POST /auth/logout-everywhere": [
        ...sameOrigin,
        authenticate,
        logoutEverywhere,
      ],
      ...todoRoutes(...sameOrigin, authenticate),
    },
  }),
};
