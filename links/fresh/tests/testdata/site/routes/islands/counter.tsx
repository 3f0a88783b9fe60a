import { signal } from "@preact/signals";
import Counter from "../../islands/Counter.tsx";

export default () => {
  const count = signal(3);
  return (
    <main>
      <Counter count={count} />
      <Counter count={count} />
      <Counter count={signal(30)} />
    </main>
  );
};
