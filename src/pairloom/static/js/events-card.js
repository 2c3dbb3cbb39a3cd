// One's turns on the phone: marks the running one by the event's clock, and asks now and then whether they
// changed: not all phones in the same second, and without the session, which would cost the server more.
"use strict";

(() => {
  const { ServerClock, standing, minutes, isFar } = window.PairloomClock;
  const SOON = 20_000;
  const SPREAD = 15_000;

  const inHand = () => JSON.parse(document.getElementById("in-hand").textContent);
  const say = (name, values) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), document.body.dataset[`say${name}`]);

  let hand = inHand();
  const clock = new ServerClock(hand.now);

  function words(stands) {
    if (stands.held) return say("Held", {});
    const phase = { before: "Before", turn: "Turn", change: "Change" }[stands.phase];
    return phase && stands.left > 0 && !isFar(stands.left) ? say(phase, { turn: stands.turn, time: minutes(stands.left) }) : "";
  }

  function show() {
    const line = document.querySelector("[data-clock]");
    if (!line) return;
    const stands = standing(hand, clock.now());
    line.textContent = words(stands);
    for (const row of document.querySelectorAll("[data-turn]")) {
      const turn = Number(row.dataset.turn);
      const isHere = stands.phase !== "over" && turn === stands.turn;
      row.classList.toggle("turn--past", stands.phase === "over" || turn < stands.turn);
      row.classList.toggle("turn--here", isHere);
      row.toggleAttribute("aria-current", isHere);
      if (isHere) row.setAttribute("aria-current", "step");
      row.querySelector("[data-now]").hidden = !isHere || stands.phase !== "turn";
      row.querySelector("[data-next]").hidden = !isHere || stands.phase === "turn";
    }
  }

  async function look() {
    if (document.visibilityState !== "visible") return;
    try {
      const sent = performance.now();
      const asked = { headers: { "If-None-Match": hand.etag }, credentials: "omit", cache: "no-store" };
      const answer = await fetch(window.location.href, asked);
      clock.measure(Number(answer.headers.get("Pairloom-Clock")), sent, performance.now());
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-card]");
      if (!fresh) return;
      document.querySelector("[data-card]").replaceWith(document.adoptNode(fresh));
      hand = inHand();
      show();
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

  show();
  setInterval(show, 500);
  again();
  document.addEventListener("visibilitychange", look);
})();
