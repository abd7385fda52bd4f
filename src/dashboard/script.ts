/**
 * The one script of the pages. Without it everything works; with it, `/` goes to the search, a form that filters is sent when a choice changes, and texts
 * to be copied have a button. It makes no element of anybody's text and asks nothing of the network.
 */
export const script = `"use strict";
(() => {
  const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const search = document.getElementById("q");
    if (search === null) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  for (const form of document.querySelectorAll("form.filter")) {
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement || event.target.type === "checkbox") form.requestSubmit();
    });
  }
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    const line = document.createElement("p");
    button.type = "button";
    button.textContent = "Copy";
    said.setAttribute("role", "status");
    said.className = "quiet";
    line.className = "copy";
    line.append(button, " ", said);
    text.after(line);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText("value" in text ? text.value : text.textContent);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "The browser does not allow it; select the text and copy it.";
        if ("select" in text) text.select();
      }
    });
  }
})();
`;

/** The mark in a browser's tab: a tick in a ring, in the colours of a pass. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="13" fill="none" stroke="#5b9d8f" stroke-width="4"/><path d="M10 16.5l4.2 4.2L22.5 12" fill="none" stroke="#5b9d8f" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/></svg>
`;
