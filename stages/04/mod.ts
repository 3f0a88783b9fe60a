/**
 * Rung 4: a session on the server, its credential in HttpOnly cookies.
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
  id: "4",
  name: "To-do, session in cookies",
  lesson:
    "HttpOnly cookies keep the credential from scripts; logout ends the session on the server.",
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
