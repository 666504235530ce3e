// One document open: the paper, the cards of a block, and everything that is decided about them.
import { get, post, Refusal } from "./api.js";
import { card, conflict } from "./cards.js";
import { button, h, replace } from "./dom.js";
import { forget } from "./editor.js";
import { MARKS, chosenWords, nextGap, paper, pointed, redrawn, shown } from "./paper.js";
import { asked, dialog, propertyName, state, toast, told } from "./parts.js";
import { translated } from "./told.js";
import { language, words } from "./words.js";

const main = () => document.getElementById("main");
let view = "paper";
let busy = false;
const RECOGNISED = 40;
const flat = (text) => text.replace(/\s+/g, " ").trim();

export async function open(id, passage = "") {
  state.document = await get("document", { id });
  const counts = Object.entries(state.document.counts);
  const at = passage ? state.document.blocks.findIndex((pieces) => flat(pieces.map(([text]) => text).join("")).includes(flat(passage).slice(0, RECOGNISED))) : -1;
  state.block = at >= 0 ? at : Number((counts.find(([, one]) => one.open) ?? counts[0] ?? [0])[0]);
  state.selected = "";
  state.editing = "";
  await load();
  draw();
}

async function load() {
  const { items } = await get("items", { id: state.document.id, block: state.block });
  state.items = items;
  state.newcomers = Object.fromEntries(items.filter((one) => one.folder).map((one) => [one.subject, one.folder]));
  if (!visible().some((one) => one.id === state.selected)) state.selected = (visible().find((one) => one.state === "open") ?? visible()[0])?.id ?? "";
}

const visible = () => state.items.filter((one) => state.shown.has(one.state) || one.id === state.editing);

export function draw() {
  const sheet = h("div", { class: "sheet", "data-view": view, "data-document": state.document.id }, toolbar(), paper(go), h("section", { class: "cards", id: "cards", "aria-label": words.statements, role: "region" }));
  replace(main(), sheet);
  shown(state.block, true);
  drawCards();
}

function toolbar() {
  const tool = (word, key, onclick) => h("button", { type: "button", class: "small", onclick }, words[word], h("kbd", { "aria-hidden": "true" }, key));
  const tab = (name, word) => button(words[word], { class: "tab", "aria-current": view === name ? "true" : null, onclick: () => { view = name; draw(); } });
  return h("div", { class: "toolbar", id: "toolbar" },
    h("h1", {}, state.document.title ?? state.document.id), h("span", { class: "quiet fill", id: "progress" }, progress()),
    h("div", { class: "legend", "aria-hidden": "true" }, ...Object.entries(MARKS).map(([mark, word]) => h("span", { class: mark }, words[word]))),
    h("div", { class: "switch" }, tab("paper", "text"), tab("cards", "statements")),
    tool("newOne", "c", () => create()), tool("entity", "t", () => createEntity()), tool("waive", "w", () => waive()), tool("nextGap", "n", () => nextGap(go)), tool("undo", "u", () => undo()), button(words.redraft, { class: "small", onclick: redraft }),
    state.model ? button(words.askModel(state.model), { class: "small", id: "ask-model", disabled: state.asking === state.document.id, onclick: advise }) : null);
}

function progress() {
  const { covered, words: all, counts, prepared } = state.document;
  const open = Object.values(counts).reduce((sum, one) => sum + (one.open ?? 0), 0);
  const parts = [words.words(all), words.covered(Math.round((100 * covered) / Math.max(1, all))), prepared ? words.open(open) : words.drafting];
  if (!state.document.own) parts.push(words.archive);
  return parts.join(" · ");
}

function drawCards({ focus = false } = {}) {
  const cards = document.getElementById("cards");
  if (!cards) return;
  const skipped = state.items.some((one) => one.state === "skipped");
  const toggle = h("label", { class: "quiet row" }, h("input", { type: "checkbox", checked: state.shown.has("skipped"), onchange: (event) => { state.shown[event.target.checked ? "add" : "delete"]("skipped"); drawCards(); } }), words.showAll);
  replace(cards, ...(visible().length ? visible().map((one) => card(one, acts)) : [h("p", { class: "quiet" }, state.document.prepared ? words.nothingHere : words.drafting)]), skipped ? toggle : null);
  document.getElementById("progress").textContent = progress();
  const chosen = chosenCard();
  chosen?.scrollIntoView({ block: "nearest" });
  pointed(current());
  if (focus) (state.editing ? chosen?.querySelector("textarea[name='wording.ar']") ?? chosen?.querySelector("input:not([readonly])") : chosen)?.focus();
  if (chosen?.dataset.restored === "true") toast(words.restored);
}

const chosenCard = () => document.querySelector(".card[aria-current]");
const current = () => state.items.find((one) => one.id === state.selected);

