import { useEffect } from "preact/hooks";
import {
  type Deed,
  deeds,
  keepDeeds,
  readDeeds,
} from "../lib/browser/progress.ts";

interface ProgressProps {
  /** The ids of the rungs that are served, bottom up. */
  rungs: string[];
}

/** Where to start, or to go on, as far as this browser knows. */
export default function Progress({ rungs }: ProgressProps) {
  useEffect(readDeeds, []);
  const done = (deed: Deed) =>
    rungs.filter((id) => deeds.value.has(`${id} ${deed}`));
  const [used, attacked] = [done("used"), done("attacked")];
  const next = rungs.find((id) => !used.includes(id) || !attacked.includes(id));
  const isNew = deeds.value.size === 0;
  const page = next !== undefined && used.includes(next) ? "break" : "";
  return (
    <div class="progress">
      {next === undefined
        ? <strong>You have used and attacked every rung.</strong>
        : (
          <a class="next" href={`/stages/${next}/${page}`}>
            {isNew ? "Start with" : page ? "Go on: attack" : "Go on with"}
            {` rung ${next}`}
          </a>
        )}
      {!isNew && (
        <>
          <span>
            Used: {used.length} of {rungs.length} rungs. Attacked:{" "}
            {attacked.length} of {rungs.length} rungs. Only this browser knows.
          </span>
          <button type="button" onClick={() => keepDeeds(new Set())}>
            Forget it
          </button>
        </>
      )}
    </div>
  );
}

/** What this browser has seen done on one rung. */
export function Done({ id, canLogIn }: { id: string; canLogIn: boolean }) {
  const { value } = deeds;
  return (
    <p class="done">
      {value.has(`${id} used`) && (canLogIn ? "✓ Logged in " : "✓ Used ")}
      {value.has(`${id} attacked`) && "✓ Guessed and attacked"}
    </p>
  );
}
