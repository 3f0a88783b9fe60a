/**
 * Folds whose content is on another page: most of it is never looked at.
 *
 * @module
 */

/**
 * Fills each `details` of this page that has `data-more`, when it is opened,
 * from the one with that id on the page at `url`, which is fetched once. Until
 * then, or where it fails, there is a link to it.
 *
 * @returns A function that ends it.
 */
export function unfoldFrom(url: string): () => void {
  let page: Promise<Document> | null = null;
  const fill = async (fold: HTMLDetailsElement) => {
    if (!fold.open || fold.dataset.more === undefined) return;
    try {
      const source = await (page ??= load(url));
      const id = fold.dataset.more;
      if (id === undefined) return; // It was closed and opened meanwhile.
      const [, ...content] = source.getElementById(id)!.children;
      fold.lastElementChild!.replaceWith(...content);
      for (const it of fold.querySelectorAll("[hidden]")) {
        it.removeAttribute("hidden");
      }
      delete fold.dataset.more;
    } catch {
      page = null; // The next one that is opened tries again.
    }
  };
  const onToggle = ({ target }: Event) => fill(target as HTMLDetailsElement);
  document.addEventListener("toggle", onToggle, true); // it does not bubble
  // Some may have been opened before this script came.
  document.querySelectorAll("details").forEach(fill);
  return () => document.removeEventListener("toggle", onToggle, true);
}

async function load(url: string): Promise<Document> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
