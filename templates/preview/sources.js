// Tells where a block of the page was written, and opens that place.

import { keepingPlace } from "./place.js";

const HOLD = 150;
const NEAR = "article[role=main] [data-line]";

export class Sources {
  constructor(settings, program, page) {
    this.editors = settings.editors;
    this.editor = stored() in settings.editors ? stored() : settings.editor;
    this.address = `/_desk/places/${program}/${page}`;
    this.places = null;
    this.all = false;
    this.chip = document.createElement("guides-source");
    this.chip.append(this.link([], ""));
    this.chip.hidden = true;
    document.body.append(this.chip);
    document.addEventListener("pointerover", (event) => this.#hover(event.target));
    document.addEventListener("scroll", () => this.#hide(), { passive: true });
    document.addEventListener("click", (event) => this.#click(event), true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.all && event.target.matches?.("[data-desk-at]"))
        this.#open(event.target);
    });
  }

  /** A link that opens a place: `at` is [file, line, column]. */
  link(at, text) {
    const link = document.createElement("a");
    link.className = "desk-place";
    this.aim(link, at, text);
    return link;
  }

  aim(link, at, text) {
    if (!at?.length) return;
    link.textContent = text || `${at[0]}:${at[1]}`;
    link.dataset.at = JSON.stringify(at);
    link.href = this.#url(at) || "#";
    link.title = this.#url(at) ? `Open in ${this.editors[this.editor][0]}` : "Copy the path";
    link.onclick = (event) => {
      event.stopPropagation();
      if (this.#url(at)) return;
      event.preventDefault();
      copy(`${at[0]}:${at[1]}`, link);
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
    if (this.all) this.#label();
  }

  /** Show the place of every block, or of the one under the pointer only. */
  toggle() {
    this.all = !this.all;
    this.#hide();
    return keepingPlace(async () => {
      await this.#label();
      document.documentElement.classList.toggle("desk-sources", this.all);
    });
  }

  async #label() {
    const blocks = [...document.querySelectorAll(NEAR)];
    if (!this.all) {
      for (const block of blocks) {
        block.removeAttribute("data-desk-at");
        if (block.dataset.deskTab) block.removeAttribute("tabindex");
        delete block.dataset.deskTab;
      }
      return;
    }
    const places = await this.#known();
    for (const block of blocks) {
      const at = places[block.dataset.line];
      const inner = block.parentElement.closest("[data-line]");
      if (!at || (inner && inner.dataset.line === block.dataset.line)) continue;
      block.dataset.deskAt = `${at[0]}:${at[1]}`;
      if (!block.hasAttribute("tabindex")) {
        block.tabIndex = 0;
        block.dataset.deskTab = "1";
      }
    }
  }

  async #known() {
    if (!this.places) {
      const asked = fetch(this.address).then(async (answer) => (await answer.json()).places);
      this.places = asked.catch(() => ({}));
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
    const column = document.querySelector("article[role=main]").getBoundingClientRect();
    const width = this.chip.offsetWidth;
    const left = Math.min(column.right - width, innerWidth - width - 8);
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
    const block = event.target.closest?.("[data-desk-at]");
    if (!block || event.target.closest("a")) return;
    event.preventDefault();
    this.#open(block);
  }

  async #open(block) {
    const at = (await this.#known())[block.dataset.line];
    if (!at) return;
    const url = this.#url(at);
    if (url) location.href = url;
    else copy(`${at[0]}:${at[1]}`, this.chip);
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

function stored() {
  try {
    return localStorage.getItem("guides-editor") ?? "";
  } catch {
    return "";
  }
}

async function copy(text, near) {
  await navigator.clipboard?.writeText(text).catch(() => {});
  const before = near.textContent;
  if (near.tagName === "A") {
    near.textContent = "Path copied";
    setTimeout(() => (near.textContent = before), 1200);
  }
}
