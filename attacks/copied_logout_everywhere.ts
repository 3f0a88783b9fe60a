import { at, type Attack } from "./attack.ts";
import { copied, ENDED_6, logOut, REVOKED_4, TEN_MINUTES } from "./copied.ts";

export const attack: Attack = {
  id: "copied-logout-everywhere",
  name: "copied credential after logout everywhere, expired",
  story:
    "Vidu is logged in twice. The credential of one login has been copied. Vidu logs out everywhere from the other one, and the token's ten minutes pass.",
  lesson:
    "Logout everywhere deletes all of the user's rows, whichever browser has the credential. It is the button for a lost telephone.",
  cells: {
    "4": {
      ...REVOKED_4,
      marks: [at("stages/04/logout.ts", "await revokeAllSessions(")],
    },
    "6": {
      ...ENDED_6,
      marks: [at("stages/06/logout.ts", "await revokeAllSessions(")],
    },
  },
  ...copied(async (range) => {
    await logOut(await range.user(), "/auth/logout-everywhere");
    range.lab.clock += TEN_MINUTES;
  }),
};
