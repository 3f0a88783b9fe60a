/**
 * Values of libSQL's HTTP protocol, and those of the native library.
 *
 * @module
 */
import { ProtocolError, SqlError } from "./hrana_sql.ts";

export type Value =
  | { type: "null" }
  | { type: "integer"; value: string }
  | { type: "float"; value: number }
  | { type: "text"; value: string }
  | { type: "blob"; base64: string };

export interface Stmt {
  sql?: string | null;
  sql_id?: number | null;
  args?: Value[];
  named_args?: { name: string; value: Value }[];
  want_rows?: boolean | null;
}

/** What a statement is bound to. */
export function bindings({ args = [], named_args = [] }: Stmt) {
  if (named_args.length === 0) return args.map(fromValue);
  if (args.length > 0) {
    throw new SqlError(
      "ARGS_BOTH_POSITIONAL_AND_NAMED",
      "Arguments are either positional or named",
    );
  }
  return Object.fromEntries(
    named_args.map(({ name, value }) => [
      name.replace(/^[:@$]/, ""),
      fromValue(value),
    ]),
  );
}

function fromValue(value: Value) {
  switch (value.type) {
    case "null":
      return null;
    case "integer":
      return BigInt(value.value);
    case "float":
    case "text":
      return value.value;
    case "blob":
      return Uint8Array.fromBase64(value.base64);
    default:
      throw new ProtocolError("Unknown type of value");
  }
}

export function toValue(value: unknown): Value {
  switch (typeof value) {
    case "bigint":
      return { type: "integer", value: `${value}` };
    case "number":
      return { type: "float", value };
    case "string":
      return { type: "text", value };
    default:
      return value === null ? { type: "null" } : {
        type: "blob",
        base64: Uint8Array.from(value as Uint8Array)
          .toBase64({ omitPadding: true }),
      };
  }
}
