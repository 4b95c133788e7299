// Errors over the page, while below it stays as it was last good.

import { finding } from "./lists.js";
import { button, counted, make } from "./make.js";

export class Errors {
  constructor(sources) {
    this.sources = sources;
    this.faults = [];
    this.element = make("section", { class: "overlay", role: "alert", hidden: "" });
  }

  get shown() {
    return !this.element.hidden;
  }

  hide() {
    this.element.hidden = true;
  }

  show(faults) {
    // Told again to a page that is seen again: what its reader has hidden stays hidden.
    if (JSON.stringify(faults) === JSON.stringify(this.faults)) return;
    this.faults = faults;
    this.element.hidden = !faults.length;
    this.draw();
  }

  draw() {
    if (!this.faults.length) return this.element.replaceChildren();
    const known = document.querySelector("article[role=main]") !== null;
    const below = known ? "The page below is as it was last good." : "The page appears once this is mended.";
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
