import { recorded } from "../../attacks/runner/recorded.ts";

/** How many of the recorded attacks work on a rung, drawn and in words. */
export default function Strip({ stage }: { stage: string }) {
  const cells = recorded.filter((cell) => cell.stage === stage);
  const works = cells.filter(({ verdict }) => verdict === "breaks").length;
  const refused = cells.length - works;
  if (cells.length === 0) return null;
  return (
    <p class="strip">
      <span aria-hidden="true">
        <i data-sign="✗">{"✗".repeat(works)}</i>
        <i data-sign="✓">{"✓".repeat(refused)}</i>
      </span>{" "}
      {works} {works === 1 ? "attack works" : "attacks work"}, {refused}{" "}
      {refused === 1 ? "is" : "are"} refused
    </p>
  );
}
