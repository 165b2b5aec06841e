// Who speaks: in a private chat its owner, in a group a member one chooses, an admin also as the group itself.

import { h } from "/page/dom.js";
import { fullName, known } from "/page/store.js";

const chosen = new Map();
const controls = new Map();
const ADMIN = ["administrator", "creator"];

function options(chat) {
  const people = chat.members.filter(
    (member) => member.user && !member.user.is_bot && member.status !== "restricted",
  );
  if (chat.kind === "channel") {
    return people
      .filter((member) => ADMIN.includes(member.status))
      .map((member) => ({
        value: String(member.user.id),
        label: fullName(member.user),
        speaker: { user: member.user.id, asChannel: true, isAdmin: true },
      }));
  }
  return people.flatMap((member) => {
    const note = known.users.get(member.user.id)?.note;
    const isAdmin = ADMIN.includes(member.status);
    const name = [fullName(member.user), note, isAdmin ? "群管理员" : ""].filter(Boolean).join(" · ");
    const plain = { value: String(member.user.id), label: name, speaker: { user: member.user.id, isAdmin } };
    const masked = {
      value: `${member.user.id}:anonymous`,
      label: `${fullName(member.user)} · 匿名管理员`,
      speaker: { user: member.user.id, isAdmin, anonymous: true },
    };
    return isAdmin && chat.kind === "supergroup" ? [plain, masked] : [plain];
  });
}

/** {user, isAdmin, anonymous?, asChannel?}, or null when nobody there can speak. */
export function speakerFor(chat) {
  if (chat.kind === "private") return { user: chat.id, isAdmin: false };
  const list = options(chat);
  return (list.find(({ value }) => value === chosen.get(chat.id)) ?? list[0])?.speaker ?? null;
}

/** The selector, or null for a private chat; the same element as long as its choices stay the same. */
export function speakerControl(chat, onChange) {
  if (chat.kind === "private") return null;
  const list = options(chat);
  const print = JSON.stringify(list);
  const existing = controls.get(chat.id);
  if (existing?.print === print) return existing.element;
  const select = h(
    "select",
    {
      "data-testid": "speaker",
      onchange: () => {
        chosen.set(chat.id, select.value);
        onChange();
      },
    },
    list.map(({ value, label }) => h("option", { value, selected: value === chosen.get(chat.id) }, label)),
  );
  const element = h("label", { class: "speaker" }, h("span", {}, "发言人"), select);
  controls.set(chat.id, { print, element });
  return list.length ? element : null;
}
