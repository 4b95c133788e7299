// Makes elements, and remembers for this tab what its reader chose.

export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
}

export function button(text, action, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, text);
  made.onclick = action;
  return made;
}

export const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Where a section of this guide is read. */
export const address = ({ page, id }) => `${page}.html${id === page ? "" : `#${id}`}`;

export function remembered(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Without storage the panel opens closed.
  }
}
