// The panel beside the guide: findings, outline and parameters; and errors over the page.

const STATES = {
  shared: "shared",
  set: "set here",
  replaced: "own text",
  added: "added",
  moved: "moved",
  omitted: "left out",
};
const TABS = [
  ["findings", "Findings"],
  ["outline", "Outline"],
  ["parameters", "Parameters"],
];

export class Panel {
  constructor(sources, program, page) {
    this.sources = sources;
    this.program = program;
    this.page = page;
    this.data = null;
    this.errors = [];
    this.element = document.createElement("guides-desk");
    this.root = this.element.attachShadow({ mode: "open" });
    this.root.append(
      make("link", { rel: "stylesheet", href: "/_desk/panel.css" }),
      (this.overlay = make("section", { class: "overlay", role: "alert", hidden: "" })),
      (this.note = make("div", { class: "note", role: "status", hidden: "" })),
      (this.handle = make("button", { class: "handle", type: "button", "aria-expanded": "false" })),
      (this.drawer = make("aside", { class: "drawer", "aria-label": "Desk", hidden: "" })),
    );
    this.handle.onclick = () => this.toggle();
    this.#build();
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#title();
    if (remembered("desk-open") === "1" && innerWidth >= 1000) this.toggle(true);
  }

  // ---- What the server tells

  async refresh() {
    const answer = await fetch(`/_desk/facts/${this.program}`, { cache: "no-store" });
    this.data = await answer.json();
    this.#title();
    if (!this.drawer.hidden) this.#fill();
  }

