import { PAGE_SIZE, TODO_ACTIONS, type TodoAction } from "../todos.ts";
import { badField } from "./errors.ts";

type Fields = Record<string, unknown>;

const MAX_TEXT_LENGTH = 500; // of a to-do, in characters (code points)
const MAX_PAGE_SIZE = 1000; // to-dos in one answer

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

/** Which part of a list a query asks for, in `?after=` and `?limit=`. */
export function partParams(
  { searchParams }: URL,
): { after: number; limit: number } {
  const read = (name: string, otherwise: number, min: number, max: number) => {
    const text = searchParams.get(name) ?? `${otherwise}`;
    const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw badField(name, `must be a whole number from ${min} to ${max}`);
  };
  return {
    after: read("after", 0, 0, Number.MAX_SAFE_INTEGER),
    limit: read("limit", PAGE_SIZE, 1, MAX_PAGE_SIZE),
  };
}

export function actionField(fields: Fields, name: string): TodoAction {
  const value = stringField(fields, name);
  const action = TODO_ACTIONS.find((action) => action === value);
  if (action === undefined) {
    throw badField(name, `must be ${TODO_ACTIONS.join(" or ")}`);
  }
  return action;
}
