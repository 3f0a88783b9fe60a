/**
 * Rung 3, in the browser: localStorage keeps the credential.
 *
 * @module
 */
import type { CredentialStore } from "../../lib/browser/api_client.ts";

export const storedCredential: CredentialStore = {
  load() {
    const { sessionId, token } = localStorage;
    return sessionId && token ? { sessionId, token } : null;
  },
  // INSECURE(stage 3): any script on the page can read localStorage, as load()
  // does; fixed in stage 4
  save({ sessionId, token }) {
    Object.assign(localStorage, { sessionId, token });
  },
  clear() {
    delete localStorage.sessionId;
    delete localStorage.token;
  },
};
