// The composer's elements, and the strips above it: what one replies to or edits, and why the bot can't be reached.

import * as api from "/page/api.js";
import { h, icon } from "/page/dom.js";
import { failed } from "/page/notices.js";
import { senderName, shorten, summary } from "/page/summary.js";

const QUOTE_LENGTH = 80;
const MAX_HEIGHT_PX = 160;

function round(name, testid, label, run, extra = "") {
  const props = {
    type: "button",
    class: `round ${extra}`,
    "data-testid": testid,
    "aria-label": label,
    title: label,
  };
  return h("button", { ...props, onclick: run }, icon(name));
}

/** `rows` are to be put into the page in that order; `on` names what each control does. */
export function buildForm(on) {
  const field = h("textarea", {
    rows: 1,
    placeholder: "写消息",
    "aria-label": "写消息",
    "data-testid": "composer",
    autocomplete: "off",
    enterkeyhint: "send",
    oninput: on.typed,
    onkeydown: on.keyed,
    onpaste: on.pasted,
  });
  const parts = {
    field,
    banner: h("div", { class: "banner", "data-testid": "composer-banner", hidden: true }),
    files: h("div", { class: "waiting-list", hidden: true }),
    speaker: h("div", { class: "speaker-slot" }),
    menu: round("menu", "command-menu", "命令菜单", on.menu),
    attach: round("attach", "attach", "添加附件", on.attach),
    send: round("send", "send", "发送", on.submit, "accent"),
    start: h("button", { type: "button", class: "start", "data-testid": "start", onclick: on.start }, "开始"),
    hindrance: h("div", { class: "hindrance", "data-testid": "hindrance", hidden: true }),
    keys: h("div", { class: "reply-keys", hidden: true }),
  };
  parts.line = h("div", { class: "line" }, parts.menu, parts.attach, field, parts.send);
  const { speaker, hindrance, banner, files, line, start, keys } = parts;
  return { ...parts, rows: [speaker, hindrance, banner, files, line, start, keys] };
}

export function fitHeight(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`;
}

/** mode: {kind: write|reply|edit, message}. */
export function renderBanner(element, mode, onCancel) {
  element.hidden = mode.kind === "write";
  if (mode.kind === "write") return;
  const title = mode.kind === "edit" ? "编辑消息" : `回复 ${senderName(mode.message)}`;
  element.replaceChildren(
    icon(mode.kind),
    h("div", {}, h("b", {}, title), h("span", {}, shorten(summary(mode.message), QUOTE_LENGTH))),
    round("close", "cancel-mode", "取消", onCancel, "small"),
  );
}

export function renderHindrance(element, { chat, botHere }) {
  const away = chat.kind !== "private" && !botHere;
  element.hidden = !chat.blocked && !away;
  if (away) element.replaceChildren(h("span", {}, "机器人不在这里"));
  if (!chat.blocked) return;
  const unblock = () => api.membership({ user: chat.id, blocked: false }).catch(failed);
  element.replaceChildren(
    h("span", {}, "此人已停用机器人，机器人发不来消息"),
    h("button", { type: "button", class: "pill", "data-testid": "unblock", onclick: unblock }, "恢复"),
  );
}
