// Keeps what the reader looks at where it is while the page around it changes.

const BLOCKS = "article[role=main] [data-line]";

/** Change the page; afterwards the first block in view that is still there stands where it stood. */
export async function keepingPlace(change) {
  const anchors = inView();
  const result = await change();
  const anchor = anchors.find(({ element }) => element.isConnected);
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
    else if (found.length) break;
  }
  return found;
}
