/**
 * Which SQL a libSQL server takes, and how it words what it refuses.
 *
 * @module
 */
/** A request that no well-made client sends: HTTP status 400. */
export class ProtocolError extends Error {}

/** A statement that failed: part of a normal answer. */
export class SqlError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
  toJSON() {
    return { message: this.message, code: this.code };
  }
}

/** Gives an error of the native library the server's code and wording. */
export function sqlErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { message, rawCode } = error as { message: string; rawCode?: number };
    if (rawCode === undefined) {
      if (!(error instanceof TypeError)) throw error;
      throw new SqlError("ARGS_INVALID", message);
    }
    const code = codes[rawCode & 0xff] ?? "SQLITE_UNKNOWN";
    if (code !== "SQLITE_ERROR") {
      throw new SqlError(code, `SQLite error: ${message}`);
    }
    throw /syntax error|incomplete input|unrecognized token/.test(message)
      ? new SqlError(
        "SQL_PARSE_ERROR",
        `SQL string could not be parsed: ${message}`,
      )
      : new SqlError("SQL_INPUT_ERROR", `SQL input error: ${message}`);
  }
}

const codes: Record<number, string> = {
  1: "SQLITE_ERROR",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  19: "SQLITE_CONSTRAINT",
  20: "SQLITE_MISMATCH",
  26: "SQLITE_NOTADB",
};

/** A server refuses what would change more than the client's own database. */
export function checkAllowed(sql: string): void {
  const text = bare(sql);
  if (/^[\s;]*$/.test(text)) {
    throw new SqlError("SQL_NO_STATEMENT", "SQL string has no statement");
  }
  if (/;\s*[^\s;]/.test(text) && !/^\s*create\s+trigger\b/i.test(text)) {
    throw new SqlError("SQL_MANY_STATEMENTS", "SQL string has many statements");
  }
  const pragma = /^\s*pragma\s+(\w+)\s*([=(])?/i.exec(text);
  const free =
    /^(foreign_key\w*|defer_foreign_keys|user_version|\w+_list|x?table_x?info|integrity_check|quick_check)$/i;
  if (
    /^\s*(attach|detach|vacuum|create\s+temp)/i.test(text) ||
    (pragma?.[2] && !free.test(pragma[1]))
  ) {
    throw new SqlError("SQL_PARSE_ERROR", `unsupported statement: ${sql}`);
  }
}

/** The SQL text without its comments, and with nothing in its quotes. */
export function bare(sql: string): string {
  const quoted =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*.*?(?:\*\/|$)/gs;
  return sql.replace(quoted, (part) => /^[-/]/.test(part) ? " " : "''");
}
