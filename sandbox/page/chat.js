// The open chat: who we look as, its head, its messages and its composer, kept together.

import * as api from "/page/api.js";
import { focusComposer, sendBody, showComposer, startEdit, startReply } from "/page/composer.js";
import { avatar, find, h } from "/page/dom.js";
import { failed } from "/page/notices.js";
import { speakerControl, speakerFor } from "/page/speaker.js";
import { changed, conversation, inOrder, known, putMessage } from "/page/store.js";
import { serviceText } from "/page/summary.js";
import { closeTimeline, jumpTo, showTimeline, startTimeline } from "/page/timeline.js";

const FETCH_LIMIT = 200;
const FETCH_ATTEMPTS = 5;
const ACTIVITY_MS = 5000;
const GENERAL = "general";

let openId = null;
let navigate = () => {};
const topics = new Map();
const activity = new Map();

export const openChatId = () => openId;

function lastOwn(chat, speaker) {
  if (!speaker || speaker.anonymous || speaker.asChannel) return null;
  return (
    inOrder(chat)
      .reverse()
      .find(
        (message) =>
          message.from?.id === speaker.user &&
          !message.sender_chat &&
          !serviceText(message) &&
          !message.forward_origin &&
          (message.text ?? message.caption) !== undefined,
      ) ?? null
  );
}

function contextOf(chat) {
  const speaker = speakerFor(chat);
  const topic = topics.get(chat.id) ?? null;
  const own = lastOwn(chat, speaker);
  return {
    chat,
    speaker,
    lastOwn: own,
    botName: known.bot?.username ?? "",
    botHere: ["member", "administrator"].includes(chat.botStatus),
    topic: topic === GENERAL ? null : topic,
    print: JSON.stringify([speaker, [...chat.topics], known.bot?.id]),
    inTopic: (message) =>
      topic === null || (topic === GENERAL ? !message.is_topic_message : message.message_thread_id === topic),
    topicName: (message) => (topic === null ? chat.topics.get(message.message_thread_id) : null),
    canEdit: (message) => message.message_id === own?.message_id,
    reply: startReply,
    edit: startEdit,
    jumpTo,
    openChat: navigate,
    sendCommand: (text) => sendBody({ text }),
  };
}

function subtitle(chat) {
  const doing = activity.get(chat.id);
  if (doing && doing.until > performance.now()) return doing.text;
  const bot = known.bot?.first_name ?? "机器人";
  if (chat.kind === "private") return [chat.note, `与「${bot}」的私聊`].filter(Boolean).join(" · ");
  return `${chat.members.length} 位成员${chat.kind === "channel" ? " · 频道" : ""}`;
}

function showTopics(chat) {
  const select = find("topic");
  select.parentElement.hidden = !chat.isForum || chat.topics.size === 0;
  const options = [
    ["", "全部"],
    [GENERAL, "General"],
    ...[...chat.topics].map(([id, name]) => [String(id), name]),
  ];
  const chosen = String(topics.get(chat.id) ?? "");
  select.replaceChildren(
    ...options.map(([value, label]) => h("option", { value, selected: value === chosen }, label)),
  );
}

/** Draws the open chat anew; what did not change stays in place. fresh: how many messages came in. */
export function showChat(fresh = 0) {
  const chat = openId === null ? null : conversation(openId);
  const parts = [document.querySelector(".chat-head"), find("timeline"), document.querySelector(".foot")];
  parts.forEach((part) => {
    part.hidden = !chat;
  });
  find("placeholder").hidden = Boolean(chat);
  find("chat").dataset.openChat = chat ? String(chat.id) : "";
  if (!chat) {
    find("to-end").hidden = true;
    return closeTimeline();
  }
  if (chat.migratedTo) return navigate(chat.migratedTo);
  document.querySelector(".chat-avatar").replaceChildren(avatar(chat));
  find("chat-title").textContent = chat.title;
  find("chat-subtitle").textContent = subtitle(chat);
  showTopics(chat);
  const context = contextOf(chat);
  showComposer(
    context,
    speakerControl(chat, () => showChat()),
  );
  return showTimeline(context, { fresh });
}

/**
 * Fetches the newest messages of a chat; what is gone at the sandbox goes here too. An answer that was overtaken by an
 * event is older than what is known already, and is asked for again.
 */
export async function loadMessages(chat, limit = FETCH_LIMIT) {
  for (let attempt = 0; attempt < FETCH_ATTEMPTS; attempt += 1) {
    const { revision } = chat;
    const { messages } = await api.messages(chat.id, limit);
    if (revision !== chat.revision) continue;
    if (limit === FETCH_LIMIT) chat.messages.clear();
    for (const message of messages) putMessage(chat.id, message);
    break;
  }
  chat.loaded ||= limit === FETCH_LIMIT;
}

/** id null closes the chat (on a phone: back to the list). */
export async function openChat(id, { focus = true } = {}) {
  openId = id;
  document.body.dataset.screen = id === null ? "list" : "chat";
  const chat = id === null ? null : conversation(id);
  if (chat) chat.unread = 0;
  changed("people");
  showChat();
  if (!chat) return;
  if (focus && matchMedia("(hover: hover)").matches) focusComposer();
  try {
    await loadMessages(chat);
  } catch (error) {
    failed(error);
  }
  if (openId === id) {
    showChat();
    changed("people");
  }
}

const ACTIONS = {
  upload_photo: "正在发照片…",
  upload_video: "正在发视频…",
  upload_document: "正在发文件…",
  record_voice: "正在录音…",
};

/** A chat action of the bot, shown in the head for the five seconds Telegram shows it. */
export function noteActivity(chatId, action) {
  activity.set(chatId, {
    text: `机器人${ACTIONS[action] ?? "正在输入…"}`,
    until: performance.now() + ACTIVITY_MS,
  });
  refreshSubtitle(chatId);
  setTimeout(() => refreshSubtitle(chatId), ACTIVITY_MS + 50);
}

export function endActivity(chatId) {
  if (activity.delete(chatId)) refreshSubtitle(chatId);
}

function refreshSubtitle(chatId) {
  const chat = conversation(chatId);
  if (chat && chatId === openId) find("chat-subtitle").textContent = subtitle(chat);
}

export function startChat(onNavigate) {
  navigate = onNavigate;
  startTimeline();
  find("back").addEventListener("click", () => navigate(null));
  find("topic").addEventListener("change", (event) => {
    const { value } = event.target;
    topics.set(openId, value === "" ? null : value === GENERAL ? GENERAL : Number(value));
    showChat();
  });
}
