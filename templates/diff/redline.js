// Steps through the changes by button and key. Without it the page shows and filters the same.
// The page gives it the `words` of its language.

(() => {
  const stops = [...document.querySelectorAll(".guide .chg")].filter(
    (stop) => stop.id && !stop.parentElement.closest("table, .chg"),
  );
  const position = document.getElementById("position");
  const only = document.getElementById("only");
  if (!stops.length) return;
  document.querySelector(".steps").hidden = false;
  let current = null;

  const shown = () => stops.filter((stop) => stop.getClientRects().length && !off(stop));
  const off = (stop) =>
    [...document.querySelectorAll(".filter input:not(#only):not(:checked)")].some((box) =>
      stop.classList.contains(box.id.replace("f-", "c-")),
    );

  const tell = () => {
    const found = shown();
    const place = found.indexOf(current);
    position.textContent = (place < 0 ? words.places : words.place)
      .replace("{number}", place + 1)
      .replace("{count}", found.length);
  };

  const go = (step) => {
    const found = shown();
    if (!found.length) return;
    let place = found.indexOf(current);
    if (place < 0) {
      // From where the reader is, not from the start.
      const below = found.findIndex((stop) => stop.getBoundingClientRect().top > 120);
      place = step > 0 ? (below < 0 ? 0 : below) : (below < 0 ? found.length : below) - 1;
    } else {
      place += step;
    }
    current?.classList.remove("current");
    current = found[(place + found.length) % found.length];
    current.classList.add("current");
    current.setAttribute("tabindex", "-1");
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
    tell();
  };

  // A part of the guide in which nothing is left to show goes with what it held.
  const prune = () => {
    for (const part of document.querySelectorAll(".guide .part")) {
      const kept = [...part.querySelectorAll(".chg")].some((one) => !off(one));
      part.classList.toggle("empty", only.checked && !kept);
    }
    current?.classList.remove("current");
    current = null;
    tell();
  };

  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (!document.getElementById("keys").checked) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key.toLowerCase() === "n") go(1);
    if (event.key.toLowerCase() === "p") go(-1);
  });
  document.addEventListener("change", (event) => event.target.closest(".filter") && prune());
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (stops.includes(target)) {
      current?.classList.remove("current");
      current = target;
      tell();
    }
  });
  if (matchMedia("(max-width: 70rem)").matches) document.querySelector("nav details").open = false;
  prune();
})();
