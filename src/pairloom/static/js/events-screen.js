// The wall screen: a clock that does not drift, bells, and who goes where next, all from what the page holds.
"use strict";

(() => {
  const { ServerClock, standing, minutes, isFar } = window.PairloomClock;
  const WARNING = 120_000;
  const LATE = 3000; // a bell that should have rung longer ago than this stays silent
  const ASK = 3000;
  const PATIENCE = 8000;
  const SHOWN = 60_000; // how long a change of seats is announced
  const CYCLE = 90_000; // all pages of the list within this time, if each can be seen long enough
  const LEAST = 5000;
  const MOST = 10_000;
  const SIZES = ["large", "middle"]; // of the letters of the list; css/events-screen.css says how large
  const SMALLEST = "small";
  const FEW_PAGES = 5; // before the letters get smaller than those

  const screen = document.querySelector("[data-screen]");
  const part = (name) => screen.querySelector(`[data-${name}]`);
  const say = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), screen.dataset[`say${name}`]);
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  let hand = JSON.parse(document.getElementById("in-hand").textContent);
  const clock = new ServerClock(hand.now);
  const turns = hand.strokes.length / 2;
  let changedAt = -Infinity;

  // Bells, made of a few fading tones.
  const bell = {
    audio: null,
    allow() {
      this.audio ??= new AudioContext();
      this.audio.resume();
    },
    strike(after, loudness) {
      const start = this.audio.currentTime + after;
      for (const [ratio, share, seconds] of [[1, 1, 3], [2, 0.6, 2], [2.76, 0.4, 1.4], [5.4, 0.25, 0.7]]) {
        const tone = this.audio.createOscillator();
        const volume = this.audio.createGain();
        tone.frequency.value = 523.25 * ratio;
        volume.gain.setValueAtTime(0, start);
        volume.gain.linearRampToValueAtTime(0.3 * share * loudness, start + 0.01);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
        tone.connect(volume).connect(this.audio.destination);
        tone.start(start);
        tone.stop(start + seconds);
      }
    },
    ring(strikes, loudness = 1) {
      if (this.audio?.state !== "running") return;
      for (let strike = 0; strike < strikes; strike++) this.strike(strike * 0.9, loudness);
    },
  };

  // The list, page by page.
  const list = {
    turn: null,
    plan: null,
    pages: [],
    page: 0,
    turnedAt: 0,
    show(turn) {
      if (turn === this.turn && hand.plan === this.plan) return;
      this.turn = turn;
      this.plan = hand.plan;
      this.layOut();
    },
    layOut() {
      const people = this.turn === null ? [] : this.named(this.turn);
      this.page = 0;
      part("list").hidden = people.length === 0;
      if (people.length) write(part("next"), say("Next", { turn: this.turn }));
      this.pages = people.length ? this.cut(people) : [];
      this.draw();
    },
    named(turn) {
      return hand.people
        .filter(([, side, tables]) => {
          const [before, now] = [tables[turn - 2] ?? null, tables[turn - 1]];
          return turn === 1 || side === hand.mover || (now !== null && now !== before);
        })
        .map(([name, , tables]) => [name, tables[turn - 1]]);
    },
    // The largest letters in which everybody is seen at once, or page by page before long. No name is ever cut short.
    cut(people) {
      this.fill(people);
      const within = (most) => SIZES.find((size) => this.pagesIn(size) <= most);
      screen.dataset.size = within(1) ?? within(FEW_PAGES) ?? SMALLEST;
      const pages = [];
      this.pageOfEach().forEach((page, place) => (pages[page] ??= []).push(people[place]));
      return pages;
    },
    pagesIn(size) {
      screen.dataset.size = size;
      return this.pageOfEach().at(-1) + 1;
    },
    // The browser lays out all rows in columns of the screen's height, as many as it takes; so many are a page.
    pageOfEach() {
      const each = Number(getComputedStyle(part("names")).getPropertyValue("--columns"));
      let [column, above] = [0, -Infinity];
      return [...part("names").children].map((row) => {
        if (row.offsetTop < above) column += 1;
        above = row.offsetTop;
        return Math.floor(column / each);
      });
    },
    fill(people) {
      part("names").replaceChildren(...people.map(([name, table]) => {
        const [row, who, where] = ["li", "span", "strong"].map((tag) => document.createElement(tag));
        who.textContent = name;
        where.textContent = table ?? say("Free");
        where.className = table === null ? "screen__free" : "number";
        row.append(who, " ", where);
        return row;
      }));
    },
    draw() {
      this.turnedAt = performance.now();
      const people = this.pages[this.page] ?? [];
      this.fill(people);
      write(part("letters"), this.pages.length > 1 ? fromTo(people[0][0], people.at(-1)[0]) : "");
      const dots = this.pages.length > 1 && this.pages.length <= 40 ? this.pages : [];
      part("pages").replaceChildren(...dots.map((_, page) => {
        const dot = document.createElement("li");
        dot.classList.toggle("screen__page--here", page === this.page);
        return dot;
      }));
    },
    turnOver() {
      const each = Math.min(MOST, Math.max(LEAST, CYCLE / Math.max(1, this.pages.length)));
      if (this.pages.length < 2 || performance.now() - this.turnedAt < each) return;
      this.page = (this.page + 1) % this.pages.length;
      this.draw();
    },
  };

  // "A to H", or "Ada to Ale" where that would say nothing.
  function fromTo(...names) {
    const [[first, last], [longer, latest]] = [1, 3].map((count) => names.map((name) => [...name].slice(0, count).join("")));
    return first === last ? say("FromTo", { first: longer, last: latest }) : say("FromTo", { first, last });
  }

  // What the clock shows.
  let rung = null;
  let warned = null;

  function phaseWords(stands) {
    if (stands.held) return say("Held");
    if (stands.phase === "turn") return say("Turn", { turn: stands.turn, turns });
    return say({ before: "Before", change: "Change", over: "Over" }[stands.phase]);
  }

  const inZone = (parts) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: screen.dataset.zone, ...parts });
  const hours = inZone({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const days = inZone({ weekday: "long", day: "numeric", month: "long" });

  function untilWords(stands) {
    if (stands.held || stands.next === null) return "";
    if (isFar(stands.left)) return days.format(stands.next);
    return say(stands.phase === "before" ? "First" : "Until", { time: hours.format(stands.next) });
  }

  function show() {
    const now = clock.now();
    const stands = standing(hand, now);
    const counts = stands.phase === "turn" || stands.phase === "change" || (stands.phase === "before" && stands.left > 0);
    write(part("phase"), phaseWords(stands));
    const time = !counts ? "" : isFar(stands.left) ? hours.format(stands.next) : minutes(stands.left);
    write(part("time"), time);
    part("time").classList.toggle("screen__time--long", time.length > 4);
    write(part("until"), untilWords(stands));
    const isClose = stands.phase === "turn" && !stands.held && stands.left <= WARNING;
    const isLast = stands.phase === "turn" && stands.turn === turns;
    write(part("warning"), isClose ? say("Warning") : isLast ? say("Last") : "");
    write(part("changed"), performance.now() - changedAt < SHOWN ? say("Changed") : "");
    screen.classList.toggle("screen--close", isClose);
    screen.classList.toggle("screen--change", stands.phase === "change");
    const bar = part("bar");
    bar.hidden = stands.since === null || stands.next === null;
    if (!bar.hidden) bar.value = 1 - stands.left / (stands.next - stands.since);
    sound(stands, now, isClose);
    const coming = stands.turn + (stands.phase === "turn" ? 1 : 0);
    list.show(stands.phase === "over" || coming > turns ? null : coming);
    list.turnOver();
  }

  // A bell rings when a stroke was passed just now, not when the page was opened or the bells were moved back.
  function sound(stands, now, isClose) {
    if (rung !== null && stands.rung > rung && now - stands.since < LATE) {
      bell.ring(stands.phase === "turn" ? 2 : 3);
      screen.classList.add("screen--ring");
      setTimeout(() => screen.classList.remove("screen--ring"), 4000);
    }
    rung = stands.rung;
    const warning = isClose ? stands.turn : null;
    if (warned !== undefined && warning !== null && warning !== warned && stands.left > WARNING - LATE) bell.ring(1, 0.5);
    warned = warning;
  }

  // What changed on the server.
  let etag = "";

  async function fetchAt(address, headers = {}) {
    const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
    return answer;
  }

  async function ask() {
    const sent = performance.now();
    const answer = await fetchAt(screen.dataset.state, etag ? { "If-None-Match": etag } : {});
    clock.measure(Number(answer.headers.get("Pairloom-Clock")), sent, performance.now());
    if (answer.status === 304) return;
    const state = await answer.json();
    if (state.plan !== hand.plan) {
      const seats = await (await fetchAt(screen.dataset.seats)).json();
      if (hand.plan !== null) changedAt = performance.now();
      hand = { ...hand, ...seats };
    }
    hand = { ...hand, ...state, plan: hand.plan };
    etag = answer.headers.get("ETag");
  }

  async function askAgain() {
    const offline = part("offline");
    try {
      await ask();
      offline.hidden = true;
    } catch {
      offline.textContent = say("Offline");
      offline.hidden = false;
    }
    setTimeout(askAgain, ASK + Math.random() * 500);
  }

  part("sound").addEventListener("click", (event) => {
    bell.allow();
    bell.strike(0, 0.6);
    event.target.textContent = say("SoundOn");
    event.target.setAttribute("aria-pressed", "true");
  });
  part("full").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
  part("full").hidden = !document.fullscreenEnabled;
  part("tools").hidden = false;
  screen.classList.add("screen--live");
  const stayAwake = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();

  show();
  window.addEventListener("resize", () => list.layOut());
  setInterval(show, 200);
  askAgain();
})();
