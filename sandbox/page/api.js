// The sandbox's control side over HTTP. Every failure is an Error whose message can be shown as it is.

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Error("连不上沙盒，请看看它是否还在运行");
  }
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    throw new Error(`沙盒的回答读不懂（HTTP ${response.status}）`);
  }
  if (!response.ok || answer.ok === false)
    throw new Error(answer.error || `沙盒拒绝了（HTTP ${response.status}）`);
  return answer.result ?? answer;
}

const get = (path) => request(path);
const post = (path, body) =>
  request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });

export const state = () => get("/sandbox/state");
export const messages = (chat, limit, viewer) =>
  get(
    `/sandbox/chats/${encodeURIComponent(chat)}/messages?limit=${limit}${viewer ? `&viewer=${viewer}` : ""}`,
  );
export const say = (body) => post("/sandbox/say", body);
export const press = (body) => post("/sandbox/press", body);
export const callback = (id, wait) => get(`/sandbox/callbacks/${encodeURIComponent(id)}?wait=${wait}`);
export const membership = (body) => post("/sandbox/membership", body);
export const clock = (body) => (body ? post("/sandbox/clock", body) : get("/sandbox/clock"));
export const scenarios = () => get("/sandbox/scenarios");
export const playScenario = (name) => post(`/sandbox/scenarios/${encodeURIComponent(name)}/play`);
export const stopScenario = () => post("/sandbox/scenarios/stop");
export const fileUrl = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;
