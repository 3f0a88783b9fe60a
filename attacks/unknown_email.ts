import { WINDOW } from "../lib/login_limit.ts";
import { hashPassword } from "../lib/passwords.ts";
import { hashForNobody } from "./defences/logins.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import type { Range } from "./runner/range.ts";

const ROUNDS = 5;
const MAX_ROUNDS = 30;
/** A login of a real cost takes 0.1 s and more, one that stops early 0.01 s. */
const BOUND = 2;
const SAME = "the same answer in the same time";

export const attack: Attack = {
  id: "unknown-email",
  name: "unknown e-mail told apart from a wrong password (answer, time)",
  group: "guess",
  story:
    "The attacker wants to know who has an account. They try to log in with a wrong password, in turn as Vidu and as someone who doesn't exist, and compare the answers and the median times.",
  lesson:
    "One message for both isn't enough. A server that finds no user and skips the password's hash answers sooner, which tells the attacker that there is no such user. That is why an unknown address costs a hash too, of nobody's password.",
  alone: true,
  cells: on(
    ["1", "3", "4", "5", "6", "7", "8"],
    holds(SAME, hashForNobody),
  ),

  async prepare(range) {
    // The lab's demo users have a cheap hash. Here it has to cost what it does.
    const sql = "UPDATE users SET password_hash = ?";
    await range.lab.db.execute({ sql, args: [await hashPassword("qwerty")] });
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the right password is taken");
  },

  async attack(range) {
    const known: number[] = [];
    const unknown: number[] = [];
    let [a, b] = ["", ""];
    let ratio = 0;
    // More rounds where something else has kept the machine busy. A real
    // difference stays.
    do {
      for (let round = 0; round < ROUNDS; round++) {
        [a, b] = [
          await logIn(range, "vidu", known),
          await logIn(range, "nobody", unknown),
        ];
        if (a !== b) return { broken: true, saw: `${a} and ${b}` };
      }
      // No more wrong passwords are accepted for a while.
      range.lab.clock += WINDOW;
      ratio = median(known) / median(unknown);
    } while (!close(ratio) && known.length < MAX_ROUNDS);
    const saw = close(ratio)
      ? `${SAME}: known to unknown within 1 : ${BOUND}`
      : `known to unknown, medians: ${ratio.toFixed(1)} : 1`;
    return {
      broken: !close(ratio),
      saw,
      measured: `${ratio.toFixed(2)} : 1 over ${known.length} rounds`,
      evidence: range.exchanges.slice(-2),
    };
  },
};

const close = (ratio: number) => ratio < BOUND && ratio > 1 / BOUND;

/** The whole answer but for its date; how long it took is added to `times`. */
async function logIn(
  range: Range,
  name: string,
  times: number[],
): Promise<string> {
  const start = performance.now();
  const { status, headers, answer } = await range.client().login(name, "wrong");
  times.push(performance.now() - start);
  const lasting = [...headers].filter(([name]) => name !== "date");
  return JSON.stringify([status, lasting, answer]);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
