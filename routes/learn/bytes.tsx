import LearnBytes from "../../islands/LearnBytes.tsx";
import AsciiTable from "../../components/learn/bytes/AsciiTable.tsx";
import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { define } from "../../lib/state.ts";

export default define.page(() => (
  <LearnFrame title="Bytes">
    <p class="lead">
      A byte is eight bits: a number from 0 to 255. Whatever is stored or sent
      is bytes, text too.
    </p>
    <p>
      Each character has a number, its code point. UTF-8 writes it in one to
      four bytes. A byte that begins with <code>0</code>{" "}
      is a character of ASCII; one that begins with <code>110</code>,{" "}
      <code>1110</code> or <code>11110</code>{" "}
      is the first of two, three or four; and one that begins with{" "}
      <code>10</code>{" "}
      goes on with a character. These bits are marked. Type text, or bytes.
    </p>
    <LearnBytes />
    <h2 id="ascii">ASCII</h2>
    <p>
      The code points 0 to 127. 32 to 126 can be printed; SP, 32, is the space.
      0 to 31 and 127, shaded, are control characters: they have a name, and no
      picture. Capitals and small letters differ in one bit, 32.
    </p>
    <AsciiTable />
    <h2 id="escapes">Escapes</h2>
    <p>
      What can't be typed or seen is written as an escape: <code>\n</code>{" "}
      for a new line, <code>\x41</code>{" "}
      for the character with the hexadecimal number 41,{" "}
      <code>\u&#123;1f680&#125;</code>{" "}
      for a code point. Only the code has it; the string has the character. Two
      backslashes, <code>\\</code>, are one backslash.
    </p>
    <p>
      <a href="/learn/notebooks/bytes">The notebook</a>{" "}
      builds the same by hand. Next:{" "}
      <a href="/learn/base64">base64</a>, which writes any bytes as text.
    </p>
  </LearnFrame>
));
