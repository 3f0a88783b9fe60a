import { page } from "fresh";
import { Head } from "fresh/runtime";
import { define } from "../lib/state.ts";

export const handler = define.handlers(() => page(undefined, { status: 404 }));

export default define.page(() => (
  <>
    <Head>
      <title>Not found · Auth Ladder</title>
    </Head>
    <h1>There is nothing at this address</h1>
    <p>
      <a href="/">Go to the start</a>
    </p>
  </>
));
