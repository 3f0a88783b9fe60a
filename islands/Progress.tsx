import { useEffect } from "preact/hooks";
import { deeds, forgetDeeds, readDeeds } from "../lib/browser/progress.ts";

interface ProgressProps {
  /** The ids of the rungs that are served, bottom up. */
  rungs: string[];
}

/** Where to start, or to go on, as far as this browser knows. */
export default function Progress({ rungs }: ProgressProps) {
  useEffect(readDeeds, []);
  const has = (deed: string) => (id: string) =>
    deeds.value.has(`${id} ${deed}`);
  const isUsed = has("used");
  const isAttacked = has("attacked");
  const next = rungs.find((id) => !isUsed(id) || !isAttacked(id));
  const isNew = deeds.value.size === 0;
  const page = next !== undefined && isUsed(next) ? "break" : "";
  return (
    <div class="progress">
      {next === undefined
        ? <strong>You have used and attacked every rung.</strong>
        : (
          <a class="next" href={`/stages/${next}/${page}`}>
            {isNew ? "Start with" : page ? "Go on: attack" : "Go on with"} rung
            {" "}
            {next}
          </a>
        )}
      {!isNew && (
        <>
          <span>
            Used: {count(rungs.filter(isUsed), rungs)}. Attacked:{" "}
            {count(rungs.filter(isAttacked), rungs)}. Only this browser knows.
          </span>
          <button type="button" onClick={forgetDeeds}>Forget it</button>
        </>
      )}
    </div>
  );
}

const count = (some: string[], all: string[]) =>
  `${some.length} of ${all.length} rungs`;

interface DoneProps {
  id: string;
  canLogIn: boolean;
}

/** What this browser has seen done on one rung. */
export function Done({ id, canLogIn }: DoneProps) {
  const { value } = deeds;
  return (
    <p class="done">
      {value.has(`${id} used`) && (canLogIn ? "✓ Logged in " : "✓ Used ")}
      {value.has(`${id} attacked`) && "✓ Guessed and attacked"}
    </p>
  );
}
