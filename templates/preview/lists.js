// What the three tabs of the panel list. Each function fills the body of its tab anew.

import { address, counted, make } from "./make.js";

const STATES = {
  shared: "shared",
  set: "set here",
  replaced: "own text",
  added: "added",
  moved: "moved",
  omitted: "left out",
};

/** One finding: what is wrong, where, the line, and what to do. */
export function finding(one, sources) {
  const article = make("article", { class: one.severity });
  article.append(make("p", { class: "message" }, make("b", {}, one.severity), " ", one.message));
  if (one.at) article.append(sources.link(one.at, one.at.join(":")));
  if (one.line) {
    const start = Math.max(0, one.at[2] - 1);
    const end = start + Math.max(1, one.length);
    article.append(
      make("pre", { tabindex: "0", role: "group", "aria-label": `Line ${one.at[1]}` },
        make("span", { class: "number" }, String(one.at[1])), one.line.slice(0, start),
        make("mark", {}, one.line.slice(start, end) || " "), one.line.slice(end)),
    );
  }
  if (one.hint) article.append(make("p", { class: "hint" }, one.hint));
  for (const at of one.see) article.append(make("p", { class: "see" }, "See ", sources.link(at)));
  return article;
}

/** What is to be fixed, each once: the errors that keep a page as it was, and what the checks find. */
export function toMend(data, errors) {
  const key = (one) => JSON.stringify([one.code, one.message, one.at]);
  const known = new Set(errors.map(key));
  const found = (data?.findings ?? []).filter((one) => one.severity !== "note" && !known.has(key(one)));
  return [...errors, ...found];
}

export function findings(body, data, errors, sources) {
  const found = data?.findings ?? [];
  const notes = found.filter((one) => one.severity === "note");
  const others = toMend(data, errors);
  const open = body.querySelector("details")?.open;
  const list = (items) => make("ul", { class: "findings" }, ...items.map((one) => make("li", {}, finding(one, sources))));
  const none = data?.findings ? "The checks find nothing to fix." : "The checks are running …";
  body.replaceChildren(others.length ? list(others) : make("p", { class: "quiet" }, none));
  if (notes.length)
    body.append(
      make("details", open ? { open: "" } : {}, make("summary", {}, counted(notes.length, "note")), list(notes)),
    );
}

export function outline(body, data, page, sources) {
  const ticked = body.querySelector("input")?.checked;
  const box = make("input", { type: "checkbox", id: "own", ...(ticked && { checked: "" }) });
  const list = make("ul", { class: "outline" });
  const own = data.outline.filter((item) => item.state !== "shared");
  const title = (item) => {
    if (!item.page) return make("s", {}, item.title);
    const here = item.id === page ? { "aria-current": "page" } : {};
    return make("a", { href: address(item), ...here }, item.title);
  };
  const entry = (item) =>
    make("li", { class: item.state, style: `--level: ${item.level}` },
      make("span", { class: "number" }, item.number), " ", title(item), " ", state(item.state),
      sources.link(item.state === "omitted" && item.changed ? item.changed : item.at));
  const draw = () => list.replaceChildren(...(box.checked ? own : data.outline).map(entry));
  box.onchange = draw;
  draw();
  const label = `Only what is this program’s own (${own.length} of ${data.outline.length})`;
  body.replaceChildren(make("p", { class: "quiet" }, box, " ", make("label", { for: "own" }, label)), list);
}

export function parameters(body, data, sources) {
  const before = body.querySelector("input");
  const focused = before !== null && before.getRootNode().activeElement === before;
  const field = make("input", { type: "search", placeholder: "Name or value", "aria-label": "Find a parameter" });
  field.value = before?.value ?? "";
  const list = make("ul", { class: "parameters" });
  const use = (one, index) => [index ? ", " : "", make("a", { href: address(one), title: one.title }, one.label)];
  const entry = (one) =>
    make("li", { class: one.state },
      make("p", {}, make("code", {}, one.id), " ", state(one.state)),
      make("p", { class: "value" }, one.value),
      make("p", { class: "quiet" }, one.description),
      sources.link(one.at),
      make("p", { class: "uses" }, one.uses.length ? "Used in " : "Not used in this guide.", ...one.uses.flatMap(use)));
  const draw = () => {
    const word = field.value.trim().toLowerCase();
    const fits = (one) => `${one.id} ${one.value} ${one.description}`.toLowerCase().includes(word);
    const found = data.parameters.filter(fits).map(entry);
    list.replaceChildren(...(found.length ? found : [make("li", { class: "quiet" }, "None.")]));
  };
  field.oninput = draw;
  draw();
  body.replaceChildren(field, list);
  if (focused) field.focus();
}

const state = (name) => make("span", { class: "state" }, STATES[name] ?? name);
