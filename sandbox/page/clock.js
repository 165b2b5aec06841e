// The sandbox's clock in the top bar, running on between the server's messages.

import * as api from "/page/api.js";
import { find } from "/page/dom.js";
import { failed } from "/page/notices.js";
import { changed } from "/page/store.js";
import { clockFace, dayKey, exact } from "/page/time.js";

const TICK_MS = 1000;

let base = Date.now();
let taken = performance.now();
let rate = 1;
let day = null;

/** Milliseconds since 1970 by the sandbox's clock. */
export const now = () => base + (performance.now() - taken) * rate;

/** clock: {now: ISO in UTC, offset, rate}. */
export function takeClock(clock) {
  const at = Date.parse(clock?.now ?? "");
  if (Number.isNaN(at)) return;
  base = at;
  taken = performance.now();
  rate = Number.isFinite(clock.rate) ? clock.rate : 1;
  tick();
}

function tick() {
  const face = find("clock");
  const text = clockFace(now());
  if (face.textContent !== text) face.textContent = text;
  face.dateTime = new Date(now()).toISOString();
  face.title = `沙盒时间：${exact(now())}（北京时间）`;
  if (dayKey(now()) !== day) {
    day = dayKey(now());
    changed("people");
  }
}

export function startClock() {
  setInterval(tick, TICK_MS);
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        takeClock(await api.clock({ advance: Number(button.dataset.advance) }));
      } catch (error) {
        failed(error);
      } finally {
        button.disabled = false;
      }
    });
  }
}
