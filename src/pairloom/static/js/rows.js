// Lists that are filled in row by row: add and remove rows, keep their labels counting.
"use strict";

(() => {
  const isEmpty = (row) => row.querySelector("input").value.trim() === "";

  function number(list) {
    [...list.children].forEach((row, index) => {
      for (const part of row.querySelectorAll("[data-label]")) {
        part.setAttribute("aria-label", part.dataset.label.replace("{n}", index + 1));
      }
    });
  }

  function prepare(row) {
    row.querySelector("[data-row-remove]").hidden = false;
    return row;
  }

  function enhance(rows) {
    const list = rows.querySelector("[data-rows-list]");
    const blank = rows.querySelector("[data-rows-blank]");
    const add = rows.querySelector("[data-rows-add]");
    const most = Number(rows.dataset.most);

    const settle = () => {
      number(list);
      add.hidden = list.children.length >= most;
    };
    const append = () => {
      list.append(prepare(blank.content.firstElementChild.cloneNode(true)));
      settle();
      return list.lastElementChild;
    };

    [...list.children].forEach(prepare);
    while (list.children.length > 1 && isEmpty(list.lastElementChild) && isEmpty(list.lastElementChild.previousElementSibling)) {
      list.lastElementChild.remove();
    }
    settle();

    add.addEventListener("click", () => append().querySelector("input").focus());
    list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-row-remove]")?.closest("[data-row]");
      if (!row) return;
      const neighbour = row.nextElementSibling ?? row.previousElementSibling;
      const wasEmpty = isEmpty(row);
      row.remove();
      (neighbour ?? append()).querySelector("input").focus();
      settle();
      if (!wasEmpty) list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    list.addEventListener("keydown", (event) => {
      // Enter in a row means "the next one", not "send the form".
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      const next = event.target.closest("[data-row]").nextElementSibling;
      if (next) next.querySelector("input").focus();
      else if (!add.hidden && !isEmpty(event.target.closest("[data-row]"))) append().querySelector("input").focus();
    });
  }

  document.querySelectorAll("[data-rows]").forEach(enhance);
})();
