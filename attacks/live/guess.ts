/**
 * A guess, the attack, and how it ends: the buttons of "Try to break it".
 *
 * @module
 */
import type { CredentialPlace } from "../../lib/stage.ts";
import { runLive } from "./run_live.ts";

/**
 * Listens to the buttons of the section, which the server has rendered. Each
 * attack is an element that says whether it broke in when it was recorded, and
 * what to run here; where a page is not enough to run it, the record has to do.
 *
 * @returns A function that ends it.
 */
export function listenToGuesses(
  base: string,
  place: CredentialPlace | null,
): () => void {
  const guess = async ({ target }: Event) => {
    const button = (target as Element).closest<HTMLElement>("[data-guess]");
    const box = button?.closest<HTMLElement>("[data-attack]");
    if (!button || !box) return;
    const said = box.querySelector("[aria-live]")!;
    said.textContent = "…";
    const { breaks, live } = box.dataset;
    const end = live === undefined
      ? { works: breaks !== undefined, seen: "as it was recorded, below." }
      : await runLive(base, place, JSON.parse(live));
    if (typeof end === "string") {
      said.textContent = end;
      return;
    }
    const works = button.dataset.guess === "works";
    const right = end.works === works ? "Right" : "Not so";
    const how = end.works ? "it works" : "it is refused";
    said.textContent = `${right}: ${how}, ${end.seen}`;
    box.querySelector("details")!.open = true;
  };
  const section = document.querySelector(".tries")!;
  section.addEventListener("click", guess);
  return () => section.removeEventListener("click", guess);
}
