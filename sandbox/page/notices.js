// What appears over the page for a moment: toasts, alerts, questions, a picture in full size.

import { find, h } from "/page/dom.js";

const TOAST_MS = 4000;
const ERROR_MS = 7000;

/** A line that goes away by itself; kind "error" stays longer. */
export function toast(text, kind = "info") {
  const line = h("div", { class: `toast ${kind}`, "data-testid": "toast" }, text);
  find("toasts").append(line);
  setTimeout(() => line.remove(), kind === "error" ? ERROR_MS : TOAST_MS);
}

export const failed = (error) => toast(`没成功：${error.message || "不知道为什么"}`, "error");

function dialog(props, ...children) {
  const box = h("dialog", props, ...children);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

const closer = (label, kind = "") =>
  h(
    "button",
    { type: "button", class: `pill ${kind}`, onclick: (event) => event.target.closest("dialog").close() },
    label,
  );

/** A callback answer with show_alert. */
export function alertBox(text) {
  dialog(
    { class: "box", "data-testid": "alert", "aria-label": "提示" },
    h("p", {}, text),
    h("div", { class: "box-buttons" }, closer("知道了", "accent")),
  );
}

/** Asks before leaving for an address, as Telegram does. */
export function confirmLink(href) {
  const go = h(
    "a",
    { class: "pill accent", href, target: "_blank", rel: "noopener noreferrer", onclick: () => box.close() },
    "打开",
  );
  const box = dialog(
    { class: "box", "data-testid": "link-dialog", "aria-label": "打开链接" },
    h("p", {}, "打开这个链接？"),
    h("p", { class: "box-address" }, href),
    h("div", { class: "box-buttons" }, closer("取消"), go),
  );
}

export function openPicture(source, label) {
  dialog(
    { class: "picture", "data-testid": "picture", "aria-label": label },
    h("img", { src: source, alt: label, onclick: (event) => event.target.closest("dialog").close() }),
    closer("关闭"),
  );
}

/** Asks to pick one of {value, label}; answers the value, or null when closed. */
export function choose(title, options) {
  return new Promise((resolve) => {
    let picked = null;
    const rows = options.map(({ value, label }) =>
      h(
        "button",
        {
          type: "button",
          class: "box-row",
          onclick: () => {
            picked = value;
            box.close();
          },
        },
        label,
      ),
    );
    const box = dialog(
      { class: "box", "data-testid": "choose", "aria-label": title },
      h("p", {}, title),
      rows,
      h("div", { class: "box-buttons" }, closer("取消")),
    );
    box.addEventListener("close", () => resolve(picked));
  });
}

/** Asks for a place; answers {latitude, longitude}, or null. */
export function askPlace(start) {
  return new Promise((resolve) => {
    let place = null;
    const field = (label, value, bound) =>
      h(
        "label",
        { class: "box-field" },
        h("span", {}, label),
        h("input", { type: "number", step: "any", min: -bound, max: bound, required: true, value }),
      );
    const send = (event) => {
      event.preventDefault();
      const [latitude, longitude] = [...event.target.querySelectorAll("input")].map((input) =>
        Number(input.value),
      );
      place = { latitude, longitude };
      box.close();
    };
    const box = dialog(
      { class: "box", "aria-label": "发送位置" },
      h(
        "form",
        { onsubmit: send },
        h("p", {}, "发送位置"),
        field("纬度", start.latitude, 90),
        field("经度", start.longitude, 180),
        h("div", { class: "box-buttons" }, closer("取消"), h("button", { class: "pill accent" }, "发送")),
      ),
    );
    box.addEventListener("close", () => resolve(place));
  });
}
