import { createClient } from "@libsql/client/http";
import {
  type Database,
  DatabaseError,
  databaseName,
  explain,
  type Observer,
  type Result,
  type Statement,
  toParts,
} from "./connection.ts";

/**
 * Connects to a libSQL server over HTTP, with no permission but the network.
 *
 * @param timeout Milliseconds that a statement waits for the whole answer.
 */
export function connectServer(
  url: string,
  timeout: number,
  authToken?: string,
): Database {
  const name = databaseName(url);
  const client = createClient({
    url,
    authToken,
    fetch: (request: Request) => ask(name, request, timeout),
  });
  const fail = (cause: unknown) => {
    if (!client.closed) throw explain(cause, name);
    throw new DatabaseError(`Cannot use ${name}: it is closed`, { cause });
  };
  const execute = async (statement: Statement, observe?: Observer) => {
    const result = await client.execute(statement).catch(fail);
    report(statement, result, observe);
    return result;
  };
  return {
    execute,
    first: async (statement, observe) =>
      (await execute(statement, observe)).rows[0],
    async batch(statements, mode, observe) {
      const results = await client.batch(statements, mode).catch(fail);
      // The client puts these around a batch and sends it as one request.
      observe?.("BEGIN IMMEDIATE", 0);
      results.forEach((result, i) => report(statements[i], result, observe));
      observe?.("COMMIT", 0);
      return results;
    },
    close: () => client.close(),
  };
}

function report(
  statement: Statement,
  { rows, rowsAffected }: Result,
  observe?: Observer,
): void {
  observe?.(toParts(statement).sql, rows.length || rowsAffected);
}

async function ask(
  name: string,
  request: Request,
  timeout: number,
): Promise<Response> {
  let response, body;
  try {
    response = await fetch(request, { signal: AbortSignal.timeout(timeout) });
    body = await response.arrayBuffer();
  } catch (cause) {
    const reason = cause instanceof DOMException
      ? `no answer within ${timeout / 1000} s`
      : "the connection failed; check its address and the network";
    throw new DatabaseError(`Cannot reach ${name}: ${reason}`, { cause });
  }
  if (response.ok) return new Response(body, response);
  const reason = response.status === 401 || response.status === 403
    ? "it refuses the token, or wants one: set LIBSQL_AUTH_TOKEN"
    : `it answered with HTTP status ${response.status}`;
  throw new DatabaseError(`Cannot use ${name}: ${reason}`);
}
