/**
 * Rung 5: a JWT in an HttpOnly cookie, and no session.
 *
 * @module
 */
import { whoami } from "../../lib/http/auth_routes.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import type { Stage } from "../../lib/stage.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import { login } from "./auth.ts";
import { authenticate } from "./middleware.ts";

export const stage: Stage = {
  id: "5",
  name: "To-do, JWT",
  lesson:
    "A signed token needs no session on the server, and so nothing there can end it.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [...sameOrigin, login],
      "GET /auth/whoami": [authenticate, whoami],
      ...todoRoutes(...sameOrigin, authenticate),
    },
  }),
};
