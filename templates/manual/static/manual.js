// Puts a button for copying beside each example that somebody may want to paste.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.querySelector("article")?.append(status);
  const blocks = ".highlight-sh, .highlight-yaml, .highlight-markdown";
  for (const block of document.querySelectorAll(blocks)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("pre").textContent.trimEnd() + "\n");
      button.textContent = "Copied";
      status.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
        status.textContent = "";
      }, 1500);
    });
    block.append(button);
  }
});
