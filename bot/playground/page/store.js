// What the page knows: the chats of one person, kept up to date by events.

import { get, listen, post } from "./api.js";
import { say, speak } from "./words.js";

const KINDS = ["message", "edit", "delete", "action", "answer", "pin", "reaction", "members", "block", "chat", "topics", "person", "bot", "commands", "migrate"];
const TYPING_MS = 5000;
const RECENT = 200;

export class Store extends EventTarget {
  people = [];
  bots = [];
  chats = new Map();
  person = null;
  open = null;
  topic = null;
  unread = new Map();
  typing = new Map();
  reactions = new Map();
  url = "";
  joinable = [];
  pendingBot = null;
  questions = [];
  #source = null;
  #waiting = new Map();
  #answers = new Map();
  #recent = [];

  async begin() {
    const state = await get("state");
    this.people = state.people;
    if (!this.people.length) this.people = [(await post("people", { first_name: "ليلى", username: "layla", language_code: "ar" })).person];
    const wanted = Number(sessionStorage.getItem("person"));
    await this.become((this.people.find((one) => one.id === wanted) ?? this.people[0]).id);
  }

  async become(id) {
    this.person = this.people.find((one) => one.id === id);
    sessionStorage.setItem("person", String(id));
    speak(this.person.language_code);
    this.open = null;
    this.pendingBot = null;
    this.unread.clear();
    await this.reload();
    this.#openFirst();
    this.#listen();
    this.tell("person");
  }

