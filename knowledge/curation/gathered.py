"""All facts of a document in one file, directly below `facts/`: an entity a line, a statement two or three.

    source: harbour-log
    quotes:
      met: Council of Storms met in Harbour City on 3 May 2021
    entities:
      storm-council: {type: talks, ar: مجلس العاصفة, en: Storm Council, weak: [council]}
    statements:
      - storm-council.date: {value: 2021-05-03, quote: met}
        ar: اجتمع مجلس العاصفة في 3 مايو 2021.
        en: The Storm Council met on 3 May 2021.

It says the same as a file an entity; a statement may be about an entity of another file. Here one becomes the other, as
plain values; what is wrong in them is found by the rules that look at every file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge.curation.short_form import QUOTES, SOURCE, STATEMENTS, shortened, written_out
from knowledge.files.written_yaml import OnLines, OnOneLine, dump_compact
from knowledge.model import LANGUAGES, Strength
from knowledge.text.folding import script
from knowledge.text.letters import Script

ENTITIES = "entities"
WORDING, NAMES, ALIASES, CITATIONS, QUOTE = "wording", "names", "aliases", "citations", "quote"
_PROPERTY, _STOP = "property", "."
_STRENGTHS = tuple(one.value for one in Strength)
_LISTS = ("about", "mentions", "contradicts")
"""What may be one text instead of a list of one."""
_BESIDE_THE_ID = (
    "property", "value", "said_by", "modality", "polarity", *_LISTS, QUOTE,
    "marking", "embargoed_until", "review_by", "reviewed", "news",
)  # fmt: skip
"""What is said of a statement in ids and words of the vocabulary stands on its first line, in this order."""
_LONGEST_ENTITY = 500
"""Characters of an entity on one line; a longer one has a line a key."""
_LANGUAGE_OF = {Script.ARABIC: "ar", Script.CYRILLIC: "ru"}

Values = Mapping[str, Any]


def entity_written_out(given: Values) -> dict[str, Any]:
    """An entity as a file of its own would have it, its statements left out."""
    names = {lang: given[lang] for lang in given if lang in LANGUAGES}
    strong, weak = (_listed(given.get(strength, [])) for strength in _STRENGTHS)
    aliases = _by_language(strong, weak) if all(isinstance(one, str) for one in (*strong, *weak)) else {}
    rest = {key: one for key, one in given.items() if key not in (*LANGUAGES, *(_STRENGTHS if aliases else ()))}
    if names:
        rest[NAMES] = {**names, **rest[NAMES]} if isinstance(rest.get(NAMES), Mapping) else names
    return rest if not aliases else {**rest, ALIASES: {**aliases, **rest.get(ALIASES, {})}}


def _by_language(strong: Iterable[str], weak: Iterable[str]) -> dict[str, Any]:
    """Aliases by the language of their letters."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for strength, texts in zip(_STRENGTHS, (strong, weak), strict=True):
        for text in texts:
            found[_LANGUAGE_OF.get(script(text), LANGUAGES[-1])].setdefault(strength, []).append(text)
    return dict(found)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def with_lists(record: Values) -> dict[str, Any]:
    """A statement with lists where one text may stand for a list of one."""
    return {key: list(_listed(one)) if key in _LISTS else one for key, one in record.items()}


def id_in(item: Values) -> str:
    """The key of a statement that says which it is: the only one with a point; empty where there is none or are two."""
    ids = [key for key in item if _STOP in key]
    return ids[0] if len(ids) == 1 else ""


def statement_written_out(item: Values, head: Values) -> dict[str, Any]:
    """A statement as a file of its own would have it, by the source and the quotes at the head of this one."""
    id_ = id_in(item)
    first = item[id_] if isinstance(item[id_], Mapping) else {QUOTE: item[id_]}
    told = {**first, **{key: one for key, one in item.items() if key != id_}}
    told = with_lists(told)
    if QUOTE in told:
        told[CITATIONS] = [*_listed(told.pop(QUOTE)), *_listed(told.get(CITATIONS, []))]
    wording = {lang: told.pop(lang) for lang in LANGUAGES if lang in told}
    key = id_.partition(_STOP)[2]
    whole = written_out({SOURCE: head[SOURCE], QUOTES: head.get(QUOTES, {}), STATEMENTS: {key: told}})
    record: dict[str, Any] = dict(whole[STATEMENTS][key])
    if wording and WORDING not in record:
        record[WORDING] = {**in_the_words_quoted(record.get(CITATIONS, ()), wording), **wording}
    return record


