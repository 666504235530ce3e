"""People with an office in a sentence: «وزير خارجية X فلان», "Lt Gen X, chief of staff of Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.drafting.arabic_people import held
from knowledge.drafting.clauses import Stretch
from knowledge.drafting.telling_words import PropertyCue, TellingWords, found
from knowledge.text.folding import Token, clitic_variants, script, tokens
from knowledge.text.folding import words as folded
from knowledge.text.letters import Script
from knowledge.text.name_words import name_words

_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w'’.-]+)"
_LONGEST_ARABIC = 4
_COMMAS = ("،", ",")
_SIGN = re.compile(r"[،,؛;:.()«»\"]")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with an office, as a sentence names both."""

    name: str
    office: str
    at: Stretch


def holders(text: str, sentence: Stretch, telling: TellingWords) -> Iterator[Holder]:
    """Everybody in a sentence who stands beside an office, each once."""
    words = text[sentence.start : sentence.end]
    read = tokens(words)
    seen: set[str] = set()
    for cue in sorted(found(telling.offices, read, words), key=lambda one: one.start):
        holder = _beside(words, read, cue, telling)
        if holder and holder.name not in seen and _is_name(holder.name, telling):
            seen.add(holder.name)
            at = Stretch(sentence.start + holder.at.start, sentence.start + holder.at.end)
            yield Holder(holder.name, holder.office, at)


def _is_name(name: str, telling: TellingWords) -> bool:
    """Whether none of its words, with what is written onto them, is one that names nobody."""
    return all(telling.no_names.isdisjoint(clitic_variants(word)) and len(word) > 1 for word in folded(name))


def _beside(words: str, read: Sequence[Token], cue: PropertyCue, telling: TellingWords) -> Holder | None:
    first = read[cue.start]
    if script(first.text) is Script.ARABIC:
        before = _named_before(words, first, read[cue.end - 1].end, telling)
        return before or _named_behind(words, first, cue, telling)
    return _lettered(words, _wider(words, read, cue, telling), read[cue.end - 1].end)


def _wider(words: str, read: Sequence[Token], cue: PropertyCue, telling: TellingWords) -> int:
    """Where an office begins with what says whose it is: "Turkish Foreign Minister", "former president"."""
    at = cue.start
    while (
        at > 0
        and words[read[at - 1].end : read[at].start] == " "
        and _qualifies(_written(words, read[at - 1]), telling)
    ):
        at -= 1
    return read[at].start


def _written(words: str, token: Token) -> str:
    return words[token.start : token.end]


def _qualifies(word: str, telling: TellingWords) -> bool:
    known = folded(word)
    return telling.qualifiers.issuperset(known) or (word[:1].isupper() and telling.no_names.isdisjoint(known))


def _lettered(words: str, start: int, end: int) -> Holder | None:
    """The nearest name in capital letters before the next full pause but one, in front of the office or behind it."""
    around = [*_names().finditer(words, end), *_names().finditer(words, 0, start)]
    near = min(around, key=lambda one: min(abs(one.start() - end), abs(start - one.end())), default=None)
    if near is None or min(abs(near.start() - end), abs(start - near.end())) > _FAR:
        return None
    first, last = min(start, near.start()), max(end, near.end())
    behind = words[end : _pause(words, end)] if near.end() <= start else words[end : near.start()]
    office = " ".join(f"{words[start:end]}{behind}".split()).strip(" ,،")
    return Holder(_ranks().sub("", near[0]).rstrip("."), office, Stretch(first, max(last, start + len(office))))


def _named_before(words: str, first: Token, end: int, telling: TellingWords) -> Holder | None:
    """«علي شمخاني، أمين المجلس»: a name before a comma."""
    before = words[: first.start].rstrip()
    if not before.endswith(("،", ",")):
        return None
    stop = _pause(words, end)
    clause = before[:-1]
    start = max((one.end() for one in _SIGN.finditer(clause)), default=0)
    name = _behind_verbs(clause[start:].split(), telling)[-_LONGEST_ARABIC:]
    name = name[next((n for n, word in enumerate(name) if not word.startswith("ال")), 0) :]
    name = name[max((n + 1 for n, word in enumerate(name[:-2]) if word.startswith("ال")), default=0) :]
    office = words[first.start : stop].strip()
    at = clause.rfind(" ".join(name))
    return Holder(" ".join(name[-3:]), office, Stretch(max(at, 0), stop)) if len(name) > 1 else None


def _behind_verbs(phrase: list[str], telling: TellingWords) -> list[str]:
    """What stands behind the last word that is in no name: of «وقال جون كيربي» the last two."""
    ends = [n + 1 for n, word in enumerate(phrase[:-1]) if not telling.no_names.isdisjoint(clitic_variants(word))]
    return phrase[max(ends, default=0) :]


def _named_behind(words: str, first: Token, cue: PropertyCue, telling: TellingWords) -> Holder | None:
    """«وزير الدفاع فلان الفلاني»; where no article parts the two, the last words of what begins with the office."""
    stop = _pause(words, first.end)
    clause = words[first.start : stop]
    if found_ := held(clause, cue.end - cue.start, telling):
        name, office, end = found_
        return Holder(name, office, Stretch(first.start, first.start + end))
    if apart := _named_between_commas(words, first, stop):
        return apart
    phrase = clause.split()
    if len(phrase) < _FEWEST_ARABIC or any(word.startswith("ال") for word in phrase[1:]):
        return None
    joined = name_words().joined.known
    son = next((n - 1 for n, word in enumerate(phrase) if n > 2 and not joined.isdisjoint(folded(word))), None)
    split = son or max(2, min(len(phrase) - 2, _OFFICE_ARABIC))
    name = " ".join(phrase[split : split + (3 if son else 2)])
    return Holder(name, " ".join(phrase[:split]), Stretch(first.start, stop))


def _named_between_commas(words: str, first: Token, stop: int) -> Holder | None:
    """«الأمين العام للدفاع الهندي، جيريدار أرامان، وفدا»: what two commas part from the rest, as long as a name is."""
    end = _pause(words, stop + 1)
    if words[stop : stop + 1] not in _COMMAS or words[end : end + 1] not in _COMMAS:
        return None
    name = words[stop + 1 : end].split()
    if not 1 < len(name) <= _LONGEST_ARABIC or name[0].startswith(name_words().articles.entries):
        return None
    return Holder(" ".join(name), words[first.start : stop].strip(), Stretch(first.start, end))


_FAR = 40
"""Characters between a name and its office."""
_FEWEST_ARABIC = 4
_OFFICE_ARABIC = 3


def _pause(words: str, start: int) -> int:
    """Where the next sign that ends a clause stands."""
    sign = _SIGN.search(words, start)
    return sign.start() if sign else len(words)


@cache
def _names() -> re.Pattern[str]:
    """Two capital words and more."""
    return re.compile(rf"{_NAME}(?:[ -](?:(?:{name_words().within_names.pattern})[ -])*{_NAME})+")


@cache
def _ranks() -> re.Pattern[str]:
    """What stands before a name and is no part of it."""
    return re.compile(rf"^(?:(?:{name_words().ranks.pattern})[. -]+)+(?=[A-Z])")
