// Where one writes: sending, replying, editing, and what the composer shows for the open chat.

import * as api from "/page/api.js";
import { buildForm, fitHeight, renderBanner, renderHindrance } from "/page/form.js";
import { find } from "/page/dom.js";
import { addFiles, clearFiles, fileBodies, hasFiles, showFilesIn } from "/page/files.js";
import { attachMenu, closeMenus, commandMenu } from "/page/menus.js";
import { failed } from "/page/notices.js";
import { renderReplyKeys } from "/page/replykeys.js";
import { toEnd } from "/page/timeline.js";

let context = null;
let parts = null;
let mode = { kind: "write" };
const drafts = new Map();

function build() {
  parts = buildForm({
    typed,
    keyed,
    pasted,
    submit,
    menu: () => commandMenu(context, parts.menu, chosen),
    attach: () => attachMenu(parts.attach, { send: sendBody }),
    start: () => sendBody({ text: "/start" }),
  });
  document.querySelector(".foot").replaceChildren(...parts.rows);
  showFilesIn(parts.files, refreshSend);
}

function refreshSend() {
  if (parts) parts.send.disabled = !context?.speaker || (!parts.field.value.trim() && !hasFiles());
}

function setText(text) {
  parts.field.value = text;
  fitHeight(parts.field);
  refreshSend();
}

function typed() {
  fitHeight(parts.field);
  refreshSend();
  const text = parts.field.value;
  if (/^\/\w*$/.test(text)) commandMenu(context, parts.menu, chosen, text.slice(1));
  else closeMenus();
}

function keyed(event) {
  // While an input method is composing, Enter picks the candidate and must not send.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && mode.kind !== "write") {
    event.stopPropagation();
    leaveMode();
  } else if (event.key === "ArrowUp" && !parts.field.value && context.lastOwn) {
    event.preventDefault();
    startEdit(context.lastOwn);
  }
}

function pasted(event) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  event.preventDefault();
  addFiles(files);
}

const showBanner = () => renderBanner(parts.banner, mode, leaveMode);

function leaveMode() {
  if (mode.kind === "edit") setText(mode.draft ?? "");
  mode = { kind: "write" };
  showBanner();
  parts.field.focus();
}

export function startReply(message) {
  if (mode.kind === "edit") leaveMode();
  mode = { kind: "reply", message };
  showBanner();
  parts.field.focus();
}

export function startEdit(message) {
  mode = { kind: "edit", message, draft: mode.kind === "edit" ? mode.draft : parts.field.value };
  setText(message.text ?? message.caption ?? "");
  showBanner();
  parts.field.focus();
}

function address(at, body) {
  const { chat, speaker, topic } = at;
  return {
    user: speaker.user,
    chat: chat.id,
    ...(topic ? { thread: topic } : {}),
    ...(speaker.anonymous ? { anonymous: true } : {}),
    ...(speaker.asChannel ? { as_channel: true } : {}),
    ...body,
  };
}

/**
 * Sends one thing as the person we look as; a failure is shown and answered with false. `at` is where it was written:
 * a playing scenario may open another chat while a file is still being read.
 */
export async function sendBody(body, at = context, how = mode) {
  if (!at?.speaker) return false;
  const reply = how.kind === "reply" ? { reply_to: how.message.message_id } : {};
  try {
    await api.say(address(at, { ...reply, ...body }));
  } catch (error) {
    failed(error);
    return false;
  }
  if (how === mode && mode.kind === "reply") leaveMode();
  if (at.chat.id === context.chat.id) toEnd();
  return true;
}

async function submit() {
  const text = parts.field.value.trim();
  if (parts.field.readOnly || !context?.speaker || (!text && !hasFiles())) return;
  closeMenus();
  parts.field.readOnly = true;
  const at = context;
  const how = mode;
  try {
    const sent = how.kind === "edit" ? await sendEdit(text, at, how) : await sendAll(text, at, how);
    if (sent) written(at, how);
  } catch (error) {
    failed(error);
  } finally {
    parts.field.readOnly = false;
    refreshSend();
    parts.field.focus();
  }
}

async function sendEdit(text, at, { message }) {
  const field = message.text === undefined ? "caption" : "text";
  if (text && text !== message[field])
    await api.say(address(at, { edit: message.message_id, [field]: text }));
  return true;
}

async function sendAll(text, at, how) {
  const bodies = hasFiles() ? await fileBodies(text) : [{ text }];
  for (const body of bodies) if (!(await sendBody(body, at, how))) return false;
  return true;
}

/** What was sent leaves the composer, or the draft when another chat is open by now. */
function written(at, how) {
  if (at.chat.id !== context.chat.id) return drafts.delete(at.chat.id);
  if (how.kind === "edit") return leaveMode();
  clearFiles();
  return setText("");
}

function chosen(command) {
  const suffix = context.chat.kind === "private" ? "" : `@${context.botName}`;
  setText("");
  closeMenus();
  sendBody({ text: `/${command}${suffix}` });
  parts.field.focus();
}

/** Shows the composer for the open chat; a draft left there comes back. */
export function showComposer(next, speakerControl) {
  if (!parts) build();
  const switched = context?.chat.id !== next.chat.id;
  if (switched && context) drafts.set(context.chat.id, mode.kind === "edit" ? mode.draft : parts.field.value);
  context = next;
  if (switched) {
    mode = { kind: "write" };
    clearFiles();
    setText(drafts.get(next.chat.id) ?? "");
    showBanner();
  }
  if (mode.message && !next.chat.messages.has(mode.message.message_id)) leaveMode();
  const empty = next.chat.kind === "private" && next.chat.loaded && next.chat.messages.size === 0;
  parts.start.hidden = !empty || next.chat.blocked;
  parts.line.hidden = empty || Boolean(next.chat.blocked);
  if (speakerControl !== parts.speaker.firstChild)
    parts.speaker.replaceChildren(...(speakerControl ? [speakerControl] : []));
  parts.field.disabled = !next.speaker;
  parts.field.placeholder = next.speaker ? "写消息" : "群里没有能说话的人";
  renderReplyKeys(parts.keys, next, sendBody);
  renderHindrance(parts.hindrance, next);
  refreshSend();
}

export const focusComposer = () => find("composer")?.focus({ preventScroll: true });
