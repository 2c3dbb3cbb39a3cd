// Says a moment in the visitor's own time, where we do not know their time zone.
"use strict";

for (const time of document.querySelectorAll("[data-here]")) {
  const format = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const said = (zone) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { ...format, timeZone: zone }).format(new Date(time.dateTime));
  if (said() !== said(time.dataset.zone)) time.textContent = ` ${time.dataset.here.replace("%s", said())}`;
}
