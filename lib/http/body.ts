import { HttpError } from "fresh";
import { setImmediate } from "node:timers/promises";
import { RetryError } from "./errors.ts";

/** The largest body that is read, and for how many milliseconds. */
export const MAX_BODY_BYTES = 64 * 1024;
export const MAX_BODY_TIME = 10_000;
const PIECE_BYTES = 4096; // read at a time

/**
 * Reads the JSON object in a request's body; a request with neither body nor
 * `Content-Type` stands for an empty one.
 *
 * No other type is taken: a form of another site can send `text/plain` or
 * `application/x-www-form-urlencoded` without asking, JSON it can't.
 *
 * @param timeout In milliseconds.
 * @throws {HttpError} 415 another `Content-Type`, 413 too large, 408 too slow,
 * 503 broken off, 400 not JSON
 */
export async function readJsonObject(
  req: Request,
  timeout = MAX_BODY_TIME,
): Promise<Record<string, unknown>> {
  const type = req.headers.get("content-type");
  const mediaType = type?.split(";")[0].trim().toLowerCase();
  if (type !== null && mediaType !== "application/json") {
    throw new HttpError(415, "Content-Type must be application/json");
  }
  const bytes = await readAll(req, timeout);
  if (type === null) {
    if (bytes.length === 0) return {};
    throw new HttpError(415, "Content-Type must be application/json");
  }
  return parseObject(bytes);
}

/**
 * Reads a whole body. Into how many pieces it is cut must not matter: kept as it
 * comes, a piece of one byte keeps the 64 KiB that it was read into, and so does
 * `Promise.race` between its promise and one that never settles
 * (https://github.com/nodejs/node/issues/17469). So each read borrows the same
 * small `piece`, its bytes are copied out, and the timer ends the read itself.
 *
 * A body that is refused is let go of, for `Drain` to close its connection.
 */
async function readAll(req: Request, timeout: number): Promise<Uint8Array> {
  if (Number(req.headers.get("content-length")) > MAX_BODY_BYTES) {
    throw tooLarge();
  }
  if (req.body === null) return new Uint8Array();
  const reader = readerOf(req.body);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.releaseLock();
  }, timeout);
  let bytes = new Uint8Array(PIECE_BYTES);
  let piece = new Uint8Array(PIECE_BYTES);
  let length = 0;
  let pieces = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read(piece);
      if (done) return bytes.subarray(0, length);
      const end = length + value.length;
      if (end > MAX_BODY_BYTES) throw tooLarge();
      if (end > bytes.length) {
        const size = Math.min(2 * end, MAX_BODY_BYTES);
        bytes = new Uint8Array(bytes.buffer.transfer(size));
      }
      bytes.set(value, length);
      length = end;
      piece = new Uint8Array(value.buffer);
      // Pieces that are there already would be read without a pause, and nobody
      // else answered meanwhile.
      if (pieces++ > 0) await setImmediate();
    }
  } catch (cause) {
    reader.releaseLock();
    if (isLate) throw new HttpError(408, "The body came too slowly");
    if (cause instanceof HttpError) throw cause;
    // Its sender has gone, or this server is being stopped.
    throw new RetryError(503, "The body broke off", 1, cause);
  } finally {
    clearTimeout(timer);
  }
}

function tooLarge(): HttpError {
  return new HttpError(413, "The body is larger than 64 KiB");
}

interface Reader {
  read(
    piece: Uint8Array<ArrayBuffer>,
  ): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;
  releaseLock(): void;
}

/** Deno gives a body that has come whole in a stream that can't borrow memory. */
function readerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Reader {
  try {
    return body.getReader({ mode: "byob" });
  } catch {
    return body.getReader();
  }
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new HttpError(400, "The body is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HttpError(400, "The body must be a JSON object");
  }
  return value as Record<string, unknown>;
}
