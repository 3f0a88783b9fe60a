/**
 * Defences in statements about users and to-dos.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

const TODOS = "lib/todos.ts";
const DELETE = "DELETE FROM todos WHERE id = ? AND user_id = ?";

export const deletesOwnOnly = defence(
  "deletes-own",
  "the user in the deletion of a to-do",
  patch(TODOS, DELETE, "DELETE FROM todos WHERE id = ? AND ? > 0"),
);

export const updatesOwnOnly = defence(
  "updates-own",
  "the user in the update of a to-do",
  patch(
    TODOS,
    "} WHERE id = ? AND user_id = ?`",
    "} WHERE id = ? AND ? > 0`",
  ),
);

/** Without it, an id is a position: the first of the list is 1. */
export const idNamesTodo = defence(
  "id-names-todo",
  "the id that stays with its to-do",
  patch(
    "stages/02.2/mod.ts",
    `todosOf(state).get(integerField(state.body, "todoId", 1))`,
    `[...todosOf(state).values()][integerField(state.body, "todoId", 1) - 1]`,
  ),
  patch(
    TODOS,
    DELETE,
    "DELETE FROM todos WHERE id = (SELECT id FROM todos " +
      "WHERE user_id = ?2 ORDER BY id LIMIT 1 OFFSET ?1 - 1)",
  ),
);

export const todoIdsOnce = defence(
  "todo-ids-once",
  "to-do ids that are never used again",
  patch(
    "stages/02.2/mod.ts",
    "new Todo(++this.lastId,",
    "new Todo(this.size + 1,",
  ),
  patch(
    "lib/database/schema.ts",
    "id INTEGER PRIMARY KEY AUTOINCREMENT, user_id",
    "id INTEGER PRIMARY KEY, user_id",
  ),
);

export const boundValues = defence(
  "bound-values",
  "the values kept out of the statement",
  patch("lib/users.ts", "email = ? UNION", "email = '${email}'\nUNION"),
  patch("lib/users.ts", "[world, email, email,", "[world, email,"),
);

export const listNeedsUser = defence(
  "list-needs-user",
  "the rule that an empty list needs a user",
  patch(
    "lib/http/todo_routes.ts",
    "if (page.todos.length === 0) await userName(state);",
    "",
  ),
);
