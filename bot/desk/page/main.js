// Opens the desk: the bar, the views, the keys, and a pulse that notices what others do.
import { get, onConnection, post } from "./api.js";
import { button, h, replace } from "./dom.js";
import { leads } from "./leads.js";
import { misses } from "./misses.js";
import { help, remember, remembered, state, toast, told } from "./parts.js";
import { chronicle, publishing } from "./publishing.js";
import * as sheet from "./sheet.js";
import { restoreTheme, toggleTheme } from "./theme.js";
import { translated } from "./told.js";
import { tryout } from "./tryout.js";
import { language, speak, words } from "./words.js";

const PULSE = 3000;
const main = document.getElementById("main");
const notice = document.getElementById("notice");
let view = "documents";

const VIEWS = { documents, document: () => sheet.draw(), tryIt: () => tryout(main), misses: () => misses(main, openDocument), leads: () => leads(main, openDocument), publish: () => publishing(main), chronicle: () => chronicle(main) };

function draw() {
  bar();
  VIEWS[view]();
  main.dataset.view = view;
}

function show(name) {
  view = name;
  draw();
}

function bar() {
  const names = Object.keys(VIEWS).filter((name) => name !== "document" || state.document);
  const tabs = names.map((name) => button(name === "document" ? words.text : words[name], { class: "tab", "data-view": name, "aria-current": view === name ? "page" : null, onclick: () => show(name) }));
  const who = h("input", { class: "who", placeholder: words.you, "aria-label": words.you, title: words.youHint, value: state.who, dir: "auto", onchange: (event) => { state.who = event.target.value.trim(); remember("who", state.who); } });
  replace(document.getElementById("bar"), h("h1", {}, words.desk), h("nav", { "aria-label": words.desk }, ...tabs), who,
    button(words.other, { class: "small", "data-language": "", lang: language === "ar" ? "en" : "ar", onclick: () => { speak(language === "ar" ? "en" : "ar"); remember("language", language); draw(); } }),
    button(words.theme, { class: "small", onclick: toggleTheme }, "◐"), button(words.help, { class: "small", onclick: help }, "?"));
}

function documents() {
  const entries = state.documents.map((one) => h("li", {}, h("button", { type: "button", class: "entry", "data-id": one.id, onclick: () => openDocument(one.id) }, h("b", { dir: "auto" }, one.title ?? one.id), h("br", {}), h("span", { class: "quiet" }, [one.publisher, one.date, words.words(one.words), one.own ? words.covered(Math.round(100 * one.covered)) : words.archive].filter(Boolean).join(" · ")))));
  replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("div", { class: "quiet", dir: "ltr" }, state.folder), upload(), entries.length ? h("ul", { class: "documents" }, ...entries) : h("p", { class: "quiet" }, words.noDocuments))));
}

function upload() {
  const file = h("input", { type: "file", name: "file", required: true, "aria-label": words.addDocument });
  const fields = ["title", "publisher", "date"].map((name) => h("input", { name, placeholder: words[name], "aria-label": words[name], dir: "auto" }));
  const form = h("form", { class: "box" }, h("h2", {}, words.addDocument), h("span", { class: "quiet" }, words.addHint), h("div", { class: "row" }, file, ...fields, h("button", { class: "button primary", type: "submit" }, words.send)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    toast(words.reading);
    try {
      const [chosen] = file.files;
      const { id } = await post("upload", { name: chosen.name, data: await base64(chosen), ...Object.fromEntries(fields.map((one) => [one.name, one.value])) });
      await load();
      await openDocument(id);
    } catch (error) { told(error); }
  });
  return form;
}

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

async function openDocument(id, passage = "") {
  try {
    await sheet.open(id, passage);
    show("document");
    main.focus();
  } catch (error) { told(error); }
}

async function load() {
  const found = await get("state");
  Object.assign(state, { folder: found.folder, documents: found.documents, entities: found.entities, properties: found.properties, types: found.types, model: found.model, version: found.version });
  wrong(found.problems);
  const options = found.entities.map((one) => h("option", { value: one.id }, `${one.names.ar} · ${one.names.en}`));
  document.getElementById("entities")?.remove();
  document.body.append(h("datalist", { id: "entities" }, ...options));
}

function wrong(problems) {
  if (notice.dataset.kind === "lost" || notice.dataset.kind === "refused") return;
  notice.hidden = !problems.length;
  notice.textContent = problems.length ? `${words.folderWrong}\n${problems.map(translated).join("\n")}` : "";
}

onConnection((kind) => {
  if (kind === "fine" && !notice.dataset.kind) return;
  notice.dataset.kind = kind === "fine" ? "" : kind;
  notice.hidden = kind === "fine";
  notice.textContent = { lost: words.lost, refused: words.refused, fine: "" }[kind];
});

async function pulse() {
  try {
    const found = await get("pulse", { id: state.document?.id ?? "" });
    wrong(found.problems);
    if (found.version !== state.version) await load();
    if (view === "document") await sheet.refresh({ ...found });
  } catch { /* told by the connection; asked again */ }
  setTimeout(pulse, state.document && !state.document.prepared ? 500 : PULSE);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === "?" || event.key === "؟") return help();
  if (view === "document") sheet.pressed(event);
});

state.who = remembered("who") ?? "";
restoreTheme();
speak(remembered("language") ?? (navigator.language.startsWith("ar") ? "ar" : "en"));
bar();
replace(main, h("p", { class: "scroll quiet", role: "status" }, words.opening));
document.body.dataset.ready = "";
try { await load(); } catch (error) { told(error); }
draw();
setTimeout(pulse, PULSE);
