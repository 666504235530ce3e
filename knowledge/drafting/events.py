"""The event that a document is about, as its first sentences name it: a proposal where the facts have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import PartialDate
from knowledge.drafting.clauses import Stretch
from knowledge.drafting.proposals import ProposedEntity
from knowledge.drafting.telling_words import PropertyCue, TellingWords, begins_with_verb, found
from knowledge.model import LANGUAGES, EntityType
from knowledge.text.dates_in_words import in_words
from knowledge.text.folding import Token, clitic_variants, script, tokens
from knowledge.text.folding import words as folded
from knowledge.text.letters import Script
from knowledge.vocabulary.forms import Grade

_FEWEST = {Script.ARABIC: 3, Script.CYRILLIC: 3, Script.LATIN: 2}
"""Words of a name: fewer say only of which kind it is."""
_MOST = 9


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event as a text names it."""

    type: EntityType
    at: Stretch
    words: int


def first_event(text: str, opening: Iterable[tuple[int, int]], telling: TellingWords) -> NamedEvent | None:
    """The one with the longest name in some sentences; None where none has a name of its own."""
    every = [one for start, end in opening for one in _events(text, start, end, telling)]
    return max(every, key=lambda one: one.words, default=None)


def proposed_event(
    text: str, event: NamedEvent, day: PartialDate | date | None, telling: TellingWords
) -> ProposedEntity:
    """Under the name that the text gives it; in the other language it is called by its kind and date."""
    name = " ".join(text[event.at.start : event.at.end].split())
    record = telling.types[event.type]
    labels = {lang: _label(record.label.texts()[lang], day, lang) for lang in LANGUAGES}
    names = labels | _own(name)
    id_ = "-".join([event.type.value, *([str(day)[:7]] if day else [])])
    why = f"«{name}» is named at the beginning, and the facts have no such event; look at both names"
    return ProposedEntity(id_, record.kind, event.type.value, names, record.label.texts() | _own(name), why)


def reported_event(headline: str, day: PartialDate | date, telling: TellingWords) -> ProposedEntity:
    """What a report of a day tells of, where it names no event: called by its headline, if it has one."""
    label = telling.report.label.texts()
    names = {lang: _label(label[lang], day, lang) for lang in LANGUAGES} | (_own(headline) if headline else {})
    why = "the document names no event, and opens with a day; say what happened: its names and its type"
    return ProposedEntity(f"event-{str(day)[:7]}", telling.report.kind, EntityType.THEME.value, names, label, why)


def _own(name: str) -> dict[str, str]:
    """A name by its language, where that is one in which things are named."""
    known = {Script.ARABIC: "ar", Script.LATIN: "en"}
    return {known[script(name)]: name} if script(name) in known else {}


def _label(kind: str, day: PartialDate | date | None, lang: str) -> str:
    return f"{kind}, {in_words(day, lang)}" if day else kind


def _events(text: str, start: int, end: int, telling: TellingWords) -> Iterator[NamedEvent]:
    words = text[start:end]
    read = tokens(words)
    for cue in found(telling.events, read, words, Grade.CLITIC):
        first, last = _reach(words, read, cue, telling)
        least = _FEWEST.get(script(read[cue.start].text), _MOST)
        if max(least, cue.end - cue.start + 1) <= last - first <= _MOST:
            at = Stretch(start + _begun(words, read[first]), start + read[last - 1].end)
            yield NamedEvent(EntityType(cue.id), at, last - first)


def _begun(words: str, first: Token) -> int:
    """Where a name begins without what is written onto its first word: «لاجتماع»."""
    short = clitic_variants(first.text)[-1]
    written = words[first.start : first.end]
    return first.end - len(short) if written.endswith(short) and not first.text.startswith("ال") else first.start


def _reach(words: str, read: Sequence[Token], cue: PropertyCue, telling: TellingWords) -> tuple[int, int]:
    """The first token of a name, and the one behind its last."""
    if script(read[cue.start].text) is Script.LATIN:
        return _before(words, read, cue.start, telling), _behind(words, read, cue.end, telling)
    end, most = cue.end, min(len(read), cue.start + _MOST)
    while end < most and _follows(words, read, end) and _goes_on(words, read[end], telling):
        end += 1
    return cue.start, end


def _goes_on(words: str, token: Token, telling: TellingWords) -> bool:
    """Whether a word of Arabic or Russian belongs to the name before it."""
    alone = tokens(words[token.start : token.end])
    ends = {token.text, token.text.removeprefix("و")} & (telling.no_names | telling.ranks)
    office = any(found(telling.offices, alone, token.text, Grade.CLITIC))
    return not (ends or office or token.text[:1].isdigit() or begins_with_verb(telling, alone))


def _before(words: str, read: Sequence[Token], first: int, telling: TellingWords) -> int:
    while first > 0 and _follows(words, read, first) and _within(words, read[first - 1], telling):
        first -= 1
    return first


def _within(words: str, token: Token, telling: TellingWords) -> bool:
    written = words[token.start : token.end]
    is_name = (written[0].isupper() or written[0].isdigit()) and telling.no_names.isdisjoint(folded(written))
    return is_name or telling.within_events.issuperset(folded(written))


def _behind(words: str, read: Sequence[Token], end: int, telling: TellingWords) -> int:
    """Up to the last name that small words hang onto an event: "meeting of the Gulf States"."""
    last = at = end
    while at < len(read) and _follows(words, read, at):
        written = words[read[at].start : read[at].end]
        if written[0].isupper() and telling.no_names.isdisjoint(folded(written)):
            last = at + 1
        elif not telling.after_events.issuperset(folded(written)):
            break
        at += 1
    return last


def _follows(words: str, read: Sequence[Token], at: int) -> bool:
    """Whether nothing but a blank or a hyphen parts a word from the one before it."""
    return words[read[at - 1].end : read[at].start].strip("'’") in (" ", "-", "s ")
