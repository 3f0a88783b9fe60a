/**
 * Rung 3, in the browser: localStorage keeps the credential.
 *
 * @module
 */
import type { CredentialStore } from "../../lib/browser/api_client.ts";

export const storedCredential: CredentialStore = {
  // INSECURE(stage 3): any script on the page can do the same; fixed in stage 4
  load() {
    const sessionId = localStorage.getItem("sessionId");
    const token = localStorage.getItem("token");
    return sessionId && token ? { sessionId, token } : null;
  },
  save({ sessionId, token }) {
    localStorage.setItem("sessionId", String(sessionId));
    localStorage.setItem("token", String(token));
  },
  clear() {
    localStorage.removeItem("sessionId");
    localStorage.removeItem("token");
  },
};
