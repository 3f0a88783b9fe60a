import { signal } from "@preact/signals";
import LearnJwtSign from "../../islands/LearnJwtSign.tsx";
import LearnJwtVerify from "../../islands/LearnJwtVerify.tsx";
import { SAMPLES } from "../../components/learn/jwt/jwt_samples.ts";
import LearnFrame from "../../components/learn/LearnFrame.tsx";
import { define } from "../../lib/state.ts";

export default define.page(({ state }) => {
  const now = Math.floor(state.now / 1000);
  // Both halves share it.
  const token = signal(SAMPLES[0].make(now));
  return (
    <LearnFrame title="JWT">
      <p class="lead">
        A JSON Web Token says something and proves who said it. Signing and
        verifying are two jobs, so they have two halves here, each with its own
        key.
      </p>
      <p class="note">
        Nothing leaves this page: no request, no storage, nothing in the
        address. Still: never paste a live token into a page that you don't
        trust.
      </p>
      <section aria-labelledby="sign">
        <h2 id="sign">Sign</h2>
        <p>
          What the server does at login. Anyone with the key can make a JWT that
          says anything.
        </p>
        <LearnJwtSign token={token} now={now} />
      </section>
      <section aria-labelledby="verify">
        <h2 id="verify">Verify</h2>
        <p>
          What the server does at every request. These are the five steps of
          {" "}
          <code>verifyJwt()</code>; the first that fails ends it.
        </p>
        <LearnJwtVerify token={token} now={now} />
      </section>
      <p>
        <a href="/learn/notebooks/jwt">The notebook</a> builds the same by hand.
      </p>
    </LearnFrame>
  );
});
