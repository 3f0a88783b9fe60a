/**
 * Rung 3: a session on the server, its credential in localStorage.
 *
 * @module
 */
import { whoami } from "../../lib/http/login.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import type { Stage } from "../../lib/state.ts";
import { login } from "./login.ts";
import { authenticate } from "./middleware.ts";

const locked = [authenticate];

export const stage: Stage = {
  id: "3",
  name: "To-do, session in localStorage",
  lesson:
    "The server keeps sessions, but any script on the page can read the credential.",
  credential: "localStorage",
  insecure: true,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [login],
      "GET /auth/whoami": [authenticate, whoami],
      ...todoRoutes(...locked),
    },
  }),
};
