// Inline keyboards: what a press does, and how the bot's answer to it is shown.

import * as api from "/page/api.js";
import { h, icon } from "/page/dom.js";
import { alertBox, choose, confirmLink, failed, toast } from "/page/notices.js";
import { known, listed } from "/page/store.js";

const ANSWER_WAIT_MS = 25_000;
const EARLY_KEPT = 50;
const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me"]);

/** A link to the bot itself: {parameter, group: bool}, or null for any other address. */
function deepLink(href) {
  const url = URL.canParse(href) ? new URL(href) : null;
  const name = TELEGRAM_HOSTS.has(url?.hostname) ? url.pathname.slice(1) : "";
  if (!name || name.toLowerCase() !== known.bot?.username?.toLowerCase()) return null;
  const group = url.searchParams.has("startgroup");
  return { group, parameter: url.searchParams.get(group ? "startgroup" : "start") ?? "" };
}

const groupOptions = () =>
  listed()
    .filter((chat) => ["group", "supergroup"].includes(chat.kind))
    .map((chat) => ({ value: chat.id, label: chat.title }));

const shown = new Set();

/** Once for each press, whichever tells of it first: the press itself or the event stream. */
export function showAnswer(callbackId, answer) {
  if (shown.has(callbackId)) return undefined;
  shown.add(callbackId);
  if (!answer.answered) return toast("机器人没有回应这次按键");
  if (answer.url) return confirmLink(answer.url);
  if (!answer.text) return undefined;
  return answer.show_alert ? alertBox(answer.text) : toast(answer.text);
}

const waiting = new Map();
const early = new Map();

/** The event stream tells that the bot has answered a press, perhaps before the press itself has come back. */
export function noteAnswer(callbackId, answer) {
  const arrived = waiting.get(callbackId);
  if (arrived) return arrived(answer);
  early.set(callbackId, answer);
  if (early.size > EARLY_KEPT) early.delete(early.keys().next().value);
  return undefined;
}

/** Waits without a request of its own: a browser opens six connections, and a bot that is silent would hold them all. */
async function answerTo(callbackId) {
  if (early.has(callbackId)) return early.get(callbackId);
  let timer = 0;
  const told = await new Promise((resolve) => {
    waiting.set(callbackId, resolve);
    timer = setTimeout(resolve, ANSWER_WAIT_MS);
  });
  clearTimeout(timer);
  waiting.delete(callbackId);
  return told ?? api.callback(callbackId, 0);
}

async function pressed(message, button, context) {
  if (button.copy_text) {
    await navigator.clipboard?.writeText(button.copy_text.text);
    return toast("已复制");
  }
  const works = button.callback_data !== undefined || button.url;
  if (!works) return toast("沙盒里用不了这种按钮");
  const body = { user: context.speaker.user, chat: context.chat.id, message: message.message_id };
  if (button.callback_data !== undefined) body.data = button.callback_data;
  else body.button = button.text;
  const link = button.url ? deepLink(button.url) : null;
  if (button.url && !link) return confirmLink(button.url);
  if (link?.group) {
    const target = await choose("把机器人加到哪个群？", groupOptions());
    if (target === null) return undefined;
    body.group = target;
  }
  const result = await api.press(body);
  if (result.callback_query_id) {
    const id = result.callback_query_id;
    return showAnswer(id, await answerTo(id));
  }
  if (link && !link.group) context.openChat(context.speaker.user);
  return undefined;
}

/** A link in a text: true when it leads to the bot and is handled here. */
export function followLink(href, context) {
  const link = deepLink(href);
  if (!link || link.group) return false;
  api
    .say({ user: context.speaker.user, text: `/start ${link.parameter}`.trim() })
    .then(() => context.openChat(context.speaker.user), failed);
  return true;
}

/** The rows under a bubble, or null. context: {chat, speaker, openChat}. */
export function renderKeyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const one = (button) => {
    const element = h(
      "button",
      {
        type: "button",
        class: "key",
        "data-button": button.text,
        "data-callback": button.callback_data,
        "data-url": button.url,
        "aria-label": button.url ? `${button.text}（链接）` : null,
      },
      h("span", {}, button.text),
      button.url ? icon("link") : null,
    );
    element.addEventListener("click", async () => {
      if (element.getAttribute("aria-busy")) return;
      if (!context.speaker) return toast(`先选一位成员来按「${button.text}」`);
      element.setAttribute("aria-busy", "true");
      try {
        await pressed(message, button, context);
      } catch (error) {
        failed(error);
      } finally {
        element.removeAttribute("aria-busy");
      }
    });
    return element;
  };
  return h(
    "div",
    { class: "keyboard", role: "group", "aria-label": "按钮" },
    rows.map((row) => h("div", { class: "key-row" }, row.map(one))),
  );
}
