// What readers asked in vain, by meaning: curate it, give it to the statement that answers it, or leave it refused.
import { get, post } from "./api.js";
import { button, h, replace } from "./dom.js";
import { day, dialog, state, toast, told } from "./parts.js";
import { refuses, said } from "./tryout.js";
import { saidOf } from "./told.js";
import { language, words } from "./words.js";

export async function misses(main, open) {
  const shown = h("div", { class: "narrow", "aria-live": "polite" }, h("p", { class: "quiet" }, words.compiling));
  replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("h2", {}, words.misses), shown)));
  try { replace(shown, ...board(await get("misses"), { open, again: () => misses(main, open) })); } catch (error) { replace(shown, h("p", { class: "bad", dir: "auto" }, error.status ? saidOf(error) : words.lost)); }
}

function board({ groups, hidden, fewest, left }, acts) {
  const reasons = left.map((one) => h("li", {}, h("bdi", {}, one.q), " — ", h("bdi", {}, one.reason)));
  return [
    ...(groups.length ? groups.map((one) => meaning(one, acts)) : [h("p", { class: "quiet" }, words.noMisses(fewest))]),
    hidden ? h("p", { class: "quiet" }, words.hiddenMisses(hidden, fewest)) : null,
    left.length ? h("details", {}, h("summary", {}, words.leftMisses(left.length)), h("ul", {}, ...reasons), h("p", { class: "quiet" }, words.leftWhere)) : null,
  ];
}

function meaning(group, acts) {
  const [first, ...others] = group.questions;
  const found = h("div", { class: "found", "aria-live": "polite" });
  const chips = [words.askedBy(group.count), group.waiting && words.waiting(group.waiting), day(group.last)].filter(Boolean);
  return h("section", { class: "box miss", "aria-label": first },
    h("h3", { dir: "auto" }, first), ...others.map((one) => h("p", { class: "says", dir: "auto" }, one)),
    h("div", { class: "row" }, ...chips.map((one) => h("span", { class: "chip" }, one))),
    refuses(group.draft) ? null : h("div", { class: "good" }, words.answeredNow, said(words.draftSays, group.draft)),
    h("div", { class: "actions" },
      button(words.curate, { class: "small primary", onclick: () => near(first, found, (given) => documents(given, acts)) }),
      button(words.addWording, { class: "small", onclick: () => near(first, found, (given) => statements(given, first, acts)) }),
      button(words.leaveRefused, { class: "small", onclick: () => leave(group, acts) })), found);
}

async function near(text, found, list) {
  replace(found, h("p", { class: "quiet" }, words.compiling));
  try { replace(found, list(await get("near", { q: text }))); } catch (error) { replace(found); told(error); }
}

function documents({ documents: all }, acts) {
  if (!all.length) return h("p", { class: "quiet" }, words.nothingNear);
  return h("ul", { class: "documents" }, ...all.map((one) => h("li", {}, h("button", { type: "button", class: "entry", onclick: () => acts.open(one.id, one.text) }, h("b", { dir: "auto" }, one.title), h("p", { class: "says", dir: "auto" }, one.text)))));
}

function statements({ statements: all }, text, acts) {
  const other = button(words.otherStatement, { class: "small", onclick: () => word("", text, acts) });
  return h("ul", { class: "documents" }, ...all.map((one) => h("li", {}, h("button", { type: "button", class: "entry", onclick: () => word(one.id, text, acts) }, h("span", { class: "says", dir: "auto" }, one.wording[language] ?? one.wording.en), h("br", {}), h("span", { class: "quiet", dir: "ltr" }, one.id)))), h("li", {}, other));
}

// The words stay in the folder for good: an editor looks at them, and may say them otherwise.
function asked(title, text, field, act) {
  const input = h("textarea", { name: "q", dir: "auto", required: true, rows: 2, value: text });
  const shown = dialog(title, h("div", { class: "form" }, h("label", { class: "wide" }, words.question, input), h("label", { class: "wide" }, ...field), h("p", { class: "quiet wide" }, words.wordingStays)), h("button", { class: "button primary", value: "ok" }, title), button(words.cancel, { class: "button", onclick: () => shown.close("") }));
  shown.addEventListener("close", () => { if (shown.returnValue === "ok") act(input.value.trim()).catch(told); });
}

function word(id, text, acts) {
  const statement = h("input", { name: "statement", dir: "ltr", required: true, value: id });
  asked(words.addWording, text, [words.ofStatement, statement], async (q) => {
    await post("wording", { q, statement: statement.value.trim(), who: state.who });
    toast(words.wordingAdded(statement.value.trim()), 6);
    await acts.again();
  });
}

function leave(group, acts) {
  const why = h("input", { name: "reason", dir: "auto", required: true });
  asked(words.leaveRefused, group.questions[0], [words.leftReason, why], async (q) => {
    await post("judge", { q, lang: group.lang, answerable: false, reason: why.value.trim(), who: state.who });
    toast(words.judged);
    await acts.again();
  });
}
