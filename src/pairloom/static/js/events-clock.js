// The event's clock in a browser: the server's time without drift, and where the event stands by its bells.
"use strict";

(() => {
  const STALE = 60_000; // milliseconds after which a slower round trip counts too

  // The server's time. Measured from round trips, counted by the monotonic clock of the browser in between.
  class ServerClock {
    constructor(now) {
      this.offset = now - performance.now();
      this.trip = Infinity;
      this.measured = 0;
      this.wall = Date.now() - performance.now();
    }

    now() {
      const wall = Date.now() - performance.now();
      if (Math.abs(wall - this.wall) > 2000) { // the machine slept, and the monotonic clock with it
        this.offset += wall - this.wall;
        this.wall = wall;
        this.trip = Infinity;
      }
      return performance.now() + this.offset;
    }

    // `server` is what the server said its time was, between `sent` and `received` of ours.
    measure(server, sent, received) {
      const trip = received - sent;
      if (trip > this.trip && received - this.measured < STALE) return;
      this.offset = server - (sent + received) / 2;
      this.trip = trip;
      this.measured = received;
    }
  }

  // Where an event stands at a moment; as `queries/bells.py` says it.
  function standing({ began, held, strokes }, now) {
    const shows = held ?? now;
    const rung = began ? strokes.filter(([, , at]) => at <= shows) : [];
    const next = strokes[rung.length] ?? null;
    const [turn, ring, at] = next ?? strokes.at(-1);
    const phase = !began ? "before" : !next ? "over" : ring === "ends" ? "turn" : "change";
    const since = rung.length ? rung.at(-1)[2] : null;
    return { phase, turn, since, next: next && at, left: next ? at - shows : 0, held: held !== null, rung: rung.length };
  }

  function minutes(milliseconds) {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  // Too long to be counted down in minutes: then people look at the calendar.
  const isFar = (milliseconds) => milliseconds >= 100 * 60_000;

  window.PairloomClock = { ServerClock, standing, minutes, isFar };
})();
