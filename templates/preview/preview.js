// Keeps an open page in step with its sources. See builder/preview for the server's side.

import { mark } from "./marks.js";
import { morph, morphPart } from "./morph.js";
import { Panel } from "./panel.js";
import { keepingPlace } from "./place.js";
import { Sources } from "./sources.js";

const AGAIN = 2000;
const ARTICLE = "article[role=main]";
const REGIONS = [
  "head > title",
  ".mobile-header .header-center",
  ".sidebar-drawer .sidebar-sticky",
  ".toc-drawer",
  ARTICLE,
  "footer",
];

const [run, program, page, first] = told(document);
const shown = document.querySelector(ARTICLE) !== null;
let edition = first; // What the page shows,
let wanted = first; // and what there is.
let patched = false; // Whether a fragment was put in after that edition.
let busy = false;
let stream = null;

const settings = await (await fetch("/_preview/settings")).json();
const sources = new Sources(settings, program, page);
const panel = new Panel(sources, program, page);
document.body.append(panel.element);
listen();
document.addEventListener("visibilitychange", listen);
document.documentElement.dataset.previewEdition = String(edition);

function told(from) {
  const meta = from.querySelector('meta[name="guides-preview"]');
  return meta ? JSON.parse(meta.content) : null;
}

// ---- Messages

/** Listen while the page is seen: a browser allows few streams, whatever number of tabs. */
function listen() {
  stream?.close();
  if (document.hidden) return;
  stream = new EventSource(`/_preview/events/${program}/${page || "index"}?run=${run}&edition=${edition}`);
  stream.onopen = () => panel.connection(true);
  stream.onmessage = (message) => hear(JSON.parse(message.data));
  stream.onerror = () => {
    panel.connection(false);
    // A browser tries again by itself, unless it got an answer that was no stream.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
}

function hear(message) {
  switch (message.kind) {
    case "reload":
      return location.reload();
    case "gone":
      return shown && location.reload();
    case "restyle":
      return restyle();
    case "page":
      wanted = Math.max(wanted, message.edition);
      return follow();
    case "fragment":
      return patch(message);
    case "faults":
      panel.faults(message.faults);
      return message.faults.length && patched ? follow() : undefined;
    case "facts":
      return panel.refresh();
    case "changed":
      return panel.elsewhere(message.sections.filter((section) => section.page !== page));
  }
}

/** Show the page as it is on the server, until nothing newer has been told. */
async function follow() {
  if (!shown) return location.reload();
  if (busy) return;
  busy = true;
  try {
    while (edition < wanted || patched) {
      const goal = wanted;
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = told(fresh);
      if (!answer.ok || !fresh.querySelector(ARTICLE) || now?.[0] !== run || now[3] < goal)
        return location.reload();
      if (scripts(fresh) !== scripts(document)) return location.reload();
      await takeOverStyles(fresh);
      const more = patched;
      patched = false;
      edition = now[3];
      apply(() => all(fresh), more);
    }
  } catch {
    // The server is gone; once it answers again, it says what there is.
  } finally {
    busy = false;
  }
}

function all(fresh) {
  let found;
  for (const region of REGIONS) {
    const [live, next] = [document.querySelector(region), fresh.querySelector(region)];
    const part = live && next ? morph(live, next) : null;
    if (region === ARTICLE) found = part;
  }
  return found;
}

/** Put in some blocks of one section; the whole page follows and settles what depends on them. */
function patch(message) {
  const section = document.getElementById(message.section);
  if (!section || busy || edition !== message.base) return;
  const [first, last] = message.lines;
  const within = (node) => {
    const line = Number(node.dataset?.line ?? node.querySelector?.("[data-line]")?.dataset.line);
    return line >= first && line <= last && node.tagName !== "SECTION";
  };
  const parts = [...section.childNodes];
  const start = parts.findIndex(within);
  const end = parts.findLastIndex(within) + 1;
  if (start < 0) return;
  const fresh = section.cloneNode(false);
  fresh.innerHTML = message.html;
  const own = parts.slice(start, end);
  apply(() => morphPart(section, own, parts[end] ?? null, fresh), patched);
  patched = true;
}

/** Change the page so that what the reader looks at stays where it is, and mark what changed. */
function apply(change, more) {
  const marked = mark(keepingPlace(change), more);
  sources.forget();
  if (marked) panel.here(marked.first, marked.count);
  document.documentElement.dataset.previewEdition = String(edition);
}

// ---- What a page brings along

const scripts = (from) =>
  [...from.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join(" ");

const sheets = (from) => [...from.querySelectorAll('head > link[rel="stylesheet"]')];
const path = (link) => link.getAttribute("href").split("?")[0];

/** Take a page's style sheets as new, without a moment without any. */
async function restyle() {
  const guides = sheets(document).filter((link) => path(link).startsWith("_static/"));
  await Promise.all(guides.map((link) => replace(link, link, `${path(link)}?t=${Date.now()}`)));
}

/** Take over style sheets that the page did not have, and leave those that it no longer has. */
async function takeOverStyles(fresh) {
  const [live, next] = [sheets(document), sheets(fresh)];
  const named = (links) => new Set(links.map(path));
  const [have, want] = [named(live), named(next)];
  await Promise.all(next.filter((link) => !have.has(path(link))).map((link) => replace(null, link)));
  for (const link of live) if (!want.has(path(link))) link.remove();
}

async function replace(before, link, href = link.getAttribute("href")) {
  const made = document.importNode(link);
  made.setAttribute("href", href);
  const loaded = new Promise((done) => (made.onload = made.onerror = done));
  if (before) before.after(made);
  else document.head.append(made);
  await loaded;
  before?.remove();
}
