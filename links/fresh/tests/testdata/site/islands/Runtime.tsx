import { asset, IS_BROWSER } from "fresh/runtime";
import { useEffect, useState } from "preact/hooks";

export default function Runtime() {
  const [place, setPlace] = useState("server");
  useEffect(() => setPlace(IS_BROWSER ? "browser" : "server"), []);
  return (
    <form id="runtime" data-place={place}>
      <a href="/islands/runtime">here</a>
      <input name="text" />
      <img src={asset("/dot.svg")} alt="" />
    </form>
  );
}
