// One message.

import { button, h, icon } from "./dom.js";
import { author, endsLeft, formatted, hue, kindOf, service, summary } from "./text.js";
import { clock, say } from "./words.js";

export function bubble(message, context) {
  const { store, chat, act } = context;
  const said = service(message, say);
  if (said !== null) return h("li", { class: "service", "data-id": message.message_id }, h("span", { dir: "auto" }, said));
  const own = message.from?.id === store.person.id;
  const named = !own && !chat.bot;
  const id = `m${message.message_id}`;
  const marks = reactions(store.reactionsTo(chat.key, message.message_id));
  const time = meta(message);
  return h("li", { class: `message ${own ? "own" : "other"}`, "data-id": message.message_id },
    h("article", { class: "bubble", "aria-labelledby": id, oncontextmenu: (event) => ask(event, () => act.menu(event.currentTarget, message)), onclick: (event) => isTap(event) && act.menu(event.currentTarget, message) },
      h("span", { class: "hidden", id }, `${own ? say("you") : author(message)}, ${clock(message.date)}`),
      named ? h("div", { class: `author ${hue(message.from?.id ?? message.sender_chat?.id)}`, dir: "auto" }, author(message)) : null,
      message.via_bot ? h("div", { class: "via" }, say("via", message.via_bot.username)) : null,
      message.forward_origin ? h("div", { class: "via", dir: "auto" }, say("forwardedFrom", originName(message.forward_origin))) : null,
      reply(message, act),
      media(message),
      words(message, act, marks ? null : time),
      marks,
      marks || !textOf(message) ? time : null,
      button(say("actionsFor"), { class: "actions", onclick: (event) => act.menu(event.currentTarget, message) }, icon("more"))),
    keyboard(message, act));
}

function meta(message) {
  return h("div", { class: endsLeft(textOf(message) ?? "") ? "meta left" : "meta" }, message.edit_date ? h("span", {}, say("edited")) : null, h("time", { dir: "auto", datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)));
}

function textOf(message) {
  return message.text ?? message.caption;
}

// The menu of a message: its button, a right click, a long press; where nothing hovers, a tap.

function isTap(event) {
  return matchMedia("(hover: none)").matches && isBare(event);
}

function ask(event, open) {
  if (!isBare(event)) return;
  event.preventDefault();
  open();
}

function isBare(event) {
  return !event.target.closest("a, button, code, [role=button]") && getSelection().isCollapsed;
}

function originName(origin) {
  return origin.sender_user?.first_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? origin.sender_user_name ?? "?";
}

function reply(message, act) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  return h("button", { type: "button", class: "quote", dir: "auto", onclick: () => act.jump(replied.message_id) },
    h("span", {}, message.quote?.text ?? summary(replied, say)), h("b", {}, h("bdi", {}, author(replied))));
}

function media(message) {
  if (message.photo) {
    const photo = message.photo.at(-1);
    return h("img", { class: "photo", src: `/api/files/${photo.file_id}`, alt: message.caption ?? say("photo"), width: photo.width, height: photo.height, loading: "lazy" });
  }
  if (message.document) {
    const { document: file } = message;
    return h("a", { class: "file", href: `/api/files/${file.file_id}`, download: file.file_name ?? "file" },
      h("span", { class: "file-icon" }, icon("file")), h("span", { class: "file-name", dir: "auto" }, file.file_name ?? say("document")), h("span", { class: "file-size" }, size(file.file_size)));
  }
  if (message.voice?.file_size) return h("audio", { class: "voice", controls: true, preload: "none", src: `/api/files/${message.voice.file_id}`, "aria-label": say("voice") });
  if (message.sticker?.file_size) return h("img", { class: "sticker", src: `/api/files/${message.sticker.file_id}`, alt: message.sticker.emoji ?? say("sticker"), width: 128, height: 128 });
  if (message.location) return h("a", { class: "file link", dir: "ltr", target: "_blank", rel: "noopener noreferrer", href: `https://www.openstreetmap.org/?mlat=${message.location.latitude}&mlon=${message.location.longitude}` }, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  const kind = kindOf(message);
  return kind ? h("div", { class: "kind" }, `[${kind}]`) : null;
}

function size(bytes = 0) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function words(message, act, time) {
  const text = textOf(message);
  if (!text) return null;
  return h("div", { class: "words" }, formatted(text, message.entities ?? message.caption_entities, act), time);
}

function reactions(emojis) {
  return emojis.length ? h("div", { class: "reactions" }, emojis.map((emoji) => h("span", {}, emoji))) : null;
}

function keyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "inline-keyboard", onkeydown: (event) => act.among(event) }, rows.map((row) => h("div", { class: "buttons" }, row.map((one) =>
    h("button", { type: "button", class: `key ${one.style ?? ""}`, dir: "auto", onclick: (event) => act.press(event.currentTarget, message, one) }, one.text)))));
}
