import { signal } from "@preact/signals";
import { Box, Outer, Toggle } from "../../islands/Boxes.tsx";
import Counter from "../../islands/Counter.tsx";

export default () => {
  const count = signal(5);
  return (
    <main>
      <Box title={<b class="title">title</b>}>
        <p class="child">
          text <em data-x="1">child</em> & more
        </p>
        <input class="checked" type="checkbox" checked />
        <Counter count={count} />
        <Box>
          <Counter count={count} />
        </Box>
      </Box>
      <Toggle>
        <p class="hidden">hidden</p>
        <Counter count={count} />
      </Toggle>
      <Toggle>{0}</Toggle>
      <Outer />
    </main>
  );
};
