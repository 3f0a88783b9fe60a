import { newToken } from "./defences/logins.ts";
import { mac } from "./defences/jwt.ts";
import { tokenCompared } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";
import { encode, hmac } from "./steps/forged_jwt.ts";

export const attack: Attack = {
  id: "fixation",
  name: "session fixation",
  group: "trick",
  story:
    "The attacker knows a credential before the login: one that they made up, and one from a session of their own. They plant it in Vidu's browser, wait until Vidu has logged in, and use it.",
  lesson:
    "At each login the server makes a new credential and never adopts one that the browser brings. So after the login, the credential that the attacker knows opens no more than it did before.",
  cells: {
    ...on(
      ["1", "3", "4", "8"],
      holds("no live session with that token", newToken, tokenCompared),
    ),
    ...on(["5", "6", "7"], holds("Cannot accept JWT", mac)),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    const isVidu = ({ answer }: { answer: { message: string } }) =>
      answer.message === "Logged in as vidu";
    // A session of the attacker's own.
    const rahul = await range.user("rahul");
    await range.thief(rahul).login();
    let broken = isVidu(await rahul.get("/auth/whoami"));
    // One that is made up. Ids count up, so those that come next are tried too.
    const token = rahul.cookies.has(range.jwtName)
      ? madeUpJwt(range)
      : "made-up-by-the-attacker";
    await logInWith(range, token);
    for (let id = 1; id <= 6; id++) {
      const thief = range.bearer(`${id}`, token);
      broken ||= isVidu(await thief.get("/auth/whoami"));
    }
    return { broken };
  },
};

/** Vidu logs in with a token that is there already, wherever it may be. */
async function logInWith(range: Range, token: string): Promise<void> {
  const vidu = range.bearer("1", token);
  const { credential } = vidu;
  const user = { email: "vidu@example.com", password: "qwerty" };
  const path = `/auth/login?${new URLSearchParams(credential)}`;
  const { status } = await vidu.post(path, { ...credential, ...user });
  works(status === 200, "the user logs in");
}

function madeUpJwt({ lab, stage }: Range): string {
  const iat = lab.clock / 1000;
  const claims = { aud: `stage ${stage.id}`, sub: "1", sid: 1, iat };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${
    encode({ ...claims, exp: iat + 600 })
  }`;
  return `${signed}.${hmac("made up", signed)}`;
}
