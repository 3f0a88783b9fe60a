/**
 * Rung 8: a session on the server, as a careful service has it today.
 *
 * @module
 */
import { recognize, whoami } from "../../lib/http/login.ts";
import { launch } from "../../lib/http/missile.ts";
import { sameOrigin } from "../../lib/http/origin.ts";
import { todoRoutes, userTodos } from "../../lib/http/todo_routes.ts";
import type { Stage } from "../../lib/state.ts";
import { confirm, confirmed } from "./confirm.ts";
import { cookieNote } from "./cookie.ts";
import { login } from "./login.ts";
import { logout, logoutEverywhere } from "./logout.ts";
import { authenticate } from "./middleware.ts";
import { changePassword } from "./password.ts";
import { endSession, listSessions } from "./sessions.ts";

const locked = [sameOrigin, authenticate];
const HOUR = 60 * 60 * 1000;

export const stage: Stage = {
  id: "8",
  name: "Missile and to-do, in production",
  lesson:
    "A short session in one __Host- cookie, and a password asked for again before the missile flies.",
  credential: "cookie",
  insecure: false,
  app: "todos",
  lifetime: { most: 12 * HOUR, idle: HOUR },
  closest: "4",
  create: () => ({
    authenticate,
    todos: userTodos,
    note: cookieNote,
    routes: {
      "POST /auth/login": [sameOrigin, recognize(authenticate), login],
      "GET /auth/whoami": [authenticate, whoami],
      "POST /auth/logout": [...locked, logout],
      "POST /auth/logout-everywhere": [...locked, logoutEverywhere],
      "GET /auth/sessions": [authenticate, listSessions],
      "POST /auth/sessions/end": [...locked, endSession],
      "POST /auth/confirm": [...locked, confirm],
      "POST /auth/password": [...locked, changePassword],
      "POST /launch-missile": [...locked, confirmed, launch],
      ...todoRoutes(...locked),
    },
  }),
};
