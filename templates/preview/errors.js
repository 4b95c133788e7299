// Errors over the page: those that leave it as it was last good, and those that the checks find.

import { finding } from "./lists.js";
import { button, counted, make } from "./make.js";

export class Errors {
  constructor(sources) {
    this.sources = sources;
    this.faults = [];
    this.good = true;
    this.element = make("section", { class: "overlay", role: "alert", hidden: "" });
  }

  get shown() {
    return !this.element.hidden;
  }

  hide() {
    this.element.hidden = true;
  }

  /** `good`: the page below follows its sources in spite of these errors. */
  show(faults, good) {
    if (good === this.good && JSON.stringify(faults) === JSON.stringify(this.faults)) return;
    // What its reader has hidden stays hidden, though it may move in its file, until there is more.
    const known = new Set(this.faults.map(text));
    if (!faults.length) this.hide();
    else if (faults.some((fault) => !known.has(text(fault)))) this.element.hidden = false;
    this.faults = faults;
    this.good = good;
    this.draw();
  }

  draw() {
    if (!this.faults.length) return this.element.replaceChildren();
    const shown = document.querySelector("article[role=main]") !== null;
    const below = this.good
      ? "The page below is up to date; the guide is not built until this is fixed."
      : shown ? "Showing the last successful version." : "The page appears once this is fixed.";
    this.element.replaceChildren(
      make("header", {},
        make("strong", {}, counted(this.faults.length, "error")),
        make("span", {}, below),
        button("×", () => this.hide(), { class: "close", "aria-label": "Hide the errors", title: "Key: Escape" })),
      make("ol", { tabindex: "0", "aria-label": "Errors" },
        ...this.faults.map((fault) => make("li", {}, finding(fault, this.sources)))),
    );
  }
}

const text = (fault) => `${fault.code} ${fault.message}`;
