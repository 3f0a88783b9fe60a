import type { Todo, TodoAction } from "../lib/todos.ts";

interface TodoRowProps {
  /** A plain text on rung 2.1, which has no marks. */
  todo: Todo | string;
  onUpdate: (id: number, action: TodoAction) => void;
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
              onClick={(event) => {
                // The box follows the to-do, which changes once the server has.
                event.preventDefault();
                onUpdate(todo.id, "markDone");
              }}
            />
            <span>{text}</span>
          </label>
          <button
            type="button"
            class="star"
            aria-label={`Star “${text}”`}
            aria-pressed={todo.isStarred}
            onClick={() => onUpdate(todo.id, "markStarred")}
          >
            {todo.isStarred ? "★" : "☆"}
          </button>
        </>
      )}
      <button
        type="button"
        class="delete"
        aria-label={`Delete “${text}”`}
        onClick={onRemove}
      >
        ✕
      </button>
    </li>
  );
}
