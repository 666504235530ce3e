// What there is to decide in one block: a card each, chosen by keys or by a tap.
import { button, h } from "./dom.js";
import { editor } from "./editor.js";
import { entityName, propertyName, state } from "./parts.js";
import { fieldLabel, translated } from "./told.js";
import { language, words } from "./words.js";

export function card(item, acts) {
  const isOpen = item.state === "open";
  const chosen = item.id === state.selected;
  const title = item.folder ? `${item.by === "folder" ? words.existing : words.entity}: ${item.record.names?.[language] ?? item.subject}` : propertyName(item.record.property) || words.newOne;
  const element = h(
    "article",
    { class: `card ${item.state}`, id: `card-${item.id}`, "data-id": item.id, tabindex: chosen ? 0 : -1, "aria-label": `${title}, ${words.state[item.state]}`, "aria-current": chosen ? "true" : null, onclick: (event) => { if (!event.target.closest("form")) acts.select(item.id); } },
    h("header", {}, h("h3", {}, title), item.subject && !item.folder ? subject(item, acts) : null, h("span", { class: "chip" }, item.withdrawn ? words.withdrawn : item.missing ? words.missing : `${words.state[item.state]} · ${words.by[item.by] ?? item.by}${item.by === "model" && item.proposed_by ? ` ${item.proposed_by}` : ""}${item.who ? ` · ${item.who}` : ""}`)),
  );
  if (state.editing === item.id) {
    const made = editor(item, { save: (given) => acts.save(item, given), accept: (given) => acts.accept(item, given), split: isOpen && !item.folder ? (at) => acts.split(item, at) : null, cancel: () => acts.cancel(item) });
    element.append(made.form);
    element.dataset.restored = made.restored;
    return element;
  }
  element.append(...told(item));
  const actions = [];
  if (isOpen) actions.push(act("accept", "a", () => acts.accept(item), "small primary"));
  if (item.state !== "skipped") actions.push(act("edit", "e", () => acts.edit(item)));
  if (isOpen) actions.push(act("skip", "x", () => acts.skip(item)));
  if (isOpen && !item.folder) actions.push(act("split", "s", () => acts.split(item, 0)), act("merge", "m", () => acts.merge(item)));
  if (!item.missing) element.append(h("div", { class: "actions" }, ...actions));
  return element;
}

// Whom or what it is about: leads to the names and further fields of what the facts have.
function subject(item, acts) {
  const name = entityName(item.subject);
  if (!state.entities.some((one) => one.id === item.subject)) return h("span", { class: "quiet", dir: "auto" }, name);
  return h("button", { type: "button", class: "link", dir: "auto", title: words.editEntity, onclick: (event) => { event.stopPropagation(); acts.entity(item.subject); } }, name);
}

function act(word, key, onclick, style = "small") {
  return h("button", { type: "button", class: style, onclick: (event) => { event.stopPropagation(); onclick(); } }, words[word], h("kbd", { "aria-hidden": "true" }, key));
}

function told(item) {
  const { record } = item;
  if (item.folder) return [h("p", { class: "says" }, `${record.names?.ar ?? ""} · ${record.names?.en ?? ""}`), h("p", { class: "says quiet" }, record.summary?.[language] ?? ""), why(item)].filter(Boolean);
  const facts = [record.value && entityName(record.value), record.said_by && `${words.said_by}: ${entityName(record.said_by)}`, record.modality && record.modality !== "stated" && words.modalities[record.modality], record.polarity === "negated" && words.polarities.negated].filter(Boolean);
  return [
    facts.length ? h("div", { class: "row" }, ...facts.map((one) => h("span", { class: "chip" }, h("bdi", {}, one)))) : null,
    ...["ar", "en"].filter((lang) => record.wording?.[lang]).map((lang) => h("p", { class: "says", lang, dir: lang === "ar" ? "rtl" : "ltr" }, record.wording[lang])),
    ...(record.citations ?? []).map((one) => h("blockquote", { dir: "auto", lang: state.document.lang }, one.quote)),
    why(item),
  ].filter(Boolean);
}

const why = (item) => (item.why ? h("p", { class: "quiet says", dir: "auto" }, `${words.why}: ${translated(item.why)}`) : null);

export function conflict(item, mine, { keep, save }, dialog) {
  const side = (title, record) => h("div", { class: "box" }, h("h3", {}, title), h("pre", { dir: "auto" }, lines(record)));
  const shown = dialog(words.conflict, h("div", { class: "two" }, side(words.mine, mine), side(`${words.theirs}${item.who ? ` (${item.who})` : ""}`, { ...item.record, standing: words.state[item.state] })),
    button(words.keepTheirs, { class: "button", onclick: () => { shown.close(); keep(); } }),
    button(words.saveMine, { class: "button primary", onclick: () => { shown.close(); save(); } }));
}

// A record in lines, each with the name that the form has for its place.
function lines(value, place = "") {
  if (Array.isArray(value)) return value.map((one) => lines(one, place)).join("\n");
  if (value && typeof value === "object") return Object.entries(value).map(([key, one]) => lines(one, place ? `${place}.${key}` : key)).join("\n");
  return `${fieldLabel(place) || place}: ${shown(place, value ?? "")}`;
}

const shown = (place, value) => ({ modality: words.modalities, polarity: words.polarities, marking: words.markings, news: { true: "✓" } })[place]?.[value] ?? (place === "property" ? propertyName(value) : ["value", "subject", "said_by", "about", "place"].includes(place) ? entityName(value) : value);
