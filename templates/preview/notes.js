// A note at the foot of the window: what changed out of view, and whether the preview still runs.

import { address, button, counted, make } from "./make.js";

const NAMED = 4;
const ORDER = ["lost", "here", "elsewhere"];

export class Notes {
  constructor() {
    this.lines = {};
    this.element = make("div", { class: "note", role: "status", hidden: "" });
  }

  /** Whether the server is there. */
  connection(good) {
    this.#say("lost", good ? null : ["The preview does not answer. Is “guides serve” still running?"]);
  }

  /** Something on this page changed, of which `first` is the first block. */
  here(first, count) {
    const box = first.getBoundingClientRect();
    if (box.bottom > 0 && box.top < innerHeight) return this.#say("here", null);
    const go = () => {
      this.#say("here", null);
      first.scrollIntoView({ block: "center" });
    };
    this.#say("here", [button(`${counted(count, "change")} on this page`, go)]);
  }

  /** Sections of other pages changed. */
  elsewhere(sections) {
    if (!sections.length) return;
    const name = ({ label, title }) => `${label} ${title}`;
    const links = sections.slice(0, NAMED).map((one) => make("a", { href: address(one) }, name(one)));
    const more = sections.length - links.length;
    const parts = links.flatMap((link, index) => (index ? [", ", link] : [link]));
    this.#say("elsewhere", ["Changed: ", ...parts, ...(more ? [` and ${more} more`] : [])]);
  }

  #say(kind, content) {
    this.lines[kind] = content ? make("p", { class: kind }, ...content) : null;
    const lines = ORDER.map((name) => this.lines[name]).filter(Boolean);
    this.element.hidden = !lines.length;
    this.element.classList.toggle("lost", Boolean(this.lines.lost));
    const close = () => {
      this.lines = {};
      this.element.hidden = true;
    };
    this.element.replaceChildren(
      make("div", {}, ...lines),
      button("×", close, { class: "close", "aria-label": "Close this note" }),
    );
  }
}
