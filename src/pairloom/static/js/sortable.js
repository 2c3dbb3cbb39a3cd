// Lets a list be put in order by dragging; the arrows beside each row do the same without.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("[data-sortable] > li")];
  let dragged = null;

  const rowAt = (event) => (event.target instanceof Element ? event.target.closest("[data-sortable] > li") : null);
  const mark = (row) => rows().forEach((other) => other.classList.toggle("questions__question--target", other === row));
  const prepare = () => rows().forEach((row) => { row.draggable = true; });

  document.addEventListener("dragstart", (event) => {
    dragged = rowAt(event);
    dragged?.classList.add("questions__question--dragged");
  });
  document.addEventListener("dragover", (event) => {
    if (!dragged || !rowAt(event)) return;
    event.preventDefault();
    mark(rowAt(event));
  });
  document.addEventListener("drop", (event) => {
    const target = rowAt(event);
    if (!dragged || !target) return;
    event.preventDefault();
    const values = { to: rows().indexOf(target) };
    htmx.ajax("POST", dragged.dataset.move, { source: dragged, target: "#questions", swap: "outerHTML", values });
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("questions__question--dragged");
    mark(null);
    dragged = null;
  });
  document.addEventListener("htmx:afterSwap", prepare);
  prepare();
})();
