import LearnBase64 from "../../islands/LearnBase64.tsx";
import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { define } from "../../lib/state.ts";

export default define.page(() => (
  <LearnFrame title="base64">
    <p class="lead">
      Base64 writes any bytes with 64 symbols that survive almost everywhere. It
      hides nothing and needs no key.
    </p>
    <p>
      Three bytes are 24 bits. Cut every six bits instead of every eight, and
      you have four numbers from 0 to 63; each number has its symbol. If only
      one or two bytes are left at the end, zero bits fill up the last number,
      and base64 adds <code>=</code>{" "}
      until there are four characters. base64url, which JWTs use, adds none. It
      has <code>-</code> and <code>_</code> for <code>+</code> and{" "}
      <code>/</code>, which mean something in a URL. Type in any of the three
      fields.
    </p>
    <LearnBase64 />
    <p>
      <a href="/learn/notebooks/base64">The notebook</a>{" "}
      builds the same by hand. Next: <a href="/learn/jwt">JWT</a>.
    </p>
  </LearnFrame>
));
