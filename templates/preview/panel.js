// The panel beside the guide: findings, outline and parameters.

import { Errors } from "./errors.js";
import { findings, outline, parameters, toMend } from "./lists.js";
import { button, counted, make, remember, remembered } from "./make.js";
import { Notes } from "./notes.js";
import { keepingPlace } from "./place.js";

const WIDE = 1000;
const TABS = { findings: "Findings", outline: "Outline", parameters: "Parameters" };
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export class Panel {
  constructor(sources, program, page) {
    this.sources = sources;
    this.program = program;
    this.page = page;
    this.data = null;
    this.broken = [];
    this.errors = new Errors(sources);
    this.notes = new Notes();
    this.element = make("guides-preview");
    this.handle = button("", () => this.toggle(), { class: "handle", "aria-expanded": "false", title: "Open the panel (key: d)" });
    this.drawer = make("aside", { class: "drawer", "aria-label": "Panel", hidden: "" });
    this.element.attachShadow({ mode: "open" }).append(
      make("link", { rel: "stylesheet", href: "/_preview/panel.css" }),
      this.errors.element, this.notes.element, this.handle, this.drawer,
    );
    this.#build();
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#title();
    if (remembered("preview-open") === "1" && innerWidth >= WIDE) this.#open(true);
  }

  // ---- What the server tells

  async refresh() {
    const answer = await fetch(`/_preview/facts/${this.program}`, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    this.data = await answer.json();
    this.#show();
  }

  /** The errors for which the page stays as it was. */
  faults(faults) {
    this.broken = faults;
    this.#show();
  }

  connection(good) {
    this.notes.connection(good);
  }

  here(first, count) {
    this.notes.here(first, count);
  }

  elsewhere(sections) {
    this.notes.elsewhere(sections);
  }

  // ---- The drawer

  /** Open or close the panel; it has the focus while it is open, and gives it back. */
  toggle() {
    const open = this.drawer.hidden;
    if (open) this.before = document.activeElement;
    this.#open(open);
    remember("preview-open", open ? "1" : "0");
    if (open) this.tabs[this.tab].focus({ preventScroll: true });
    else if (this.before && this.before !== document.body && this.before !== this.element)
      this.before.focus({ preventScroll: true });
    else this.handle.focus({ preventScroll: true });
  }

  #open(open) {
    keepingPlace(() => {
      this.drawer.hidden = !open;
      this.handle.setAttribute("aria-expanded", String(open));
      document.documentElement.classList.toggle("preview-open", open);
    });
    this.#fill();
  }

  #build() {
    this.tabs = {};
    this.bodies = {};
    const list = make("div", { role: "tablist", "aria-label": "Panel" });
    for (const [name, text] of Object.entries(TABS)) {
      const tab = button(text, () => this.#choose(name), { role: "tab", id: `tab-${name}`, "aria-controls": `body-${name}` });
      tab.onkeydown = (event) => this.#turn(event, name);
      this.tabs[name] = tab;
      this.bodies[name] = make("div", { role: "tabpanel", id: `body-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "0" });
      list.append(tab);
    }
    const close = button("×", () => this.toggle(), { class: "close", "aria-label": "Close panel", title: "Key: d" });
    this.drawer.append(make("div", { class: "top" }, list, close), this.#tools(), ...Object.values(this.bodies));
    this.#choose(remembered("preview-tab"));
  }

  #tools() {
    this.show = button("Show sources", () => this.#sources(), { "aria-pressed": "false", title: "Key: s" });
    const editor = make("select", { "aria-label": "Open sources with", title: "Open sources with" });
    for (const [name, [label]] of Object.entries(this.sources.editors))
      editor.append(make("option", { value: name, ...(name === this.sources.editor && { selected: "" }) }, label));
    editor.onchange = () => {
      this.sources.choose(editor.value);
      this.errors.draw();
      this.#fill();
    };
    return make("div", { class: "tools" }, this.show, editor);
  }

  #choose(name) {
    this.tab = name in TABS ? name : "findings";
    for (const [other, tab] of Object.entries(this.tabs)) {
      tab.setAttribute("aria-selected", String(other === this.tab));
      tab.tabIndex = other === this.tab ? 0 : -1;
      this.bodies[other].hidden = other !== this.tab;
    }
    remember("preview-tab", this.tab);
    this.#fill();
  }

  #turn(event, name) {
    const names = Object.keys(TABS);
    const ends = { Home: 0, End: names.length - 1 };
    const step = STEPS[event.key];
    const index = step ? (names.indexOf(name) + step + names.length) % names.length : ends[event.key];
    if (index === undefined) return;
    event.preventDefault();
    this.#choose(names[index]);
    this.tabs[names[index]].focus();
  }

  #key(event) {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const writes = /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    if (event.key === "Escape" && this.errors.shown) this.errors.hide();
    else if (writes || (target.tagName === "INPUT" && target.type !== "checkbox")) return;
    else if (event.key === "d") this.toggle();
    else if (event.key === "s") this.#sources();
    else return;
    event.preventDefault();
  }

  #sources() {
    this.sources.toggle();
    this.show.setAttribute("aria-pressed", String(this.sources.all));
  }

  #show() {
    const errors = toMend(this.data, this.broken).filter((one) => one.severity === "error");
    this.errors.show(errors, !this.broken.length);
    this.#title();
    this.#fill();
  }

  #title() {
    const found = toMend(this.data, this.broken);
    const errors = found.filter((one) => one.severity === "error").length;
    const warnings = found.length - errors;
    const words = errors ? counted(errors, "error") : warnings ? counted(warnings, "warning") : "Panel";
    this.handle.textContent = words;
    this.handle.className = `handle ${errors ? "bad" : warnings ? "warn" : ""}`;
    this.handle.setAttribute("aria-label", `${words}: findings, outline and parameters`);
  }

  #fill() {
    if (this.drawer.hidden) return;
    const body = this.bodies[this.tab];
    const top = body.scrollTop;
    if (this.tab === "findings") findings(body, this.data, this.broken, this.sources);
    else if (!this.data) body.replaceChildren(make("p", { class: "quiet" }, "The guide is being read …"));
    else if (this.tab === "outline") outline(body, this.data, this.page, this.sources);
    else parameters(body, this.data, this.sources);
    body.scrollTop = top;
  }
}
