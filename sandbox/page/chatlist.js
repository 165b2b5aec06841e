// The list on the left: people and groups, newest chats first, with preview and unread count.

import { now } from "/page/clock.js";
import { avatar, find, h } from "/page/dom.js";
import { isBot, listed, newest } from "/page/store.js";
import { senderName, serviceText, shorten, summary } from "/page/summary.js";
import { listTime } from "/page/time.js";

const PREVIEW_LENGTH = 60;
const UNREAD_SHOWN = 99;
const MIN_FOR_SEARCH = 8;

let openId = null;
let open = () => {};

function preview(chat) {
  const last = newest(chat);
  if (!last) return chat.kind === "private" ? "还没有消息" : `${chat.members.length} 位成员`;
  const text = shorten(summary(last), PREVIEW_LENGTH);
  if (serviceText(last)) return text;
  if (chat.kind === "private") return isBot(last.from) ? text : `我：${text}`;
  return chat.kind === "channel" ? text : `${senderName(last)}：${text}`;
}

function row(chat) {
  const last = newest(chat);
  const unread = chat.unread
    ? h(
        "span",
        { class: "badge", "data-testid": "unread", "aria-label": `${chat.unread} 条未读` },
        chat.unread > UNREAD_SHOWN ? `${UNREAD_SHOWN}+` : String(chat.unread),
      )
    : null;
  const off = chat.blocked
    ? "已停用机器人"
    : chat.kind !== "private" && !["member", "administrator"].includes(chat.botStatus)
      ? "机器人不在群里"
      : "";
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: `person${off ? " off" : ""}`,
        "data-chat": chat.id,
        "data-kind": chat.kind,
        "data-username": chat.username,
        "aria-current": chat.id === openId ? "true" : null,
        onclick: () => open(chat.id),
      },
      avatar(chat),
      h(
        "span",
        { class: "person-body" },
        h(
          "span",
          { class: "person-line" },
          h("b", { class: "person-name" }, chat.title),
          h("time", {}, last ? listTime(last.date * 1000, now()) : ""),
        ),
        chat.note || off
          ? h("span", { class: "person-note" }, [chat.note, off].filter(Boolean).join(" · "))
          : null,
        h(
          "span",
          { class: "person-line" },
          h("span", { class: "person-preview", "data-testid": "preview" }, preview(chat)),
          unread,
        ),
      ),
    ),
  );
}

function emptyText() {
  return [
    h("p", {}, "还没有人。"),
    h(
      "p",
      {},
      "先用 ",
      h("code", {}, "POST /sandbox/users"),
      " 添加，或运行 ",
      h("code", {}, "make demo"),
      "。",
    ),
  ];
}

export function showList(currentId) {
  openId = currentId;
  const list = find("chat-list");
  const search = find("chat-search");
  const all = listed();
  search.parentElement.hidden = all.length < MIN_FOR_SEARCH && !search.value;
  const words = search.value.trim().toLowerCase();
  const shown = words
    ? all.filter((chat) => `${chat.title} ${chat.note} ${chat.username ?? ""}`.toLowerCase().includes(words))
    : all;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(...shown.map(row));
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus({ preventScroll: true });
  const empty = find("empty-list");
  empty.hidden = shown.length > 0;
  empty.replaceChildren(...(all.length ? [h("p", {}, "没有找到")] : emptyText()));
  const unread = all.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = unread ? `(${unread}) 聊天沙盒` : "聊天沙盒";
}

function walk(event) {
  if (!["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  const list = [...find("chat-list").querySelectorAll(".person")];
  const at = list.indexOf(document.activeElement);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: list.length - 1 }[event.key];
  if (at < 0 || !list[to]) return;
  event.preventDefault();
  list[to].focus();
}

export function startList(onOpen) {
  open = onOpen;
  find("chat-list").addEventListener("keydown", walk);
  find("chat-search").addEventListener("input", () => showList(openId));
}
