/**
 * Rung 5: a JWT in an HttpOnly cookie, and no session.
 *
 * @module
 */
import { whoami } from "../../lib/http/login.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import type { Stage } from "../../lib/state.ts";
import { login } from "./login.ts";
import { authenticate } from "./middleware.ts";

const locked = [sameOrigin, authenticate];

export const stage: Stage = {
  id: "5",
  name: "To-do, JWT",
  lesson:
    "A signed JWT needs no session on the server, so nothing on the server can end it.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [sameOrigin, login],
      "GET /auth/whoami": [authenticate, whoami],
      ...todoRoutes(...locked),
    },
  }),
};
