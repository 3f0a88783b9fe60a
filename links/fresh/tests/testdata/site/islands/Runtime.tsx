import { asset, Head, IS_BROWSER } from "fresh/runtime";
import { useEffect, useState } from "preact/hooks";

export default function Runtime() {
  const [count, setCount] = useState(0);
  const [place, setPlace] = useState("server");
  useEffect(() => setPlace(IS_BROWSER ? "browser" : "server"), []);
  return (
    <form id="runtime" data-place={place}>
      <Head>
        <title>{`count ${count}`}</title>
        <meta name="count" content={String(count)} />
      </Head>
      <a href="/islands/runtime">here</a>
      <input name="text" />
      <img src="/dot.svg" alt="" data-asset={asset("/dot.svg")} />
      <button type="button" class="head" onClick={() => setCount(count + 1)}>
        head
      </button>
    </form>
  );
}
