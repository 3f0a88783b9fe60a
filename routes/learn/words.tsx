import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { WordList } from "../../components/learn/Words.tsx";
import { define } from "../../lib/state.ts";

export default define.page(({ state: { served, single } }) => (
  <LearnFrame title="First words">
    <p class="lead">
      A web server meets every request as a stranger. All that this lab shows
      grew out of that, and these are the words for it. Credentials are{" "}
      <mark>gold</mark>, here and on every page.
    </p>
    <WordList
      rungHref={(id) =>
        !single && served.some((stage) => stage.id === id)
          ? `/stages/${id}/`
          : undefined}
    />
  </LearnFrame>
));
