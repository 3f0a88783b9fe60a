import { hashPassword } from "../lib/passwords.ts";
import { boundValues } from "./defences/data.ts";
import { loginLooksAgain } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";

export const attack: Attack = {
  id: "sql",
  name: "SQL in any field",
  group: "forge",
  story:
    "The attacker writes SQL where a text or an id is expected: in the e-mail address, the password, the credential, a to-do. One of these texts brings along the hash of a password that the attacker knows.",
  lesson:
    "The statement and its values travel separately, so the database never reads a value as SQL. Nothing has to be escaped, so nobody can forget to.",
  cells: {
    ...on(
      ["1", "3", "4", "5", "6", "7"],
      holds("Wrong e-mail or password", boundValues),
    ),
    "8": holds("Wrong e-mail or password", [boundValues, loginLooksAgain]),
  },

  async control(range) {
    const vidu = await range.user();
    works((await range.enter(vidu)).status === 200, "the user gets in");
  },

  async attack(range) {
    const before = await countRows(range);
    const known = await hashPassword("x", { ln: 4, r: 8, p: 1 });
    const union = `' UNION SELECT 1, 'vidu', '${known}' --`;
    const texts = [union, "' OR 1=1 --", `"; DROP TABLE todos --`];
    const statuses: number[] = [];
    for (const text of texts) {
      statuses.push(
        await logIn(range, "vidu@example.com", text),
        await enterWith(range, "1 OR 1=1", text),
        await logIn(range, text, "x"),
      );
    }
    const evidence = range.exchanges.slice(-1);
    const broken = statuses.some((status) => status !== 401) ||
      await countRows(range) !== before ||
      !await storesToTheLetter(range, texts);
    return { broken, evidence };
  },
};

async function countRows({ lab }: Range): Promise<number> {
  const { rows: [row] } = await lab.db.execute(
    "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM todos) AS n",
  );
  return Number(row.n);
}

async function logIn(
  range: Range,
  email: string,
  password: string,
): Promise<number> {
  const fields = { email, password };
  return (await range.client().post("/auth/login", fields)).status;
}

/** Shows a credential in each form that a rung reads. */
async function enterWith(
  range: Range,
  id: string,
  token: string,
): Promise<number> {
  const value = encodeURIComponent(token);
  const client = range.bearer(id, value);
  client.credential.token = token;
  return (await range.enter(client)).status;
}

async function storesToTheLetter(
  range: Range,
  texts: string[],
): Promise<boolean> {
  if (range.stage.app === "missile") return true;
  const vidu = await range.user();
  for (const text of texts) await vidu.post("/todo/create", { text });
  const stored = (await vidu.texts()).slice(-texts.length);
  return stored.join() === texts.join();
}
