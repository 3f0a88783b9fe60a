import { useEffect } from "preact/hooks";
import type { Live } from "../attacks/live.ts";
import { runLive } from "../attacks/run_live.ts";
import type { CredentialPlace } from "../lib/stage.ts";

interface Try {
  attack: string;
  /** What to run here; null where the recorded end has to do. */
  live: Live | null;
  /** Whether the attack has worked when it was recorded. */
  breaks: boolean;
}

interface TryToBreakItProps {
  /** The path below which the rung's API is. */
  base: string;
  place: CredentialPlace | null;
  tries: Try[];
}

/**
 * A guess, the attack, and how it ends: gives life to the buttons of the
 * section "Try to break it", which the server has rendered.
 */
export default function TryToBreakIt(
  { base, place, tries }: TryToBreakItProps,
) {
  useEffect(() => {
    const guess = async ({ target }: Event) => {
      const button = (target as Element).closest<HTMLElement>("[data-guess]");
      const box = button?.closest<HTMLElement>("[data-attack]");
      const found = tries.find(({ attack }) => attack === box?.dataset.attack);
      if (!button || !box || !found) return;
      const said = box.querySelector("[aria-live]")!;
      said.textContent = "…";
      const end = found.live === null
        ? { works: found.breaks, seen: "as it was recorded, below." }
        : await runLive(base, place, found.live);
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
    const section = document.querySelector(".tries");
    section?.addEventListener("click", guess);
    return () => section?.removeEventListener("click", guess);
  }, []);
  return null;
}
