import { define } from "../define.ts";

export default define.page(({ Component, state }) => (
  <html>
    <head>
      <title>site</title>
    </head>
    <body data-trail={state.trail.join(" ")}>
      <Component />
    </body>
  </html>
));
