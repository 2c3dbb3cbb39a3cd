// The check-in desk: "/" goes to the search, and what was typed is replaced by the next name.
"use strict";

(() => {
  const search = document.querySelector("[data-day-search] input");
  if (!search) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    search.focus();
  });
  search.addEventListener("focus", () => search.select());
})();
