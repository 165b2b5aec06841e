// How the sandbox's time is written: always Beijing time, whatever the zone of the machine that looks.

const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;

const format = (options) => new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, ...options });
const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const yearMonthDay = format({ year: "numeric", month: "numeric", day: "numeric" });
const monthDay = format({ month: "long", day: "numeric" });
const weekday = format({ weekday: "short" });
const full = format({
  year: "numeric",
  month: "long",
  day: "numeric",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

const year = (ms) => yearMonthDay.formatToParts(ms).find((part) => part.type === "year").value;

/** Equal for two moments of the same Beijing day. */
export const dayKey = (ms) => yearMonthDay.format(ms);

export const hourMinute = (ms) => clock.format(ms);
export const exact = (ms) => full.format(ms);
export const clockFace = (ms) => `${monthDay.format(ms)} ${weekday.format(ms)} ${clock.format(ms)}`;

export function dayLabel(ms, now) {
  if (dayKey(ms) === dayKey(now)) return "今天";
  if (dayKey(ms) === dayKey(now - DAY_MS)) return "昨天";
  const label = `${monthDay.format(ms)} ${weekday.format(ms)}`;
  return year(ms) === year(now) ? label : `${year(ms)}年${label}`;
}

/** The short time at the right of a chat in the list. */
export function listTime(ms, now) {
  if (dayKey(ms) === dayKey(now)) return clock.format(ms);
  if (dayKey(ms) === dayKey(now - DAY_MS)) return "昨天";
  return year(ms) === year(now) ? monthDay.format(ms) : yearMonthDay.format(ms);
}

/** Seconds as 1:05. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(Number(seconds) || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
