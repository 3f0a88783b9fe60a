import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { define } from "../../lib/state.ts";

export default define.page(() => (
  <LearnFrame title="Learn">
    <p class="lead">
      What is a cookie, what is a byte, and why is this JWT refused? One page to
      read, three to play with, and three notebooks that build the same by hand.
    </p>
    <ol class="learn-list">
      <li>
        <a href="/learn/words">First words</a>
        <p>
          Session, cookie, hash, origin and the others: two sentences and a
          picture each. Start here if some of them are new to you.
        </p>
      </li>
      <li>
        <a href="/learn/bytes">Bytes</a>
        <p>
          How text becomes bytes and back: ASCII, UTF-8, hexadecimal and binary.
          {" "}
          <a href="/learn/notebooks/bytes">The notebook about bytes</a>
        </p>
      </li>
      <li>
        <a href="/learn/base64">base64</a>
        <p>
          Bits, cut every six instead of every eight: look at each of them.{" "}
          <a href="/learn/notebooks/base64">The notebook about base64</a>
        </p>
      </li>
      <li>
        <a href="/learn/jwt">JWT</a>
        <p>
          A workbench: sign a JWT, and see which step of the verification
          refuses a bad one.{" "}
          <a href="/learn/notebooks/jwt">The notebook about JWT</a>
        </p>
      </li>
    </ol>
    <p>
      The last three run <code>lib/base64.ts</code> and <code>lib/jwt.ts</code>
      {" "}
      in your browser: the very code that the rungs use. Nothing that you type
      leaves it.
    </p>
  </LearnFrame>
));
