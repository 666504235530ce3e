// The open chat: its head, its topics, its messages.

import { button, h, icon, replace } from "./dom.js";
import { alertBox, choice, menu, question, toast } from "./dialogs.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { hue, initials } from "./text.js";
import { day, say } from "./words.js";

const NEAR = 120;
const FLOATING_MS = 900;

export class Thread {
  constructor(root, store) {
    Object.assign(this, { root, store });
    store.on("open person", () => this.draw());
    store.on("chats", () => this.#refresh());
    store.on("message", (event) => this.#changed(event));
    store.on("removed", ({ key, ids }) => key === store.open && ids.forEach((id) => this.#line(id)?.remove()));
    store.on("typing", () => this.#describe());
    this.draw();
  }

  draw() {
    const { store } = this;
    document.getElementById("app").classList.toggle("in-chat", Boolean(store.chat || store.pendingBot));
    if (store.pendingBot && !store.chat) return this.#welcome(store.pendingBot);
    const { chat } = store;
    if (!chat) return replace(this.root, h("p", { class: "empty" }, say("noChat")));
    this.status = h("span", { class: "status" }, store.describe(chat));
    this.lines = h("ol", { class: "lines", role: "log", "aria-live": "polite", "aria-label": say("messagesIn", store.nameOf(chat)), tabindex: "0", onscroll: () => this.#scrolled() });
    this.resized?.disconnect();
    this.resized = new ResizeObserver(() => this.atEnd && this.#toEnd());
    this.resized.observe(this.lines);
    this.composer = new Composer(store, this);
    replace(this.root, this.#head(chat), this.#topics(chat), this.lines, this.composer.element);
    this.#fill(chat);
    this.composer.focus();
    return null;
  }

  #refresh() {
    const { store } = this;
    if (!store.chat) return this.draw();
    const draft = this.composer?.draft;
    this.draw();
    if (draft && this.composer) this.composer.draft = draft;
    return null;
  }

  #welcome(bot) {
    const ask = (question) => h("button", { type: "button", class: "key", dir: "auto", onclick: () => this.store.askFirst(bot, question) }, question);
    const { questions } = this.store;
    replace(this.root, this.#bar(bot.first_name, bot.id, h("span", { class: "status" }, say("bot"))),
      h("div", { class: "welcome" },
        h("section", { class: "about" },
          h("h2", {}, h("bdi", {}, bot.first_name), " ", h("bdi", { class: "handle", dir: "ltr" }, `@${bot.username}`)),
          bot.description ? h("p", { dir: "auto" }, bot.description) : null,
          h("p", { class: "what" }, say("whatThisIs"))),
        questions.length ? h("div", { class: "inline-keyboard", role: "group", "aria-label": say("tryOne") }, questions.map(ask)) : null),
      h("footer", { class: "composer" }, h("button", { type: "button", class: "wide", onclick: () => this.store.startWith(bot) }, say("start"))));
  }

  #bar(name, id, status, ...more) {
    return h("header", { class: "bar" },
      button(say("back"), { class: "round back", onclick: () => this.store.show(null) }, icon("back")),
      h("span", { class: `avatar small ${hue(id)}`, "aria-hidden": "true" }, initials(name)),
      h("h1", {}, h("bdi", {}, name)), status, more);
  }

  #head(chat) {
    return this.#bar(this.store.nameOf(chat), chat.chat.id, this.status, button(say("more"), { class: "round", onclick: (event) => this.#more(event.currentTarget, chat) }, icon("more")));
  }

  #more(anchor, chat) {
    const { store } = this;
    const act = (verb, more) => () => store.act(verb, more);
    if (chat.bot) return menu(anchor, [chat.blocked ? [say("unblock"), act("unblock")] : [say("block"), act("block")]]);
    const bot = store.bots[0];
    const present = bot && ["member", "administrator", "restricted"].includes(chat.members[bot.id]);
    return menu(anchor, [
      bot && (present ? [say("removeBot"), act("remove", { who: String(bot.id) })] : [say("addBot"), act("add", { who: String(bot.id) })]),
      present && [say("promoteBot"), act("promote", { who: String(bot.id) })],
      chat.chat.is_forum && [say("newTopic"), () => this.#newTopic()],
      chat.chat.is_forum && store.topic && [say(this.#isClosed(chat) ? "reopenTopic" : "closeTopic"), act(this.#isClosed(chat) ? "reopen_topic" : "close_topic")],
      chat.chat.type === "group" && [say("upgrade"), act("upgrade")],
      [say("leave"), act("leave")],
    ]);
  }

  #isClosed(chat) {
    return chat.topics.find((one) => one.id === this.store.topic)?.is_closed ?? false;
  }

  async #newTopic() {
    const given = await question(say("newTopic"), [{ name: "text", label: say("title") }], say("create"));
    if (given) await this.store.act("open_topic", { ...given, topic: null });
  }

  #topics(chat) {
    if (!chat.chat.is_forum) return null;
    const { store } = this;
    const tab = (id, name) => h("button", { type: "button", role: "tab", "aria-selected": String(store.topic === id), dir: "auto", onclick: () => store.show(chat.key, id) }, name);
    return h("div", { class: "topics", role: "tablist" }, tab(null, say("allTopics")), chat.topics.filter((one) => one.id !== 1).map((one) => tab(one.id, `${one.is_closed ? "🔒 " : ""}${one.name}`)));
  }

  #fill(chat) {
    const shown = [...chat.messages.values()].filter((message) => this.#belongs(message));
    let date = "";
    const lines = [];
    for (const message of shown) {
      if (day(message.date) !== date) {
        date = day(message.date);
        lines.push(h("li", { class: "day" }, h("span", { dir: "auto" }, date)));
      }
      lines.push(this.#bubble(message));
    }
    this.date = date;
    replace(this.lines, lines);
    this.#toEnd();
  }

  #toEnd() {
    this.lines.scrollTop = this.lines.scrollHeight;
    this.atEnd = true;
  }

  // A date that floats over a message goes when the scrolling ends; one in its own place stays.
  #scrolled() {
    this.atEnd = this.lines.scrollHeight - this.lines.scrollTop - this.lines.clientHeight < NEAR;
    for (const one of this.lines.querySelectorAll(".day")) {
      const next = one.nextElementSibling?.getBoundingClientRect().top ?? Infinity;
      one.classList.toggle("floating", next < one.getBoundingClientRect().bottom);
    }
    this.lines.classList.add("scrolling");
    clearTimeout(this.floating);
    this.floating = setTimeout(() => this.lines.classList.remove("scrolling"), FLOATING_MS);
  }

  #belongs(message) {
    const { topic } = this.store;
    return topic === null || message.message_thread_id === topic || message.message_id === topic;
  }

  #bubble(message) {
    return bubble(message, { store: this.store, chat: this.store.chat, act: this });
  }

  #line(id) {
    return this.lines?.querySelector(`[data-id="${id}"]`);
  }

