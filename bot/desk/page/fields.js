// Fields that few statements or entities need: folded away until one of them holds something.
import { h } from "./dom.js";
import { words } from "./words.js";

const LANGUAGES = ["ar", "en"];
const OF_STATEMENTS = ["questions", "caveat", "upcoming", "contradicts", "mentions", "corrected", "withdrawn", "marking", "embargoed_until", "review_by", "reviewed"];
const OF_ENTITIES = ["aliases", "dates", "place", "begins", "zone"];
const BLANKS = /[\s,،]+/;
const holds = (value) => (value && typeof value === "object" ? Object.values(value).some(holds) : Boolean(value) && value !== "public");

// `kit` makes inputs: text(name, label, value, set, more) and choice(name, label, options, value, set).
export function moreOfStatement(record, kit) {
  return folded(OF_STATEMENTS, record, [
    lines(record, "questions", kit),
    ...both(record, "caveat", kit),
    ...both(record, "upcoming", kit),
    ids(record, "contradicts", kit, "statements"),
    ids(record, "mentions", kit),
    ...both(record, "corrected", kit),
    day(record, "withdrawn.since", kit, inside(record, "withdrawn"), "since"),
    ...both(inside(record, "withdrawn"), "reason", kit, "withdrawn."),
    kit.choice("marking", words.marking, Object.entries(words.markings), record.marking ?? "public", (given) => { if (given === "public") delete record.marking; else record.marking = given; }),
    day(record, "embargoed_until", kit),
    day(record, "review_by", kit),
    day(record, "reviewed", kit),
  ]);
}

export function moreOfEntity(record, kit) {
  const names = (lang, strength) => {
    const own = inside(inside(record, "aliases"), lang);
    return lines(own, strength, kit, `aliases.${lang}.`, `${words[strength]} (${words.languages[lang]})`, lang);
  };
  return folded(OF_ENTITIES, record, [
    ...LANGUAGES.flatMap((lang) => [names(lang, "strong"), names(lang, "weak")]),
    plain(record, "dates", kit, { placeholder: "2024-04-25/2024-04-26" }),
    plain(record, "place", kit, { list: "entities" }),
    plain(record, "begins", kit, { placeholder: "10:00" }),
    plain(record, "zone", kit, { placeholder: "Asia/Riyadh" }),
  ]);
}

function folded(names, record, fields) {
  return h("details", { class: "wide more", open: names.some((one) => holds(record[one])) }, h("summary", {}, words.more), h("div", { class: "form" }, ...fields));
}

// What is typed into an inner record makes it; what stays empty is left out when it is sent.
function inside(record, name) {
  return new Proxy({}, {
    get: (_, key) => record[name]?.[key],
    set: (_, key, value) => { record[name] = { ...record[name], [key]: value }; return true; },
  });
}

function both(record, name, { text }, before = "") {
  return LANGUAGES.map((lang) => text(`${before}${name}.${lang}`, `${words[before + name]} (${words.languages[lang]})`, record[name]?.[lang], (given) => { record[name] = { ...record[name], [lang]: given }; }, { tall: true, wide: true, dir: lang === "ar" ? "rtl" : "ltr", lang }));
}

function lines(record, name, { text }, before = "", label = words[name], lang = undefined) {
  return text(`${before}${name}`, label, (record[name] ?? []).join("\n"), (given) => { record[name] = given.split("\n").map((one) => one.trim()).filter(Boolean); }, { tall: true, wide: !before, dir: lang === "en" ? "ltr" : "auto", lang });
}

function ids(record, name, { text }, list = undefined) {
  return text(name, words[name], (record[name] ?? []).join(" "), (given) => { record[name] = given.split(BLANKS).filter(Boolean); }, { dir: "ltr", wide: true, list });
}

function day(record, name, { text }, owner = record, key = name) {
  return text(name, words[name], owner[key], (given) => { owner[key] = given; }, { type: "date", dir: "ltr" });
}

function plain(record, name, { text }, more) {
  return text(name, words[name], record[name], (given) => { record[name] = given.trim(); }, { dir: "ltr", ...more });
}
