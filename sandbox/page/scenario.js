// Playing a ready scenario: the picker, the strip that tells what happens, and following it from chat to chat.

import * as api from "/page/api.js";
import { find, h } from "/page/dom.js";
import { failed } from "/page/notices.js";
import { named } from "/page/store.js";

const LINGER_MS = 8000;

let scenes = [];
let playing = null;
let follow = () => {};
let hideTimer = 0;

const select = () => find("scenario-select");

export async function loadScenarios() {
  scenes = (await api.scenarios()).scenarios;
  const before = playing;
  const scene = scenes.find((one) => one.playing);
  playing = scene?.name ?? null;
  if (scene && !before) strip(scene.title);
  if (!scene && before) find("scenario-caption").hidden = true;
  const chosen = select().value;
  select().replaceChildren(
    ...(scenes.length
      ? scenes.map(({ name, title }) =>
          h("option", { value: name, selected: name === chosen }, title || name),
        )
      : [h("option", { value: "" }, "没有场景")]),
  );
  describe();
  refresh();
}

function describe() {
  select().title = scenes.find(({ name }) => name === select().value)?.description ?? "";
}

function refresh() {
  select().disabled = !scenes.length || Boolean(playing);
  find("scenario-play").disabled = !scenes.length || Boolean(playing);
  find("scenario-stop").hidden = !playing;
  find("scenario-dismiss").hidden = Boolean(playing);
}

function strip(note, { at, total, kind = "" } = {}) {
  clearTimeout(hideTimer);
  const caption = find("scenario-caption");
  caption.hidden = false;
  caption.className = `caption ${kind}`;
  find("scenario-count").textContent = at ? `${at} / ${total}` : "";
  find("scenario-note").textContent = note;
  caption.querySelector(".caption-progress span").style.width = total ? `${(at / total) * 100}%` : "0";
  caption.querySelector(".caption-follow").hidden = Boolean(kind);
}

function finish(note, kind) {
  playing = null;
  refresh();
  strip(note, { kind });
  if (kind === "done")
    hideTimer = setTimeout(() => {
      find("scenario-caption").hidden = true;
    }, LINGER_MS);
}

/** Where a step happens, so that the page can go there: a group by name or id, else the private chat of who acts. */
const placeOf = (step) => {
  const action = step?.say ?? step?.press ?? step?.expect ?? {};
  return action.chat ?? action.user ?? null;
};

/** event: {name, state: added|playing|step|done|failed|stopped, step (from 1), total, note?, error?}. */
export function onScenario(event) {
  const { name, state, step: at, total } = event;
  if (state === "added") return loadScenarios();
  if (state === "failed") return finish(`演示停在第 ${at} 步：${event.error}`, "failed");
  if (state === "done") return finish("演示结束", "done");
  if (state === "stopped") return finish("演示已停止", "done");
  const scene = scenes.find((one) => one.name === name);
  playing = name;
  refresh();
  const note = event.note || (state === "playing" ? scene?.title : find("scenario-note").textContent);
  strip(note ?? "", { at, total });
  const place = placeOf(scene?.steps[at - 1]);
  const chat = place === null ? null : named(place);
  if (chat && find("scenario-follow").checked) follow(chat.id);
  return undefined;
}

export function startScenario(onFollow) {
  follow = onFollow;
  select().addEventListener("change", describe);
  find("scenario-play").addEventListener("click", () => api.playScenario(select().value).catch(failed));
  find("scenario-dismiss").addEventListener("click", () => {
    find("scenario-caption").hidden = true;
  });
  find("scenario-stop").addEventListener("click", () => api.stopScenario().catch(failed));
}
