// One line that stands for a message: in the chat list, in a reply quote, and for service messages.

import { fullName, isBot, known } from "/page/store.js";

export const senderName = (message) => {
  if (message.sender_chat) return message.sender_chat.title;
  return isBot(message.from) ? known.bot.first_name : fullName(message.from);
};

/** The text of a service message, or null when it is an ordinary one. */
export function serviceText(message) {
  const who = senderName(message);
  if (message.new_chat_members) {
    const names = message.new_chat_members.map(fullName).join("、");
    const alone =
      message.new_chat_members.length === 1 && message.new_chat_members[0].id === message.from?.id;
    return alone ? `${names} 加入了群` : `${who} 邀请 ${names} 进群`;
  }
  if (message.left_chat_member) {
    const left = message.left_chat_member;
    return left.id === message.from?.id
      ? `${fullName(left)} 退出了群`
      : `${who} 把 ${fullName(left)} 移出了群`;
  }
  if (message.group_chat_created || message.supergroup_chat_created) return `${who} 建了群`;
  if (message.channel_chat_created) return "频道已创建";
  if (message.migrate_to_chat_id) return "群已升级为超级群";
  if (message.migrate_from_chat_id) return "由普通群升级而来";
  if (message.new_chat_title) return `${who} 把群名改为「${message.new_chat_title}」`;
  if (message.pinned_message) return `${who} 置顶了「${shorten(summary(message.pinned_message), 24)}」`;
  if (message.forum_topic_created) return `新话题「${message.forum_topic_created.name}」`;
  if (message.forum_topic_edited) return `话题改名为「${message.forum_topic_edited.name ?? ""}」`;
  if (message.forum_topic_closed) return "话题已关闭";
  if (message.forum_topic_reopened) return "话题已重新打开";
  if (message.new_chat_photo) return `${who} 换了群头像`;
  if (message.delete_chat_photo) return `${who} 删除了群头像`;
  if (message.message_auto_delete_timer_changed) return "自动删除时间已更改";
  return null;
}

const KINDS = [
  ["photo", "照片"],
  ["video", "视频"],
  ["animation", "动图"],
  ["voice", "语音"],
  ["audio", "音频"],
  ["video_note", "视频消息"],
  ["document", "文件"],
  ["venue", "地点"],
  ["location", "位置"],
  ["contact", "名片"],
  ["poll", "投票"],
  ["dice", "骰子"],
];

export function summary(message) {
  const service = serviceText(message);
  if (service) return service;
  if (message.text) return message.text;
  if (message.sticker) return `[贴纸] ${message.sticker.emoji ?? ""}`.trim();
  const [kind, name] = KINDS.find(([key]) => message[key]) ?? [null, "消息"];
  const detail =
    message.caption ?? { document: message.document?.file_name, poll: message.poll?.question }[kind];
  return detail ? `[${name}] ${detail}` : `[${name}]`;
}

export const shorten = (text, length) => {
  const signs = [...text.replace(/\s+/g, " ").trim()];
  return signs.length > length ? `${signs.slice(0, length).join("")}…` : signs.join("");
};
