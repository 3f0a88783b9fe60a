/**
 * Rung 1, in the browser: the page's own URL keeps the credential.
 *
 * @module
 */
import type { CredentialStore } from "../../lib/browser/api_client.ts";

export const urlCredential: CredentialStore = {
  load() {
    const query = new URLSearchParams(location.search);
    const { session_id, token } = Object.fromEntries(query);
    return session_id && token ? { session_id, token } : null;
  },
  // INSECURE(stage 1): the address bar and the history show the credential, and
  // anyone who gets the link is logged in; fixed in stage 3
  save({ sessionId, token }) {
    location.search = `?session_id=${sessionId}&token=${token}`;
  },
  clear() {
    location.search = "";
  },
};
