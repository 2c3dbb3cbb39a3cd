// Says so when a form that saves as you go could not reach the server, and remembers what is on its way.
"use strict";

(() => {
  const form = document.querySelector("[data-autosave]");
  const status = document.getElementById(form.getAttribute("hx-target").slice(1));
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    form.addEventListener(failure, () => {
      status.textContent = form.dataset.notSaved;
    });
  }
})();
