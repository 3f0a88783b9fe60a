import type { Database } from "./database/open.ts";

export interface Todo {
  id: number;
  text: string;
  isDone: boolean;
  isStarred: boolean;
}

/** Each is a toggle. */
export const TODO_ACTIONS = ["markDone", "markStarred"] as const;
export type TodoAction = typeof TODO_ACTIONS[number];

const TOGGLE: Record<TodoAction, string> = {
  markDone: "is_done = 1 - is_done",
  markStarred: "is_starred = 1 - is_starred",
};

/** How many to-dos a list has at most, and an answer by default. */
export const MAX_TODOS = 1000;
export const PAGE_SIZE = 100;

/** A part of a list. */
export interface TodoPage {
  todos: Todo[];
  next?: number; // what to give as `after` for the next part
}

// Every statement names the user: someone else's to-do looks exactly like one
// that doesn't exist.

/**
 * A user's to-dos in the order in which they were made.
 *
 * @param after Only those made after the to-do with this id, which may be gone.
 */
export async function listTodos(
  db: Database,
  userId: number,
  after = 0,
  limit = PAGE_SIZE,
): Promise<TodoPage> {
  // One row of JSON: a row for each to-do takes half as long again. One to-do
  // more than asked for tells whether there are more.
  const row = await db.first({
    sql: `SELECT json_group_array(
            json_array(id, text, is_done, is_starred) ORDER BY id) AS todos
          FROM (SELECT * FROM todos
                WHERE user_id = ? AND id > ? ORDER BY id LIMIT ?)`,
    args: [userId, after, limit + 1],
  });
  const rows: [id: number, text: string, isDone: 0 | 1, isStarred: 0 | 1][] =
    JSON.parse(String(row!.todos));
  const todos = rows.slice(0, limit).map(([id, text, isDone, isStarred]) => ({
    id,
    text,
    isDone: isDone === 1,
    isStarred: isStarred === 1,
  }));
  return rows.length > limit ? { todos, next: todos.at(-1)!.id } : { todos };
}

/** Makes a to-do; null if the user is gone or has {@linkcode MAX_TODOS}. */
export async function createTodo(
  db: Database,
  userId: number,
  text: string,
): Promise<Todo | null> {
  const row = await db.first({
    sql: `INSERT INTO todos (user_id, text)
          SELECT id, ? FROM users WHERE id = ? AND
            (SELECT count(*) FROM todos WHERE user_id = users.id) < ?
          RETURNING id`,
    args: [text, userId, MAX_TODOS],
  });
  if (row === undefined) return null;
  return { id: Number(row.id), text, isDone: false, isStarred: false };
}

/** Toggles one mark of a to-do; false if the user has no such to-do. */
export async function updateTodo(
  db: Database,
  userId: number,
  todoId: number,
  action: TodoAction,
): Promise<boolean> {
  const { rowsAffected } = await db.execute({
    sql: `UPDATE todos SET ${TOGGLE[action]} WHERE id = ? AND user_id = ?`,
    args: [todoId, userId],
  });
  return rowsAffected === 1;
}

/** Deletes a to-do; false if the user has no such to-do. */
export async function deleteTodo(
  db: Database,
  userId: number,
  todoId: number,
): Promise<boolean> {
  const { rowsAffected } = await db.execute({
    sql: "DELETE FROM todos WHERE id = ? AND user_id = ?",
    args: [todoId, userId],
  });
  return rowsAffected === 1;
}
