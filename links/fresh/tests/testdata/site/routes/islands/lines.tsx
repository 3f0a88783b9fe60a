import { Broken, Lines } from "../../islands/Boxes.tsx";

export default () => (
  <main>
    <Broken />
    <ul>
      <li class="line">before</li>
      <Lines>
        <li class="line">child</li>
      </Lines>
      <li class="line">after</li>
    </ul>
  </main>
);
