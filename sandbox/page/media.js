// What a message carries besides text: pictures, videos, voice, files, places, cards, polls, stickers.

import { fileUrl } from "/page/api.js";
import { h, icon } from "/page/dom.js";
import { duration } from "/page/time.js";
import { openPicture, toast } from "/page/notices.js";

const KILOBYTE = 1024;

function size(bytes) {
  if (!bytes) return "";
  if (bytes < KILOBYTE) return `${bytes} B`;
  return bytes < KILOBYTE ** 2
    ? `${Math.round(bytes / KILOBYTE)} KB`
    : `${(bytes / KILOBYTE ** 2).toFixed(1)} MB`;
}

function broken(label) {
  return h("div", { class: "media-broken" }, icon("image"), h("span", {}, label));
}

function photo(message) {
  const best = message.photo.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const source = fileUrl(best.file_id);
  const image = h("img", {
    src: source,
    width: best.width,
    height: best.height,
    alt: message.caption || "照片",
    decoding: "async",
  });
  const button = h(
    "button",
    {
      type: "button",
      class: "photo",
      "aria-label": message.caption ? `放大照片：${message.caption}` : "放大照片",
      onclick: () => openPicture(source, message.caption || "照片"),
    },
    image,
  );
  image.addEventListener("error", () => button.replaceWith(broken("照片打不开")), { once: true });
  return button;
}

function video(message) {
  const data = message.video ?? message.animation ?? message.video_note;
  const player = h("video", {
    src: fileUrl(data.file_id),
    width: data.width || data.length,
    height: data.height || data.length,
    controls: true,
    playsinline: true,
    preload: "metadata",
    "aria-label": data.file_name || "视频",
  });
  player.addEventListener(
    "error",
    () =>
      player.replaceWith(
        h(
          "a",
          { class: "media-broken", href: fileUrl(data.file_id), download: data.file_name || "video.mp4" },
          icon("play"),
          h("span", {}, `视频 ${duration(data.duration)}`),
        ),
      ),
    { once: true },
  );
  return h("div", { class: "video" }, player);
}

const BARS = 26;

function voice(message) {
  const data = message.voice ?? message.audio;
  const audio = new Audio();
  audio.preload = "none";
  audio.src = fileUrl(data.file_id);
  const label = h("span", { class: "voice-time" }, duration(data.duration));
  const bars = Array.from({ length: BARS }, (_, index) => {
    const bar = h("i");
    bar.style.height = `${5 + (((index * 7 + (data.file_size % 11)) * 5) % 15)}px`;
    return bar;
  });
  const button = h(
    "button",
    { type: "button", class: "voice-play", "aria-label": `播放语音 ${duration(data.duration)}` },
    icon("play"),
  );
  const show = (name) => button.replaceChildren(icon(name));
  button.addEventListener("click", async () => {
    if (!audio.paused) return audio.pause();
    try {
      await audio.play();
    } catch {
      toast("这段语音放不出来");
    }
  });
  audio.addEventListener("play", () => show("pause"));
  audio.addEventListener("pause", () => show("play"));
  audio.addEventListener("timeupdate", () => {
    const reached = (audio.currentTime / (audio.duration || data.duration || 1)) * BARS;
    bars.forEach((bar, index) => bar.classList.toggle("played", index < reached));
  });
  return h(
    "div",
    { class: "voice" },
    button,
    h("span", { class: "voice-bars", "aria-hidden": "true" }, bars),
    label,
  );
}

function file(message) {
  const data = message.document;
  return h(
    "a",
    { class: "file", href: fileUrl(data.file_id), download: data.file_name || "文件" },
    h("span", { class: "file-icon" }, icon("file")),
    h(
      "span",
      { class: "file-names" },
      h("b", {}, data.file_name || "文件"),
      h("small", {}, size(data.file_size)),
    ),
  );
}

function place(message) {
  const { latitude, longitude } = message.location ?? message.venue.location;
  const where = message.venue ? [message.venue.title, message.venue.address].filter(Boolean).join("，") : "";
  const numbers = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return h(
    "div",
    { class: "place", role: "img", "aria-label": `位置 ${where || numbers}` },
    h("div", { class: "place-map" }, icon("pin")),
    where ? h("b", {}, where) : null,
    h("small", {}, numbers),
  );
}

function card(message) {
  const contact = message.contact;
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return h("div", { class: "card" }, h("b", {}, name), h("small", {}, contact.phone_number));
}

function poll(message) {
  const { question, options, total_voter_count: total = 0, is_anonymous: anonymous } = message.poll;
  const rows = options.map((option) => {
    const share = total ? Math.round((option.voter_count / total) * 100) : 0;
    const bar = h("i");
    bar.style.width = `${share}%`;
    return h("li", {}, h("span", {}, option.text), h("small", {}, `${share}%`), bar);
  });
  return h(
    "div",
    { class: "poll" },
    h("b", {}, question),
    h("small", {}, anonymous === false ? "实名投票" : "匿名投票"),
    h("ul", {}, rows),
    h("small", {}, total ? `${total} 人已投` : "还没有人投票"),
  );
}

function sticker(message) {
  return h(
    "div",
    { class: "sticker", role: "img", "aria-label": `贴纸 ${message.sticker.emoji ?? ""}` },
    message.sticker.emoji ?? "贴纸",
  );
}

/** The part of the bubble above the text, or null. */
export function renderMedia(message) {
  if (message.photo?.length) return photo(message);
  if (message.video || message.animation || message.video_note) return video(message);
  if (message.voice || message.audio) return voice(message);
  if (message.document) return file(message);
  if (message.venue || message.location) return place(message);
  if (message.contact) return card(message);
  if (message.poll) return poll(message);
  if (message.sticker) return sticker(message);
  if (message.dice) return h("div", { class: "sticker" }, `${message.dice.emoji} ${message.dice.value}`);
  return null;
}

export const isPicture = (message) => Boolean(message.photo || message.video || message.animation);
