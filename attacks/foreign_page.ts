/**
 * What a page of another origin can send to the lab while someone who is
 * logged in has it open.
 *
 * @module
 */
import type { Outcome } from "./attack.ts";
import type { Range } from "./runner/range.ts";

/** Opens a page of the attacker's at `url` and lets it try each way. */
export async function sendsFrom(range: Range, url: string): Promise<Outcome> {
  const { stage } = range;
  const user = await range.userPage();
  const before = await range.contents(user);
  const page = await user.context().newPage();
  const missile = stage.app === "missile";
  const target = range.url + (missile ? "/launch-missile" : "/todo/create");
  // A form's `name=value` that is JSON, with the sign between them in a string.
  range.attackersPage = `<!doctype html><title>Kittens</title>
    <form method="post" enctype="text/plain" action="${target}">
      <input name='{"text":"from another site","x":"' value='"}'>
    </form>`;
  await page.goto(url);
  const start = range.exchanges.length;
  await page.evaluate(async ([target, logout, missile]) => {
    const body = JSON.stringify({ text: "from another site" });
    const send = (url: string, init: RequestInit) =>
      fetch(url, { credentials: "include", ...init }).catch(() => null);
    const asks = { "Content-Type": "application/json" };
    await send(target, { method: "POST", body, headers: asks });
    await send(target, { method: "POST", body, mode: "no-cors" });
    await send(target, { method: "POST", mode: "no-cors" });
    await send(logout, { method: "POST", mode: "no-cors" });
    if (missile) await send(target, { mode: "no-cors" });
  }, [target, `${range.url}/auth/logout`, missile] as const);
  // A form that a page sends in its own window takes SameSite=Lax cookies along
  // where it is a GET, and here it is none.
  await Promise.all([
    page.waitForURL(target),
    page.evaluate(() => document.forms[0].submit()),
  ]);
  const sent = range.exchanges.slice(start)
    .filter(({ url }) => !url.includes("/_fresh/") && url !== "/favicon.ico");
  const acted = sent.some(({ status, method }) =>
    status === 200 && (method === "POST" || missile)
  );
  const changed = await range.contents(user) !== before;
  return { broken: acted || changed, evidence: sent };
}
