// What would change and whom it reaches; publishing after the cooling-off; and who did what.
import { get, post } from "./api.js";
import { button, h, replace } from "./dom.js";
import { dialog, entityName, moment, state, toast, told } from "./parts.js";
import { said } from "./tryout.js";
import { saidOf } from "./told.js";
import { language, words } from "./words.js";

export function publishing(main) {
  const shown = h("div", { class: "narrow", "aria-live": "polite" });
  const look = async () => {
    replace(shown, h("p", { class: "quiet" }, words.planning));
    try { replace(shown, ...plan(await post("plan"), look)); } catch (error) { replace(shown); failed(shown, error); }
  };
  replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("div", { class: "row" }, h("h2", {}, words.plan), button(words.planIt, { class: "button primary", onclick: look })), shown)));
  main.querySelector("button")?.focus();
}

function failed(shown, error) {
  replace(shown, h("pre", { class: "bad", dir: "auto" }, saidOf(error)));
}

function plan(made, look) {
  const worse = made.answers.filter((one) => one.judged === "worse").length > 0 && made.stops;
  const act = async (path, body, done) => {
    try {
      const outcome = await post(path, { who: state.who, ...body });
      toast(outcome.due ? words.waits(moment(outcome.due)) : done, 6);
      await look();
    } catch (error) { told(error); }
  };
  const publish = (now) => {
    const body = { version: made.new, instead: made.old ?? "", now, allow_worse: worse };
    const sure = dialog(words.sure, h("p", {}, words.counts(made.counts)), button(words.publish, { class: "button primary", onclick: () => { sure.close(); act("publish", body, words.published); } }), button(words.cancel, { class: "button", onclick: () => sure.close() }));
  };
  const buttons = [];
  if (!made.nothing) buttons.push(button(worse ? words.allowWorse : words.publishIt(made.minutes), { class: "button primary", onclick: () => publish(false) }), made.minutes ? button(words.publishNow, { class: "button", onclick: () => publish(true) }) : null);
  if (made.pending) buttons.push(button(words.unpublish, { class: "button", onclick: () => act("unpublish", {}, words.unpublished) }));
  return [
    h("p", {}, made.nothing ? words.nothingNew : words.counts(made.counts)),
    made.pending ? h("p", { class: "good" }, words.waits(moment(made.pending.due))) : null,
    h("div", { class: "actions" }, ...buttons.filter(Boolean)),
    h("section", { class: "box" }, h("pre", { dir: "auto" }, made.text[language])),
    h("h2", {}, words.answersChange),
    ...(made.answers.length ? made.answers.map(change) : [h("p", { class: "quiet" }, words.noAnswersChange)]),
  ];
}

function change(one) {
  const judged = one.judged ? ` · ${words[one.judged]}` : "";
  return h("section", { class: "box" }, h("h3", { dir: "auto" }, one.q), h("span", { class: one.judged === "worse" ? "bad" : "quiet" }, `${words.kinds[one.kind]}${judged}`), h("div", { class: "two" }, said(words.was, one.old), said(words.is, one.new)));
}

export async function chronicle(main) {
  try {
    const { lines } = await get("chronicle");
    const rows = lines.map((one) => h("li", {}, h("span", { class: "quiet" }, `${moment(one.at)} · `), h("bdi", {}, one.who || words.nobody), ` ${words.deeds[one.did] ?? one.did} `, h("bdi", {}, entityName(one.what)), one.words ? h("bdi", {}, ` «${one.words}»`) : null));
    replace(main, h("div", { class: "scroll" }, h("div", { class: "narrow" }, h("h2", {}, words.chronicle), h("ul", {}, ...(rows.length ? rows : [h("li", { class: "quiet" }, words.empty)])))));
  } catch (error) { told(error); }
}
