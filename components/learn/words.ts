/**
 * The words that a beginner needs first. Each is explained here and nowhere
 * else, so that it means the same on every page.
 *
 * @module
 */
export interface Word {
  /** Its anchor on the page of first words. */
  id: string;
  name: string;
  /** How texts spell it, as a part of a regular expression. */
  forms: string;
  /** Two sentences; the first explains it alone, too. */
  says: [string, string];
  /**
   * A small picture, a row each: `[a box]`, `{a credential}`, arrows, ✓ and ✗.
   */
  picture: string[];
  /** The rung that uses it. */
  rung: string;
}

export const WORDS: readonly Word[] = [
  {
    id: "http",
    name: "HTTP",
    forms: "HTTP",
    says: [
      "HTTP is how a browser asks and a server answers, and nothing of one request is kept for the next.",
      "So each request has to show again who is asking.",
    ],
    picture: [
      "[browser] → I am Vidu → [server: hello, Vidu]",
      "[browser] → my list, please → [server: who are you?]",
    ],
    rung: "2.1",
  },
  {
    id: "authentication",
    name: "authentication",
    forms: "authentication",
    says: [
      "Authentication finds out who is asking.",
      "A password does it once, at login, and something that is easier to send does it from then on.",
    ],
    picture: ["[browser] → {vidu and qwerty} → [server: this is Vidu ✓]"],
    rung: "1",
  },
  {
    id: "authorization",
    name: "authorization",
    forms: "authorization",
    says: [
      "Authorization decides what that person may do.",
      "You may change your own to-dos, for example, and nobody else's.",
    ],
    picture: [
      "[Vidu] → delete Vidu's to-do → [server: done ✓]",
      "[Vidu] → delete Rahul's to-do → [server: no ✗]",
    ],
    rung: "3",
  },
  {
    id: "credential",
    name: "credential",
    forms: "credentials?",
    says: [
      "A credential is what proves to a server who you are, such as a password, a session token or a JWT.",
      "Anyone who has a copy of it can act as you.",
    ],
    picture: [
      "[Vidu] → {credential} → [server: hello, Vidu]",
      "[a thief] → {its copy} → [server: hello, Vidu]",
    ],
    rung: "1",
  },
  {
    id: "session",
    name: "session",
    forms: "sessions?",
    says: [
      "A session is a row in the server's database that remembers one login: whose it is, and when it ends.",
      "When the row is deleted, that login is over, and no copy of its credential works any more.",
    ],
    picture: ["[database: session 7, of Vidu, until Friday]"],
    rung: "1",
  },
  {
    id: "session-token",
    name: "session token",
    forms: "session tokens?",
    says: [
      "A session token is a long random text that proves a session is yours.",
      "It says nothing by itself, so the server has to look it up.",
    ],
    picture: ["{k3JxW…9fQ} → look it up → [database: session 7, of Vidu]"],
    rung: "1",
  },
  {
    id: "localstorage",
    name: "localStorage",
    forms: "localStorage",
    says: [
      "localStorage is where a page's script can keep texts in the browser.",
      "Every script on the page can read all of it.",
    ],
    picture: [
      "[localStorage: {token}] → [the page's script]",
      "[localStorage: {token}] → [a stranger's script]",
    ],
    rung: "3",
  },
  {
    id: "cookie",
    name: "cookie",
    forms: "cookies?",
    says: [
      "A cookie is a small text that a server gives to a browser, and that the browser then sends back with each request to that server.",
      "With the mark HttpOnly, no script on a page can read it.",
    ],
    picture: [
      "[server] → Set-Cookie: {token} → [cookie jar]",
      "[cookie jar] → Cookie: {token} → [server]",
    ],
    rung: "4",
  },
  {
    id: "hash",
    name: "hash",
    forms: "hash(?:es)?",
    says: [
      "A hash is a short fingerprint of some data, always the same for the same data.",
      "It can't be turned back into the data: all that anyone can do is guess the data and compare.",
    ],
    picture: ["qwerty → [SHA-256] → 65e84be3…", "65e84be3… → ✗ → qwerty"],
    rung: "4",
  },
  {
    id: "mac",
    name: "MAC",
    forms: "MACs?",
    says: [
      "A MAC (message authentication code) is a fingerprint of some data together with a secret key.",
      "Only someone with the key can make or check it, so a change by anyone else is noticed.",
    ],
    picture: [
      "data and {key} → [HMAC] → 5031fe3d…",
      "other data, no key → [HMAC] → ✗",
    ],
    rung: "5",
  },
  {
    id: "jwt",
    name: "JWT",
    forms: "JWTs?|JSON Web Tokens?",
    says: [
      "A JWT (JSON Web Token) is a text that says who you are and until when, with a MAC at its end.",
      "Anyone can read it, and a server with the key can check it without looking anything up.",
    ],
    picture: [
      "[header: HS256] . [payload: Vidu, until 10:00] . [MAC]",
    ],
    rung: "5",
  },
  {
    id: "origin",
    name: "origin",
    forms: "origins?",
    says: [
      "An origin is the scheme, the host and the port of an address.",
      "A script can read what its own origin answers, but not what another one does, unless that one allows it.",
    ],
    picture: [
      "[https://lab.example:8000] /todo/list",
      "[https://lab.example:9000] ✗ another origin",
    ],
    rung: "4",
  },
  {
    id: "site",
    name: "site",
    forms: "sites?",
    says: [
      "A site is the scheme and the registered domain of an address, whatever the subdomain and the port.",
      "SameSite cookies go by it: they stay at home when a page of another site posts a form.",
    ],
    picture: [
      "[https://] app. [lab.example] :8000",
      "[https://] shop. [lab.example] :9000 ✓ the same site",
    ],
    rung: "4",
  },
];

/** Longer ones come first: "session token" before "session". */
const BY_LENGTH = WORDS.toSorted((a, b) => b.name.length - a.name.length);
const ANY = new RegExp(
  `\\b(?:${BY_LENGTH.map(({ forms }) => `(${forms})`).join("|")})\\b`,
  "gi",
);

/**
 * Cuts a text where it uses one of these words for the first time.
 *
 * @param seen The ids of those that the page has explained already; the ones
 * found now are added.
 */
export function findWords(
  text: string,
  seen: Set<string>,
): (string | { word: Word; text: string })[] {
  const parts: ReturnType<typeof findWords> = [];
  let end = 0;
  for (const match of text.matchAll(ANY)) {
    const word = BY_LENGTH[match.slice(1).findIndex(Boolean)];
    if (seen.has(word.id)) continue;
    seen.add(word.id);
    parts.push(text.slice(end, match.index), { word, text: match[0] });
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
