import LearnBase64 from "../../islands/LearnBase64.tsx";
import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { define } from "../../lib/state.ts";

export default define.page(() => (
  <LearnFrame title="base64">
    <p class="lead">
      Base64 writes any bytes with 64 symbols that survive everywhere. It hides
      nothing and needs no key.
    </p>
    <p>
      Three bytes are 24 bits. Cut every six instead of every eight, they are
      four numbers from 0 to 63, and each has its symbol. One or two bytes at
      the end are filled up with zero bits; base64 then adds <code>=</code>{" "}
      until the last group has four characters. base64url, which JWTs use, has
      {" "}
      <code>-</code> and <code>_</code> for <code>+</code> and{" "}
      <code>/</code>, which mean something in a URL, and no <code>=</code>.
    </p>
    <LearnBase64 />
    <p>
      <a href="/learn/notebooks/base64">The notebook</a>{" "}
      builds the same by hand. Next: <a href="/learn/jwt">JWT</a>.
    </p>
  </LearnFrame>
));
