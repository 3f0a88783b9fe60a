/**
 * Statements of libSQL's native library, prepared once and run often.
 *
 * The library takes three times as long for a hundred rows as for the same as
 * one text, and each row that `all()` gives leaks some memory under Deno. So a
 * SELECT has its rows put into one, as JSON. (JSON can't hold blobs, nor whole
 * numbers above 2⁵³; no table of ours has any.)
 *
 * @module
 */
import type Libsql from "libsql";
import type { Result, Row, Value } from "./connection.ts";

/** A statement, ready to run. */
export interface Prepared {
  /** Runs it and gives its first row. */
  first(args: Value[]): Row | undefined;
  /** Runs it and gives all of its rows, or how many it has changed. */
  all(args: Value[]): Result;
}

export function prepare(connection: Libsql.Database, sql: string): Prepared {
  const plain = connection.prepare(sql);
  if (!plain.reader) {
    const all = (args: Value[]) => ({
      rows: [],
      rowsAffected: plain.run(args).changes,
    });
    return { all, first: (args) => all(args).rows[0] };
  }
  const columns = plain.columns().map(({ name }) => name);
  const toRow = (values: unknown[]): Row => {
    const row: Row = {};
    columns.forEach((name, i) => row[name] = values[i]);
    return row;
  };
  plain.raw(true);
  const list = /^\s*SELECT\b/i.test(sql)
    ? connection.prepare(asList(sql, columns.length)).raw(true)
    : null;
  return {
    first(args) {
      const values = plain.get(args) as unknown[] | undefined;
      return values && toRow(values);
    },
    all(args) {
      const found = list === null
        ? plain.all(args)
        : JSON.parse((list.get(args) as string[])[0]);
      return { rows: (found as unknown[][]).map(toRow), rowsAffected: 0 };
    },
  };
}

function asList(sql: string, width: number): string {
  const names = Array.from({ length: width }, (_, i) => `c${i}`).join(", ");
  return `WITH found (${names}) AS (${sql}\n)
    SELECT json_group_array(json_array(${names})) FROM found`;
}
