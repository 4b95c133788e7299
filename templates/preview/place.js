// Keeps what the reader looks at where it is while the page around it changes.

const BLOCKS = "article[role=main] [data-line]";

/**
 * Change the page, at once. Afterwards the first block that began within the view, or else the
 * one that reaches into it, stands where it stood.
 */
export function keepingPlace(change) {
  const seen = inView();
  const anchors = [...seen.filter(({ top }) => top >= 0), ...seen];
  const result = change();
  const anchor = anchors.find(({ element }) => element.isConnected && element.getClientRects().length);
  if (anchor) {
    const moved = anchor.element.getBoundingClientRect().top - anchor.top;
    if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
  }
  return result;
}

function inView() {
  const found = [];
  for (const element of document.querySelectorAll(BLOCKS)) {
    const box = element.getBoundingClientRect();
    if (box.bottom > 0 && box.top < innerHeight) found.push({ element, top: box.top });
    else if (found.length && box.top >= innerHeight) break;
  }
  return found;
}
