/**
 * An error that is an HTTP answer.
 *
 * @module
 */
import type { ErrorStatus } from "./status.ts";

/** Thrown by a handler or middleware to answer with a status of its own. */
export class HttpError extends Error {
  status: ErrorStatus;

  constructor(status: ErrorStatus, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = this.constructor.name;
    this.status = status;
  }
}
