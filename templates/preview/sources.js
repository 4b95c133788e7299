// Tells where a block of the page was written, and opens that place.

import { keepingPlace } from "./place.js";

const HOLD = 150;
const THANKS = 1200;
const ARTICLE = "article[role=main]";
const NEAR = `${ARTICLE} [data-line]`;
// What the cover shows; the class of each part has the name of its field but for these.
const COVER = ".cover h1, .cover [class^=cover-]:not(.cover-foot, .cover-pdf)";
const FIELDS = { "": "title", "cover-edition": "version" };

export class Sources {
  constructor(settings, program, page) {
    this.editors = settings.editors;
    this.editor = stored() in settings.editors ? stored() : settings.editor;
    this.address = `/_preview/places/${program}/${page}`;
    this.places = null;
    this.all = false;
    this.chip = document.createElement("guides-source");
    this.chip.append(this.link([], ""));
    this.chip.hidden = true;
    document.body.append(this.chip);
    name();
    document.addEventListener("pointerover", (event) => this.#hover(event.target));
    document.addEventListener("scroll", () => this.#hide(), { passive: true });
    document.addEventListener("click", (event) => this.#click(event), true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.all && event.target.matches?.("[data-preview-at]"))
        this.#open(event.target);
    });
  }

  /** A link that opens a place: `at` is [file, line, column]. */
  link(at, text) {
    const link = document.createElement("a");
    link.className = "preview-place";
    this.aim(link, at, text);
    return link;
  }

  aim(link, at, text) {
    if (!at?.length) return;
    const url = this.#url(at);
    link.textContent = text || written(at);
    link.href = url || "#";
    link.title = url ? `Open in ${this.editors[this.editor][0]}` : "Copy the path";
    link.onclick = async (event) => {
      event.stopPropagation();
      if (url) return;
      event.preventDefault();
      link.textContent = await copied(written(at));
      setTimeout(() => (link.textContent = text || written(at)), THANKS);
    };
  }

  choose(editor) {
    this.editor = editor;
    try {
      localStorage.setItem("guides-editor", editor);
    } catch {
      // Without storage the choice holds for this page.
    }
  }

  /** The page changed: places are asked for again when they are next needed. */
  forget() {
    this.places = null;
    this.#hide();
    name();
    if (this.all) this.#relabel();
  }

  /** Show the place of every block, or of the one under the pointer only. */
  toggle() {
    this.all = !this.all;
    this.#hide();
    return this.#relabel();
  }

  async #relabel() {
    const places = this.all ? await this.#known() : {};
    keepingPlace(() => {
      document.documentElement.classList.toggle("preview-sources", this.all);
      for (const block of document.querySelectorAll(NEAR)) label(block, this.all ? places : {});
    });
  }

  async #known() {
    if (!this.places) {
      const asked = fetch(this.address, { cache: "no-store" });
      this.places = asked.then(async (answer) => (await answer.json()).places).catch(() => ({}));
    }
    return this.places;
  }

  #hover(target) {
    if (this.chip.contains(target)) return clearTimeout(this.waiting);
    const block = target.closest?.(NEAR);
    if (block === this.block) return;
    clearTimeout(this.waiting);
    this.block = block;
    this.waiting = setTimeout(() => (block && !this.all ? this.#show(block) : this.#hide()), HOLD);
  }

  async #show(block) {
    const at = (await this.#known())[block.dataset.line];
    if (!at || this.block !== block) return;
    this.aim(this.chip.firstChild, at);
    this.chip.hidden = false;
    const box = block.getBoundingClientRect();
    const column = document.querySelector(ARTICLE).getBoundingClientRect();
    const width = this.chip.offsetWidth;
    const left = Math.min(column.right, innerWidth - 8) - width;
    this.chip.style.left = `${Math.max(8, left)}px`;
    this.chip.style.top = `${Math.max(4, box.top - this.chip.offsetHeight)}px`;
  }

  #hide() {
    clearTimeout(this.waiting);
    this.chip.hidden = true;
    this.block = null;
  }

  #click(event) {
    if (!this.all) return;
    const block = event.target.closest?.("[data-preview-at]");
    if (!block || event.target.closest("a")) return;
    event.preventDefault();
    this.#open(block);
  }

  async #open(block) {
    const at = (await this.#known())[block.dataset.line];
    if (!at) return;
    const url = this.#url(at);
    if (url) {
      location.href = url;
      return;
    }
    block.dataset.previewAt = await copied(written(at));
    setTimeout(() => this.all && label(block, { [block.dataset.line]: at }), THANKS);
  }

  #url([file, line, column]) {
    const pattern = this.editors[this.editor][1];
    const path = file.split("/").map(encodeURIComponent).join("/");
    return pattern
      .replace("{file}", path)
      .replace("{line}", String(line))
      .replace("{column}", String(column));
  }
}

const written = ([file, line]) => `${file}:${line}`;

/** Say in a block where it comes from, unless the block around it says the same. */
function label(block, places) {
  const at = places[block.dataset.line];
  const around = block.parentElement.closest("[data-line]");
  if (at && around?.dataset.line !== block.dataset.line) {
    block.dataset.previewAt = written(at);
    if (block.hasAttribute("tabindex")) return;
    block.tabIndex = 0;
    block.dataset.previewTab = "1";
  } else {
    delete block.dataset.previewAt;
    if (block.dataset.previewTab) block.removeAttribute("tabindex");
    delete block.dataset.previewTab;
  }
}

/** Name the places of what has no line, or whose line would lead to a template only. */
function name() {
  const article = document.querySelector(ARTICLE);
  for (const part of article?.querySelectorAll(COVER) ?? []) {
    const name = part.className.replace("cover-", "").replaceAll("-", "_");
    part.dataset.line = FIELDS[part.className] ?? name;
  }
  for (const figure of article?.querySelectorAll("figure[id]") ?? [])
    figure.dataset.line = `#${figure.id}`;
  for (const entry of article?.querySelectorAll(".toctree-wrapper li") ?? []) {
    const [file, id] = entry.querySelector("a").getAttribute("href").split("#");
    entry.dataset.line = `#${id || file.replace(/\.html$/, "")}`;
  }
}

function stored() {
  try {
    return localStorage.getItem("guides-editor") ?? "";
  } catch {
    return "";
  }
}

/** Copy a text; returns what to say of it. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Path copied";
  } catch {
    return "The browser does not allow copying";
  }
}
