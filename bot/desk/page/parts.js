// What every view needs: toasts, dialogs, names of entities and properties, and what is remembered in this browser.
import { button, h } from "./dom.js";
import { saidOf } from "./told.js";
import { language, words } from "./words.js";

export const state = { folder: "", documents: [], entities: [], properties: [], types: {}, who: "", document: null, block: 0, items: [], selected: "", shown: new Set(["open", "accepted"]), editing: "", counts: {}, model: "", asking: "" };

export const remembered = (key) => { try { return localStorage.getItem(`marsad-desk ${key}`); } catch { return null; } };
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`marsad-desk ${key}`);
    else localStorage.setItem(`marsad-desk ${key}`, value);
  } catch { /* a private window: then nothing is remembered */ }
}

export function toast(text, seconds = 3) {
  const element = h("div", {}, text);
  document.getElementById("status").append(element);
  setTimeout(() => element.remove(), seconds * 1000);
}

export function told(error) {
  if (error.status) toast(saidOf(error), 8);
}

export function entityName(id) {
  const entity = state.entities.find((one) => one.id === id);
  return entity ? entity.names[language] ?? entity.names.en : id;
}

export const propertyName = (id) => state.properties.find((one) => one.id === id)?.label[language] ?? id;

export function dialog(title, content, ...buttons) {
  const element = h("dialog", { "aria-label": title }, h("form", { method: "dialog" }, h("h2", {}, title), content, h("div", { class: "actions" }, ...buttons)));
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return element;
}

export function asked(title, label) {
  return new Promise((resolve) => {
    const input = h("input", { required: true, "aria-label": label });
    const shown = dialog(title, input, h("button", { class: "button primary", value: "ok" }, words.waive), button(words.cancel, { class: "button", onclick: () => shown.close("") }));
    shown.addEventListener("close", () => resolve(shown.returnValue === "ok" ? input.value.trim() : ""));
    input.focus();
  });
}

export function help() {
  const list = h("dl", { class: "keys" }, ...words.keys.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)]));
  const shown = dialog(words.help, list, button(words.close, { class: "button", onclick: () => shown.close() }));
}

const written = (text, how) => new Intl.DateTimeFormat(language, { dateStyle: "medium", ...how }).format(new Date(text));
export const day = (text) => written(text, {});
export const moment = (text) => written(text, { timeStyle: "short" });

export const points = (text, offset) => [...text.slice(0, offset)].length;
