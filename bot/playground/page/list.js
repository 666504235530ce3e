// The list of chats, and who one is.

import { button, h, icon, replace } from "./dom.js";
import { menu, question } from "./dialogs.js";
import { hue, initials, summary } from "./text.js";
import { clock, say, sentence } from "./words.js";
import { post } from "./api.js";

export class ChatList {
  constructor(root, store, { togglePanel, toggleTheme }) {
    Object.assign(this, { root, store, togglePanel, toggleTheme });
    store.on("person chats open message removed typing", () => this.#soon());
    this.draw();
  }

  #soon() {
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = null;
      this.draw();
    });
  }

  draw() {
    const { store } = this;
    const focused = document.activeElement?.dataset?.key;
    this.root.setAttribute("aria-label", say("chats"));
    replace(this.root, this.#head(), h("div", { class: "entries" }, this.#entries()));
    if (focused) [...this.root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focused)?.focus();
    document.title = store.chat ? `${store.nameOf(store.chat)} · ${say("playground")}` : say("playground");
  }

  #head() {
    const { store } = this;
    const people = store.people.map((one) => h("option", { value: one.id, selected: one.id === store.person.id }, one.first_name));
    return h("header", { class: "bar" },
      h("span", { class: `avatar small ${hue(store.person.id)}`, "aria-hidden": "true" }, initials(store.person.first_name)),
      h("select", { class: "who", "aria-label": say("person"), onchange: (event) => store.become(Number(event.target.value)) }, people),
      button(say("theme"), { class: "round", onclick: this.toggleTheme }, icon("theme")),
      button(say("panel"), { class: "round panel-button", onclick: this.togglePanel }, icon("panel")),
      button(say("more"), { class: "round", onclick: (event) => this.#more(event.currentTarget) }, icon("more")));
  }

  #more(anchor) {
    const make = (type, forum = false) => () => this.#makeChat(type, forum);
    menu(anchor, [
      [say("newPerson"), () => this.#makePerson()],
      [say("newGroup"), make("group")],
      [say("newForum"), make("supergroup", true)],
      [say("newChannel"), make("channel")],
      ...this.store.joinable.map((chat) => [`${say("join")}: ${chat.title}`, () => this.store.act("join", { chat: chat.key })]),
    ]);
  }

  async #makePerson() {
    const given = await question(say("newPerson"), [{ name: "first_name", label: say("name") }, { name: "language_code", label: say("language"), value: "ar", optional: true }], say("create"));
    if (!given) return;
    const { person } = await post("people", given);
    await this.store.reload();
    await this.store.become(person.id);
  }

  async #makeChat(type, forum) {
    const given = await question(say(type === "channel" ? "newChannel" : forum ? "newForum" : "newGroup"), [{ name: "title", label: say("title") }], say("create"));
    if (!given) return;
    const { store } = this;
    const others = store.people.filter((one) => one.id !== store.person.id).map((one) => String(one.id));
    const members = [String(store.person.id), ...others, ...store.bots.slice(0, 1).map((bot) => String(bot.id))];
    const { chat } = await post("chats", { type, title: given.title, forum, members });
    await store.reload();
    store.show(chat.key);
  }

  #entries() {
    const { store } = this;
    const known = new Set([...store.chats.values()].map((chat) => chat.bot));
    const chats = [...store.chats.values()].map((chat) => [lastDate(chat), this.#entry(chat)]).sort(([one], [other]) => other - one);
    const fresh = store.bots.filter((bot) => !known.has(bot.id)).map((bot) => this.#bot(bot));
    return [...fresh, ...chats.map(([, entry]) => entry)];
  }

  #entry(chat) {
    const { store } = this;
    const last = [...chat.messages.values()].at(-1);
    const unread = store.unread.get(chat.key);
    const name = store.nameOf(chat);
    const typing = store.typing.has(chat.key);
    return h("button", { type: "button", class: "entry", "data-key": chat.key, "aria-current": store.open === chat.key ? "true" : null, "aria-label": sentence([name, unread && say("unread", unread), summary(last, say)]), onclick: () => store.show(chat.key) },
      h("span", { class: `avatar ${hue(chat.chat.id)}`, "aria-hidden": "true" }, initials(name)),
      h("span", { class: "name", dir: "auto" }, name),
      h("span", { class: "time" }, last ? clock(last.date) : ""),
      h("span", { class: typing ? "last typing" : "last", dir: "auto" }, typing ? say("typing") : summary(last, say)),
      unread ? h("span", { class: "badge" }, String(unread)) : null);
  }

  #bot(bot) {
    return h("button", { type: "button", class: "entry", "data-key": `bot${bot.id}`, onclick: () => this.store.startLater(bot) },
      h("span", { class: `avatar ${hue(bot.id)}`, "aria-hidden": "true" }, initials(bot.first_name)),
      h("span", { class: "name", dir: "auto" }, bot.first_name),
      h("span", { class: "last", dir: "auto" }, `@${bot.username}`));
  }
}

function lastDate(chat) {
  return [...chat.messages.values()].at(-1)?.date ?? 0;
}
