/**
 * Rung 8: a change of password ends all other sessions of the user.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { networkOf } from "../../lib/http/address.ts";
import { succeed } from "../../lib/http/api.ts";
import { log } from "../../lib/http/log.ts";
import { checkOwnPassword } from "../../lib/http/login.ts";
import { hashPassword } from "../../lib/passwords.ts";
import { currentStage, currentUser, type State } from "../../lib/state.ts";
import { findUser } from "../../lib/users.ts";
import { overtaken, renewToken } from "./confirm.ts";
import { newPasswordField } from "./new_password.ts";

/** `POST /auth/password` */
export const changePassword: Middleware<State> = async (ctx) => {
  const { address, db, line } = ctx.state;
  const { id, sessionId = null } = currentUser(ctx.state);
  const user = await findUser(db, id);
  const newPassword = newPasswordField(ctx.state, user?.email ?? "");
  const { name, passwordHash: old } = await checkOwnPassword(ctx);
  const client = networkOf(address);
  const hash = await line.run(client, () => hashPassword(newPassword));
  const { renew, tokenHash, cookie } = renewToken(ctx);
  // Each does nothing unless the one before did: of two changes at once only the
  // first counts, and none comes from an ended session.
  const [, { rowsAffected }] = await db.batch([
    renew,
    {
      sql: `UPDATE users SET password_hash = ?
            WHERE id = ? AND password_hash = ? AND
              (SELECT token FROM sessions WHERE id = ?) = ?`,
      args: [hash, id, old, sessionId, tokenHash],
    },
    {
      sql: `DELETE FROM sessions
            WHERE stage = ? AND user_id = ? AND id <> ? AND
              (SELECT password_hash FROM users WHERE id = user_id) = ?`,
      args: [currentStage(ctx.state), id, sessionId, hash],
    },
  ], "write");
  if (rowsAffected === 0) throw overtaken();
  log(ctx, 200, `${name} changed the password`);
  const message =
    "Password changed. Your other sessions on this rung have ended.";
  return succeed(message, { cookies: [cookie] });
};
