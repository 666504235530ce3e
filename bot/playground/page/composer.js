// Where one writes: texts, files, commands, buttons of the bot, inline mode.

import { get } from "./api.js";
import { button, h, icon, replace } from "./dom.js";
import { closeButton, menu } from "./dialogs.js";
import { base64, parts, places, Recorder, stickers } from "./sending.js";
import { author, hue, initials, summary } from "./text.js";
import { say } from "./words.js";

const WAIT = 250;
const LARGEST = 50_000_000;

export class Composer {
  constructor(store, thread) {
    Object.assign(this, { store, thread, key: store.open, replied: null, edited: null, offered: [], choices: [], chosen: -1, keyboardShown: true });
    this.element = h("footer", { class: "composer" });
    this.input = h("textarea", { rows: 1, placeholder: say("message"), "aria-label": say("message"), "aria-keyshortcuts": "Shift+Tab", title: say("toButtons"), dir: "auto", enterKeyHint: "send", oninput: () => this.#typed(), onkeydown: (event) => this.#key(event) });
    this.picker = h("input", { type: "file", hidden: true, tabindex: "-1", onchange: () => this.#attach() });
    this.popup = h("div", { class: "popup", role: "listbox", hidden: true, "aria-label": say("commands") });
    this.context = h("div", { class: "context", hidden: true });
    this.buttons = h("div", { class: "reply-keyboard", hidden: true });
    this.recorder = new Recorder(store);
    this.attach = button(say("attach"), { class: "round attach", "aria-haspopup": "menu", onclick: () => this.#more() }, icon("clip"));
    this.update();
    this.#learn();
  }

  get draft() {
    return this.input.value;
  }

  set draft(text) {
    this.input.value = text;
    this.#typed();
  }

  focus() {
    if (matchMedia("(pointer: fine)").matches) this.input.focus();
  }

  update() {
    const { store } = this;
    const { chat } = store;
    if (!chat) return;
    const wide = this.#instead(chat);
    if (wide) return replace(this.element, wide);
    const keyboard = chat.keyboard?.keyboard;
    this.buttons.hidden = !keyboard || !this.keyboardShown;
    if (keyboard) replace(this.buttons, keyboard.map((row) => h("div", { class: "buttons" }, row.map((one) => h("button", { type: "button", class: "key", dir: "auto", onclick: () => this.#keyboardPress(one) }, one.text)))));
    if (chat.keyboard?.input_field_placeholder) this.input.placeholder = chat.keyboard.input_field_placeholder;
    if (this.element.contains(this.input)) return;
    replace(this.element, this.popup, this.context,
      h("div", { class: "row" },
        button(say("commands"), { class: "round slash", onclick: () => this.#toggleCommands() }, "/"),
        this.input,
        button(say("keyboard"), { class: "round keys", onclick: () => this.#toggleKeyboard() }, icon("keyboard")),
        this.attach,
        button(say("send"), { class: "round send", onclick: () => this.#send() }, icon("send")), this.picker),
      this.buttons);
  }

  #instead(chat) {
    const { store } = this;
    const wide = (label, act) => h("button", { type: "button", class: "wide", onclick: act }, label);
    if (chat.bot && chat.blocked) return wide(say("restart"), () => store.startWith(store.botOf(chat)));
    if (chat.bot && !chat.started) return wide(say("start"), () => store.startWith(store.botOf(chat)));
    const role = store.roleIn(chat);
    if (["left", "kicked"].includes(role)) return wide(say("join"), () => store.act("join"));
    if (chat.chat.type === "channel" && !["creator", "administrator"].includes(role)) return h("p", { class: "note" }, say("onlyAdmins"));
    return null;
  }

  async #learn() {
    const { chat, person } = this.store;
    if (!chat) return;
    const known = await get(`commands?${new URLSearchParams({ person: person.id, chat: chat.key })}`).catch(() => ({ bots: [] }));
    const group = !chat.bot;
    this.offered = known.bots.flatMap((bot) => bot.commands.map((one) => ({ text: `/${one.command}${group ? `@${bot.bot}` : ""}`, note: one.description })));
    this.element.classList.toggle("has-commands", this.offered.length > 0);
  }

  #typed() {
    this.input.rows = Math.min(8, this.input.value.split("\n").length);
    const text = this.input.value;
    clearTimeout(this.searching);
    const inline = text.match(/^@(\w+) ([^]*)$/);
    const bot = inline && this.store.bots.find((one) => one.username.toLowerCase() === inline[1].toLowerCase() && one.supports_inline_queries);
    if (bot) this.searching = setTimeout(() => this.#search(bot, inline[2]), WAIT);
    else if (/^\/\w*$/.test(text)) this.#offer(this.offered.filter((one) => one.text.startsWith(text)).map((one) => ({ label: one.text, note: one.note, act: () => this.#say(one.text) })));
    else this.#offer([]);
  }

  async #search(bot, text) {
    const asked = await this.store.act("search", { bot: bot.username, text });
    const answer = asked?.answer ?? (asked && (await this.store.answered(asked.query)));
    if (!answer || this.input.value !== `@${bot.username} ${text}`) return;
    const choose = (result) => () => this.#choose(bot, asked.query, result);
    const results = answer.results.map((one) => ({ label: one.title ?? one.message.text ?? one.type, note: one.description ?? "", thumb: true, act: choose(one.id) }));
    const top = answer.button ? [{ label: answer.button.text, class: "choice above", act: () => this.#leave(() => this.store.startWith(bot, answer.button.start_parameter)) }] : [];
    this.#offer([...top, ...results], results.length ? top.length : 0);
    this.popup.classList.add("results");
  }

  #choose(bot, query, result) {
    return this.#leave(() => this.store.act("choose", { bot: bot.username, query, result }));
  }

  #leave(act) {
    this.draft = "";
    return act();
  }

  #offer(choices, first = 0) {
    Object.assign(this, { choices, chosen: choices.length ? first : -1 });
    this.popup.hidden = !choices.length;
    this.popup.classList.remove("results");
    replace(this.popup, choices.map((one, place) => h("button", { type: "button", role: "option", class: one.class ?? "choice", tabindex: "-1", "aria-selected": String(place === this.chosen), onclick: one.act },
      one.thumb ? h("span", { class: `thumb ${hue(one.label.length)}`, "aria-hidden": "true" }, initials(one.label)) : null,
      h("span", { class: "label" }, h("bdi", {}, one.label)), one.note ? h("span", { class: "hint" }, h("bdi", {}, one.note)) : null)));
  }

  #point(step) {
    this.chosen = (this.chosen + step + this.choices.length) % this.choices.length;
    [...this.popup.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === this.chosen)));
    this.popup.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const open = this.choices.length > 0;
    if (event.isComposing) return;
    if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) this.#point(event.key === "ArrowDown" ? 1 : -1);
    else if (open && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) this.choices[this.chosen].act();
    else if (event.key === "Tab" && event.shiftKey && this.thread.toButtons()) this.#offer([]);
    else if (event.key === "Escape") this.#escape(open);
    else if (event.key === "Enter" && !event.shiftKey) this.#send();
    else if (event.key === "ArrowUp" && !this.input.value) this.#editLast();
    else return;
    event.preventDefault();
  }

  #escape(open) {
    if (open) this.#offer([]);
    else if (this.replied || this.edited) this.#forget();
    else this.store.show(null);
  }

  #editLast() {
    const mine = [...this.store.chat.messages.values()].filter((one) => one.from?.id === this.store.person.id && one.text);
    if (mine.length) this.edit(mine.at(-1));
  }

  #toggleCommands() {
    if (this.choices.length) this.#offer([]);
    else this.#offer(this.offered.map((one) => ({ label: one.text, note: one.note, act: () => this.#say(one.text) })));
    this.input.focus();
  }

  #toggleKeyboard() {
    this.keyboardShown = !this.keyboardShown;
    this.update();
  }

  #keyboardPress(one) {
    if (this.store.chat.keyboard?.one_time_keyboard) this.keyboardShown = false;
    this.#say(one.text);
  }

  #say(text) {
    this.draft = "";
    this.store.act("say", { text });
    this.focus();
  }

  async #send() {
    const text = this.input.value;
    if (!text.trim()) return;
    const { replied, edited } = this;
    this.#forget();
    const left = edited ? ((await this.store.act("edit", { text, message: edited.message_id })) ? "" : text) : await this.#sayAll(parts(text), replied);
    if (left && this.store.open === this.key) this.draft = left;
  }

  // What could not be said.
  async #sayAll(all, replied) {
    for (const [place, text] of all.entries()) {
      if (!(await this.store.act("say", { text, reply_to: place ? undefined : replied?.message_id }))) return all.slice(place).join("\n");
    }
    return "";
  }

  // While something is recorded, the button ends that.
  #more() {
    if (this.recorder.running) return this.#recorded();
    return menu(this.attach, [
      [say("file"), () => this.picker.click()],
      [say("voice"), () => this.#record()],
      [say("sticker"), () => this.#offerMore(stickers(this.store))],
      [say("location"), () => this.#offerMore(places(this.store))],
    ]);
  }

  #offerMore(choices) {
    this.#offer(choices.map((one) => ({ ...one, act: () => (this.#offer([]), one.act()) })));
    this.input.focus();
  }

  async #record() {
    const running = await this.recorder.start();
    this.attach.classList.toggle("recording", running);
    this.attach.setAttribute("aria-label", say(running ? "stopRecording" : "attach"));
  }

  #recorded() {
    this.recorder.stop();
    this.attach.classList.remove("recording");
    this.attach.setAttribute("aria-label", say("attach"));
  }

  async #attach() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (!file || file.size > LARGEST) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    await this.store.act("send", { file_name: file.name, file: base64(bytes), as_photo: /^image\/(png|jpeg|gif|webp)$/.test(file.type), text: this.input.value });
    this.#forget();
  }

  replyTo(message) {
    this.#forget();
    this.replied = message;
    this.#remind(author(message), summary(message, say));
  }

  edit(message) {
    this.#forget();
    this.edited = message;
    this.#remind(say("edit"), summary(message, say));
    this.draft = message.text;
  }

  #remind(title, words) {
    this.context.hidden = false;
    replace(this.context, h("span", { class: "bar-mark" }), h("span", { class: "reminder" }, h("b", { dir: "auto" }, title), h("span", { dir: "auto" }, words)), closeButton(() => this.#forget()));
    this.input.focus();
  }

  #forget() {
    Object.assign(this, { replied: null, edited: null });
    this.context.hidden = true;
    this.draft = "";
  }
}
