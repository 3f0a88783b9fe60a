import { type Evidence, findRecorded } from "../../attacks/runner/recorded.ts";

/** How many are worth a guess at once, and how many of them may be refused. */
const [MANY, MOST_REFUSED] = [5, 2];

/**
 * The attacks that tell a rung from the one below it: first those that end
 * differently there, then those that don't apply there, then those that run in
 * the page. If all were refused, a guess would take no thought: so most of them
 * work, where there are enough.
 *
 * @param cells All of the rung's, in the order of the matrix
 * @param below The id of the rung below, if there is one
 * @returns In the order of the matrix
 */
export function tellingAttacks(
  cells: readonly Evidence[],
  below = "",
  isLive: (cell: Evidence) => boolean,
): Evidence[] {
  const rank = (cell: Evidence) => {
    const before = findRecorded(cell.attack, below)?.verdict;
    const news = before === cell.verdict ? 2 : before === undefined ? 1 : 0;
    return 2 * news + (isLive(cell) ? 0 : 1);
  };
  const ranked = cells.toSorted((a, b) => rank(a) - rank(b));
  const isWorking = ({ verdict }: Evidence) => verdict === "breaks";
  const works = ranked.filter(isWorking).slice(0, MANY - MOST_REFUSED);
  const refused = ranked.filter((cell) => !isWorking(cell))
    .slice(0, MANY - works.length);
  return cells.filter((cell) => works.includes(cell) || refused.includes(cell));
}
