// Texts with entities as elements. Offsets count UTF-16 code units, as JavaScript's strings do.

import { h } from "./dom.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const ISOLATED = /[\u2066-\u2068][^\u2069]*\u2069/g;
const SAFE = /^(https?|tg|ton|mailto):/i;

export function formatted(text, entities = [], act = {}) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return stretch(text, sorted, 0, text.length, act);
}

// Whether the last paragraph runs from right to left: then the time stands at its other end.
export function endsLeft(text) {
  const first = text.slice(text.lastIndexOf("\n") + 1).replace(ISOLATED, "").match(/[\p{L}\u200e\u200f]/u)?.[0];
  return /[\u0591-\u08ff\u200f\ufb1d-\ufefc]/.test(first ?? "");
}

function stretch(text, entities, begin, end, act) {
  const nodes = [];
  let at = begin;
  for (let place = 0; place < entities.length; place += 1) {
    const entity = entities[place];
    const stop = entity.offset + entity.length;
    if (entity.offset < at || entity.offset >= end) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(place + 1).filter((one) => one.offset >= entity.offset && one.offset + one.length <= stop);
    nodes.push(element(entity, text.slice(entity.offset, stop), stretch(text, inner, entity.offset, stop, act), act));
    at = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function element(entity, words, inner, act) {
  switch (entity.type) {
    case "bold": return h("b", {}, inner);
    case "italic": return h("i", {}, inner);
    case "underline": return h("u", {}, inner);
    case "strikethrough": return h("s", {}, inner);
    case "code": return h("code", { class: "tap", onclick: () => act.copy?.(words) }, inner);
    case "pre": return h("pre", {}, h("code", {}, inner));
    case "blockquote": return h("blockquote", { dir: "auto" }, inner);
    case "expandable_blockquote": return expandable(inner);
    case "spoiler": return spoiler(inner);
    case "text_link": return link(entity.url, inner, act);
    case "url": return link(SAFE.test(words) ? words : `http://${words}`, inner, act);
    case "email": return link(`mailto:${words}`, inner, act);
    case "bot_command": return command(words, inner, act);
    case "mention":
    case "hashtag":
    case "cashtag":
    case "text_mention": return h("span", { class: "link" }, inner);
    case "date_time": return h("time", { datetime: new Date(entity.unix_time * 1000).toISOString() }, inner);
    default: return h("span", {}, inner);
  }
}

function link(url, inner, act) {
  if (!SAFE.test(url)) return h("span", {}, inner);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link", onclick: (event) => act.open?.(url, event) }, inner);
}

// No button element: that would be one neutral sign for the direction of its paragraph.
function command(words, inner, act) {
  const send = () => act.command?.(words);
  return h("span", { class: "link tap", role: "button", tabindex: "0", onclick: send, onkeydown: (event) => event.key === "Enter" && send() }, inner);
}

function spoiler(inner) {
  const hidden = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false" }, h("span", {}, inner));
  const show = () => {
    hidden.classList.add("shown");
    hidden.setAttribute("aria-expanded", "true");
  };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return hidden;
}

function expandable(inner) {
  const quote = h("blockquote", { dir: "auto", class: "folded", role: "button", tabindex: "0", "aria-expanded": "false" }, inner);
  const fold = () => quote.setAttribute("aria-expanded", String(!quote.classList.toggle("folded")));
  quote.addEventListener("click", fold);
  quote.addEventListener("keydown", (event) => event.key === "Enter" && fold());
  return quote;
}

export function summary(message, say) {
  if (!message) return "";
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 120);
  if (message.photo) return say("photo");
  if (message.document) return message.document.file_name ?? say("document");
  return service(message, say) ?? kindOf(message);
}

const CONTENT = ["video", "audio", "voice", "animation", "video_note", "sticker", "location", "venue", "contact", "dice", "poll"];

export function kindOf(message) {
  return CONTENT.find((name) => name in message) ?? "";
}

export function service(message, say) {
  const names = (people) => people.map((one) => one.first_name).join(", ");
  if (message.new_chat_members) return say("joined", names(message.new_chat_members));
  if (message.left_chat_member) return say("left", message.left_chat_member.first_name);
  if (message.pinned_message) return say("pinned");
  if (message.forum_topic_created) return say("topicOpened", message.forum_topic_created.name);
  if ("migrate_to_chat_id" in message || "migrate_from_chat_id" in message) return say("upgraded");
  if (message.group_chat_created) return say("created");
  return null;
}

export function author(message) {
  if (message.sender_chat) return message.sender_chat.title ?? message.sender_chat.first_name;
  return [message.from?.first_name, message.from?.last_name].filter(Boolean).join(" ");
}

export function hue(id) {
  return `hue${Math.abs(Number(id) || 0) % 7}`;
}

export function initials(name) {
  return [...(name || "?").trim()].slice(0, 1).join("").toUpperCase();
}