  // A page opens where there is something to do: in the chat with the bot.
  #openFirst() {
    const [bot] = this.bots;
    const chat = [...this.chats.values()].find((one) => one.bot && one.bot === bot?.id);
    this.open = chat?.key ?? null;
    this.pendingBot = chat ? null : bot ?? null;
  }

  async reload() {
    const { person } = this;
    const state = await get(`state?person=${person.id}`);
    if (person !== this.person || state.last < this.last) return;
    this.people = state.people;
    this.bots = state.bots;
    this.questions = state.questions;
    this.pendingBot &&= this.bots.find((one) => one.id === this.pendingBot.id) ?? null;
    this.url = state.url;
    this.joinable = state.joinable;
    this.last = state.last;
    this.chats = new Map(state.chats.map((chat) => [chat.key, { ...chat, messages: new Map(chat.messages.map((one) => [one.message_id, one])) }]));
    for (const one of this.#recent) if (one.number > state.last) this.#keep(one.kind, this.chats.get(one.body.dialog), one.body);
    this.tell("chats");
  }

  #listen() {
    this.#source?.close();
    this.#recent = [];
    let lost = false;
    this.#source = listen({ person: this.person.id, after: this.last }, KINDS, {
      heard: (kind, body, number) => {
        this.#recent = [...this.#recent.slice(1 - RECENT), { kind, body, number }];
        this.#hear(kind, body);
      },
      lost: () => {
        lost = true;
        this.tell("connection", { lost });
      },
      found: () => lost && this.#beginAgain(),
    });
  }

  // After a restart of the server its events are numbered anew.
  async #beginAgain() {
    this.tell("connection", { lost: false });
    this.last = 0;
    await this.reload().catch(() => this.begin());
    this.#listen();
  }

  #keep(kind, chat, body) {
    if (kind === "delete") body.message_ids.forEach((id) => chat?.messages.delete(id));
    if (!chat || !["message", "edit"].includes(kind)) return;
    chat.messages.set(body.message.message_id, body.message);
    if (kind === "message") chat.keyboard = body.keyboard;
  }

  #hear(kind, body) {
    const chat = this.chats.get(body.dialog);
    this.#keep(kind, chat, body);
    switch (kind) {
      case "message":
      case "edit": return chat ? this.#place(kind, chat, body) : this.reload();
      case "delete": return this.tell("removed", { key: body.dialog, ids: body.message_ids });
      case "action": return this.#type(body);
      case "answer": return this.#answer(body);
      case "reaction": {
        this.reactions.set(`${body.dialog}/${body.message_id}/${body.by}`, body.reactions.map((one) => one.emoji ?? "⭐").join(""));
        return this.tell("message", { kind: "edit", key: body.dialog, message: chat?.messages.get(body.message_id) });
      }
      case "commands": return this.tell("commands");
      default: return this.reload();
    }
  }

  // An answer may be heard before the page is told the number of its question.
  #answer({ query, answer }) {
    const waiting = this.#waiting.get(query);
    this.#waiting.delete(query);
    if (waiting) return waiting(answer);
    this.#answers = new Map([...this.#answers, [query, answer]].slice(-RECENT));
    return null;
  }

  #place(kind, chat, body) {
    if (kind === "message") {
      this.#rest(chat.key);
      if (this.open !== chat.key && body.message.from?.id !== this.person.id) this.unread.set(chat.key, (this.unread.get(chat.key) ?? 0) + 1);
    }
    this.tell("message", { kind, key: chat.key, message: body.message });
  }

  #type(body) {
    clearTimeout(this.typing.get(body.dialog));
    this.typing.set(body.dialog, setTimeout(() => this.#rest(body.dialog), TYPING_MS));
    this.tell("typing", { key: body.dialog });
  }

  #rest(key) {
    clearTimeout(this.typing.get(key));
    if (this.typing.delete(key)) this.tell("typing", { key });
  }

  get chat() {
    return this.chats.get(this.open) ?? null;
  }

  botOf(chat) {
    const id = chat.bot || Object.keys(chat.members).map(Number).find((one) => this.bots.some((bot) => bot.id === one));
    return this.bots.find((bot) => bot.id === id) ?? null;
  }

  nameOf(chat) {
    if (!chat) return "";
    return chat.bot ? this.botOf(chat)?.first_name ?? "" : chat.chat.title;
  }

  reactionsTo(key, id) {
    return [...this.reactions].filter(([place, emoji]) => emoji && place.startsWith(`${key}/${id}/`)).map(([, emoji]) => emoji);
  }

  startLater(bot) {
    this.open = null;
    this.pendingBot = bot;
    this.tell("open");
  }

  show(key, topic = null) {
    this.open = key;
    this.pendingBot = null;
    this.topic = topic;
    this.unread.delete(key);
    this.tell("open");
  }

  async act(verb, more = {}) {
    const place = this.chat ? { chat: this.chat.key } : {};
    const given = { do: verb, person: String(this.person.id), ...place, ...(this.topic ? { topic: this.topic } : {}), ...more };
    try {
      return await post("act", given);
    } catch (error) {
      this.tell("trouble", { words: error.message });
      return null;
    }
  }

  answered(query, milliseconds = 10000) {
    if (this.#answers.has(query)) return this.#answers.get(query);
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.#waiting.delete(query);
        resolve(null);
      }, milliseconds);
      this.#waiting.set(query, (answer) => {
        clearTimeout(late);
        resolve(answer);
      });
    });
  }

  startWith(bot, payload = "") {
    return this.#beginWith(bot, "start", payload);
  }

  askFirst(bot, question) {
    return this.#beginWith(bot, "say", question);
  }

  async #beginWith(bot, verb, text) {
    const answer = await this.act(verb, { bot: bot.username, chat: "", text, topic: null });
    if (!answer) return;
    await this.reload();
    const chat = [...this.chats.values()].find((one) => one.bot === bot.id);
    if (chat) this.show(chat.key);
  }

  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  on(kinds, heard) {
    for (const kind of kinds.split(" ")) this.addEventListener(kind, (event) => heard(event.detail));
  }

  roleIn(chat) {
    return chat.members[this.person.id] ?? "left";
  }

  describe(chat) {
    if (this.typing.has(chat.key)) return say("typing");
    if (chat.bot) return say("bot");
    return say("members", Object.values(chat.members).filter((status) => !["left", "kicked"].includes(status)).length);
  }
}
