import type { CredentialPlace } from "../../lib/state.ts";

export const PLACES: Record<CredentialPlace, string> = {
  url: "address bar",
  localStorage: "script storage",
  cookie: "cookie jar",
};

/** A browser with its places for a credential, and the one that has it. */
export default function Place({ of }: { of: CredentialPlace | null }) {
  const text = of === null
    ? "There is no credential: nobody is asked"
    : `The credential is in the ${PLACES[of]}`;
  return (
    <figure class="place">
      <div aria-hidden="true">
        {Object.entries(PLACES).map(([place, name]) =>
          place === of
            ? <mark key={place}>🔑 {name}</mark>
            : <span key={place}>{name}</span>
        )}
      </div>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
