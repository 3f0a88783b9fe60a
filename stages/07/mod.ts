/**
 * Rung 7: a short access token, and refresh tokens that are good for one use.
 *
 * @module
 */
import { whoami } from "../../lib/http/login.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import type { Stage } from "../../lib/state.ts";
import { login } from "./login.ts";
import { logout, logoutEverywhere } from "./logout.ts";
import { authenticate } from "./middleware.ts";
import { recognizeFamily, refresh } from "./refresh.ts";

const locked = [sameOrigin, authenticate];

export const stage: Stage = {
  id: "7",
  name: "To-do, refresh rotation",
  lesson:
    "A JWT for five minutes, and a token good for one use that brings the next: a copy gives itself away.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  create: () => ({
    authenticate,
    todos: userTodos,
    routes: {
      "POST /auth/login": [sameOrigin, recognizeFamily, login],
      "GET /auth/whoami": [authenticate, whoami],
      "POST /auth/refresh": [sameOrigin, refresh],
      "POST /auth/logout": [...locked, logout],
      "POST /auth/logout-everywhere": [...locked, logoutEverywhere],
      ...todoRoutes(...locked),
    },
  }),
};
