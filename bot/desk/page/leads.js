// What editors may want to look at: documents that say otherwise, what is over, reviews that are due.
import { get } from "./api.js";
import { h, replace } from "./dom.js";
import { saidOf } from "./told.js";
import { language, words } from "./words.js";

export async function leads(main, open) {
  const shown = h("div", { class: "narrow", "aria-live": "polite" }, h("p", { class: "quiet" }, words.compiling));
  replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("h2", {}, words.leads), shown)));
  try { replace(shown, ...board(await get("leads", { lang: language }), open)); } catch (error) { replace(shown, h("p", { class: "bad", dir: "auto" }, error.status ? saidOf(error) : words.lost)); }
}

function board({ contradictions, passed, reviews, documents }, open) {
  const parts = [
    part(words.otherwise, contradictions.map((one) => entry(one.document, one.sentence, open, h("b", { dir: "auto" }, one.held), h("p", { class: "says", dir: "auto" }, one.sentence), h("span", { class: "quiet", dir: "auto" }, one.from)))),
    part(words.isOver, passed.map(line)), part(words.toReview, reviews.map(line)),
    part(words.newOfFollowed, documents.map((one) => entry(one.document, "", open, h("span", { dir: "auto" }, one.text)))),
  ].filter(Boolean);
  return parts.length ? parts : [h("p", { class: "quiet" }, words.noLeads)];
}

const part = (title, rows) => rows.length ? h("section", { class: "box lead", "aria-label": title }, h("h3", {}, title), h("ul", { class: "documents" }, ...rows)) : null;
const line = (text) => h("li", { dir: "auto" }, text);
const entry = (id, passage, open, ...content) => h("li", {}, h("button", { type: "button", class: "entry", "data-id": id, onclick: () => open(id, passage) }, ...content));
