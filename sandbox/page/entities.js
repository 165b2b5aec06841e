// Telegram text with entities → DOM. Offsets and lengths are UTF-16 units, which is how JavaScript counts too.

import { h } from "/page/dom.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** The address when it may be followed, else null (javascript:, data: and the like). */
function safeUrl(address) {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
    return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, onLink) {
  const href = safeUrl(address);
  if (!href) return h("span", { class: "dead-link" });
  return h("a", {
    href,
    target: "_blank",
    rel: "noopener noreferrer",
    onclick: (event) => onLink?.(href) && event.preventDefault(),
  });
}

function spoiler() {
  const open = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    if (element.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    element.classList.add("shown");
    element.setAttribute("aria-label", element.textContent);
  };
  const element = h("span", {
    class: "spoiler",
    role: "button",
    tabindex: 0,
    "aria-label": "隐藏的文字，点击显示",
    onclick: open,
    onkeydown: open,
  });
  return element;
}

function expandable() {
  return h("blockquote", {
    class: "expandable",
    onclick: (event) => {
      if (event.target.closest("a")) return;
      event.stopPropagation();
      event.currentTarget.classList.toggle("open");
    },
  });
}

function shell(entity, text, actions) {
  switch (entity.type) {
    case "bold":
      return h("strong");
    case "italic":
      return h("em");
    case "underline":
      return h("u");
    case "strikethrough":
      return h("s");
    case "code":
      return h("code");
    case "pre":
      return h("pre", { "data-language": entity.language });
    case "blockquote":
      return h("blockquote");
    case "expandable_blockquote":
      return expandable();
    case "spoiler":
      return spoiler();
    case "text_link":
      return link(entity.url, actions.onLink);
    case "url":
      return link(text, actions.onLink);
    case "email":
      return link(`mailto:${text}`);
    case "phone_number":
      return link(`tel:${text.replace(/[^\d+]/g, "")}`);
    case "bot_command":
      return h("button", {
        type: "button",
        class: "command",
        "data-command": text,
        onclick: () => actions.onCommand?.(text),
      });
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "mention" });
    default:
      return h("span");
  }
}

/** A fragment with the text; actions: onLink(href) → true when handled, onCommand("/x"). */
export function renderText(text, entities, actions = {}) {
  const ordered = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, ordered, actions);
  return fragment;
}

function fill(parent, text, start, end, entities, actions) {
  let at = start;
  for (let index = 0; index < entities.length;) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    index += 1;
    if (to <= from) continue;
    const inside = [];
    while (index < entities.length && entities[index].offset < to) inside.push(entities[index++]);
    parent.append(text.slice(at, from));
    const element = shell(entity, text.slice(from, to), actions);
    fill(element, text, from, to, inside, actions);
    parent.append(element);
    at = to;
    // A block ends its own line, so the line break behind it would show as an empty line.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at += 1;
  }
  parent.append(text.slice(at, end));
}
