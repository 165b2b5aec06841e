// Building elements. Data reaches the page only through text nodes and attributes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** h("button", {class: "pill", onclick: fn, "data-x": 1, hidden: false}, "text", child, null) */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A drawing from icons.svg; decorative, so the control around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const find = (testid) => document.querySelector(`[data-testid="${testid}"]`);

const AVATAR_COLOURS = 7;

/** A round picture for a chat or person: the first letter on a colour that stays the same for the id. */
export function avatar({ id, title, kind }) {
  const colour = Math.abs(Number(id)) % AVATAR_COLOURS;
  const sign = { group: "group", supergroup: "group", channel: "channel", bot: "bot" }[kind];
  const face = sign ? icon(sign) : [...(title || "?")][0];
  return h("span", { class: `avatar tone-${colour}`, "aria-hidden": "true" }, face);
}
