/**
 * Credentials where a script can look. Whose they are, only a server can tell.
 *
 * @module
 */

/** What the rungs call the parts of a credential. */
export const CREDENTIAL_NAMES: readonly string[] = [
  ...["session_id", "sessionId", "token", "jwt"],
  ...["session", "__Host-session"],
  ...["access", "refresh"],
];

/** What was looked at, and the parts of a credential there. */
export interface Found {
  where: "The address" | "localStorage" | "document.cookie";
  fields: Record<string, string>;
}

/**
 * Looks through all that a page's script can read.
 *
 * @param search As in `location.search`
 * @param cookie As in `document.cookie`
 */
export function findCredentials(
  search: string,
  stored: Record<string, string>,
  cookie: string,
): Found[] {
  const query = [...new URLSearchParams(search)];
  const cookies = cookie.split("; ").map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return [
    { where: "The address", fields: pick(query) },
    { where: "localStorage", fields: pick(Object.entries(stored)) },
    { where: "document.cookie", fields: pick(cookies) },
  ];
}

function pick(pairs: string[][]): Record<string, string> {
  const values = new Map(pairs.map(([name, value]) => [name, value]));
  return Object.fromEntries(
    CREDENTIAL_NAMES.filter((name) => values.has(name))
      .map((name) => [name, values.get(name)!]),
  );
}
