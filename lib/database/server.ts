/**
 * The database on a libSQL server, reached over HTTP: no native code, and no
 * permission but the network.
 *
 * @module
 */
import { createClient } from "@libsql/client/http";
import {
  type Database,
  DatabaseError,
  databaseName,
  explain,
} from "./connection.ts";

/**
 * Connects to a server. Nothing is sent before the first statement.
 *
 * @param timeout Milliseconds that a statement waits for the whole answer. What
 * the server does with a statement whose answer came too late is not known.
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
  return {
    execute: (statement) => client.execute(statement).catch(fail),
    first: async (statement) => {
      const { rows: [row] } = await client.execute(statement).catch(fail);
      return row;
    },
    batch: (statements, mode) => client.batch(statements, mode).catch(fail),
    close: () => client.close(),
  };
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
