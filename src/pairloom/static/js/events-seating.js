// Moves people in the seating grid: choose one (Enter, click or drag), then another of the same group or a place.
// A group is a turn; where mentors move also the evening, for mentees.
// The price comes from the server and is shown before anything changes. Without this, the form below does the same.
"use strict";

const grid = document.querySelector("[data-seats]");
const panel = document.querySelector("#price");
let picked = null;

for (const hint of document.querySelectorAll("[data-needs-script]")) hint.hidden = false;

function inGroup(group) {
  return grid.querySelectorAll(`[data-group="${group}"]`);
}

function pick(seat) {
  letGo();
  picked = seat;
  seat.setAttribute("aria-pressed", "true");
}

function showPlaces() {
  if (!picked) return;
  for (const each of inGroup(picked.dataset.group)) {
    if (each.matches("[data-place]")) each.hidden = each.closest("td") === picked.closest("td");
  }
}

function letGo() {
  if (!picked) return;
  picked.removeAttribute("aria-pressed");
  for (const each of grid.querySelectorAll("[data-place]")) each.hidden = true;
  picked = null;
}

function ask(target) {
  const query = new URLSearchParams({
    made_on: grid.dataset.plan,
    turn: picked.dataset.turn,
    who: picked.dataset.key,
    target: target.dataset.key,
  });
  htmx.ajax("GET", `${grid.dataset.price}?${query}`, { target: "#price", swap: "innerHTML" });
}

function choose(target) {
  if (target === picked) letGo();
  else if (picked && picked.dataset.group === target.dataset.group) ask(target);
  else if (target.matches("[data-seat]")) {
    pick(target);
    showPlaces();
  }
}

// Up and down through everybody of the group; left and right to the groups beside it.
function neighbour(from, key) {
  const way = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[key];
  if (key === "ArrowDown" || key === "ArrowUp") {
    const shown = [...inGroup(from.dataset.group)].filter((each) => !each.hidden);
    return shown[shown.indexOf(from) + way];
  }
  const cells = [...from.closest("tr").children];
  const beside = cells[cells.indexOf(from.closest("td")) + way];
  return beside?.querySelector("[data-seat], [data-place]:not([hidden])");
}

function whatever(event) {
  return event.target.closest?.("[data-seat], [data-place]");
}

function start() {
  for (const seat of grid.querySelectorAll("[data-seat]")) {
    seat.draggable = true; // a real button could not be dragged in every browser
    seat.tabIndex = 0;
    seat.role = "button";
  }
  grid.addEventListener("click", (event) => {
    const target = whatever(event);
    if (target) choose(target);
  });
  grid.addEventListener("keydown", (event) => {
    const from = whatever(event);
    if (event.key === "Escape") letGo();
    if (from?.matches("[data-seat]") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(from);
    }
    const next = from && event.key.startsWith("Arrow") ? neighbour(from, event.key) : null;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  grid.addEventListener("dragstart", (event) => {
    const seat = whatever(event);
    if (!seat) return;
    event.dataTransfer.setData("text/plain", seat.textContent);
    event.dataTransfer.effectAllowed = "move";
    pick(seat);
    window.setTimeout(showPlaces); // what appears at once would stop the drag
  });
  grid.addEventListener("dragover", (event) => {
    const target = whatever(event);
    for (const each of grid.querySelectorAll(".seat--target")) each.classList.remove("seat--target");
    if (!target || !picked || target === picked || target.dataset.group !== picked.dataset.group) return;
    event.preventDefault();
    target.classList.add("seat--target");
  });
  grid.addEventListener("drop", (event) => {
    event.preventDefault();
    const target = whatever(event);
    if (target && picked && target !== picked) ask(target);
  });
  grid.addEventListener("dragend", () => {
    for (const each of grid.querySelectorAll(".seat--target")) each.classList.remove("seat--target");
  });
}

if (grid) start();

// The price takes the focus when it comes, and gives it back when it is left.
panel?.addEventListener("htmx:afterSwap", () => panel.querySelector("h2")?.focus());
panel?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-price-close]")) return;
  event.preventDefault();
  panel.replaceChildren();
  picked?.focus();
  if (grid) letGo();
});
