import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { DatabaseError } from "../lib/database/open.ts";
import { define } from "../lib/state.ts";

export const handler = define.handlers(({ error, req, state, url }) => {
  if (error instanceof HttpError && error.status === 405) {
    const headers = { Allow: "GET, HEAD" };
    return page("This page can only be read", { status: 405, headers });
  }
  const detail = error instanceof Error ? error.stack : error;
  state.log(`${req.method} ${url.pathname}: ${detail}`);
  if (error instanceof DatabaseError) {
    const headers = { "Retry-After": "5" };
    return page("The database can't be reached", { status: 503, headers });
  }
  return page("Something went wrong on the server", { status: 500 });
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <Head>
      <title>Error · Auth Ladder</title>
    </Head>
    <h1>{data}</h1>
    <p>
      <a href="/">Go to the start</a>
    </p>
  </>
));
