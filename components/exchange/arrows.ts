/**
 * The picture of an exchange as a list of arrows, each with its sentence: what
 * is drawn and what a screen reader reads are the same.
 *
 * @module
 */
import type { Exchange } from "../../lib/browser/exchanges.ts";
import {
  isCredential,
  type MaskedCookie,
} from "../../lib/http/trace_header.ts";
import type { CredentialPlace } from "../../lib/state.ts";
import words from "./words.json" with { type: "json" };

/** Who takes part. A browser has three places for a credential. */
export type Lane = CredentialPlace | "server" | "database";

/** What becomes of the credential. */
type Gold = "travels" | "stays" | "goes";

export interface Arrow {
  from: Lane;
  to: Lane;
  text: string;
  /** Of the credential that comes along, if one does. */
  gold?: Gold | false;
  isBad?: boolean;
  /** What it carries, and why. */
  why?: string;
  line?: string;
  headers?: [name: string, value: string][];
  cookies?: MaskedCookie[];
  json?: unknown;
}

const LIST = new Intl.ListFormat("en");

/** What happens in an exchange, in order. */
export function arrowsOf(
  { headers, isPage, method, received, sent, status, trace, url }: Exchange,
  place: CredentialPlace | null,
): Arrow[] {
  const arrows: Arrow[] = [];
  const add = (from: Lane, to: Lane, text: string, more?: Partial<Arrow>) =>
    arrows.push({ from, to, text: `${text}.`, ...more });
  const addCookies = (gold: Gold, text: string, cookies: MaskedCookie[]) => {
    if (cookies.length === 0) return;
    const [from, to]: Lane[] = gold === "travels"
      ? ["cookie", "server"]
      : ["server", "cookie"];
    const names = cookies.map(({ name }) => name);
    const noun = names.length === 1 ? "cookie" : "cookies";
    add(from, to, text.replace("{}", `the ${noun} ${LIST.format(names)}`), {
      cookies,
      gold: names.some(isCredential) && gold,
    });
  };
  const asker = isPage ? "url" : "localStorage";

  const [path, query] = url.split("?");
  const fields = { ...Object.fromEntries(new URLSearchParams(query)), ...sent };
  const deed = isPage
    ? "The browser asks for this page"
    : "email" in fields
    ? "The page's script sends your e-mail address and password"
    : `The page's script sends ${method} ${path}`;
  const shows = hasCredential(fields);
  add(asker, "server", shows ? `${deed}, and shows the credential` : deed, {
    gold: shows && "travels",
    line: `${method} ${url}`,
    json: sent,
    headers: trace?.headers,
  });
  const { cookies = [], events = [], setCookies = [] } = trace ?? {};
  addCookies("travels", "The browser adds {} by itself", cookies);

  for (const event of events) {
    if ("step" in event) {
      const { step } = event;
      add("server", "server", tellStep(step), {
        why: words.steps.find(([steps]) => new RegExp(steps).test(step))?.[1],
        isBad: step.startsWith("refused: "),
      });
    } else {
      const { sql, keepsToken } = event;
      const but = keepsToken ? ", with the session token as it is" : "";
      add("server", "database", tellSql(event) + but, {
        line: sql,
        gold: keepsToken && "stays",
      });
    }
  }

  if (status === null) add("server", asker, "The answer is under way");
  if (status === 0) add("server", asker, "No answer came", { isBad: true });
  if (!status) return arrows;
  const { message, payload } = (received ?? {}) as Record<string, unknown>;
  const gives = hasCredential(payload ?? {});
  const says = isPage ? "with this page" : `${status}: ${message}`;
  const but = gives ? ". The answer holds the credential" : "";
  add("server", asker, `The server answers ${says}${but}`, {
    line: `HTTP ${status}`,
    headers,
    json: received,
    isBad: status >= 400,
    gold: gives && "travels",
  });
  const [kept, lost] = [true, false].map((isKept) =>
    setCookies.filter(({ length }) => length > 0 === isKept)
  );
  addCookies("stays", "The browser puts {} into its cookie jar", kept);
  addCookies("goes", "The browser forgets {}", lost);
  if (gives && (place === "url" || place === "localStorage")) {
    const where = place === "url" ? "the address bar" : "localStorage";
    const text = `The script puts the credential into ${where}`;
    add("localStorage", place, text, { gold: "stays" });
  }
  return arrows;
}

const hasCredential = (fields: object) =>
  Object.keys(fields).some(isCredential);

function tellStep(step: string): string {
  if (/^(read|made|[a-z]+ed) /.test(step)) return `The server ${step}`;
  return step[0].toUpperCase() + step.slice(1);
}

function tellSql({ sql, rows }: { sql: string; rows: number | null }): string {
  const sentences: Record<string, string> = words.sql;
  const [, table] = /(?:FROM|INTO|UPDATE) (\w+)/.exec(sql) ?? [];
  const verb = rows === null ? "secret" : sql.trim().split(" ")[0];
  return (sentences[verb] ?? "The server runs a statement")
    .replace("{table}", table)
    .replace("{rows}", rows === 1 ? "1 row" : `${rows} rows`);
}
