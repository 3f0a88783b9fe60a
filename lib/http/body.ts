/**
 * Reading the body of a POST: JSON, not too large, and an object.
 *
 * @module
 */
import { HttpError } from "fresh";

/** The largest body that is read: 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024;

/** How long a body may take to come: 10 seconds, in milliseconds. */
export const MAX_BODY_TIME = 10_000;

/**
 * Reads the JSON object in a request's body; a request with neither body nor
 * `Content-Type` stands for an empty one.
 *
 * No other type is taken: a form of another site can send `text/plain` or
 * `application/x-www-form-urlencoded` without asking, JSON it can't.
 *
 * @param timeout Milliseconds until the whole of it must have come.
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

async function readAll(
  req: Request,
  timeout: number,
): Promise<Uint8Array> {
  const tooLarge = () => new HttpError(413, "The body is larger than 64 KiB");
  if (Number(req.headers.get("content-length")) > MAX_BODY_BYTES) {
    throw tooLarge();
  }
  if (req.body === null) return new Uint8Array();
  const reader = req.body.getReader();
  const late = Promise.withResolvers<never>();
  const tooSlow = () =>
    late.reject(new HttpError(408, "The body came too slowly"));
  const timer = setTimeout(tooSlow, timeout);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.promise]);
      if (done) break;
      chunks.push(value);
      length += value.length;
      if (length > MAX_BODY_BYTES) throw tooLarge();
    }
  } catch (cause) {
    reader.cancel().catch(() => {}); // the rest is not wanted
    if (cause instanceof HttpError) throw cause;
    // Its sender has gone, or this server is being stopped.
    throw new HttpError(503, "The body broke off", { cause });
  } finally {
    clearTimeout(timer);
  }
  return chunks.length === 1 ? chunks[0] : joined(chunks, length);
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.length;
  }
  return bytes;
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
