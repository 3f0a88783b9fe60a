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

export interface Arrow {
  from: Lane;
  to: Lane;
  text: string;
  /** What becomes of the credential, if it comes along. */
  gold?: "travels" | "stays" | "goes";
  isBad?: boolean;
  /** What it carries, and why. */
  why?: string;
  line?: string;
  headers?: [name: string, value: string][];
  cookies?: MaskedCookie[];
  json?: unknown;
}

/** What happens in an exchange, in order. */
export function arrowsOf(
  { headers, isPage, method, received, sent, status, trace, url }: Exchange,
  place: CredentialPlace | null,
): Arrow[] {
  const arrows: Arrow[] = [];
  const add = (from: Lane, to: Lane, text: string, more?: Partial<Arrow>) =>
    arrows.push({ from, to, text: `${text}.`, ...more });
  const asker = isPage ? "url" : "localStorage";

  const [path, query] = url.split("?");
  const fields = { ...Object.fromEntries(new URLSearchParams(query)), ...sent };
  const deed = isPage
    ? "The browser asks for this page"
    : "email" in fields
    ? "The page's script sends your e-mail address and password"
    : `The page's script sends ${method} ${path}`;
  const gold = hasCredential(fields) ? "travels" : undefined;
  add(asker, "server", gold ? `${deed}, and shows the credential` : deed, {
    ...{ gold, line: `${method} ${url}`, json: sent, headers: trace?.headers },
  });
  const cookies = trace?.cookies ?? [];
  if (cookies.length > 0) {
    add("cookie", "server", `The browser adds ${list(cookies)} by itself`, {
      ...{ cookies, gold: cookies.some(isSecret) ? "travels" : undefined },
    });
  }

  for (const event of trace?.events ?? []) {
    if ("step" in event) {
      const isBad = event.step.startsWith("refused: ");
      const why = explainStep(event.step);
      add("server", "server", tellStep(event.step), { why, isBad });
    } else {
      const { sql, rows, keepsToken } = event;
      const but = keepsToken ? ", with the session token as it is" : "";
      add("server", "database", tellSql(sql, rows) + but, {
        ...{ line: sql, gold: keepsToken && "stays" },
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
    ...{ line: `HTTP ${status}`, headers, json: received },
    ...{ isBad: status >= 400, gold: gives ? "travels" : undefined },
  });
  const set = trace?.setCookies.filter(({ length }) => length > 0) ?? [];
  if (set.length > 0) {
    const text = `The browser puts ${list(set)} into its cookie jar`;
    const isKept = set.some(isSecret);
    add("server", "cookie", text, {
      ...{ cookies: set, gold: isKept ? "stays" : undefined },
    });
  }
  const lost = trace?.setCookies.filter(({ length }) => length === 0) ?? [];
  if (lost.length > 0) {
    const text = `The browser forgets ${list(lost)}`;
    const gold = lost.some(isSecret) ? "goes" : undefined;
    add("server", "cookie", text, { cookies: lost, gold });
  }
  if (gives && (place === "url" || place === "localStorage")) {
    const where = place === "url" ? "the address bar" : "localStorage";
    const text = `The script puts the credential into ${where}`;
    add("localStorage", place, text, { gold: "stays" });
  }
  return arrows;
}

const isSecret = ({ name }: MaskedCookie) => isCredential(name);

const hasCredential = (fields: object) =>
  Object.keys(fields).some(isCredential);

const LIST = new Intl.ListFormat("en");

function list(cookies: MaskedCookie[]): string {
  const names = LIST.format(cookies.map(({ name }) => name));
  return cookies.length === 1 ? `the cookie ${names}` : `the cookies ${names}`;
}

function tellStep(step: string): string {
  if (/^(read|made|[a-z]+ed) /.test(step)) return `The server ${step}`;
  return step[0].toUpperCase() + step.slice(1);
}

const REASONS = words.steps.map(([pattern, why]) =>
  [new RegExp(pattern), why] as const
);

function explainStep(step: string): string | undefined {
  return REASONS.find(([pattern]) => pattern.test(step))?.[1];
}

function tellSql(sql: string, rows: number | null): string {
  const sentences: Record<string, string> = words.sql;
  const [, table] = /(?:FROM|INTO|UPDATE) (\w+)/.exec(sql) ?? [];
  const verb = rows === null ? "secret" : sql.trim().split(" ")[0];
  return (sentences[verb] ?? "The server runs a statement")
    .replace("{table}", table)
    .replace("{rows}", rows === 1 ? "1 row" : `${rows} rows`);
}
