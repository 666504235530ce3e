"""Rules of what a wording may assert: the mood and the negation that its record states and its quotes carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from knowledge.curation.denying import DenialReader
from knowledge.curation.records import StatementRecord
from knowledge.curation.rules import Draft
from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import Record, YamlFile
from knowledge.model import Modality, Polarity
from knowledge.text.folding import script, stems
from knowledge.text.letters import VOWEL_SIGNS, Script
from knowledge.text.listed import Listed, read_texts
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.covering import mentioned_in
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import PropertyRecord

MARKED_BY: Mapping[Modality, Marker] = {
    Modality.ANNOUNCED: Marker.ANNOUNCED,
    Modality.EXPECTED: Marker.EXPECTED,
    Modality.INTENDED: Marker.INTENDED,
}
"""How words say that a statement is meant so."""

_WORD = re.compile(r"\w+")
_LONG = 3
"""Letters of the stem of a word that says something."""
Placed = tuple[YamlFile, Path_, str, StatementRecord]


def problems(
    draft: Draft, reader: ClaimReader, properties: Mapping[str, PropertyRecord], lexicon: Lexicon
) -> Iterator[Problem]:
    """All that wordings assert against their records; a vocabulary that says nothing of claims finds nothing."""
    if reader.lexicon.forms:
        denials = DenialReader(reader, lexicon.names)
        yield from moods(draft.statements(), denials)
        yield from negations(draft.statements(), denials)
        yield from told_too_soon(draft.statements(), reader)
    yield from single_values(draft.statements(), properties)


def moods(placed: Iterable[Placed], denials: DenialReader) -> Iterator[Problem]:
    """An announcement, expectation or intention is worded as one in both languages, and nothing else is.

    What a negated statement denies, it does not announce: "No date was announced".
    """
    reader = denials.claims
    for document, path, _, statement in placed:
        is_negated = statement.polarity is Polarity.NEGATED
        wanted = MARKED_BY.get(statement.modality)
        for lang, text in statement.wording.texts().items():
            marks = {cue.marker: cue for cue in reader.read(text).cues}
            here = (*path, "wording", lang)
            if wanted is not None and wanted not in marks and not _is_told(wanted, text):
                yield document.problem(here, _as_fact(statement, wanted, lang, reader))
            announces = None if wanted or Marker.ANNOUNCED in statement.mentions else marks.get(Marker.ANNOUNCED)
            if announces and not (is_negated and denials.begins(text) < announces.place[0]):
                word = announces.text
                message = (
                    f"{word!r} announces, and the statement is {statement.modality}; give it `modality: announced`, "
                    "or `mentions: [announced]` if nothing is announced that was still to come"
                )
                yield document.problem(here, message)


def told_too_soon(placed: Iterable[Placed], reader: ClaimReader) -> Iterator[Problem]:
    """No wording tells as done, by the same verb, what its quotes say is still to come, unless they say both."""
    for document, path, _, statement in placed:
        if statement.modality in MARKED_BY or statement.polarity is Polarity.NEGATED:
            continue
        quotes = [VOWEL_SIGNS.sub("", one.quote) for one in statement.citations]
        for lang, text in statement.wording.texts().items():
            if (said := _told_too_soon(text, quotes)) and not _is_to_come(text, reader):
                message = (
                    f"tells as done what its quote says is still to come («{said}»); give it `modality: expected` and "
                    f'word it so ("{_worded(Marker.EXPECTED, lang)}"), or quote what says that it happened'
                )
                yield document.problem((*path, "wording", lang), message)


def _told_too_soon(text: str, quotes: Iterable[str]) -> str:
    """The words of the quotes by which a verb of the text is still to come; empty where they also say it elsewhere."""
    ahead = _words().ahead.regex_as_written
    found = [match for quote in quotes for match in ahead.finditer(quote)]
    elsewhere = frozenset(word for quote in quotes for word in _WORD.findall(ahead.sub(" ", quote)))
    told = frozenset(_WORD.findall(VOWEL_SIGNS.sub("", text))) - elsewhere
    return next((match[0] for match in found if any(_is_done(word, match) for word in told)), "")


def _is_done(word: str, ahead: re.Match[str]) -> bool:
    """Whether a word is such a verb, not to come but done; in the same script."""
    verb = ahead[ahead.lastindex or 0]
    if script(verb) is Script.ARABIC:
        return any(re.fullmatch(form.format(re.escape(verb)), word) for form in _words().done.of("ar"))
    return not stems(word).isdisjoint(stems(verb))


def _is_to_come(text: str, reader: ClaimReader) -> bool:
    return any(_is_told(mood, text) for mood in MARKED_BY.values()) or any(
        cue.marker in MARKED_BY.values() for cue in reader.read(text).cues
    )


def _as_fact(statement: StatementRecord, wanted: Marker, lang: str, reader: ClaimReader) -> str:
    """What is said of a wording that lacks the mood of its statement; the quotes decide which of the two is wrong."""
    said = _marked(statement, wanted, reader)
    by_quote = f", as its quote says («{said}»)" if said else ""
    otherwise = "" if said else ", or give the statement another `modality`"
    though = f"is worded as a fact, though the statement is {statement.modality}{by_quote}"
    return f'{though}; word it as that ("{_worded(wanted, lang)}"){otherwise}'


class _ToldRecord(Record):
    """What says so besides the markers."""

    announced: Listed
    expected: Listed
    intended: Listed
    future: Listed
    """That it is expected or intended."""
    will: Listed
    """The same, in quotes too."""

    def of(self, mood: Marker) -> tuple[Listed, ...]:
        """Whatever says that one."""
        to_come = self.future, self.will
        moods = {Marker.EXPECTED: (self.expected, *to_come), Marker.INTENDED: (self.intended, *to_come)}
        return moods.get(mood, (self.announced,))


class _WordingRecord(Record):
    """The whole of `wording.yaml`: what messages propose."""

    moods: dict[Marker, Listed]
    told: _ToldRecord
    negation: Listed
    ahead: Listed
    """A verb that is still to come, in its last group."""
    done: Listed
    """The forms of such a verb that is done, with `{}` for it."""


@cache
def _words() -> _WordingRecord:
    return read_texts("wording", _WordingRecord)


def _is_told(mood: Marker, text: str) -> bool:
    """Whether a wording says so in words that claims are not read by: "would run", «من المخطط أن»."""
    plain = VOWEL_SIGNS.sub("", text)
    return any(one.regex.search(plain) for one in _words().told.of(mood))


def is_to_come(text: str) -> bool:
    """Whether some words tell what is still to come, which "will" says: «سيعقد»."""
    return bool(_words().told.will.regex.search(VOWEL_SIGNS.sub("", text)))


def _worded(mood: Marker, lang: str) -> str:
    listed = _words().moods[mood]
    return (listed.of(lang) or listed.of("en"))[0]


def _not() -> str:
    return ", ".join(f"«{word}»" for word in _words().negation.entries)


def _marked(statement: StatementRecord, wanted: Marker, reader: ClaimReader) -> str:
    """The words of its quotes that say so."""
    cues = ((one.quote, cue) for one in statement.citations for cue in reader.read(one.quote).cues)
    return next((quote[slice(*cue.place)] for quote, cue in cues if cue.marker is wanted), "")


def negations(placed: Iterable[Placed], reader: DenialReader) -> Iterator[Problem]:
    """A "not" of the quotes stands in both wordings, and no wording denies what its record affirms."""
    for document, path, _, statement in placed:
        quotes = [one.quote for one in statement.citations]
        quoted = next(filter(None, map(reader.denial, quotes)), "")
        telling = next(filter(None, map(reader.telling, quotes)), "")
        negated = statement.polarity is Polarity.NEGATED
        denied = {lang: (text, reader.denial(text)) for lang, text in statement.wording.texts().items()}
        for lang, (text, not_) in denied.items():
            here = (*path, "wording", lang)
            if not_ and not negated:
                yield document.problem(here, _denies(not_, quoted, telling))
            if negated and not not_:
                yield document.problem(here, _denies_nothing(quoted, reader.telling(text)))
        at = _unsaid(quotes, [text for text, _ in denied.values()], reader)
        if at is not None and not negated and not any(not_ for _, not_ in denied.values()):
            quoted = reader.denial(quotes[at])
            message = (
                f'a quote says "not" («{quoted}») and no wording does; word it so in both languages ({_not()}), '
                "with `polarity: negated`, or quote less"
            )
            yield document.problem((*path, *(("citations", at, "quote") if at else ("polarity",))), message)


def _unsaid(quotes: Sequence[str], wordings: Iterable[str], reader: DenialReader) -> int | None:
    """The first quote whose "not" the wordings would have to say; a further one may be there for a name alone."""
    told = frozenset(stem for text in wordings for stem in stems(text))
    named = [mentioned_in(quote, reader.names) for quote in quotes]
    for at, quote in enumerate(quotes):
        others = {one for other in (*named[:at], *named[at + 1 :]) for one in other}
        only_names = at > 0 and bool(named[at] - others)
        if (denied := reader.denial(quote)) and not (only_names and not _share(denied, told)):
            return at
    return None


def _share(denied: str, told: AbstractSet[str]) -> bool:
    """Whether a word behind a "not" is told; little words are in every sentence."""
    return any(len(stem) >= _LONG for stem in stems(denied) & told)


def _denies(not_: str, quoted: str, telling: str) -> str:
    """What is said of a wording that denies what its record affirms; the quotes decide which of the two is wrong."""
    if quoted:
        return f"denies, though the statement is affirmed; its quote says «{quoted}»: give it `polarity: negated`"
    if telling:
        return (
            f"denies («{not_}»), though the statement is affirmed; its quote says who denies it («{telling}»): "
            "word it as that, or give it `polarity: negated`, `modality: claimed` and `said_by`"
        )
    return (
        f"denies («{not_}»), though the statement is affirmed and no quote says «not»; word it without, "
        "or quote the words that deny it, with `polarity: negated`"
    )


def _denies_nothing(quoted: str, telling: str) -> str:
    """What is said of a wording of a negated statement that does not deny; that somebody denies is affirmed."""
    if telling:
        return (
            f"says who denies it («{telling}»), which is affirmed, though the statement is negated; "
            f"leave `polarity` out, or say with a plain not ({_not()}) what is not so"
        )
    says = f" and its quote says «{quoted}»" if quoted else ""
    return f"denies nothing, though the statement is negated{says}; say it with a plain not ({_not()})"


def single_values(placed: Iterable[Placed], properties: Mapping[str, PropertyRecord]) -> Iterator[Problem]:
    """A property of one value has no two values that do not name each other as contradicting."""
    found: dict[tuple[str, str], list[tuple[str, str, AbstractSet[str], YamlFile, Path_]]] = {}
    for document, path, id_, statement in placed:
        record = properties.get(statement.property)
        if record is None or not record.single or statement.value is None or statement.withdrawn:
            continue
        subject = id_.partition(".")[0]
        others = found.setdefault((subject, statement.property), [])
        for other, value, contradicts, _, _ in others:
            if value != statement.value and id_ not in contradicts:
                message = f"{other} gives another value ({value}); both stay if each names the other in `contradicts`"
                yield document.problem((*path, "value"), message)
        others.append((id_, statement.value, frozenset(statement.contradicts), document, path))
