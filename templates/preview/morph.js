// Turns the page that is shown into the page as it is now, block by block, and tells what changed.
//
// What is the same stays in place, with its scroll position, its focus and its open parts. The
// source lines of blocks (data-line) are brought up to date everywhere and count as no change.

const BLOCKS = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "DT", "CAPTION", "FIGCAPTION"]);
const HOLDERS = new Set(["LI", "TD", "TH", "DD"]);
const OURS = /^desk-|^scroll-current$/;
const known = new Map();

/** The number of a text that stands for a whole tree; equal trees have equal numbers. */
function intern(text) {
  let number = known.get(text);
  if (number === undefined) known.set(text, (number = known.size));
  return number;
}

function signatures(root, memory = new Map()) {
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return intern(`#${node.data}`);
    if (node.nodeType !== Node.ELEMENT_NODE) return intern("!");
    const parts = [node.tagName];
    for (const { name, value } of node.attributes) {
      if (ignored(name)) continue;
      const shown = name === "class" ? plainClass(value) : value;
      if (shown || name !== "class") parts.push(`${name}=${shown}`);
    }
    for (const child of node.childNodes) parts.push(visit(child));
    const number = intern(parts.join("\u0000"));
    memory.set(node, number);
    return number;
  };
  visit(root);
  return memory;
}

const ignored = (name) => name === "data-line" || name.startsWith("data-desk") || name === "tabindex";
const plainClass = (value) => value.split(/\s+/).filter((word) => word && !OURS.test(word)).join(" ");

/**
 * Make `live` like `fresh`. Returns { changed, added, cut }: blocks with another text, blocks that
 * are new, and blocks before which something was taken out.
 */
export function morph(live, fresh) {
  known.clear();
  const sums = signatures(fresh, signatures(live));
  const found = { changed: [], added: [], cut: [] };
  update(live, fresh, sums, found);
  return found;
}

function update(live, fresh, sums, found) {
  syncAttributes(live, fresh);
  if (sums.get(live) === sums.get(fresh)) {
    if (live.childElementCount) syncLines(live, fresh);
    return;
  }
  if (isText(live) && isText(fresh)) {
    const before = live.textContent;
    if (live.innerHTML !== fresh.innerHTML) {
      live.replaceChildren(...fresh.childNodes);
      if (before !== live.textContent) found.changed.push({ block: live, before });
    }
    return;
  }
  children(live, fresh, sums, found);
}

/** Whether an element holds a text of its own, which is changed as a whole. */
function isText(element) {
  if (BLOCKS.has(element.tagName)) return true;
  if (element.tagName === "A" || element.tagName === "svg" || element.tagName === "TITLE") return true;
  return HOLDERS.has(element.tagName) && !element.querySelector("p, ul, ol, table, dl, figure");
}

function children(live, fresh, sums, found) {
  const old = [...live.childNodes].filter((node) => !isOurs(node));
  const wanted = [...fresh.childNodes];
  const pairs = matching(old, wanted, sums);
  const kept = new Set(pairs.keys());
  const gone = old.filter((node) => !kept.has(node));
  const partner = new Map([...pairs].map(([before, after]) => [after, before]));
  let place = live.firstChild;
  const skip = () => {
    while (place && (isOurs(place) || gone.includes(place))) place = place.nextSibling;
  };
  for (const after of wanted) {
    skip();
    const before = partner.get(after);
    if (before) {
      if (before === place) place = place.nextSibling;
      else live.insertBefore(before, place);
      if (before.nodeType === Node.ELEMENT_NODE) update(before, after, sums, found);
      else if (before.data !== after.data) before.data = after.data;
    } else {
      const made = document.importNode(after, true);
      live.insertBefore(made, place);
      if (made.nodeType === Node.ELEMENT_NODE) found.added.push(made);
    }
  }
  for (const node of gone) {
    const next = node.nextElementSibling ?? node.previousElementSibling ?? live;
    if (node.nodeType === Node.ELEMENT_NODE && !gone.includes(next)) found.cut.push(next);
    node.remove();
  }
}

/** Pairs of nodes: the same id, then the longest run of equal ones, then the same kind in order. */
function matching(old, wanted, sums) {
  const pairs = new Map();
  const taken = new Set();
  const pair = (before, after) => (pairs.set(before, after), taken.add(after));
  const named = new Map(wanted.filter((node) => node.id).map((node) => [node.id, node]));
  for (const node of old) {
    const after = node.id && named.get(node.id);
    if (after && after.tagName === node.tagName) pair(node, after);
  }
  const left = old.filter((node) => !pairs.has(node));
  const right = wanted.filter((node) => !taken.has(node));
  const same = (a, b) =>
    a.nodeType === b.nodeType &&
    (a.nodeType === Node.ELEMENT_NODE ? sums.get(a) === sums.get(b) : a.data === b.data);
  for (const [a, b] of longest(left, right, same)) pair(a, b);
  // Between two equal neighbours, what is of one kind is taken for one that was changed.
  let start = 0;
  for (const node of old) {
    if (pairs.has(node)) {
      start = Math.max(start, wanted.indexOf(pairs.get(node)) + 1);
      continue;
    }
    for (let index = start; index < wanted.length && !taken.has(wanted[index]); index++) {
      const after = wanted[index];
      if (after.nodeName === node.nodeName && !after.id && !node.id) {
        pair(node, after);
        start = index + 1;
        break;
      }
    }
  }
  return pairs;
}

function longest(left, right, same) {
  const rows = left.length + 1;
  const columns = right.length + 1;
  const lengths = new Uint16Array(rows * columns);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * columns + j] = same(left[i], right[j])
        ? lengths[(i + 1) * columns + j + 1] + 1
        : Math.max(lengths[(i + 1) * columns + j], lengths[i * columns + j + 1]);
  const found = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (same(left[i], right[j])) found.push([left[i++], right[j++]]);
    else if (lengths[(i + 1) * columns + j] >= lengths[i * columns + j + 1]) i++;
    else j++;
  }
  return found;
}

function isOurs(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.tagName.startsWith("GUIDES-");
}

function syncAttributes(live, fresh) {
  for (const { name, value } of [...fresh.attributes]) {
    if (name === "class") {
      const ours = [...live.classList].filter((word) => OURS.test(word));
      const next = [value, ...ours].join(" ").trim();
      if (live.getAttribute("class") !== next) live.setAttribute("class", next);
    } else if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of [...live.attributes])
    if (!fresh.hasAttribute(name) && name !== "class" && !(ignored(name) && name !== "data-line"))
      live.removeAttribute(name);
}

/** Bring the source lines of a tree in step with those of an equal one. */
function syncLines(live, fresh) {
  const lines = fresh.querySelectorAll("[data-line]");
  live.querySelectorAll("[data-line]").forEach((element, index) => {
    const line = lines[index]?.dataset.line;
    if (line && element.dataset.line !== line) element.dataset.line = line;
  });
}