  #changed({ kind, key, message }) {
    if (key !== this.store.open || !message) return;
    const old = this.#line(message.message_id);
    if (kind === "edit") {
      this.#exchange(old, message);
      return this.atEnd && this.#toEnd();
    }
    if (!this.#belongs(message) || old) return;
    if (day(message.date) !== this.date) {
      this.date = day(message.date);
      this.lines.append(h("li", { class: "day" }, h("span", { dir: "auto" }, this.date)));
    }
    this.lines.append(this.#bubble(message));
    if (this.atEnd || message.from?.id === this.store.person.id) this.#toEnd();
    this.composer.update();
    this.#describe();
  }

  // Who is at a button of a message stays there when it is edited.
  #exchange(old, message) {
    const at = [...(old?.querySelectorAll(".key") ?? [])].indexOf(document.activeElement);
    const made = this.#bubble(message);
    old?.replaceWith(made);
    if (at >= 0) ([...made.querySelectorAll(".key")].at(at) ?? this.composer.input).focus();
  }

  #describe() {
    if (this.status && this.store.chat) this.status.textContent = this.store.describe(this.store.chat);
  }

  // What bubbles ask for.

  // From the composer to the buttons of the latest message that has some; arrows lead through them, Escape back.
  toButtons() {
    const keys = [...(this.lines?.querySelectorAll(".inline-keyboard") ?? [])].at(-1)?.querySelectorAll(".key");
    keys?.[0]?.focus();
    keys?.[0]?.scrollIntoView({ block: "nearest" });
    return Boolean(keys?.length);
  }

  among(event) {
    const keys = [...event.currentTarget.querySelectorAll(".key")];
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key === "Escape") this.composer.input.focus();
    else if (event.key in steps) keys.at((keys.indexOf(document.activeElement) + steps[event.key]) % keys.length).focus();
    else return;
    event.preventDefault();
  }

  jump(id) {
    const line = this.#line(id);
    line?.scrollIntoView({ block: "center" });
    line?.classList.add("flash");
    setTimeout(() => line?.classList.remove("flash"), 1200);
  }

  command(text) {
    this.store.act("say", { text });
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(say("copied"));
  }

  open(url, event) {
    const link = url.match(/^(?:https?:\/\/)?t\.me\/(\w+)\?start=([\w-]*)$/i) ?? url.match(/^tg:\/\/resolve\?domain=(\w+)&start=([\w-]*)$/i);
    const bot = link && this.store.bots.find((one) => one.username.toLowerCase() === link[1].toLowerCase());
    if (!bot) return;
    event?.preventDefault();
    this.store.startWith(bot, link[2]);
  }

  async press(key, message, one) {
    if (one.callback_data !== undefined) return this.#callback(key, message, one);
    if (one.url) {
      const link = h("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" });
      let taken = false;
      this.open(one.url, { preventDefault: () => { taken = true; } });
      return taken || link.click();
    }
    if (one.copy_text) return this.copy(one.copy_text.text);
    if ("switch_inline_query_current_chat" in one) return this.#inline(message, one.switch_inline_query_current_chat);
    if ("switch_inline_query" in one || "switch_inline_query_chosen_chat" in one) {
      const key2 = await this.#choose(say("sendTo"));
      if (!key2) return null;
      this.store.show(key2);
      return this.#inline(message, one.switch_inline_query ?? one.switch_inline_query_chosen_chat.query ?? "");
    }
    return toast(say("appOnly"));
  }

  #inline(message, query) {
    const bot = message.via_bot ?? message.from;
    this.composer.draft = `@${bot.username} ${query}`;
    this.composer.focus();
  }

  async #callback(key, message, one) {
    key.classList.add("busy");
    const asked = await this.store.act("press", { message: message.message_id, data: one.callback_data });
    const answer = asked && (await this.store.answered(asked.query));
    key.classList.remove("busy");
    if (!answer?.text) return;
    if (answer.show_alert) alertBox(answer.text);
    else toast(answer.text);
  }

  #choose(title) {
    return choice(title, [...this.store.chats.values()].map((chat) => [this.store.nameOf(chat), chat.key]));
  }

  menu(anchor, message) {
    const { store } = this;
    const own = message.from?.id === store.person.id;
    const id = message.message_id;
    const text = message.text ?? message.caption;
    menu(anchor, [
      [say("reply"), () => this.composer.replyTo(message)],
      text && [say("copy"), () => this.copy(text)],
      [say("forward"), () => this.#forward(id)],
      ["👍", () => store.act("react", { message: id, text: "👍" })],
      own && message.text && [say("edit"), () => this.composer.edit(message)],
      [say("remove"), () => store.act("delete", { message: id })],
    ]);
  }

  async #forward(id) {
    const source = this.store.open;
    const key = await this.#choose(say("forwardTo"));
    if (!key) return;
    await this.store.act("forward", { chat: key, source, message: id, topic: null });
    this.store.show(key);
  }
}
