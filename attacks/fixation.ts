import { at, type Attack, holds, on, works } from "./attack.ts";

const NO_SESSION = "no live session with that token";

export const attack: Attack = {
  id: "fixation",
  name: "session fixation",
  story:
    "The attacker knows a credential before the login: one that they made up, and one of a session of their own. They plant it in Vidu's browser, wait until Vidu has logged in, and use it.",
  lesson:
    "The server makes a new session and a new token at each login, and never takes over what the browser brings. What the attacker knew before is worth after the login what it was worth before.",
  cells: {
    ...on(
      ["1"],
      holds(NO_SESSION, at("stages/01/login.ts", "generateToken()")),
    ),
    ...on(
      ["3"],
      holds(NO_SESSION, at("stages/03/login.ts", "generateToken()")),
    ),
    ...on(
      ["4"],
      holds(NO_SESSION, at("stages/04/login.ts", "generateToken()")),
    ),
    ...on(
      ["5"],
      holds(
        "Cannot accept JWT",
        at("stages/05/login.ts", "signJwt(claims,"),
      ),
    ),
    ...on(
      ["6"],
      holds(
        "Cannot accept JWT",
        at("stages/06/login.ts", "signJwt(claims,"),
      ),
    ),
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
    const own = range.thief(rahul);
    await own.login();
    let broken = isVidu(await rahul.get("/auth/whoami"));
    // One that is made up. Ids count up, so those that come next are tried too.
    const token = "made-up-by-the-attacker";
    const victim = range.client();
    const plant = (client: typeof victim, id: number) => {
      client.credential = range.stage.credential === "cookie"
        ? {}
        : { session_id: `${id}`, sessionId: `${id}`, token };
      if (range.stage.credential === "cookie") {
        client.cookies.set("sessionId", `${id}`).set("token", token)
          .set("jwt", token);
      }
      return client;
    };
    await plant(victim, 1).login();
    for (let id = 1; id <= 6; id++) {
      const thief = plant(range.client(), id);
      broken ||= isVidu(await thief.get("/auth/whoami"));
    }
    return { broken };
  },
};
