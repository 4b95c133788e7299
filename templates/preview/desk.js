// Keeps an open page in step with its sources. See builder/preview for the server's side.

import { morph } from "./morph.js";
import { keepingPlace } from "./place.js";
import { Panel } from "./panel.js";
import { Sources } from "./sources.js";

const told = JSON.parse(document.querySelector('meta[name="guides-desk"]').content);
const [run, program, page] = told;
let edition = told[3];
let wanted = edition;
let busy = false;
const shown = document.querySelector("article[role=main]") !== null;
const REGIONS = [
  "head > title",
  "article[role=main]",
  ".sidebar-drawer .sidebar-tree",
  ".sidebar-drawer .guide-identity",
  ".toc-drawer .toc-tree",
  "footer",
];

const settings = await (await fetch("/_desk/settings")).json();
const sources = new Sources(settings, program, page);
const panel = new Panel(sources, program, page);
document.body.append(panel.element);

// ---- News

const stream = new EventSource(
  `/_desk/events/${program}/${page || "index"}?run=${run}&edition=${edition}`,
);
stream.onopen = () => panel.connection(true);
stream.onerror = () => panel.connection(false);
stream.onmessage = (message) => {
  const news = JSON.parse(message.data);
  switch (news.kind) {
    case "reload":
      return location.reload();
    case "page":
      wanted = news.edition;
      return follow();
    case "fragment":
      return patch(news);
    case "faults":
      return panel.faults(news.faults);
    case "facts":
      return panel.refresh();
    case "changed":
      return panel.elsewhere(news.sections.filter((section) => section.page !== page));
  }
};

async function follow() {
  if (!shown) return location.reload();
  if (busy) return;
  busy = true;
  try {
    while (edition !== wanted) {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      if (!answer.ok) return location.reload();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const meta = fresh.querySelector('meta[name="guides-desk"]');
      if (!meta || !fresh.querySelector("article[role=main]")) return location.reload();
      await apply(() => all(fresh));
      const next = JSON.parse(meta.content)[3];
      if (next === edition) break;
      edition = next;
    }
  } finally {
    busy = false;
  }
}

function all(fresh) {
  const found = { changed: [], added: [], cut: [] };
  for (const region of REGIONS) {
    const live = document.querySelector(region);
    const next = fresh.querySelector(region);
    if (!live || !next) continue;
    const part = morph(live, next);
    if (region === "article[role=main]") Object.assign(found, part);
  }
  return found;
}

/** Put in one section's own blocks; the whole page follows and settles what else depends on it. */
function patch(news) {
  const section = document.getElementById(news.section);
  if (!section || busy || edition !== news.base) return;
  const fresh = section.cloneNode(false);
  fresh.innerHTML = news.html;
  const heading = [...section.children].filter((child) => /^H[1-6]$/.test(child.tagName));
  const below = [...section.children].filter((child) => child.tagName === "SECTION");
  const holder = document.createElement("div");
  const own = [...section.childNodes].filter(
    (child) => !heading.includes(child) && !below.includes(child),
  );
  apply(() => {
    // The blocks are compared in a holder of their own and go back to where they were.
    const place = document.createComment("");
    (own[0] ?? below[0] ?? null) ? section.insertBefore(place, own[0] ?? below[0]) : section.append(place);
    holder.append(...own);
    const next = document.createElement("div");
    next.append(...fresh.childNodes);
    const found = morph(holder, next);
    place.replaceWith(...holder.childNodes);
    found.cut = found.cut.map((block) => (block === holder ? section : block));
    return found;
  });
}

// ---- Where the reader is, and what changed

/** Change the page so that what the reader looks at stays where it is, and mark what changed. */
async function apply(change) {
  mark(await keepingPlace(change));
  sources.forget();
  document.documentElement.dataset.deskEdition = String(wanted);
}

function mark({ changed, added, cut }) {
  if (!changed.length && !added.length && !cut.length) return;
  for (const name of ["desk-changed", "desk-added", "desk-cut"])
    document.querySelectorAll(`.${name}`).forEach((element) => element.classList.remove(name));
  const ranges = [];
  for (const { block, before } of changed) {
    block.classList.add("desk-changed");
    const range = differing(block, before);
    if (range) ranges.push(range);
  }
  for (const block of added) block.classList.add("desk-added");
  for (const block of cut) block.classList.add("desk-cut");
  if (globalThis.Highlight) CSS.highlights.set("desk-words", new Highlight(...ranges));
  const first = document.querySelector(".desk-changed, .desk-added, .desk-cut");
  if (first) panel.here(first, changed.length + added.length + cut.length);
}

/** The stretch of a block's text that is not what it was, whole words. */
function differing(block, before) {
  const now = block.textContent;
  let start = 0;
  while (start < now.length && now[start] === before[start]) start++;
  let end = now.length;
  let old = before.length;
  while (end > start && old > start && now[end - 1] === before[old - 1]) (end--, old--);
  while (start > 0 && /\S/.test(now[start - 1])) start--;
  while (end < now.length && /\S/.test(now[end])) end++;
  if (start >= end) return null;
  const range = new Range();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let offset = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!open && start < offset + length) {
      range.setStart(node, start - offset);
      open = true;
    }
    if (open && end <= offset + length) {
      range.setEnd(node, end - offset);
      return range;
    }
    offset += length;
  }
  return null;
}

document.documentElement.dataset.deskEdition = String(edition);
