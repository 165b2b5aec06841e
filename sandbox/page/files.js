// Files picked, pasted or dropped, waiting above the composer until they are sent.

import { h, icon } from "/page/dom.js";
import { toast } from "/page/notices.js";

// Telegram's own limit for files a bot can fetch: https://core.telegram.org/bots/api#getfile
const MAX_BYTES = 20 * 1024 * 1024;
// https://core.telegram.org/bots/api#sendmediagroup
const ALBUM_MAX = 10;

let waiting = [];
let shownIn = null;

const kindOf = (file, asFile) =>
  asFile
    ? "document"
    : file.type.startsWith("image/")
      ? "photo"
      : file.type.startsWith("video/")
        ? "video"
        : "document";

export const hasFiles = () => waiting.length > 0;

export function addFiles(list, asFile = false) {
  for (const file of list) {
    if (file.size > MAX_BYTES) toast(`「${file.name}」超过 20 MB，发不了`, "error");
    else if (file.size === 0) toast(`「${file.name}」是空文件，发不了`, "error");
    else if (waiting.length >= ALBUM_MAX) toast(`一次最多 ${ALBUM_MAX} 个文件`, "error");
    else waiting.push({ file, kind: kindOf(file, asFile), url: URL.createObjectURL(file) });
  }
  show();
}

export function clearFiles() {
  for (const { url } of waiting) URL.revokeObjectURL(url);
  waiting = [];
  show();
}

function remove(entry) {
  URL.revokeObjectURL(entry.url);
  waiting = waiting.filter((other) => other !== entry);
  show();
}

export function showFilesIn(element, onChange) {
  shownIn = { element, onChange };
  show();
}

function show() {
  if (!shownIn) return;
  shownIn.element.hidden = waiting.length === 0;
  shownIn.element.replaceChildren(
    ...waiting.map((entry) =>
      h(
        "span",
        { class: "waiting", "data-testid": "waiting-file" },
        entry.kind === "photo"
          ? h("img", { src: entry.url, alt: "" })
          : icon(entry.kind === "video" ? "play" : "file"),
        h("span", {}, entry.file.name),
        h(
          "button",
          {
            type: "button",
            class: "round small",
            "aria-label": `去掉 ${entry.file.name}`,
            onclick: () => remove(entry),
          },
          icon("close"),
        ),
      ),
    ),
  );
  shownIn.onChange();
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(new Error(`读不出「${file.name}」`));
    reader.readAsDataURL(file);
  });
}

/** The bodies for /sandbox/say: one for an album of pictures, else one for each file; the caption goes with the first. */
export async function fileBodies(caption) {
  const items = await Promise.all(
    waiting.map(async ({ file, kind }) => ({
      kind,
      value: { base64: await base64(file), filename: file.name },
    })),
  );
  const captioned = (index) => (index === 0 && caption ? { caption } : {});
  if (items.length > 1 && items.every(({ kind }) => kind !== "document")) {
    return [{ album: items.map(({ kind, value }, index) => ({ [kind]: value, ...captioned(index) })) }];
  }
  return items.map(({ kind, value }, index) => ({ [kind]: value, ...captioned(index) }));
}
