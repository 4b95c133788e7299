// Turns the page that is shown into the page as it is now, block by block, and tells what changed.
//
// What is the same stays in place, with its scroll position, its focus and its open parts. The
// source lines of blocks (data-line) are brought up to date everywhere and count as no change.

import { matching } from "./matching.js";

const BLOCKS = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "DT", "CAPTION", "PRE"]);
const HOLDERS = new Set(["LI", "TD", "TH", "DD", "FIGCAPTION"]);
const INNER = "p, ul, ol, table, dl, figure, div, section";
const OURS = /^preview-|^scroll-current$/;
const NUMBERS = ".section-number, .caption-number";
const REFERENCES = "a.reference.internal";
const A_NUMBER = /\b(?:[A-Z]|\d+)(?:\.\d+)*\b/g;
const known = new Map();

/**
 * Make `live` like `fresh`. Returns lists of elements: `changed` blocks with their text before, `added`,
 * `cut` and `ended`, before and after which something was taken out, and `renumbered`, like
 * `changed`, where nothing but numbers that follow from other changes is new.
 */
export function morph(live, fresh) {
  const found = start();
  update(live, fresh, sums([live, fresh]), found);
  return found;
}

/** The same for some neighbours of one parent, `own`, which end before `end`. */
export function morphPart(parent, own, end, fresh) {
  const found = start();
  children(parent, fresh, sums([...own, fresh]), found, own, end);
  return found;
}

const start = () => ({ changed: [], added: [], cut: [], ended: [], renumbered: [] });

function update(live, fresh, sums, found) {
  syncAttributes(live, fresh);
  if (sums.get(live) === sums.get(fresh)) {
    if (live.childElementCount) syncLines(live, fresh);
  } else if (isText(live) && isText(fresh)) {
    settle(live, fresh, found);
  } else {
    children(live, fresh, sums, found);
  }
}

/** Give a block that holds a text of its own the text as it is now. */
function settle(live, fresh, found) {
  if (live.innerHTML === fresh.innerHTML) return;
  const before = live.textContent;
  const words = worded(live);
  const drawing = live.tagName === "svg";
  live.replaceChildren(...fresh.childNodes);
  const block = drawing ? live.closest("figure") ?? live : live;
  if (before === live.textContent && !drawing) return;
  found[words === worded(live) && !drawing ? "renumbered" : "changed"].push({ block, before });
}

/** Whether an element holds a text of its own, which is changed as a whole. */
function isText(element) {
  if (BLOCKS.has(element.tagName)) return true;
  if (["A", "svg", "TITLE"].includes(element.tagName)) return true;
  return HOLDERS.has(element.tagName) && !element.querySelector(INNER);
}

/** A block's text without the numbers that other changes may shift. */
function worded(block) {
  const copy = block.cloneNode(true);
  for (const number of copy.querySelectorAll(NUMBERS)) number.remove();
  for (const link of copy.querySelectorAll(REFERENCES))
    link.textContent = link.textContent.replace(A_NUMBER, "0");
  return copy.textContent;
}

function children(live, fresh, sums, found, old = [...live.childNodes].filter(notOurs), end = null) {
  const wanted = [...fresh.childNodes];
  const pairs = matching(old, wanted, sums);
  const partner = new Map([...pairs].map(([before, after]) => [after, before]));
  const kept = new Set(pairs.keys());
  let place = live.firstChild;
  const isText = (node) => node.nodeType === Node.TEXT_NODE;
  const skip = (texts) => {
    while (place && place !== end && (!kept.has(place) || (texts && isText(place))))
      place = place.nextSibling;
  };
  for (const after of wanted) {
    const before = partner.get(after);
    // White space gives way to elements, which are moved only if their order changed.
    skip(before !== undefined && before !== place && !isText(before));
    if (before) {
      if (before === place) place = place.nextSibling;
      else live.insertBefore(before, place);
      if (before.nodeType === Node.ELEMENT_NODE) update(before, after, sums, found);
      else if (before.data !== after.data) {
        if (/\S/.test(before.data + after.data)) found.changed.push({ block: live, before: null });
        before.data = after.data;
      }
    } else {
      const made = document.importNode(after, true);
      live.insertBefore(made, place);
      if (made.nodeType === Node.ELEMENT_NODE) found.added.push(made);
    }
  }
  const gone = new Set(old.filter((node) => !kept.has(node)));
  for (const node of gone) if (node.nodeType === Node.ELEMENT_NODE) tellCut(node, gone, found);
  for (const node of gone) node.remove();
}

/** Name a neighbour that stays of an element that goes. */
function tellCut(node, gone, found) {
  const next = node.nextElementSibling;
  if (next && gone.has(next)) return;
  let before = node.previousElementSibling;
  while (before && gone.has(before)) before = before.previousElementSibling;
  if (next) found.cut.push(next);
  else if (before) found.ended.push(before);
  else found.ended.push(node.parentElement);
}

const notOurs = (node) =>
  node.nodeType !== Node.ELEMENT_NODE || !node.tagName.startsWith("GUIDES-");

// ---- When two trees are equal

/** A number for every element in some trees; equal trees have equal numbers. */
function sums(roots) {
  known.clear();
  const memory = new Map();
  for (const root of roots) number(root, memory);
  return memory;
}

function number(node, memory) {
  if (node.nodeType === Node.TEXT_NODE) return intern(`#${node.data}`);
  if (node.nodeType !== Node.ELEMENT_NODE) return intern("!");
  const parts = [];
  for (const { name, value } of node.attributes) {
    if (ignored(name)) continue;
    const shown = name === "class" ? plainClass(value) : value;
    if (shown || name !== "class") parts.push(`${name}=${shown}`);
  }
  parts.sort().unshift(node.tagName);
  for (const child of node.childNodes) if (notOurs(child)) parts.push(number(child, memory));
  const sum = intern(parts.join("\u0000"));
  memory.set(node, sum);
  return sum;
}

function intern(text) {
  let sum = known.get(text);
  if (sum === undefined) known.set(text, (sum = known.size));
  return sum;
}

const ignored = (name) => name === "data-line" || name.startsWith("data-preview") || name === "tabindex";
const plainClass = (value) => value.split(/\s+/).filter((word) => word && !OURS.test(word)).join(" ");

// ---- Attributes

function syncAttributes(live, fresh) {
  for (const { name, value } of [...fresh.attributes]) {
    if (name === "class") syncClass(live, value);
    else if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of [...live.attributes]) {
    if (fresh.hasAttribute(name)) continue;
    if (name === "class") syncClass(live, "");
    else if (!ignored(name) || name === "data-line") live.removeAttribute(name);
  }
}

function syncClass(live, value) {
  const next = [value, ...[...live.classList].filter((word) => OURS.test(word))].join(" ").trim();
  if (!next) live.removeAttribute("class");
  else if (live.getAttribute("class") !== next) live.setAttribute("class", next);
}

/** Bring the source lines of a tree in step with those of an equal one. */
function syncLines(live, fresh) {
  const wanted = fresh.querySelectorAll("*");
  [...live.querySelectorAll("*")].filter(notOurs).forEach((element, index) => {
    const line = wanted[index]?.dataset.line;
    if (line === element.dataset.line) return;
    if (line) element.dataset.line = line;
    else delete element.dataset.line;
  });
}
