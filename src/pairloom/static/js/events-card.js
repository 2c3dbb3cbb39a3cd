// Keeps one's turns up to date without a tap: asks now and then, not all phones in the same second.
"use strict";

const SOON = 20_000;
const SPREAD = 15_000;

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-card]");
    const shown = document.querySelector("[data-card]");
    if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(document.adoptNode(fresh));
  } catch {
    // No network: what is shown stays, and the next look comes soon.
  }
}

function again() {
  window.setTimeout(async () => {
    await look();
    again();
  }, SOON + Math.random() * SPREAD);
}

again();
document.addEventListener("visibilitychange", look);
