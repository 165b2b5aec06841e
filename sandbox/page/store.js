// What the page knows: the bot, its commands, and every conversation with its messages.
// A conversation is a group or channel, or the private chat of one person with the bot (its id is the person's id).

const changes = new EventTarget();
let arrivals = 0;
export const known = { bot: null, commands: [], conversations: new Map(), users: new Map() };

/** Kinds of change: "people" (who and what there is), "messages" (detail: chat id), "activity" (detail: chat id). */
export const onChange = (kind, handler) => changes.addEventListener(kind, (event) => handler(event.detail));
export const changed = (kind, detail) => changes.dispatchEvent(new CustomEvent(kind, { detail }));

export const conversation = (id) => known.conversations.get(Number(id));

/** The conversation meant by an id, a username or @username, as the sandbox's control side names it. */
export function named(reference) {
  const name = String(reference).replace(/^@/, "").toLowerCase();
  return (
    conversation(name) ??
    [...known.conversations.values()].find((chat) => chat.username?.toLowerCase() === name)
  );
}

export const fullName = (user) =>
  [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.title || "";

function upsert(id, facts) {
  const existing = known.conversations.get(id);
  if (existing) return Object.assign(existing, facts);
  const fresh = {
    id,
    messages: new Map(),
    loaded: false,
    unread: 0,
    revision: 0,
    arrival: 0,
    topics: new Map(),
    ...facts,
  };
  known.conversations.set(id, fresh);
  return fresh;
}

/** Takes over GET /sandbox/state; conversations that are gone there go here too. */
export function takeState(state) {
  known.bot = state.bot;
  known.commands = state.commands ?? [];
  known.users = new Map((state.users ?? []).map((user) => [user.id, user]));
  const seen = new Set();
  (state.users ?? [])
    .filter((user) => !user.is_bot)
    .forEach((user, order) => {
      seen.add(user.id);
      upsert(user.id, {
        kind: "private",
        title: fullName(user),
        note: user.note || "",
        username: user.username,
        user,
        blocked: Boolean(user.blocked),
        order,
        members: [],
      });
    });
  (state.chats ?? [])
    .filter((chat) => chat.type !== "private")
    .forEach((chat, index) => {
      seen.add(chat.id);
      upsert(chat.id, {
        kind: chat.type,
        title: chat.title || String(chat.id),
        note: "",
        username: chat.username,
        members: (chat.members ?? []).filter((member) => !["left", "kicked"].includes(member.status)),
        botStatus: chat.bot_status ?? null,
        migratedTo: chat.migrated_to ?? null,
        topics: new Map((chat.topics ?? []).map((topic) => [topic.message_thread_id, topic.name])),
        isForum: Boolean(chat.is_forum),
        deleted: Boolean(chat.deleted),
        order: 1000 + index,
      });
    });
  for (const id of [...known.conversations.keys()]) if (!seen.has(id)) known.conversations.delete(id);
  changed("people");
}

/** True for an account id that is the bot's own. */
export const isBot = (user) => Boolean(user && known.bot && user.id === known.bot.id);

/** Adds or replaces one message; answers whether it was new. */
export function putMessage(chatId, message) {
  const chat = conversation(chatId);
  if (!chat) return false;
  if (message._deleted) {
    dropMessages(chatId, [message.message_id]);
    return false;
  }
  chat.revision += 1;
  const isNew = !chat.messages.has(message.message_id);
  if (isNew) chat.arrival = ++arrivals;
  chat.messages.set(message.message_id, message);
  return isNew;
}

export function dropMessages(chatId, ids) {
  const chat = conversation(chatId);
  if (!chat) return;
  chat.revision += 1;
  for (const id of ids) chat.messages.delete(id);
}

/** Oldest first. */
export const inOrder = (chat) => [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);

export function newest(chat) {
  let last = null;
  for (const message of chat.messages.values())
    if (!last || message.message_id > last.message_id) last = message;
  return last;
}

/** Conversations for the list: newest message first, then those without one as the sandbox names them. */
export function listed() {
  const rows = [...known.conversations.values()].filter((chat) => !chat.migratedTo && !chat.deleted);
  const moment = (chat) => newest(chat)?.date ?? -1;
  return rows.sort((a, b) => moment(b) - moment(a) || b.arrival - a.arrival || a.order - b.order);
}
