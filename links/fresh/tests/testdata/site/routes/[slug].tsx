import { define } from "../define.ts";

export default define.page(({ params, route }) => <h1>{route} {params.slug}
</h1>);
