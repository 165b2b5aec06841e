// The messages of the open chat: date separators, runs of one sender, albums, and staying at the newest.

import { find, h } from "/page/dom.js";
import { renderBubble } from "/page/message.js";
import { inOrder } from "/page/store.js";
import { serviceText } from "/page/summary.js";
import { now } from "/page/clock.js";
import { dayKey, dayLabel } from "/page/time.js";

const NEAR_END_PX = 90;
const RUN_SECONDS = 600;
const FLASH_MS = 1400;

const box = () => find("timeline");
const inner = () => box().firstElementChild;
let pinned = true;
let rows = new Map();
let shownKey = null;
let waiting = 0;

const atEnd = () => box().scrollHeight - box().scrollTop - box().clientHeight < NEAR_END_PX;

export function toEnd() {
  box().scrollTop = box().scrollHeight;
  pinned = true;
  waiting = 0;
  showWaiting();
}

function showWaiting() {
  const button = find("to-end");
  button.hidden = box().hidden || atEnd();
  const badge = button.querySelector(".badge");
  badge.hidden = waiting === 0;
  badge.textContent = String(waiting);
}

/** Messages of one album together, all others alone. */
function blocks(messages) {
  const result = [];
  for (const message of messages) {
    const previous = result.at(-1);
    if (message.media_group_id && previous?.[0].media_group_id === message.media_group_id)
      previous.push(message);
    else result.push([message]);
  }
  return result;
}

const senderId = (message) => message.sender_chat?.id ?? message.from?.id;

function sameRun(a, b) {
  return (
    Boolean(a && b) &&
    senderId(a[0]) === senderId(b[0]) &&
    !serviceText(a[0]) &&
    !serviceText(b[0]) &&
    Math.abs(b[0].date - a[0].date) < RUN_SECONDS &&
    dayKey(a[0].date * 1000) === dayKey(b[0].date * 1000)
  );
}

function wanted(messages, context) {
  const list = blocks(messages);
  const result = [];
  let day = null;
  list.forEach((block, index) => {
    const at = block[0].date * 1000;
    if (dayKey(at) !== day) {
      day = dayKey(at);
      const label = dayLabel(at, now());
      result.push({
        key: `day ${day}`,
        print: label,
        build: () => h("div", { class: "day", "data-day": day }, h("span", {}, label)),
      });
    }
    const run = { first: !sameRun(list[index - 1], block), last: !sameRun(block, list[index + 1]) };
    result.push({
      key: `message ${block[0].message_id}`,
      print: JSON.stringify([block, run, context.print, block.map((message) => context.canEdit(message))]),
      build: () => renderBubble(block, context, run),
    });
  });
  return result;
}

/** Stale rows go first, so that rows which stay never have to be moved (moving stops a video). */
function place(list) {
  const prints = new Map(list.map((row) => [row.key, row.print]));
  const focused = document.activeElement?.closest("article.row");
  for (const [key, row] of rows) {
    if (prints.get(key) === row.print) continue;
    row.element.remove();
    rows.delete(key);
  }
  inner().querySelector(".empty-note")?.remove();
  const next = new Map();
  let cursor = inner().firstChild;
  for (const { key, print, build } of list) {
    const element = rows.get(key)?.element ?? build();
    next.set(key, { print, element });
    if (element === cursor) cursor = cursor.nextSibling;
    else inner().insertBefore(element, cursor);
  }
  rows = next;
  if (focused && !focused.isConnected)
    box().querySelector(`article[data-message="${focused.dataset.message}"]`)?.focus({ preventScroll: true });
}

/** Brings the page in line with the messages; bubbles that did not change are left alone (a video plays on). */
export function showTimeline(context, { fresh = 0 } = {}) {
  const key = `${context.chat.id} ${context.topic ?? ""}`;
  const switched = key !== shownKey;
  const stay = switched || pinned;
  if (switched) {
    inner().replaceChildren();
    rows = new Map();
    shownKey = key;
    waiting = 0;
  }
  const messages = inOrder(context.chat).filter((message) => context.inTopic(message));
  place(wanted(messages, context));
  if (!messages.length) inner().append(emptyNote(context));
  if (stay) toEnd();
  else {
    waiting += fresh;
    showWaiting();
  }
}

function emptyNote(context) {
  const text = context.chat.loaded ? "这里还没有消息" : "正在取消息…";
  return h("div", { class: "day empty-note" }, h("span", {}, text));
}

/** Forgets what is shown, so that the next showTimeline starts at the newest message. */
export function closeTimeline() {
  shownKey = null;
  rows = new Map();
  inner().replaceChildren();
}

export function jumpTo(messageId) {
  const target = box().querySelector(
    `[data-message="${Number(messageId)}"], [data-album-item="${Number(messageId)}"]`,
  );
  if (!target) return;
  target.scrollIntoView({ block: "center", behavior: "smooth" });
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), FLASH_MS);
}

function walk(event) {
  if (!["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const list = [...box().querySelectorAll("article.row")];
  const at = list.indexOf(document.activeElement);
  if (at < 0 && event.target !== box()) return;
  const step = event.key === "ArrowUp" ? -1 : 1;
  const target = at < 0 ? list.at(-1) : list[at + step];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

export function startTimeline() {
  box().addEventListener(
    "scroll",
    () => {
      pinned = atEnd();
      if (pinned) waiting = 0;
      showWaiting();
    },
    { passive: true },
  );
  // Pictures that arrive late and a composer that grows push the end away: a reader who was there stays there.
  const grown = new ResizeObserver(() => (pinned ? toEnd() : showWaiting()));
  grown.observe(box());
  grown.observe(inner());
  box().addEventListener("keydown", walk);
  find("to-end").addEventListener("click", toEnd);
}
