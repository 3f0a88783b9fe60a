/**
 * The attacks, in the order of the matrix. This is the only list of them.
 *
 * @module
 */
import { attack as actingGet } from "./acting_get.ts";
import { attack as beforeNewLogin } from "./before_new_login.ts";
import { attack as beforePasswordChange } from "./before_password_change.ts";
import { attack as cached } from "./cached.ts";
import { attack as copiedForgotten } from "./copied_forgotten.ts";
import { attack as copiedLifetime } from "./copied_lifetime.ts";
import { attack as copiedLogout } from "./copied_logout.ts";
import { attack as copiedLogoutEverywhere } from "./copied_logout_everywhere.ts";
import { attack as copiedLogoutExpired } from "./copied_logout_expired.ts";
import { attack as crossSiteRead } from "./cross_site_read.ts";
import { attack as csrf } from "./csrf.ts";
import { attack as databaseKey } from "./database_key.ts";
import { attack as databaseTokens } from "./database_tokens.ts";
import { attack as deadSession } from "./dead_session.ts";
import { attack as expiredCopy } from "./expired_copy.ts";
import { attack as fixation } from "./fixation.ts";
import { attack as framed } from "./framed.ts";
import { attack as futureJwt } from "./future_jwt.ts";
import { attack as goneUser } from "./gone_user.ts";
import { attack as jwtAlias } from "./jwt_alias.ts";
import { attack as jwtEdited } from "./jwt_edited.ts";
import { attack as jwtGuessedKey } from "./jwt_guessed_key.ts";
import { attack as jwtNone } from "./jwt_none.ts";
import { attack as jwtOwnKey } from "./jwt_own_key.ts";
import { attack as lateAnswer } from "./late_answer.ts";
import { attack as leftOpen } from "./left_open.ts";
import { attack as loginDuringChange } from "./login_during_change.ts";
import { attack as loginLink } from "./login_link.ts";
import { attack as noCredential } from "./no_credential.ts";
import { attack as olderJwt } from "./older_jwt.ts";
import { attack as otherPort } from "./other_port.ts";
import { attack as otherRung } from "./other_rung.ts";
import { attack as otherUsersTodo } from "./other_users_todo.ts";
import { attack as othersLogout } from "./others_logout.ts";
import { attack as overwrittenCookie } from "./overwritten_cookie.ts";
import { attack as passwordGuesses } from "./password_guesses.ts";
import { attack as plantedCookie } from "./planted_cookie.ts";
import { attack as reboundName } from "./rebound_name.ts";
import { attack as refreshAlone } from "./refresh_alone.ts";
import { attack as refreshAncestor } from "./refresh_ancestor.ts";
import { attack as refreshAtOnce } from "./refresh_at_once.ts";
import { attack as refreshDescendant } from "./refresh_descendant.ts";
import { attack as refreshSwapped } from "./refresh_swapped.ts";
import { attack as refreshThiefFirst } from "./refresh_thief_first.ts";
import { attack as refreshThiefSecond } from "./refresh_thief_second.ts";
import { attack as refreshTwoTabs } from "./refresh_two_tabs.ts";
import { attack as scriptReads } from "./script_reads.ts";
import { attack as scriptUses } from "./script_uses.ts";
import { attack as sql } from "./sql.ts";
import { attack as stalePosition } from "./stale_position.ts";
import { attack as stolenMissile } from "./stolen_missile.ts";
import { attack as storedMarkup } from "./stored_markup.ts";
import { attack as unknownEmail } from "./unknown_email.ts";
import { attack as urlCredential } from "./url_credential.ts";
import type { Attack } from "./runner/attack.ts";

export const attacks: readonly Attack[] = [
  noCredential,
  urlCredential,
  loginLink,
  actingGet,
  scriptReads,
  scriptUses,
  csrf,
  otherPort,
  crossSiteRead,
  framed,
  cached,
  reboundName,
  plantedCookie,
  overwrittenCookie,
  otherUsersTodo,
  stalePosition,
  fixation,
  otherRung,
  beforeNewLogin,
  beforePasswordChange,
  loginDuringChange,
  copiedLogout,
  copiedLogoutExpired,
  copiedLogoutEverywhere,
  copiedForgotten,
  copiedLifetime,
  leftOpen,
  expiredCopy,
  refreshThiefFirst,
  refreshThiefSecond,
  refreshAtOnce,
  refreshAncestor,
  refreshDescendant,
  refreshSwapped,
  refreshAlone,
  refreshTwoTabs,
  lateAnswer,
  stolenMissile,
  deadSession,
  olderJwt,
  othersLogout,
  goneUser,
  databaseTokens,
  databaseKey,
  jwtNone,
  jwtEdited,
  jwtGuessedKey,
  jwtOwnKey,
  jwtAlias,
  futureJwt,
  storedMarkup,
  sql,
  unknownEmail,
  passwordGuesses,
];
