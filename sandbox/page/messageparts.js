// The small parts of a bubble: where it was forwarded from, what it replies to, its time, its reactions, its actions.

import { h, icon } from "/page/dom.js";
import { senderName, shorten, summary } from "/page/summary.js";
import { exact, hourMinute } from "/page/time.js";

const QUOTE_LENGTH = 80;

export function forwarded(origin) {
  const name =
    origin.sender_user_name ||
    origin.sender_chat?.title ||
    origin.chat?.title ||
    [origin.sender_user?.first_name, origin.sender_user?.last_name].filter(Boolean).join(" ") ||
    "别处";
  return h("div", { class: "forwarded" }, "转发自 ", h("b", {}, name));
}

export function quote(target, context) {
  const text = target.quote?.text ?? summary(target);
  return h(
    "button",
    {
      type: "button",
      class: "quote",
      "data-reply-to": target.message_id,
      "aria-label": `回复的消息：${shorten(text, QUOTE_LENGTH)}`,
      onclick: (event) => {
        event.stopPropagation();
        context.jumpTo(target.message_id);
      },
    },
    h("b", {}, senderName(target)),
    h("span", {}, shorten(text, QUOTE_LENGTH)),
  );
}

export function reactions(message) {
  if (!message._reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message._reactions.map((reaction) => h("span", {}, reaction.emoji ?? "•")),
  );
}

export function meta(message) {
  const at = message.date * 1000;
  const edited = message._edited;
  return h(
    "span",
    { class: "meta" },
    message.via_bot ? `经 @${message.via_bot.username} ` : null,
    edited ? h("span", { class: "edited", "data-testid": "edited" }, "已编辑 ") : null,
    h("time", { datetime: new Date(at).toISOString(), title: exact(at) }, hourMinute(at)),
  );
}

export function actions(message, context) {
  const side = (name, label, run) =>
    h(
      "button",
      {
        type: "button",
        class: "round side",
        tabindex: -1,
        title: label,
        "aria-label": label,
        "data-action": name,
        onclick: () => run(message),
      },
      icon(name),
    );
  return h(
    "div",
    { class: "sides" },
    side("reply", "回复", context.reply),
    context.canEdit(message) ? side("edit", "编辑", context.edit) : null,
  );
}
