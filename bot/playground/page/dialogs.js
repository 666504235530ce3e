// Menus, questions and notes.

import { button, h, icon } from "./dom.js";
import { say } from "./words.js";

export function menu(anchor, entries) {
  document.querySelector(".menu")?.remove();
  const list = h("div", { class: "menu", role: "menu" });
  const close = () => {
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.focus();
  };
  const outside = (event) => list.contains(event.target) || close();
  for (const [label, act] of entries.filter(Boolean)) {
    list.append(h("button", { type: "button", role: "menuitem", onclick: () => (close(), act()) }, label));
  }
  list.addEventListener("keydown", (event) => move(event, list, close));
  document.body.append(list);
  const { left, right, bottom, top } = anchor.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const x = Math.min(Math.max(8, document.dir === "rtl" ? left : right - width), innerWidth - width - 8);
  const y = bottom + height + 8 > innerHeight ? Math.max(8, top - height) : bottom;
  list.style.setProperty("left", `${x}px`);
  list.style.setProperty("top", `${y}px`);
  document.addEventListener("pointerdown", outside, true);
  list.firstChild?.focus();
}

function move(event, list, close) {
  const items = [...list.children];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Escape") close();
  else if (event.key in steps) items.at((at + steps[event.key]) % items.length)?.focus();
  else return;
  event.preventDefault();
}

export function question(title, fields, confirm) {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => h("input", { name: field.name, value: field.value ?? "", required: !field.optional, maxLength: 128, "aria-label": field.label, placeholder: field.label, dir: "auto", autocomplete: "off" }));
    const done = (answer) => (box.close(), box.remove(), resolve(answer));
    const form = h("form", { method: "dialog", onsubmit: (event) => (event.preventDefault(), done(Object.fromEntries(inputs.map((one) => [one.name, one.value.trim()])))) },
      h("h2", {}, title), inputs,
      h("div", { class: "row" }, button(say("cancel"), { onclick: () => done(null), class: "quiet" }), h("button", { class: "main" }, confirm)));
    const box = h("dialog", { class: "box", oncancel: () => done(null) }, form);
    document.body.append(box);
    box.showModal();
    (inputs[0] ?? form.querySelector(".main")).focus();
  });
}

export function choice(title, entries) {
  return new Promise((resolve) => {
    const done = (answer) => (box.close(), box.remove(), resolve(answer));
    const list = entries.map(([label, value]) => h("button", { type: "button", class: "entry", dir: "auto", onclick: () => done(value) }, label));
    const box = h("dialog", { class: "box", oncancel: () => done(null) }, h("h2", {}, title), h("div", { class: "entries" }, list),
      h("div", { class: "row" }, button(say("cancel"), { onclick: () => done(null), class: "quiet" })));
    document.body.append(box);
    box.showModal();
  });
}

export function alertBox(text) {
  const box = h("dialog", { class: "box", role: "alertdialog" });
  const done = () => (box.close(), box.remove());
  box.append(h("p", { class: "words", dir: "auto" }, text), h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: done }, say("ok"))));
  box.addEventListener("cancel", () => box.remove());
  document.body.append(box);
  box.showModal();
}

export function toast(text, kind = "") {
  const note = h("div", { class: `toast ${kind}`, dir: "auto" }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 4000);
}

export function closeButton(act) {
  return button(say("close"), { class: "round", onclick: act }, icon("close"));
}
