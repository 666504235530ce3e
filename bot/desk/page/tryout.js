// Asks the draft and what is served; shows made questions with neighbours; a judgement goes into the bank once.
import { get, post } from "./api.js";
import { button, h, replace } from "./dom.js";
import { state, toast, told } from "./parts.js";
import { language, words } from "./words.js";

export function tryout(main) {
  const results = h("div", { class: "narrow", "aria-live": "polite" });
  const input = h("input", { name: "q", dir: "auto", placeholder: words.askHint, "aria-label": words.ask, required: true });
  const form = h("form", { class: "row" }, input, h("button", { class: "button primary", type: "submit" }, words.askIt));
  const lang = () => (/[\u0600-\u06ff]/.test(input.value) ? "ar" : "en");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    replace(results, h("p", { class: "quiet" }, words.compiling));
    try {
      const row = await post("ask", { q: input.value.trim(), lang: lang() });
      replace(results, reply(row));
    } catch (error) { replace(results); told(error); }
  });
  const made = state.document ? h("div", { class: "row" }, h("h2", {}, words.made), button(words.makeThem, { class: "button", onclick: () => list(results) })) : null;
  replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("h2", {}, words.ask), form, made, results)));
  input.focus();
}

async function list(results) {
  replace(results, h("p", { class: "quiet" }, words.compiling));
  try {
    const { rows } = await get("made", { id: state.document.id, lang: language });
    replace(results, ...(rows.length ? rows.map(reply) : [h("p", { class: "quiet" }, words.empty)]));
  } catch (error) { replace(results); told(error); }
}

function reply(row) {
  const judged = (answerable) => async (event) => {
    try {
      await post("judge", { q: row.q, lang: row.lang, answerable, statements: answerable ? row.draft.statements : [], who: state.who });
      toast(words.judged);
      event.target.closest(".actions").remove();
    } catch (error) { told(error); }
  };
  const wanted = row.expected ? h("p", { class: row.fine ? "good" : "bad" }, `${row.fine ? "✓" : "✗"} ${row.expected.length ? row.expected.join(", ") : `${words.mustRefuse}${row.kind ? ` (${words.neighbours[row.kind]})` : ""}`} — ${row.fine ? words.asExpected : words.notExpected}`) : null;
  return h("section", { class: "box", "aria-label": row.q }, h("h3", { dir: "auto" }, row.q), wanted, said(words.draftSays, row.draft), row.expected ? null : row.served ? said(words.servedSays, row.served) : h("p", { class: "quiet" }, words.noServed),
    h("div", { class: "actions" }, row.draft.statements.length && !refuses(row.draft) ? button(words.answersIt, { class: "small", onclick: judged(true) }) : null, button(words.noAnswer, { class: "small", onclick: judged(false) })));
}

export const refuses = (one) => !["answer", "quoted"].includes(one.status);

export function said(title, one) {
  return h("div", {}, h("span", { class: "quiet" }, `${title}: ${words.statuses[one.status] ?? one.status}`), h("p", { class: "says", dir: "auto" }, one.text), one.statements.length ? h("span", { class: "quiet", dir: "ltr" }, one.statements.join(" · ")) : null);
}
