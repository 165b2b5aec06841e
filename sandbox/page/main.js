// Starts the page and turns the sandbox's events into changes of it.

import * as api from "/page/api.js";
import { showList, startList } from "/page/chatlist.js";
import {
  endActivity,
  loadMessages,
  noteActivity,
  openChat,
  openChatId,
  showChat,
  startChat,
} from "/page/chat.js";
import { noteAnswer, showAnswer } from "/page/buttons.js";
import { startClock, takeClock } from "/page/clock.js";
import { find } from "/page/dom.js";
import { follow, untilDone } from "/page/live.js";
import { startMenus } from "/page/menus.js";
import { failed } from "/page/notices.js";
import { loadScenarios, onScenario, startScenario } from "/page/scenario.js";
import {
  changed,
  conversation,
  dropMessages,
  isBot,
  known,
  onChange,
  putMessage,
  takeState,
} from "/page/store.js";
import { serviceText } from "/page/summary.js";

const PREVIEW_FETCHES = 6;
const REFRESH_MS = 60;

let freshInOpen = 0;
let drawing = 0;

/** Many events in one moment (a notice to forty groups) are drawn once. */
function draw() {
  if (drawing) return;
  drawing = requestAnimationFrame(() => {
    drawing = 0;
    showList(openChatId());
    showChat(freshInOpen);
    freshInOpen = 0;
  });
}

async function refreshState() {
  const state = await api.state();
  takeState(state);
  takeClock(state.clock);
  find("bot-name").textContent = known.bot?.first_name ?? "聊天沙盒";
  return state;
}

let refreshTimer = 0;
function refreshSoon() {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(() => refreshState().catch(failed), REFRESH_MS);
}

/** The newest message of each chat, a few at a time. */
async function loadPreviews() {
  const queue = [...known.conversations.values()].filter((chat) => chat.messages.size === 0);
  const worker = async () => {
    for (let chat = queue.shift(); chat; chat = queue.shift()) await loadMessages(chat, 1);
  };
  await Promise.all(Array.from({ length: PREVIEW_FETCHES }, worker));
  changed("people");
}

async function onMessage({ chat_id: id, message }) {
  if (!conversation(id)) await refreshState();
  const chat = conversation(id);
  if (!chat) return;
  count(chat, message, putMessage(id, message));
  changed("messages", id);
}

function count(chat, message, isNew) {
  if (!isNew) return;
  if (isBot(message.from)) endActivity(chat.id);
  if (chat.id === openChatId()) freshInOpen += 1;
  else if (!serviceText(message) && (chat.kind !== "private" || isBot(message.from))) chat.unread += 1;
}

/** A press made elsewhere (a scenario, another window) shows its answer in the chat it belongs to. */
function onCallback(event) {
  if (!event.answered) return;
  noteAnswer(event.callback_query_id, event);
  if (event.chat_id === openChatId()) showAnswer(event.callback_query_id, event);
}

function onReaction(event) {
  const message = conversation(event.chat_id)?.messages.get(event.message_id);
  if (message) putMessage(event.chat_id, { ...message, _reactions: event.reactions });
  changed("messages", event.chat_id);
}

/** A reset has no name of its own: it is a change of no chat in particular. */
function onChatEvent(event) {
  if (event.chat_id === null) onReset();
  else refreshSoon();
}

function onReset() {
  known.conversations.clear();
  navigate(null);
  changed("people");
  refreshSoon();
  loadScenarios().catch(failed);
}

const handlers = {
  message: onMessage,
  edit: onMessage,
  delete: (event) => {
    dropMessages(event.chat_id, event.message_ids);
    changed("messages", event.chat_id);
  },
  reaction: onReaction,
  callback: onCallback,
  typing: (event) => noteActivity(event.chat_id, event.action),
  clock: (event) => takeClock(event.clock ?? event),
  scenario: onScenario,
  user: refreshSoon,
  chat: onChatEvent,
  commands: ({ commands }) => {
    known.commands = commands;
  },
};

function handle(event) {
  Promise.resolve(handlers[event.type]?.(event)).catch(failed);
}

/** After a lost connection: where to go on. A sandbox that was started anew counts its events from the beginning. */
async function resume(last) {
  const state = await refreshState();
  if (state.last_event >= last) return last;
  known.conversations.clear();
  takeState(state);
  await loadPreviews();
  await openChat(fromAddress(), { focus: false });
  await loadScenarios();
  return state.last_event;
}

const fromAddress = () => {
  const id = Number(new URLSearchParams(location.hash.slice(1)).get("chat"));
  return id && conversation(id) ? id : null;
};

/** The open chat is in the address, so that reload and the browser's back button work. */
function navigate(id) {
  const hash = id === null ? "" : `#chat=${id}`;
  if (location.hash === hash) openChat(id);
  else location.hash = hash;
}

/** A playing scenario walks through many chats: one step back in the browser leaves them all. */
function accompany(id) {
  if (id === openChatId()) return;
  if (openChatId() === null) navigate(id);
  else {
    history.replaceState(null, "", `#chat=${id}`);
    openChat(id, { focus: false });
  }
}

async function start() {
  startClock();
  startMenus();
  startChat(navigate);
  startList(navigate);
  startScenario(accompany);
  onChange("people", draw);
  onChange("messages", draw);
  window.addEventListener("hashchange", () => openChat(fromAddress()));
  const state = await untilDone(refreshState);
  follow(state.last_event, handle, resume);
  await loadPreviews();
  await openChat(fromAddress());
  await loadScenarios();
}

start().catch(failed);
