import { useEffect } from "preact/hooks";
import { listenToGuesses } from "../attacks/live/guess.ts";
import type { CredentialPlace } from "../lib/stage.ts";
import { unfoldFrom } from "../lib/browser/unfold.ts";

interface RungFoldsProps {
  /** The path below which the rung's API is. */
  base: string;
  place: CredentialPlace | null;
}

/** Fills the folds of a rung's page when they are opened: attacks and files. */
export default function RungFolds({ base, place }: RungFoldsProps) {
  useEffect(() => unfoldFrom(`${base}/full`), []);
  useEffect(() => listenToGuesses(base, place), []);
  return null;
}
