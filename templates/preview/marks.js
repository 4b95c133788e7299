// Marks what changed on the page: bars beside blocks, and the words that are new.

const KINDS = { changed: "preview-changed", added: "preview-added", cut: "preview-cut", ended: "preview-ended" };
const ALL = Object.values(KINDS).map((name) => `.${name}`).join(", ");
let ranges = [];

/**
 * Mark what `morph` found; with `more`, beside what is marked already. Returns the first block
 * that is marked and the count of changes, or null if there was none.
 */
export function mark(found, more) {
  const { changed, added, cut, ended, renumbered } = found;
  const count = changed.length + added.length + cut.length + ended.length;
  if (!count && !renumbered.length) return null;
  if (!more) {
    ranges = [];
    for (const element of document.querySelectorAll(ALL))
      element.classList.remove(...Object.values(KINDS));
  }
  for (const { block } of changed) block.classList.add(KINDS.changed);
  for (const name of ["added", "cut", "ended"])
    for (const block of found[name]) block.classList.add(KINDS[name]);
  for (const { block, before } of [...changed, ...renumbered]) {
    const range = before === null ? null : differing(block, before);
    if (range) ranges.push(range);
  }
  if (globalThis.Highlight) CSS.highlights.set("preview-words", new Highlight(...ranges));
  const first = document.querySelector(ALL);
  return count && first ? { first, count } : null;
}

/** The stretch of a block's text that is not what it was, in whole words. */
function differing(block, before) {
  const now = block.textContent;
  let start = 0;
  while (start < now.length && now[start] === before[start]) start++;
  let end = now.length;
  let old = before.length;
  while (end > start && old > start && now[end - 1] === before[old - 1]) (end--, old--);
  const inWord = (at) => at > 0 && at < now.length && /\S/.test(now[at - 1]) && /\S/.test(now[at]);
  while (inWord(start)) start--;
  while (inWord(end)) end++;
  while (start < end && /\s/.test(now[start])) start++;
  while (start < end && /\s/.test(now[end - 1])) end--;
  return start < end ? range(block, start, end) : null;
}

function range(block, start, end) {
  const made = new Range();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let offset = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!open && start < offset + length) {
      made.setStart(node, start - offset);
      open = true;
    }
    if (open && end <= offset + length) {
      made.setEnd(node, end - offset);
      return made;
    }
    offset += length;
  }
  return null;
}
