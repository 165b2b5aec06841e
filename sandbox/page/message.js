// One message as a bubble with its keyboard; an album is one bubble with several pictures.

import { followLink, renderKeyboard } from "/page/buttons.js";
import { avatar, h } from "/page/dom.js";
import { renderText } from "/page/entities.js";
import { isPicture, renderMedia } from "/page/media.js";
import { actions, forwarded, meta, quote, reactions } from "/page/messageparts.js";
import { isBot } from "/page/store.js";
import { senderName, serviceText } from "/page/summary.js";
import { hourMinute } from "/page/time.js";

const ALBUM_MAX = 10;
const SENDER_TONES = 7;

/** Whether the person we look as (a private chat's owner, or the chosen speaker of a group) sent it. */
function isOwn(message, context) {
  if (message.sender_chat)
    return (
      Boolean(context.speaker?.anonymous || context.speaker?.asChannel) &&
      message.sender_chat.id === context.chat.id
    );
  return Boolean(context.speaker) && message.from?.id === context.speaker.user;
}

function clickReplies(event, message, context) {
  const onControl = event.target.closest("a, button, video, audio, .spoiler:not(.shown), .expandable");
  if (!onControl && !String(window.getSelection())) context.reply(message);
}

const senderOf = (message) => message.sender_chat ?? message.from ?? { id: 0 };

function senderLine(message) {
  const tag = isBot(message.from) ? "机器人" : message.sender_chat ? "匿名" : null;
  return h(
    "div",
    { class: `sender tone-${Math.abs(senderOf(message).id) % SENDER_TONES}` },
    senderName(message),
    tag ? h("span", { class: "tag" }, tag) : null,
  );
}

function face(message) {
  const kind = isBot(message.from) ? "bot" : message.sender_chat ? "group" : "";
  return avatar({ id: senderOf(message).id, title: senderName(message), kind });
}

function textPart(message, context) {
  const text = message.text ?? message.caption;
  if (!text) return meta(message);
  const entities = message.entities ?? message.caption_entities;
  const onLink = (href) => followLink(href, context);
  const content = renderText(text, entities, { onLink, onCommand: context.sendCommand });
  return h("div", { class: "text", "data-testid": "text" }, content, meta(message));
}

function mediaPart(messages) {
  if (messages.length === 1) return renderMedia(messages[0]);
  const items = messages.map((message) => {
    const item = renderMedia(message);
    item?.setAttribute("data-album-item", message.message_id);
    return item;
  });
  return h("div", { class: `album of-${Math.min(items.length, ALBUM_MAX)}` }, items);
}

function bubble(messages, lead, context, named) {
  const pictures = messages.every(isPicture);
  const kinds = ["bubble"];
  if (lead.sticker || lead.dice) kinds.push("bare");
  if (pictures) kinds.push("with-picture");
  if (pictures && !lead.caption) kinds.push("picture-only");
  const topic = lead.is_topic_message ? context.topicName(lead) : null;
  const target = lead.reply_to_message;
  return h(
    "div",
    { class: kinds.join(" "), onclick: (event) => clickReplies(event, lead, context) },
    named ? senderLine(lead) : null,
    topic ? h("div", { class: "topic-tag" }, `# ${topic}`) : null,
    lead.forward_origin ? forwarded(lead.forward_origin) : null,
    target && !target.forum_topic_created ? quote(target, context) : null,
    mediaPart(messages),
    textPart(lead, context),
    reactions(lead),
  );
}

function keyed(event, lead, context) {
  if (event.target !== event.currentTarget) return;
  const act =
    event.key === "Enter" ? context.reply : event.key === "e" && context.canEdit(lead) ? context.edit : null;
  if (!act) return;
  event.preventDefault();
  act(lead);
}

/** messages: one, or the items of one album, oldest first. run: {first, last} of a run of bubbles by one sender. */
export function renderBubble(messages, context, run) {
  const lead = messages.find((message) => message.caption) ?? messages[0];
  const service = serviceText(lead);
  if (service) {
    const props = { class: "service", "data-message": lead.message_id, "data-service": true };
    return h("div", props, h("span", {}, service));
  }
  const own = isOwn(lead, context);
  const others = context.chat.kind !== "private" && !own;
  const keyboard = messages.find((message) => message.reply_markup) ?? lead;
  return h(
    "article",
    {
      class: `row ${own ? "own" : "their"}${run.first ? " first" : ""}${run.last ? " last" : ""}`,
      tabindex: -1,
      "data-message": lead.message_id,
      "data-from": senderOf(lead).id,
      "data-own": String(own),
      "aria-label": `${own ? "自己" : senderName(lead)}，${hourMinute(lead.date * 1000)}`,
      onkeydown: (event) => keyed(event, lead, context),
    },
    others ? h("span", { class: "face" }, run.last ? face(lead) : null) : null,
    h(
      "div",
      { class: "stack" },
      bubble(messages, lead, context, others && run.first),
      renderKeyboard(keyboard, context),
    ),
    actions(lead, context),
  );
}
