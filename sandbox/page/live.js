// The sandbox's event stream: in order, each event once. After a break it goes on from the last number seen.

import { find } from "/page/dom.js";

const RETRY_MS = 1500;

/**
 * handle(event) is called for each event after number `after`. When the connection was lost, resume(last) is tried until
 * it answers the number to go on from.
 */
export function follow(after, handle, resume) {
  let last = after;
  const source = new EventSource(`/sandbox/events?after=${last}`);
  source.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    if (event.n <= last) return;
    last = event.n;
    handle(event);
  });
  source.addEventListener("error", async () => {
    source.close();
    find("offline").hidden = false;
    follow(await untilDone(() => resume(last)), handle, resume);
  });
}

/** Runs a request until it works, showing meanwhile that the sandbox can't be reached. */
export async function untilDone(attempt) {
  for (;;) {
    try {
      const result = await attempt();
      find("offline").hidden = true;
      return result;
    } catch {
      find("offline").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
