/**
 * Reading the body of a POST: JSON, not too large, and an object.
 *
 * @module
 */
import { HttpError } from "fresh";

/** The largest body that is read: 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads the JSON object in a request's body; a request with neither body nor
 * `Content-Type` stands for an empty one.
 *
 * No other type is taken: a form of another site can send `text/plain` or
 * `application/x-www-form-urlencoded` without asking, JSON it can't.
 *
 * @throws {HttpError} 415 another `Content-Type`, 413 too large, 400 not JSON
 */
export async function readJsonObject(
  req: Request,
): Promise<Record<string, unknown>> {
  const type = req.headers.get("content-type");
  const mediaType = type?.split(";")[0].trim().toLowerCase();
  if (type !== null && mediaType !== "application/json") {
    throw new HttpError(415, "Content-Type must be application/json");
  }
  const bytes = await readAll(req);
  if (type === null) {
    if (bytes.length === 0) return {};
    throw new HttpError(415, "Content-Type must be application/json");
  }
  return parseObject(bytes);
}

async function readAll(req: Request): Promise<Uint8Array> {
  const tooLarge = new HttpError(413, "The body is larger than 64 KiB");
  if (Number(req.headers.get("content-length")) > MAX_BODY_BYTES) {
    throw tooLarge;
  }
  const bytes = new Uint8Array(MAX_BODY_BYTES);
  let length = 0;
  for await (const chunk of req.body ?? []) {
    if (length + chunk.length > MAX_BODY_BYTES) throw tooLarge;
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
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
