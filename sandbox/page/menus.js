// The two menus of the composer: the bot's commands, and what can be attached.

import { commandsFor } from "/page/commands.js";
import { h, icon } from "/page/dom.js";
import { addFiles } from "/page/files.js";
import { askPlace } from "/page/notices.js";

// People's Square, Shanghai: a place to begin with, for the sender to change.
const SAMPLE_PLACE = { latitude: 31.2304, longitude: 121.4737 };

let open = null;

export function closeMenus() {
  open?.element.remove();
  open?.anchor.removeAttribute("aria-expanded");
  open = null;
}

function show(anchor, label, items, { keepFocus = false } = {}) {
  const element = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, "data-testid": "menu" },
    items,
  );
  anchor.closest(".foot").append(element);
  anchor.setAttribute("aria-expanded", "true");
  open = { anchor, element };
  element.addEventListener("keydown", (event) => walk(event, element));
  if (!keepFocus) element.querySelector("[role=menuitem]")?.focus();
}

function walk(event, element) {
  const list = [...element.querySelectorAll("[role=menuitem]")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    const back = open?.anchor;
    closeMenus();
    back?.focus();
  } else if (step) {
    event.preventDefault();
    list[(list.indexOf(document.activeElement) + step + list.length) % list.length]?.focus();
  }
}

/** prefix: what was typed behind the slash; then the menu follows the typing and does not take the focus. */
export function commandMenu(context, anchor, choose, prefix = null) {
  const again = open?.anchor === anchor && prefix === null;
  closeMenus();
  if (again) return;
  const all = context.speaker ? commandsFor(context.chat, context.speaker.user, context.speaker.isAdmin) : [];
  const list = prefix === null ? all : all.filter(({ command }) => command.startsWith(prefix.toLowerCase()));
  if (!list.length && prefix !== null) return;
  const items = list.map(({ command, description }) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: "menu-row",
        "data-command": command,
        onclick: () => choose(command),
      },
      h("code", {}, `/${command}`),
      h("span", {}, description),
    ),
  );
  show(anchor, "命令", items.length ? items : [h("p", { class: "menu-empty" }, "机器人没有给这里设命令")], {
    keepFocus: prefix !== null,
  });
}

function pick(accept, asFile) {
  const input = h("input", {
    type: "file",
    multiple: true,
    accept,
    hidden: true,
    onchange: () => {
      addFiles(input.files, asFile);
      input.remove();
    },
  });
  document.body.append(input);
  input.click();
}

export function attachMenu(anchor, { send }) {
  const again = open?.anchor === anchor;
  closeMenus();
  if (again) return;
  const item = (name, key, label, run) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: "menu-row",
        "data-attach": key,
        onclick: () => {
          closeMenus();
          run();
        },
      },
      icon(name),
      h("span", {}, label),
    );
  show(anchor, "添加附件", [
    item("image", "picture", "照片或视频", () => pick("image/*,video/*", false)),
    item("file", "file", "文件", () => pick("", true)),
    item("image", "sample-photo", "示例照片", () => send({ photo: true })),
    item("mic", "sample-voice", "示例语音", () => send({ voice: true })),
    item("pin", "place", "位置", async () => {
      const place = await askPlace(SAMPLE_PLACE);
      if (place) send({ location: place });
    }),
  ]);
}

export function startMenus() {
  document.addEventListener("pointerdown", (event) => {
    if (open && !open.element.contains(event.target) && !open.anchor.contains(event.target)) closeMenus();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && open && closeMenus());
}