def in_the_words_quoted(citations: Sequence[Any], wording: Values) -> dict[str, str]:
    """What a statement says in the language of its document where its wording is left out: its first quote."""
    first: Any = next(iter(citations), {})
    words = first.get(QUOTE) if isinstance(first, Mapping) else None
    missing = [lang for lang in LANGUAGES if lang not in wording]
    if not isinstance(words, str) or _LANGUAGE_OF.get(script(words), LANGUAGES[-1]) not in missing:
        return {}
    return {missing[0]: words if words.endswith(_STOP) else words + _STOP}


def entity_gathered(record: Values) -> dict[str, Any]:
    """An entity as a line has it."""
    kept = {key: one for key, one in record.items() if key not in (NAMES, ALIASES, STATEMENTS, SOURCE, QUOTES)}
    names, aliases = dict(record.get(NAMES, {})), record.get(ALIASES, {})
    plain = {lang: names.pop(lang) for lang in LANGUAGES if lang in names}
    lists = {one: [text for group in aliases.values() for text in group.get(one, ())] for one in _STRENGTHS}
    lists = {key: one for key, one in lists.items() if one}
    if _ordered(_by_language(*(lists.get(one, ()) for one in _STRENGTHS))) != _ordered(aliases):
        lists = {ALIASES: aliases}
    type_ = {"type": kept.pop("type")} if "type" in kept else {}
    return {**type_, **plain, **({NAMES: names} if names else {}), **lists, **kept}


def _ordered(aliases: Values) -> list[Any]:
    return [(lang, strength, list(texts)) for lang, group in aliases.items() for strength, texts in group.items()]


def statement_gathered(id_: str, record: Values, head: Values) -> dict[str, Any]:
    """A statement as an item of the list has it."""
    key = id_.partition(_STOP)[2]
    short = dict(shortened({**head, STATEMENTS: {key: record}})[STATEMENTS][key])
    quotes = short.pop(CITATIONS)
    wording = dict(short.pop(WORDING, {}))
    short |= {name: short[name][0] for name in _LISTS if len(short.get(name, ())) == 1}
    short[QUOTE] = quotes[0] if len(quotes) == 1 and isinstance(quotes[0], str) else quotes
    is_named = all(isinstance(one, str) and one in head.get(QUOTES, {}) for one in quotes)
    first = {name: short.pop(name) for name in _BESIDE_THE_ID if name in short and (is_named or name != QUOTE)}
    texts = {lang: wording.pop(lang) for lang in LANGUAGES if lang in wording}
    item = {id_: OnOneLine(first), **texts, **({WORDING: {**texts, **wording}} if wording else {}), **short}
    for lang in LANGUAGES:
        without = {name: one for name, one in item.items() if name != lang}
        if lang in item and statement_written_out(without, head).get(WORDING) == record.get(WORDING):
            return OnLines(without)
    return OnLines(item)


def written(data: Values) -> str:
    """The one way to write such a file."""
    head = {SOURCE: data[SOURCE], QUOTES: data.get(QUOTES, {})}
    entities = {key: _line(key, entity_gathered(entity_written_out(one))) for key, one in _section(data, ENTITIES)}
    items = [
        statement_gathered(id_, statement_written_out(one, head), head) if (id_ := id_in(one)) else one
        for one in data.get(STATEMENTS) or ()
    ]
    whole = {SOURCE: head[SOURCE], QUOTES: OnLines(head[QUOTES]), ENTITIES: OnLines(entities), STATEMENTS: items}
    return dump_compact({key: one for key, one in whole.items() if one})


def _section(data: Values, key: str) -> Iterable[tuple[str, Any]]:
    return (data.get(key) or {}).items()


def _line(key: str, entity: dict[str, Any]) -> dict[str, Any]:
    one = OnOneLine(entity)
    return one if len(dump_compact({key: one})) <= _LONGEST_ENTITY else OnLines(entity)