async function go(block, { last = false } = {}) {
  state.block = block;
  state.editing = "";
  state.selected = "";
  shown(block, false);
  try {
    await load();
    if (last) state.selected = visible().at(-1)?.id ?? "";
    drawCards();
  } catch (error) { told(error); }
}

async function step(by) {
  const list = visible();
  const at = list.findIndex((one) => one.id === state.selected) + by;
  if (list[at]) {
    state.selected = list[at].id;
    return drawCards({ focus: true });
  }
  const blocks = Object.entries(state.document.counts).filter(([, one]) => [...state.shown].some((kind) => one[kind])).map(([number]) => Number(number)).sort((a, b) => a - b);
  const next = by > 0 ? blocks.find((one) => one > state.block) : blocks.findLast((one) => one < state.block);
  if (next === undefined) return;
  await go(next, { last: by < 0 });
  shown(next, true);
  drawCards({ focus: true });
}

async function decide(verb, item, more = {}, done = "") {
  const about = item ? { id: item.id, version: item.version } : {};
  if (busy) return false;
  busy = true;
  chosenCard()?.setAttribute("aria-busy", "true");
  try {
    const outcome = await post("decide", { document: state.document.id, verb, who: state.who, ...about, ...more });
    if (item) forget(item);
    await apply(outcome, item);
    if (done) toast(done);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 409) offer(error.body.conflict, verb, item, more, done);
    else if (error.status === 422 && item) edit(item, more);
    else told(error);
    return false;
  } finally {
    busy = false;
    chosenCard()?.removeAttribute("aria-busy");
  }
}

function offer(theirs, verb, item, more, done) {
  const keep = async () => { if (item) forget(item); state.editing = ""; await load(); drawCards(); };
  const save = () => decide(verb, { ...(item ?? theirs), version: theirs.version }, more.seen ? { ...more, seen: theirs.record } : more, done);
  conflict(theirs, more.record ?? item?.record ?? {}, { keep, save }, dialog);
}

function counted({ counts, covered, words: all, last, version, own }) {
  Object.assign(state.document, { counts, covered, words: all, last, version, own });
}

async function apply(outcome, item) {
  counted(outcome);
  for (const [number, pieces] of Object.entries(outcome.blocks)) redrawn(Number(number), pieces);
  const list = visible();
  const at = list.findIndex((one) => one.id === item?.id);
  state.editing = "";
  const back = item ? null : outcome.items.find((one) => one.state !== "gone");
  if (back) {
    if (back.block !== state.block) await go(back.block);
    state.selected = back.id;
  }
  await load();
  if (item) {
    const still = visible();
    const open = list.slice(at + 1).map((one) => still.find((now) => now.id === one.id)).find((one) => one?.state === "open");
    state.selected = (open ?? still.find((one) => one.state === "open") ?? still[Math.min(at, still.length - 1)])?.id ?? "";
  }
  drawCards({ focus: true });
  if (!visible().some((one) => one.state === "open") && item) await step(1);
}

function edit(item, more = {}) {
  if (more.record) item = Object.assign(item, { record: more.record, subject: more.subject ?? item.subject });
  state.selected = item.id;
  state.editing = item.id;
  drawCards({ focus: true });
}

const given = (typed) => (typed ? { record: typed.record, subject: typed.subject || null } : {});
const seen = (item) => (item.state === "accepted" ? { seen: item.record } : {});

const named = (item, record) => (item.folder ? record.names?.[language] ?? item.subject : propertyName(record.property));

const acts = {
  entity: (id) => get("entity", { id: state.document.id, entity: id }).then((item) => { state.items = [...state.items.filter((one) => one.id !== item.id), item]; edit(item); }, told),
  select: (id) => { if (id !== state.selected && !state.editing) { state.selected = id; drawCards(); } },
  edit,
  accept: (item, typed) => decide("accept", item, given(typed), words.accepted(named(item, typed?.record ?? item.record))),
  save: (item, typed) => decide("edit", item, { ...given(typed), ...seen(item) }, words.saved),
  skip: (item) => decide("skip", item, {}, words.skipped),
  split: (item, at) => decide("split", item, { at }, words.splitted),
  merge: (item) => {
    const list = visible().filter((one) => one.state === "open" && !one.folder);
    const other = list[list.findIndex((one) => one.id === item.id) + 1];
    return other ? decide("merge", item, { other: other.id }, words.merged) : undefined;
  },
  cancel: (item) => { forget(item); state.editing = ""; load().then(() => drawCards({ focus: true }), told); },
};

// A new item, opened to be written.
async function begun(more) {
  const outcome = await post("decide", { document: state.document.id, verb: "new", who: state.who, ...more }).catch(told);
  if (!outcome) return;
  counted(outcome);
  const [made] = outcome.items;
  view = matchMedia("(max-width: 800px)").matches ? "cards" : view;
  await go(made.block);
  if (view === "cards") draw();
  edit(state.items.find((one) => one.id === made.id));
}

