// Proposes the browser's time zone: chosen for those who have none, offered to those who have another.
"use strict";

(() => {
  const told = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = /^(Etc\/)?(UTC|GMT)$/.test(told) ? "" : told; // what a browser says that does not want to tell

  function choose(select) {
    if (![...select.options].some((option) => option.value === zone)) {
      select.add(new Option(zone.replaceAll("_", " "), zone)); // an older name; the server knows it
    }
    select.value = zone;
  }

  function hint(select, text) {
    const line = document.createElement("p");
    line.className = "time-zone-hint";
    line.textContent = text;
    select.after(line);
    return line;
  }

  for (const select of zone ? document.querySelectorAll("[data-time-zone]") : []) {
    if (!select.value) {
      choose(select);
      hint(select, select.dataset.proposed);
    } else if (select.value !== zone) {
      const line = hint(select, select.dataset.differs.replace("{zone}", zone.replaceAll("_", " ")));
      const use = document.createElement("button");
      use.type = "button";
      use.className = "button button--small";
      use.textContent = select.dataset.use;
      use.addEventListener("click", () => {
        choose(select);
        line.remove();
        select.focus();
        select.dispatchEvent(new Event("change", { bubbles: true }));
      });
      line.append(use);
    }
  }
})();
