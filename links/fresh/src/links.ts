/**
 * Marks links to where one is.
 *
 * @module
 */

/** Sets `aria-current` on a link to this page or to one above it. */
export function markCurrent(props: Record<string, unknown>, here: URL): void {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/")) return;
  if (props["aria-current"] !== undefined) return;

  const target = new URL(href, "http://localhost");
  const path = withoutSlash(target.pathname);
  const current = withoutSlash(here.pathname);
  const isCurrent = path === current &&
    (target.search === "" || target.search === here.search);

  if (isCurrent) {
    props["data-current"] = "true";
    props["aria-current"] = "page";
  } else if (
    path === current || path === "/" || current.startsWith(path + "/")
  ) {
    props["data-ancestor"] = "true";
    props["aria-current"] = "true";
  }
}

const withoutSlash = (path: string) =>
  path === "/" || !path.endsWith("/") ? path : path.slice(0, -1);
