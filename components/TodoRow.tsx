import type { TodoItem } from "../lib/browser/todo_client.ts";
import type { Todo, TodoAction } from "../lib/todos.ts";

interface TodoRowProps {
  todo: TodoItem;
  onUpdate: (todo: Todo, action: TodoAction) => void;
  onRemove: () => void;
}

export default function TodoRow({ todo, onUpdate, onRemove }: TodoRowProps) {
  const text = typeof todo === "string" ? todo : todo.text;
  return (
    <li>
      {typeof todo === "string" ? <span class="text">{text}</span> : (
        <>
          <label class="text">
            <input
              type="checkbox"
              checked={todo.isDone}
              onChange={() => onUpdate(todo, "markDone")}
            />
            <span>{text}</span>
          </label>
          <button
            type="button"
            class="star"
            aria-label={`Star "${text}"`}
            aria-pressed={todo.isStarred}
            onClick={() => onUpdate(todo, "markStarred")}
          />
        </>
      )}
      <button
        type="button"
        class="delete"
        aria-label={`Delete "${text}"`}
        onClick={onRemove}
      >
        ×
      </button>
    </li>
  );
}
