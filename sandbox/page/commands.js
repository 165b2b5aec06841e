// The commands the bot has set for one person in one chat: Telegram's order of scopes, then of languages.
// Source: https://core.telegram.org/bots/api#determining-list-of-commands

import { known } from "/page/store.js";

const LANGUAGES = ["zh", ""];

function scopesFor(chat, user, isAdmin) {
  const here = { chat_id: chat.id };
  if (chat.kind === "private") {
    return [{ type: "chat", ...here }, { type: "all_private_chats" }, { type: "default" }];
  }
  const forAdmins = isAdmin ? [{ type: "chat_administrators", ...here }] : [];
  const forAllAdmins = isAdmin ? [{ type: "all_chat_administrators" }] : [];
  return [
    { type: "chat_member", ...here, user_id: user },
    ...forAdmins,
    { type: "chat", ...here },
    ...forAllAdmins,
    { type: "all_group_chats" },
    { type: "default" },
  ];
}

const matches = (wanted, scope) =>
  Object.entries(wanted).every(([key, value]) => String(scope[key]) === String(value));

/** [{command, description}], without the slash; empty when the bot has set none. */
export function commandsFor(chat, user, isAdmin) {
  const sets = Array.isArray(known.commands) ? known.commands : [];
  if (sets.length && sets.every((entry) => entry.command)) return sets;
  for (const wanted of scopesFor(chat, user, isAdmin)) {
    for (const language of LANGUAGES) {
      const found = sets.find(
        (set) => (set.language_code ?? "") === language && matches(wanted, set.scope ?? { type: "default" }),
      );
      if (found?.commands?.length) return found.commands;
    }
  }
  return [];
}
