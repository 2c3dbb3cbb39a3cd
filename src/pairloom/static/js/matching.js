// Helps on the matching pages: folding, a slider beside its number.
"use strict";

// A link that unfolds what it leads to, fetched once, folds it again.
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target;
  if (!link.matches?.("[data-unfold]")) return;
  const inside = link.closest("li").querySelector("[data-unfolded]");
  if (inside.childElementCount === 0) return;
  event.preventDefault();
  inside.hidden = !inside.hidden;
  link.setAttribute("aria-expanded", String(!inside.hidden));
});
document.addEventListener("htmx:afterSwap", (event) => {
  const link = event.detail.requestConfig?.elt;
  if (link?.matches("[data-unfold]")) link.setAttribute("aria-expanded", "true");
});

// A slider and its number say the same.
for (const linked of document.querySelectorAll("[data-linked]")) {
  const range = linked.querySelector("[data-link-range]");
  const number = linked.querySelector("[data-link-number]");
  range.addEventListener("input", () => { number.value = range.value; });
  number.addEventListener("input", () => { range.value = number.value; });
}
