// The bot's reply keyboard under the composer: the newest one that was not taken away since.

import { h } from "/page/dom.js";
import { toast } from "/page/notices.js";
import { inOrder, isBot } from "/page/store.js";

function current(chat) {
  for (const message of inOrder(chat).reverse()) {
    const markup = message._keyboard;
    if (!isBot(message.from) || !markup) continue;
    if (markup.remove_keyboard) return null;
    if (markup.keyboard) return markup.keyboard;
  }
  return null;
}

function bodyFor(key) {
  if (key.request_location) return { location: true };
  if (key.request_contact) return { contact: true };
  if (key.request_users || key.request_chat || key.request_poll || key.web_app) {
    toast("沙盒里用不了这种按钮");
    return null;
  }
  return { text: key.text };
}

export function renderReplyKeys(element, context, send) {
  const rows = context.speaker ? current(context.chat) : null;
  element.hidden = !rows;
  element.replaceChildren(
    ...(rows ?? []).map((row) =>
      h(
        "div",
        { class: "key-row" },
        row.map((key) => {
          const press = () => {
            const body = bodyFor(key);
            if (body) send(body);
          };
          return h(
            "button",
            { type: "button", class: "key", "data-reply-key": key.text, onclick: press },
            key.text,
          );
        }),
      ),
    ),
  );
}