  faults(faults) {
    this.errors = faults;
    this.overlay.replaceChildren();
    this.overlay.hidden = !faults.length;
    if (faults.length) {
      const count = faults.length === 1 ? "1 error" : `${faults.length} errors`;
      const close = make("button", { type: "button", class: "close", "aria-label": "Hide the errors" }, "×");
      close.onclick = () => (this.overlay.hidden = true);
      this.overlay.append(
        make("header", {}, make("strong", {}, count), make("span", {}, "The page below is as it was last good."), close),
        make("ol", { tabindex: "0", "aria-label": "Errors" }, ...faults.map((fault) => make("li", {}, this.#finding(fault)))),
      );
    }
    this.#title();
    if (!this.drawer.hidden) this.#fill();
  }

  connection(good) {
    this.element.classList.toggle("lost", !good);
    if (good) return this.note.classList.contains("lost") && (this.note.hidden = true);
    this.#say("lost", "The preview does not answer. Is guides serve still running?");
  }

  /** Something on this page changed, of which `first` is the first block. */
  here(first, count) {
    const box = first.getBoundingClientRect();
    if (box.bottom > 0 && box.top < innerHeight) {
      if (!this.note.classList.contains("lost")) this.note.hidden = true;
      return;
    }
    const go = make("button", { type: "button" }, count === 1 ? "1 change on this page" : `${count} changes on this page`);
    go.onclick = () => {
      this.note.hidden = true;
      first.scrollIntoView({ block: "center" });
    };
    this.#say("here", go);
  }

  /** Sections of other pages changed. */
  elsewhere(sections) {
    if (!sections.length) return;
    const links = sections.slice(0, 4).map((section) => make("a", { href: address(section) }, `${section.label} ${section.title}`));
    const more = sections.length > 4 ? [` and ${sections.length - 4} more`] : [];
    this.#say("elsewhere", "Changed: ", ...links.flatMap((link, index) => (index ? [", ", link] : [link])), ...more);
  }

  #say(kind, ...content) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.onclick = () => (this.note.hidden = true);
    this.note.className = `note ${kind}`;
    this.note.replaceChildren(make("p", {}, ...content), close);
    this.note.hidden = false;
  }

  // ---- The drawer

  toggle(open = this.drawer.hidden) {
    this.drawer.hidden = !open;
    this.handle.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("desk-open", open);
    remember("desk-open", open ? "1" : "0");
    if (open) this.#fill();
  }

  #build() {
    this.tabs = {};
    this.bodies = {};
    const list = make("div", { role: "tablist", "aria-label": "Desk" });
    const tools = make("div", { class: "tools" });
    for (const [name, text] of TABS) {
      const tab = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `body-${name}` }, text);
      tab.onclick = () => this.#choose(name);
      tab.onkeydown = (event) => this.#turn(event, name);
      this.tabs[name] = tab;
      this.bodies[name] = make("div", { role: "tabpanel", id: `body-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "0" });
      list.append(tab);
    }
    this.show = make("button", { type: "button", "aria-pressed": "false", title: "Key: s" }, "Show sources");
    this.show.onclick = () => this.#sources();
    const editor = make("select", { "aria-label": "Open sources with" });
    for (const [name, [label]] of Object.entries(this.sources.editors))
      editor.append(make("option", { value: name, ...(name === this.sources.editor && { selected: "" }) }, label));
    editor.onchange = () => {
      this.sources.choose(editor.value);
      this.#fill();
    };
    const close = make("button", { type: "button", class: "close", "aria-label": "Close the desk", title: "Key: d" }, "×");
    close.onclick = () => (this.toggle(false), this.handle.focus());
    tools.append(this.show, editor);
    this.drawer.append(make("div", { class: "top" }, list, close), tools, ...Object.values(this.bodies));
    this.#choose(remembered("desk-tab") || "findings", false);
  }

  #choose(name, fill = true) {
    if (!this.tabs[name]) name = "findings";
    this.tab = name;
    for (const [other, tab] of Object.entries(this.tabs)) {
      tab.setAttribute("aria-selected", String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
      this.bodies[other].hidden = other !== name;
    }
    remember("desk-tab", name);
    if (fill) this.#fill();
  }

  #turn(event, name) {
    const names = TABS.map(([one]) => one);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.#choose(next);
    this.tabs[next].focus();
  }

  #key(event) {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (event.key === "d") this.toggle();
    else if (event.key === "s") this.#sources();
    else if (event.key === "Escape" && !this.overlay.hidden) this.overlay.hidden = true;
    else return;
    event.preventDefault();
  }

  #sources() {
    this.sources.toggle();
    this.show.setAttribute("aria-pressed", String(this.sources.all));
  }

  #title() {
    const errors = this.errors.length;
    const found = this.data?.findings ?? [];
    const warnings = found.filter((one) => one.severity !== "note").length;
    const words = errors ? `${errors} ${errors === 1 ? "error" : "errors"}` : warnings ? `${warnings} to look at` : "Desk";
    this.handle.textContent = words;
    this.handle.className = `handle ${errors ? "bad" : warnings ? "warn" : ""}`;
    this.handle.title = "Open the desk (key: d)";
    this.handle.setAttribute("aria-label", `${words}: findings, outline and parameters`);
  }

  // ---- Its three parts

  #fill() {
    const body = this.bodies[this.tab];
    const top = body.scrollTop;
    const field = body.querySelector("input[type=search]");
    const [text, only] = [field?.value ?? "", body.querySelector("input[type=checkbox]")?.checked];
    if (!this.data && !(this.tab === "findings" && this.errors.length))
      body.replaceChildren(make("p", { class: "quiet" }, "Being read …"));
    else if (this.tab === "findings") this.#findings(body);
    else if (this.tab === "outline") this.#outline(body, only);
    else this.#parameters(body, text);
    body.scrollTop = top;
  }

  #findings(body) {
    const found = (this.data?.findings ?? []).filter((one) => one.severity !== "error");
    const notes = found.filter((one) => one.severity === "note");
    const others = [...this.errors, ...found.filter((one) => one.severity !== "note")];
    const pending = this.data?.findings === null;
    body.replaceChildren(
      others.length
        ? make("ul", { class: "findings" }, ...others.map((one) => make("li", {}, this.#finding(one))))
        : make("p", { class: "quiet" }, pending ? "The checks are running …" : "The checks find nothing to mend."),
    );
    if (notes.length)
      body.append(
        make("details", {}, make("summary", {}, `${notes.length} ${notes.length === 1 ? "note" : "notes"}`),
          make("ul", { class: "findings" }, ...notes.map((one) => make("li", {}, this.#finding(one))))),
      );
  }

  #finding(one) {
    const article = make("article", { class: one.severity });
    article.append(make("p", { class: "message" }, make("b", {}, one.severity), " ", one.message));
    if (one.at) article.append(this.sources.link(one.at, one.at.join(":")));
    if (one.line) {
      const start = Math.max(0, one.at[2] - 1);
      const end = start + Math.max(1, one.length);
      article.append(
        make("pre", { tabindex: "0", "aria-label": "The line" },
          make("span", { class: "number" }, String(one.at[1])), one.line.slice(0, start),
          make("mark", {}, one.line.slice(start, end) || " "), one.line.slice(end)),
      );
    }
    if (one.hint) article.append(make("p", { class: "hint" }, one.hint));
    for (const at of one.see) article.append(make("p", { class: "see" }, "See ", this.sources.link(at)));
    return article;
  }

  #outline(body, only) {
    const box = make("input", { type: "checkbox", id: "own", ...(only && { checked: "" }) });
    const list = make("ul", { class: "outline" });
    const draw = () =>
      list.replaceChildren(
        ...this.data.outline
          .filter((item) => !box.checked || item.state !== "shared")
          .map((item) =>
            make("li", { class: item.state, style: `--level: ${item.level}` },
              make("span", { class: "number" }, item.number),
              item.page ? make("a", { href: address(item), ...(item.id === this.page && { class: "here" }) }, item.title) : make("s", {}, item.title),
              make("span", { class: "state" }, STATES[item.state] ?? item.state),
              this.sources.link(item.state === "omitted" && item.changed ? item.changed : item.at)),
          ),
      );
    box.onchange = draw;
    draw();
    const own = this.data.outline.filter((item) => item.state !== "shared").length;
    body.replaceChildren(
      make("p", { class: "quiet" }, box, " ", make("label", { for: "own" }, `Only what is this program’s own (${own} of ${this.data.outline.length})`)),
      list,
    );
  }

  #parameters(body, text) {
    const field = make("input", { type: "search", placeholder: "Name or value", "aria-label": "Find a parameter" });
    field.value = text;
    const list = make("ul", { class: "parameters" });
    const draw = () => {
      const word = field.value.trim().toLowerCase();
      const fits = (one) => `${one.id} ${one.value} ${one.description}`.toLowerCase().includes(word);
      list.replaceChildren(
        ...this.data.parameters.filter(fits).map((one) =>
          make("li", { class: one.state },
            make("p", {}, make("code", {}, one.id), make("span", { class: "state" }, STATES[one.state] ?? one.state)),
            make("p", { class: "value" }, one.value),
            make("p", { class: "quiet" }, one.description),
            this.sources.link(one.at),
            make("p", { class: "uses" }, one.uses.length ? "Used in " : "Not used in this guide.",
              ...one.uses.flatMap((use, index) => [index ? ", " : "", make("a", { href: address(use), title: use.title }, use.label)]))),
        ),
      );
    };
    field.oninput = draw;
    draw();
    body.replaceChildren(field, list);
  }
}

const address = ({ page, id }) => `${page}.html${id === page ? "" : `#${id}`}`;

function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
}

function remembered(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Without storage the desk opens closed.
  }
}
