// The form of one statement or entity: checked while it is typed, kept in this browser until it is saved.
import { post } from "./api.js";
import { button, h } from "./dom.js";
import { moreOfEntity, moreOfStatement } from "./fields.js";
import { points, remember, remembered, state } from "./parts.js";
import { explained, fieldName } from "./told.js";
import { language, words } from "./words.js";

const WAIT = 250;
const key = (item) => `${state.document.id} ${item.id}`;

export function editor(item, { save, accept, split, cancel }) {
  const isEntity = Boolean(item.folder);
  const kept = remembered(key(item));
  const typed = kept ? JSON.parse(kept) : null;
  const form = h("form", { class: "form", autocomplete: "off" });
  const advice = h("div", { class: "advice", role: "status", "aria-live": "polite" });
  let subject = typed?.subject ?? item.subject ?? "";
  let record = structuredClone(typed?.record ?? item.record);
  let timer = 0, asked = 0;

  const value = () => ({ subject, record });
  function changed() {
    remember(key(item), JSON.stringify(value()));
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  }
  async function check() {
    const number = ++asked;
    try {
      const found = await post("check", { document: state.document.id, subject, folder: folderOf(subject), is_entity: isEntity, record });
      if (number === asked) showAdvice(found);
    } catch { /* the connection is told about elsewhere; what was typed stays */ }
  }
  function showAdvice({ problems, ms }) {
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    advice.dataset.ms = ms;
    advice.replaceChildren(...(problems.length ? problems.map(told) : [h("span", { class: "good" }, `✓ ${words.fine}`)]));
  }
  function told(problem) {
    const wrong = input(problem.field);
    wrong?.setAttribute("aria-invalid", "true");
    if (wrong?.closest("details")) wrong.closest("details").open = true;
    const mends = problem.mends.map((mend) => button(words.mends[mend.code](mend.text), { class: "small", title: mend.text, onclick: () => { put(mend.path, mend.value); draw(); changed(); } }));
    return h("div", {}, h("span", {}, `${fieldName(problem.field)} ${explained(problem)}`), ...mends);
  }
  // That of a place, or of the list or text that it lies in.
  function input(place) {
    const parts = place.split(".");
    for (let length = parts.length; length; length -= 1) {
      const found = form.querySelector(`[name="${CSS.escape(parts.slice(0, length).join("."))}"]`);
      if (found) return found;
    }
    return null;
  }
  function put(path, given) {
    let at = record;
    for (const part of path.slice(0, -1)) at = at[part] ??= {};
    at[path.at(-1)] = given;
  }
  function text(name, label, current, set, more = {}) {
    const { tall, wide, ...given } = more;
    const typedIn = h(tall ? "textarea" : "input", { ...given, name, value: current ?? "", dir: more.dir ?? "auto", ...(tall ? { rows: 2 } : {}), oninput: (event) => { set(event.target.value); changed(); } });
    return h("label", { class: wide ? "wide" : "" }, label, typedIn);
  }
  function choice(name, label, options, current, set) {
    const select = h("select", { name, onchange: (event) => { set(event.target.value); changed(); } }, ...options.map(([id, shown]) => h("option", { value: id }, shown)));
    select.value = current;
    return h("label", {}, label, select);
  }
  function mark(name, label, current, set) {
    const box = h("input", { name, type: "checkbox", checked: String(current ?? "") === "true", onchange: (event) => { set(event.target.checked); changed(); } });
    return h("label", { class: "check wide" }, box, label);
  }
  function quoteOf(citation, number) {
    const field = h("textarea", { name: `citations.${number}.quote`, dir: "auto", rows: 2, value: citation.quote ?? "", oninput: (event) => { citation.quote = event.target.value; changed(); } });
    const remove = number ? button(words.removeQuote, { class: "small", onclick: () => { record.citations.splice(number, 1); draw(); changed(); } }) : split && button(words.split, { class: "small", onclick: () => split(points(field.value, field.selectionStart)) });
    return h("div", { class: "wide" }, h("label", {}, words.quote, field), remove);
  }
  function statementFields() {
    record.wording ??= {};
    record.citations ??= [];
    const properties = [["", words.none], ...state.properties.map((one) => [one.id, one.label[language] ?? one.id])];
    return [
      text("subject", words.subject, subject, (given) => { subject = given.trim(); }, { list: "entities", dir: "ltr" }),
      choice("property", words.property, properties, record.property ?? "", (given) => { record.property = given; }),
      text("value", words.value, record.value, (given) => { record.value = given; }, { list: "entities", dir: "ltr" }),
      text("said_by", words.said_by, record.said_by, (given) => { record.said_by = given; }, { list: "entities", dir: "ltr" }),
      choice("modality", words.modality, Object.entries(words.modalities), record.modality ?? "stated", (given) => { record.modality = given; }),
      choice("polarity", words.polarity, Object.entries(words.polarities), record.polarity ?? "affirmed", (given) => { record.polarity = given; }),
      text("wording.ar", words.wordingAr, record.wording.ar, (given) => { record.wording.ar = given; }, { tall: true, wide: true, dir: "rtl", lang: "ar" }),
      text("wording.en", words.wordingEn, record.wording.en, (given) => { record.wording.en = given; }, { tall: true, wide: true, dir: "ltr", lang: "en" }),
      ...record.citations.map(quoteOf),
      h("div", { class: "wide" }, button(words.addQuote, { class: "small", onclick: () => { record.citations.push({ source: state.document.id, quote: getSelection().toString().trim() }); draw(); changed(); } })),
      text("about", words.about, (record.about ?? []).join(" "), (given) => { record.about = given.split(/[\s,،]+/).filter(Boolean); }, { dir: "ltr", wide: true }),
      mark("news", words.news, record.news, (given) => { if (given) record.news = "true"; else delete record.news; }),
      moreOfStatement(record, { text, choice }),
    ];
  }
  function entityFields() {
    record.names ??= {};
    record.summary ??= {};
    return [
      choice("type", words.type, state.types[item.folder].map((one) => [one.id, one.label[language]]), record.type, (given) => { record.type = given; }),
      h("label", {}, words.identity, h("input", { value: subject, readOnly: true, dir: "ltr" })),
      ...["ar", "en"].flatMap((lang) => [
        text(`names.${lang}`, `${words.names} (${words.languages[lang]})`, record.names[lang], (given) => { record.names[lang] = given; }, { dir: lang === "ar" ? "rtl" : "ltr", lang }),
        text(`summary.${lang}`, `${words.summary} (${words.languages[lang]})`, record.summary[lang], (given) => { record.summary[lang] = given; }, { dir: lang === "ar" ? "rtl" : "ltr", lang }),
      ]),
      moreOfEntity(record, { text, choice }),
    ];
  }
  function draw() {
    const at = document.activeElement?.name;
    form.replaceChildren(
      ...(isEntity ? entityFields() : statementFields()), advice,
      h("div", { class: "actions wide" },
        item.state === "accepted" ? null : h("button", { class: "button primary", type: "submit" }, words.accept, h("kbd", {}, "Ctrl ⏎")),
        button(words.save, { class: item.state === "accepted" ? "button primary" : "button", onclick: () => save(value()) }),
        button(words.cancel, { class: "button", onclick: cancel })));
    if (at) form.querySelector(`[name="${CSS.escape(at)}"]`)?.focus();
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); accept(value()); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); (item.state === "accepted" ? save : accept)(value()); }
    if (event.key === "Escape") { event.stopPropagation(); cancel(); }
  });
  draw();
  check();
  return { form, restored: Boolean(typed), value };
}

export const forget = (item) => remember(key(item), null);

function folderOf(subject) {
  const known = state.entities.find((one) => one.id === subject);
  return known?.folder ?? state.newcomers?.[subject] ?? "";
}
