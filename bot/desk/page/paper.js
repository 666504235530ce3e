// The document: its blocks, what they are marked with, and which words of it are chosen.
import { h } from "./dom.js";
import { state, toast } from "./parts.js";
import { words } from "./words.js";

export const MARKS = { q: "legendQuoted", w: "legendWaived", o: "legendOpen", k: "legendKnown" };
const LEAF = 20;
let chosen = null;

export function paper(onBlock) {
  const blocks = state.document.blocks.map((pieces, number) => block(pieces, number));
  const element = h("div", { class: "paper", id: "paper", role: "document", lang: state.document.lang, "aria-label": words.text, tabindex: 0 }, ...leaves(blocks));
  element.addEventListener("click", (event) => {
    const at = event.target.closest("p");
    if (!at) return;
    const span = event.target.closest(".o");
    if (span && getSelection().isCollapsed) choose(span);
    if (Number(at.dataset.block) !== state.block) onBlock(Number(at.dataset.block));
  });
  return element;
}

// Some blocks together, of which the browser lays out only those in sight: one by one they are too many to look at each frame.
function leaves(blocks) {
  const count = Math.ceil(blocks.length / LEAF);
  return Array.from({ length: count }, (_, number) => h("div", { class: "leaf" }, ...blocks.slice(number * LEAF, (number + 1) * LEAF)));
}

function block(pieces, number) {
  return h("p", { id: `block-${number}`, dir: "auto", "data-block": number }, ...pieces.map(([text, marks]) => {
    if (!marks) return document.createTextNode(text);
    return h("span", { class: [...marks].join(" "), title: [...marks].map((one) => words[MARKS[one]]).join(", ") }, text);
  }));
}

export function redrawn(number, pieces) {
  state.document.blocks[number] = pieces;
  const old = document.getElementById(`block-${number}`);
  if (!old) return;
  const made = block(pieces, number);
  if (old.hasAttribute("aria-current")) made.setAttribute("aria-current", "true");
  old.replaceWith(made);
}

export function shown(number, scroll) {
  for (const one of document.querySelectorAll("#paper p[aria-current]")) one.removeAttribute("aria-current");
  const element = document.getElementById(`block-${number}`);
  element?.setAttribute("aria-current", "true");
  if (scroll) element?.scrollIntoView({ block: "center" });
}

// The quote of a card, shown in the document where the browser can do that without touching it.
export function pointed(item) {
  const quote = item?.record.citations?.[0]?.quote;
  CSS.highlights?.delete("pointed");
  const at = quote && document.getElementById(`block-${item.block}`);
  const start = at ? at.textContent.indexOf(quote) : -1;
  if (start < 0 || !CSS.highlights) return;
  const range = new Range();
  range.setStart(...place(at, start));
  range.setEnd(...place(at, start + quote.length));
  CSS.highlights.set("pointed", new Highlight(range));
}

function place(element, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return [element, element.childNodes.length];
}

function choose(span) {
  chosen?.classList.remove("chosen");
  chosen = span;
  span?.classList.add("chosen");
}

// The words that are meant: those that are selected, else the gap that was chosen.
export function chosenWords() {
  const selection = getSelection();
  if (selection && !selection.isCollapsed) {
    const range = selection.getRangeAt(0);
    const at = range.startContainer.parentElement?.closest("#paper p");
    if (at && at.contains(range.endContainer)) return { text: range.toString().trim(), block: Number(at.dataset.block) };
  }
  if (!chosen?.isConnected) return null;
  return { text: wholeGap(chosen), block: Number(chosen.closest("p").dataset.block) };
}

// A gap is cut where a known name begins; its neighbours without anything between belong to it.
function wholeGap(span) {
  let first = span, last = span;
  while (first.previousSibling?.classList?.contains("o")) first = first.previousSibling;
  while (last.nextSibling?.classList?.contains("o")) last = last.nextSibling;
  let text = "";
  for (let one = first; one; one = one === last ? null : one.nextSibling) text += one.textContent;
  return text.trim();
}

export function nextGap(onBlock) {
  const all = [...document.querySelectorAll("#paper .o")].filter((one) => !one.previousSibling?.classList?.contains("o"));
  const current = document.getElementById(`block-${state.block}`);
  const after = all.find((one) => (chosen?.isConnected ? chosen.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING : current.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING || current.contains(one)));
  const found = after ?? all[0];
  if (!found) return toast(words.noGap);
  choose(found);
  found.scrollIntoView({ block: "center" });
  toast(`${words.gapChosen}: ${wholeGap(found).slice(0, 120)}`);
  const number = Number(found.closest("p").dataset.block);
  if (number !== state.block) onBlock(number);
}
