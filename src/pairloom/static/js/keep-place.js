// After a form with data-keep-place was sent the page comes back: stay where the person was.
"use strict";

(() => {
  const place = "pairloom:place";
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-keep-place]")) sessionStorage.setItem(place, String(window.scrollY));
  });
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    window.scrollTo({ top: Number(kept), behavior: "instant" });
  }
})();
