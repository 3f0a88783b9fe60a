/** A token with its segments told apart. */
export default function TokenView({ token }: { token: string }) {
  const [header, payload, ...rest] = token.split(".");
  return (
    <code class="token" tabIndex={0}>
      <span class="token-header">{header}</span>
      {payload !== undefined && "."}
      <span class="token-payload">{payload}</span>
      {rest.length > 0 && "."}
      <span class="token-mac">{rest.join(".")}</span>
    </code>
  );
}
