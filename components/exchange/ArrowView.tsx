import { h } from "preact";
import type { MaskedCookie } from "../../lib/http/trace_header.ts";
import { JsonView, markSecret } from "../JsonView.tsx";
import type { Arrow, Lane } from "./arrows.ts";
import words from "./words.json" with { type: "json" };

/** Where the lanes are, in hundredths of the picture's width. */
const LANES: Record<Lane, number> = {
  ...{ url: 9, localStorage: 27, cookie: 45, server: 65.5, database: 88.5 },
};

const ATTRIBUTES: Record<string, string> = words.attributes;

/** The headers that a lesson is about. */
const IS_TOLD = /^(content-type|origin|referer|sec-fetch-site)$/;

/** An arrow of the picture, and what it carries. */
export default function ArrowView({ arrow }: { arrow: Arrow }) {
  const { text, gold, isBad, why, line, headers = [], cookies, json } = arrow;
  const isWide = [arrow.from, arrow.to].some((lane) => LANES[lane] < 50);
  const look = ["arrow", isWide && "wide", gold, isBad && "bad"]
    .filter((name) => name).join(" ");
  const drawn = (
    <>
      <Drawing arrow={arrow} isWide={isWide} />
      <span>{text}</span>
    </>
  );
  if (!(why ?? line ?? cookies)) return <div class={look}>{drawn}</div>;
  const show = (isTold: boolean) =>
    headers.filter(([name]) => IS_TOLD.test(name) === isTold)
      .map((header) => <Line key={header[0]} header={header} />);
  return (
    <details class={look}>
      <summary>{drawn}</summary>
      {why && <p>{why}</p>}
      {line && <Line header={["", line]} />}
      {show(true)}
      {cookies?.map((it) => <CookieView key={it.name} cookie={it} />)}
      {json !== undefined && <JsonView value={json} />}
      {headers.length > 0 && (
        <details>
          <summary>All headers</summary>
          {show(false)}
        </details>
      )}
    </details>
  );
}

/** The lanes themselves, which each drawing of the page uses. */
export const Lanes = () => (
  <svg aria-hidden="true" width="0" height="0">
    {[["lanes", 0], ["inner-lanes", 3]].map(([id, first]) => (
      <symbol key={id} id={`${id}`}>
        {Object.values(LANES).slice(Number(first)).map((x) => (
          <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
        ))}
      </symbol>
    ))}
  </svg>
);

/** The lanes behind a sentence, and the arrow below or beside it. */
function Drawing({ arrow, isWide }: { arrow: Arrow; isWide: boolean }) {
  const [from, to] = [LANES[arrow.from], LANES[arrow.to]];
  const { gold } = arrow;
  const head = from < to ? "M-8 -5L-1 0L-8 5" : "M8 -5L1 0L8 5";
  return (
    <svg aria-hidden="true" width="300" height="20">
      <use href={isWide ? "#lanes" : "#inner-lanes"} />
      <svg class="way" y={isWide ? "100%" : "0"}>
        <line x1={`${from}%`} x2={`${to}%`} y1="0" y2="0" />
        <svg x={`${to}%`}>
          {gold && gold !== "travels"
            ? <circle class="coin" r="6" />
            : from === to
            ? <circle r="4" />
            : <path d={head} />}
        </svg>
        {gold === "travels" && <circle class="coin" cx={`${from}%`} r="6" />}
      </svg>
    </svg>
  );
}

/** A header, or a first line, which has no name. Credentials are marked. */
function Line({ header: [name, value] }: { header: [string, string] }) {
  const parts = value.split(/(?<=[?&])(\w+=[^&]*)/).map((part, i) => {
    const [field, secret] = part.split("=");
    return i % 2 ? [`${field}=`, markSecret(field, secret)] : part;
  });
  const title = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  // Not JSX, as in JsonView.tsx.
  return <p>{h("code", null, name && `${title}: `, parts)}</p>;
}

function CookieView({ cookie }: { cookie: MaskedCookie }) {
  const { name, length, attributes, jwt } = cookie;
  const size = `(${length} ${length === 1 ? "character" : "characters"})`;
  const value = length > 0 && <span class="masked">{size}</span>;
  return (
    <>
      <p>
        <code>
          {attributes ? "Set-Cookie" : "Cookie"}:{" "}
          {name}={markSecret(name, value)}
        </code>
      </p>
      <ul>
        {attributes?.map((attribute) => (
          <li key={attribute}>
            <code>{attribute}</code> {ATTRIBUTES[attribute.split("=")[0]]}
          </li>
        ))}
      </ul>
      {jwt && (
        <div class="jwt">
          <p>
            A JWT, decoded. Its signature is not shown.{" "}
            <a href="/learn/jwt">Sign and verify one</a>
          </p>
          <JsonView value={jwt.unverifiedHeader} />
          <JsonView value={jwt.unverifiedClaims} />
        </div>
      )}
    </>
  );
}