function create() {
  const chosen = chosenWords();
  if (!chosen?.text) return toast(words.selectFirst);
  return begun({ record: { citations: [{ source: state.document.id, quote: chosen.text }] } });
}

function createEntity() {
  const chosen = chosenWords();
  const lang = /[\u0600-\u06ff]/.test(chosen?.text ?? "") ? "ar" : "en";
  const identity = h("input", { name: "identity", required: true, pattern: "[a-z0-9]+(-[a-z0-9]+)*", dir: "ltr", placeholder: "gulf-defence-2025", "aria-label": words.identity });
  const kind = h("select", { name: "kind", "aria-label": words.type }, ...Object.entries(words.folders).map(([value, label]) => h("option", { value }, label)));
  const shown = dialog(words.entity, h("div", { class: "row" }, identity, kind), h("button", { class: "button primary", value: "ok" }, words.next), button(words.cancel, { class: "button", onclick: () => shown.close("") }));
  identity.focus();
  shown.addEventListener("close", () => {
    if (shown.returnValue !== "ok") return;
    const record = { type: TYPES[kind.value], names: chosen?.text ? { [lang]: chosen.text } : {}, summary: {} };
    begun({ subject: identity.value.trim(), folder: kind.value, record });
  });
}

const TYPES = { actors: "person", meetings: "talks", initiatives: "agreement", topics: "theme" };

async function waive() {
  const chosen = chosenWords();
  if (!chosen?.text) return toast(words.selectFirst);
  const reason = await asked(words.reason, words.reason);
  if (reason) await decide("waive", null, { words: chosen.text, reason }, words.waived);
}

const undo = () => decide("undo", null, {}, words.undone);

// Asks whom the document is about, and then does something with that.
function knowing(title, act) {
  const made = state.items.find((one) => one.folder && one.state === "accepted");
  const about = h("input", { list: "entities", dir: "ltr", "aria-label": words.aboutWhom, value: made?.subject ?? current()?.subject ?? "" });
  const shown = dialog(title, h("label", {}, words.aboutWhom, about), h("button", { class: "button primary", value: "ok" }, title), button(words.cancel, { class: "button", onclick: () => shown.close("") }));
  shown.addEventListener("close", () => { if (shown.returnValue === "ok") act({ document: state.document.id, who: state.who, about: about.value.trim() }).catch(told); });
}

const redraft = () => knowing(words.redraft, async (given) => {
  toast(words.drafting);
  state.document = await post("redraft", given);
  await load();
  draw();
});

const advise = () => knowing(words.askModel(state.model), async (given) => {
  asking(given.document);
  toast(words.modelAsked(state.model), 8);
  try {
    const { proposed, refused } = await post("advise", given);
    if (state.document.id === given.document) await refresh({});
    refusals(proposed, refused);
  } finally { asking(""); }
});

// Its button rests while the model is asked, which takes minutes for a long document.
function asking(id) {
  state.asking = id;
  const ask = document.getElementById("ask-model");
  if (ask) ask.disabled = id === state.document.id;
}

function refusals(proposed, refused) {
  if (!refused.length) return toast(words.modelProposed(proposed), 6);
  const list = h("ul", { class: "refused" }, ...refused.map((one) => h("li", {}, h("bdi", {}, `«${one.what}»`), ": ", h("bdi", {}, translated(one.why)))));
  const shown = dialog(words.modelProposed(proposed), h("div", {}, h("p", {}, words.modelRefused), list), button(words.close, { class: "button", onclick: () => shown.close() }));
}

// What others have decided meanwhile, or written by hand; what is being typed stays as it is.
export async function refresh(pulse) {
  if (!state.document || (pulse.last === state.document.last && pulse.prepared === state.document.prepared && pulse.version === state.document.version)) return;
  const found = await get("document", { id: state.document.id });
  const before = state.document.blocks;
  const same = found.blocks.length === before.length;
  state.document = { ...found, blocks: same ? before : found.blocks };
  if (!same) return draw();
  found.blocks.forEach((pieces, number) => { if (JSON.stringify(pieces) !== JSON.stringify(before[number])) redrawn(number, pieces); });
  document.getElementById("progress").textContent = progress();
  if (state.editing) return;
  await load();
  drawCards();
}

const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1), KeyN: () => nextGap(go), KeyU: undo, KeyW: waive, KeyC: create, KeyT: createEntity,
  KeyA: () => current()?.state === "open" && acts.accept(current()), KeyE: () => current() && current().state !== "skipped" && edit(current()),
  KeyX: () => current()?.state === "open" && acts.skip(current()), KeyS: () => current()?.state === "open" && !current().folder && acts.split(current(), 0), KeyM: () => current()?.state === "open" && acts.merge(current()),
};

export function pressed(event) {
  const act = KEYS[event.code];
  if (!act || !state.document) return;
  event.preventDefault();
  act();
}
