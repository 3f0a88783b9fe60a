import { PAGE_SIZE, TODO_ACTIONS, type TodoAction } from "../todos.ts";
import { badField } from "./errors.ts";

type Fields = Record<string, unknown>;

// Each of these returns what a client sent, or throws a 400 that names the field.

/** The most characters (code points) that a to-do may have. */
const MAX_TEXT_LENGTH = 500;

export function stringField(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined) throw badField(name, "is missing");
  if (typeof value !== "string") throw badField(name, "must be a string");
  return value;
}

/** A to-do's text without the white space around it, otherwise as it came. */
export function textField(fields: Fields, name: string): string {
  const text = stringField(fields, name).trim();
  // Half of a surrogate pair has no UTF-8 and would come back as another
  // character. A NUL would end the text for the database.
  if (!text.isWellFormed() || text.includes("\0")) {
    throw badField(name, "must be text");
  }
  const { length } = [...text];
  if (length < 1 || length > MAX_TEXT_LENGTH) {
    throw badField(name, `must have 1 to ${MAX_TEXT_LENGTH} characters`);
  }
  return text;
}

export function integerField(
  fields: Fields,
  name: string,
  min: number,
): number {
  const value = fields[name];
  if (value === undefined) throw badField(name, "is missing");
  if (!Number.isSafeInteger(value) || (value as number) < min) {
    throw badField(name, `must be a whole number from ${min}`);
  }
  return value as number;
}

/** The most to-dos that one answer has. */
const MAX_PAGE_SIZE = 1000;

/** Which part of a list a query asks for, in `?after=` and `?limit=`. */
export function partParams(url: URL): { after: number; limit: number } {
  return {
    after: integerParam(url, "after", 0, 0, Number.MAX_SAFE_INTEGER),
    limit: integerParam(url, "limit", PAGE_SIZE, 1, MAX_PAGE_SIZE),
  };
}

function integerParam(
  { searchParams }: URL,
  name: string,
  otherwise: number,
  min: number,
  max: number,
): number {
  const text = searchParams.get(name);
  if (text === null) return otherwise;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) {
    throw badField(name, `must be a whole number from ${min} to ${max}`);
  }
  return value;
}

export function actionField(fields: Fields, name: string): TodoAction {
  const value = stringField(fields, name);
  const action = TODO_ACTIONS.find((action) => action === value);
  if (action === undefined) {
    throw badField(name, `must be ${TODO_ACTIONS.join(" or ")}`);
  }
  return action;
}
