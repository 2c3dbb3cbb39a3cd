// Painting a week of half-hours: by mouse, by touch (hold, then drag), by keyboard, and in whole stretches.
"use strict";

(() => {
  const DAYS = 7;
  const A_DAY = 48;
  const HOLD = 250; // milliseconds until a resting finger begins to paint instead of to scroll
  const SLIP = 8; // pixels that a resting finger may move

  const dayOf = (cell) => Math.floor(cell / A_DAY);
  const timeOf = (cell) => cell % A_DAY;

  class Week {
    constructor(root) {
      this.root = root;
      this.grid = root.querySelector("[data-week-grid]");
      this.boxes = [];
      for (const box of this.grid.querySelectorAll("input")) this.boxes[Number(box.value)] = box;
      this.firstTime = 0;
      this.past = [];
      this.settled = this.marks();
      this.stroke = null;
      this.tool("tools").hidden = false;
      this.setUpTools();
      this.setUpNight();
      this.setUpKeyboard();
      this.setUpMouse();
      this.setUpTouch();
      this.grid.addEventListener("change", (event) => event.target.matches("input") && this.settle(false));
      this.show();
    }

    tool(name) {
      return this.root.querySelector(`[data-week-${name}]`);
    }

    marks() {
      return this.boxes.map((box) => box.checked);
    }

    put(marks) {
      this.boxes.forEach((box, cell) => (box.checked = marks[cell]));
    }

    // A change is complete: remember how to undo it, show it, and tell the form.
    settle(tell = true) {
      const marks = this.marks();
      if (marks.every((marked, cell) => marked === this.settled[cell])) return;
      this.past.push(this.settled);
      this.settled = marks;
      this.show();
      if (tell) this.grid.dispatchEvent(new Event("change", { bubbles: true }));
    }

    show() {
      const hours = this.settled.filter(Boolean).length / 2;
      const { none, one, many } = this.root.dataset;
      this.tool("sum").textContent = hours === 0 ? none : hours === 1 ? one : many.replace("{hours}", hours);
      this.tool("undo").disabled = this.past.length === 0;
      for (const button of this.root.querySelectorAll("[data-week-stretch]")) {
        button.setAttribute("aria-pressed", String(this.cellsOf(button).every((cell) => this.settled[cell])));
      }
    }

    cellsOf(button) {
      return button.dataset.weekStretch.split(" ").map(Number);
    }

    setUpTools() {
      for (const button of this.root.querySelectorAll("[data-week-stretch]")) {
        button.addEventListener("click", () => {
          const mark = button.getAttribute("aria-pressed") !== "true";
          for (const cell of this.cellsOf(button)) this.boxes[cell].checked = mark;
          this.settle();
        });
      }
      this.tool("copy").addEventListener("click", () => {
        const from = Number(this.tool("from").value) * A_DAY;
        for (const day of this.tool("to").value.split(" ").map(Number)) {
          for (let time = 0; time < A_DAY; time++) this.boxes[day * A_DAY + time].checked = this.settled[from + time];
        }
        this.settle();
      });
      this.tool("clear").addEventListener("click", () => {
        this.boxes.forEach((box) => (box.checked = false));
        this.settle();
      });
      this.tool("undo").addEventListener("click", () => {
        this.put(this.past.pop());
        this.settled = this.marks();
        this.show();
        this.grid.dispatchEvent(new Event("change", { bubbles: true }));
        if (this.tool("undo").disabled) this.tool("clear").focus();
      });
    }

    setUpNight() {
      const rows = this.tool("night-rows");
      const button = this.tool("night");
      const nightEnds = rows.rows.length;
      const toggle = (open) => {
        rows.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
        this.firstTime = open ? 0 : nightEnds;
      };
      button.addEventListener("click", () => toggle(rows.hidden));
      toggle("marked" in rows.dataset);
    }

    // One stop for the Tab key; arrows walk, Shift with an arrow carries the mark of this cell along.
    setUpKeyboard() {
      this.boxes.forEach((box) => (box.tabIndex = -1));
      this.grid.setAttribute("role", "grid");
      this.enterAt(this.boxes[this.settled.indexOf(true)] ?? this.boxes[18]); // Monday, nine o'clock
      this.grid.addEventListener("focusin", (event) => event.target.matches("input") && this.enterAt(event.target));
      this.grid.addEventListener("keydown", (event) => {
        const box = event.target;
        if (!box.matches("input")) return;
        const next = this.boxes[this.neighbour(Number(box.value), event.key)];
        if (!next) return;
        event.preventDefault();
        next.focus();
        if (event.shiftKey) {
          next.checked = box.checked;
          this.settle();
        }
      });
    }

    enterAt(box) {
      if (this.entry) this.entry.tabIndex = -1;
      this.entry = box;
      box.tabIndex = 0;
    }

    neighbour(cell, key) {
      const [day, time] = [dayOf(cell), timeOf(cell)];
      const to = {
        ArrowUp: [day, time - 1],
        ArrowDown: [day, time + 1],
        ArrowLeft: [day - 1, time],
        ArrowRight: [day + 1, time],
        Home: [0, time],
        End: [DAYS - 1, time],
        PageUp: [day, this.firstTime],
        PageDown: [day, A_DAY - 1],
      }[key];
      const inside = to && to[0] >= 0 && to[0] < DAYS && to[1] >= this.firstTime && to[1] < A_DAY;
      return inside ? to[0] * A_DAY + to[1] : undefined;
    }

    // A stroke marks, or unmarks, the rectangle between where it began and where it is.
    begin(box) {
      this.stroke = { from: Number(box.value), mark: !box.checked, before: this.marks() };
      this.paint(box);
    }

    paint(box) {
      const { from, mark, before } = this.stroke;
      const to = Number(box.value);
      const [left, right] = [dayOf(from), dayOf(to)].sort((a, b) => a - b);
      const [top, bottom] = [timeOf(from), timeOf(to)].sort((a, b) => a - b);
      this.boxes.forEach((one, cell) => {
        const within = dayOf(cell) >= left && dayOf(cell) <= right && timeOf(cell) >= top && timeOf(cell) <= bottom;
        one.checked = within ? mark : before[cell];
      });
    }

    boxAt(x, y) {
      const found = document.elementFromPoint(x, y);
      return found?.matches("input") && this.grid.contains(found) ? found : null;
    }

    finish() {
      this.stroke = null;
      this.settle();
    }

    setUpMouse() {
      let painted = false;
      this.grid.addEventListener("pointerdown", (event) => {
        if (event.pointerType === "touch" || event.button !== 0 || !event.target.matches("input")) return;
        event.preventDefault(); // no selection, no native drag
        event.target.focus({ preventScroll: true });
        painted = true;
        this.begin(event.target);
      });
      document.addEventListener("pointermove", (event) => {
        if (!this.stroke || event.pointerType === "touch") return;
        const box = this.boxAt(event.clientX, event.clientY);
        if (box) this.paint(box);
      });
      for (const end of ["pointerup", "pointercancel"]) {
        document.addEventListener(end, (event) => this.stroke && event.pointerType !== "touch" && this.finish());
      }
      this.grid.addEventListener("click", (event) => {
        if (painted && event.detail > 0) event.preventDefault(); // the stroke has marked it already
        painted = false;
      });
    }

    setUpTouch() {
      let hold = null;
      let start = null;
      const rest = () => clearTimeout(hold);
      this.grid.addEventListener("touchstart", (event) => {
        rest();
        if (event.touches.length !== 1 || !event.target.matches("input")) return;
        const { clientX, clientY } = event.touches[0];
        start = { x: clientX, y: clientY };
        hold = setTimeout(() => {
          navigator.vibrate?.(10);
          this.begin(event.target);
        }, HOLD);
      }, { passive: true });
      this.grid.addEventListener("touchmove", (event) => {
        const { clientX, clientY } = event.touches[0];
        if (!this.stroke) {
          if (Math.hypot(clientX - start?.x, clientY - start?.y) > SLIP) rest();
          return;
        }
        event.preventDefault();
        const box = this.boxAt(clientX, clientY);
        if (box) this.paint(box);
      }, { passive: false });
      this.grid.addEventListener("touchend", (event) => {
        rest();
        if (!this.stroke) return; // a tap: the browser marks the box itself
        event.preventDefault();
        this.finish();
      });
      this.grid.addEventListener("touchcancel", () => {
        rest();
        if (this.stroke) this.finish();
      });
      this.grid.addEventListener("contextmenu", (event) => this.stroke && event.preventDefault());
    }
  }

  document.querySelectorAll("[data-week]").forEach((root) => new Week(root));
})();
