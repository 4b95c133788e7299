// Lets the two drawers of a narrow window be opened and closed by keyboard as well.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const drawers = [
    ["__navigation", ".sidebar-drawer", ".sidebar-tree"],
    ["__toc", ".toc-drawer", ".toc-scroll"],
  ];
  for (const [id, place, contents] of drawers) {
    const drawer = document.querySelector(place);
    const name = drawer?.querySelector(contents)?.getAttribute("aria-label");
    const box = document.getElementById(id);
    const labels = document.querySelectorAll(`label[for="${id}"]:not(.overlay)`);
    if (!box || !name) continue;
    const tell = () =>
      labels.forEach((label) => label.setAttribute("aria-expanded", String(box.checked)));
    const set = (open) => {
      box.checked = open;
      tell();
    };
    labels.forEach((label) => {
      label.setAttribute("role", "button");
      label.setAttribute("tabindex", "0");
      label.setAttribute("aria-label", name);
      label.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        set(!box.checked);
      });
    });
    box.addEventListener("change", tell);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) {
        set(false);
        [...labels].find((label) => label.offsetParent)?.focus();
      }
    });
    // A link of a drawer leads to its place, so the drawer is no longer wanted.
    drawer.addEventListener("click", (event) => event.target.closest("a") && set(false));
    tell();
  }
});
