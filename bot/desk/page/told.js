// What the server says, in the language of the page: refusals, mistakes in files, why something is proposed.
import { ARABIC } from "./arabic.js";
import { language, words } from "./words.js";

let table;
const PLACE = /^((?:facts|seeds|vocabulary|questions|learned)\/[^\s:]+(?::\d+)?): (?:([\w.-]+): )?/;
const FIELD = /^([a-z_]+(?:\.[\w-]+)*): (?=\S)/;
const alone = (text) => `\u2068${text}\u2069`;

export function translated(text) {
  if (language !== "ar") return text;
  table ??= ARABIC.map(([pattern, said]) => [new RegExp(`^(?:${pattern})`), said]);
  return text.split("\n").map(line).join("\n");
}

// One message after the other; what nobody has words for stays as it is.
function line(text) {
  const place = PLACE.exec(text);
  const found = place ? [`${alone(place[1])}:`, place[2] ? `${alone(place[2])}:` : ""] : [];
  let rest = text.slice(place ? place[0].length : 0);
  while (rest) {
    const [pattern, said] = table.find(([one]) => one.test(rest)) ?? [];
    const field = pattern ? null : FIELD.exec(rest);
    if (field) found.push(`${alone(field[1])}:`);
    if (!pattern && !field) { found.push(alone(rest)); break; }
    const taken = (field ?? pattern.exec(rest))[0];
    if (pattern) found.push(taken.replace(pattern, said));
    const ends = rest.startsWith("; ", taken.length);
    if (ends) found.push("؛");
    rest = rest.slice(taken.length + (ends ? 2 : 0));
  }
  return found.filter(Boolean).join(" ").replaceAll(" ؛", "؛");
}

// What is wrong with what is typed: in plain words where there are any.
export function explained(problem) {
  const say = words.problems[problem.code];
  return say ? say(problem.known) : translated(problem.message);
}

// Why the server did not do something: its problems without the files that they stand in.
export function saidOf(error) {
  const problems = error.body?.problems ?? [];
  return problems.length ? problems.map((one) => `${fieldName(inner(one.field))} ${translated(one.message)}`.trim()).join("\n") : translated(error.message);
}

// What the form calls a place of a record: "wording.en", "citations.0.quote".
export function fieldLabel(field) {
  const parts = field.split(".").filter((one) => !/^\d+$/.test(one) && one !== "statements");
  const lang = words.languages[parts.at(-1)];
  const path = lang ? parts.slice(0, -1) : parts;
  const label = path[0] === "wording" ? words.wording : path[0] === "citations" ? words.ofQuotes[path[1]] ?? words.quote : words[path.join(".")] ?? words[path.at(-1)] ?? words[path[0]];
  return typeof label === "string" ? (lang ? `${label} (${lang})` : label) : "";
}

export function fieldName(field) {
  const label = fieldLabel(field);
  return label ? `${label}:` : "";
}

// The place inside a statement.
const inner = (field) => field.replace(/^statements\.[^.]+\.?/, "");
