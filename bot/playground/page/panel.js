// The operator's panel: every call of a bot, and what goes wrong on purpose.

import { get, listen, post, remove } from "./api.js";
import { button, h, replace } from "./dom.js";
import { closeButton, toast } from "./dialogs.js";
import { say } from "./words.js";

const MOST = 200;
const KEPT = 2000;
const POLLING = "getUpdates";
const EFFECTS = ["reset", "delay", "freeze", "error", "gateway"];

export class Panel {
  constructor(root, store) {
    Object.assign(this, { root, store, tab: "calls", calls: [], wanted: "" });
    store.on("person", () => root.hidden || this.draw());
  }

  async toggle() {
    this.root.hidden = !this.root.hidden;
    document.getElementById("app").classList.toggle("with-panel", !this.root.hidden);
    if (this.root.hidden) return this.source?.close();
    this.calls = (await get("calls")).calls.slice(-KEPT);
    this.state = await get("state");
    this.source = listen({ after: this.state.last }, ["call", "faults", "limits"], { heard: (kind, body) => this.#hear(kind, body) });
    this.draw();
    return this.root.querySelector("button")?.focus();
  }

  async #hear(kind, body) {
    if (kind === "call") {
      this.calls = [...this.calls.filter((one) => one.number !== body.call.number), body.call].slice(-KEPT);
      if (this.tab === "calls") this.#prepend(body.call);
      return;
    }
    this.state = await get("state");
    if (this.tab === "faults") this.draw();
  }

  draw() {
    const tab = (name) => h("button", { type: "button", role: "tab", "aria-selected": String(this.tab === name), onclick: () => { this.tab = name; this.draw(); } }, say(name));
    this.body = h("div", { class: "panel-body" });
    this.root.setAttribute("aria-label", say("panel"));
    replace(this.root, h("header", { class: "bar" }, h("div", { class: "topics", role: "tablist" }, tab("calls"), tab("faults")), closeButton(() => this.toggle())), this.body);
    if (this.tab === "calls") this.#drawCalls();
    else this.#drawFaults();
  }

  #drawCalls() {
    this.entries = h("div", { class: "calls" });
    const filter = h("input", { class: "filter", type: "search", value: this.wanted, placeholder: say("filter"), "aria-label": say("filter"), dir: "ltr", autocomplete: "off", oninput: () => { this.wanted = filter.value; this.#list(); } });
    this.#list();
    replace(this.body, filter, h("p", { class: "note" }, `${say("connect")}: `, h("code", { dir: "ltr" }, `TELEGRAM_API_URL=${this.state.url}`)), this.calls.length ? null : h("p", { class: "note" }, say("noCalls")), this.entries);
  }

  #list() {
    replace(this.entries, this.calls.filter((one) => this.#isWanted(one)).slice(-MOST).reverse().map(entry));
  }

  // By method or by what was given; how a bot waits for updates is left out until it is asked for.
  #isWanted(call) {
    const words = this.wanted.trim().toLowerCase();
    if (!words) return call.method !== POLLING;
    return call.method.toLowerCase().includes(words) || JSON.stringify(call.given ?? {}).toLowerCase().includes(words);
  }

  #prepend(call) {
    if (this.calls.length === 1) return this.#drawCalls();
    if (!this.#isWanted(call)) return null;
    this.entries.querySelector(`[data-number="${call.number}"]`)?.remove();
    this.entries.prepend(entry(call));
    return this.entries.children.length > MOST && this.entries.lastChild.remove();
  }

  #drawFaults() {
    const limits = h("input", { type: "checkbox", checked: this.state.limits, onchange: () => post("limits", { on: limits.checked }) });
    replace(this.body, h("label", { class: "check" }, limits, say("limits")), this.#form(),
      h("div", { class: "calls" }, this.state.faults.map((one) => h("div", { class: "fault" },
        h("span", { dir: "ltr" }, describe(one)), h("span", { class: "note" }, say("struck", one.struck)),
        button(say("switchOff"), { class: "quiet", onclick: () => remove(`faults?number=${one.number}`) })))));
  }

  #form() {
    const field = (name, label, more = {}) => h("label", {}, label, h("input", { name, autocomplete: "off", dir: "ltr", ...more }));
    const select = (name, label, entries) => h("label", {}, label, h("select", { name }, entries.map(([value, words]) => h("option", { value }, words))));
    return h("form", { class: "faults", onsubmit: (event) => this.#switchOn(event) },
      select("effect", say("effect"), EFFECTS.map((one) => [one, one])),
      select("when", say("when"), [["before", say("before")], ["after", say("after")]]),
      field("methods", say("methods"), { placeholder: "sendMessage, getUpdates" }), field("times", say("times"), { inputMode: "numeric" }),
      field("seconds", say("seconds"), { inputMode: "decimal" }), field("code", say("code"), { inputMode: "numeric", value: "500" }),
      h("button", { class: "main" }, say("switchOn")));
  }

  async #switchOn(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    const fault = { effect: given.effect, when: given.when, methods: given.methods.split(/[\s,]+/).filter(Boolean), code: Number(given.code) || 500 };
    if (given.times) fault.times = Number(given.times);
    if (given.seconds) fault.seconds = Number(given.seconds);
    await post("faults", fault).catch((error) => toast(error.message, "trouble"));
  }
}

function describe(fault) {
  const parts = [fault.effect, fault.when, fault.methods.join(" "), fault.times && `×${fault.times}`, fault.seconds && `${fault.seconds} s`, ["error", "gateway"].includes(fault.effect) && fault.code];
  return parts.filter(Boolean).join(" · ");
}

function entry(call) {
  const fine = call.status === 200;
  const text = (value) => h("pre", { dir: "ltr" }, JSON.stringify(value, null, 2));
  const details = h("details", { "data-number": call.number, class: fine || call.ms === null ? "call" : "call bad" },
    h("summary", {}, h("span", { class: "method", dir: "ltr" }, call.method), call.fault ? h("span", { class: "struck", dir: "ltr" }, call.fault) : null, h("span", { class: "code" }, call.status ? String(call.status) : call.ms === null ? "" : say("noAnswer")), h("span", { class: "ms", dir: "ltr" }, call.ms === null ? "…" : `${call.ms} ms`)));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(h("h3", {}, say("given")), text(call.given), h("h3", {}, say("answer")), text(call.answer));
  });
  return details;
}
