"""Rules of what a wording may assert: the mood and the negation that its record states and its quotes carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from knowledge.curation.records import StatementRecord
from knowledge.curation.rules import Draft
from knowledge.errors import Problem
from knowledge.files.strict_yaml import Document, Path_
from knowledge.model import Modality, Polarity
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.understanding.claims import DENYING, ClaimReader, Cue
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.phrasings import PropertyRecord

_MOODS: Mapping[Modality, Marker] = {
    Modality.ANNOUNCED: Marker.ANNOUNCED,
    Modality.EXPECTED: Marker.EXPECTED,
    Modality.INTENDED: Marker.INTENDED,
}

_WORDED: Mapping[Marker, str] = {
    Marker.ANNOUNCED: "was announced",
    Marker.EXPECTED: "is expected to",
    Marker.INTENDED: "intends to",
}

Placed = tuple[Document, Path_, str, StatementRecord]


def problems(draft: Draft, reader: ClaimReader, properties: Mapping[str, PropertyRecord]) -> Iterator[Problem]:
    """All that wordings assert against their records; a vocabulary that says nothing of claims finds nothing."""
    if reader.lexicon.forms:
        yield from moods(draft.statements(), reader)
        yield from negations(draft.statements(), reader)
    yield from single_values(draft.statements(), properties)


def moods(placed: Iterable[Placed], reader: ClaimReader) -> Iterator[Problem]:
    """An announcement, expectation or intention is worded as one in both languages, and nothing else is."""
    for document, path, _, statement in placed:
        wanted = _MOODS.get(statement.modality)
        for lang, text in statement.wording.texts().items():
            marks = {cue.marker: cue.text for cue in reader.read(text).cues}
            here = (*path, "wording", lang)
            if wanted is not None and wanted not in marks:
                yield document.problem(
                    here,
                    f"is worded as a fact, though the statement is {statement.modality}; word it as that "
                    f'("{_WORDED[wanted]}"), or give the statement another `modality`',
                )
            if wanted is None and Marker.ANNOUNCED in marks and Marker.ANNOUNCED not in statement.mentions:
                word = marks[Marker.ANNOUNCED]
                message = (
                    f"{word!r} announces, and the statement is {statement.modality}; give it `modality: announced`, "
                    "or `mentions: [announced]` if nothing is announced that was still to come"
                )
                yield document.problem(here, message)


def negations(placed: Iterable[Placed], reader: ClaimReader) -> Iterator[Problem]:
    """A "not" of the quotes stands in both wordings, and no wording denies what its record affirms."""
    for document, path, _, statement in placed:
        quoted = any(denies(citation.quote, reader) for citation in statement.citations)
        negated = statement.polarity is Polarity.NEGATED
        for lang, text in statement.wording.texts().items():
            here = (*path, "wording", lang)
            says_not = denies(text, reader)
            if says_not and not negated:
                yield document.problem(here, "denies, though the statement is affirmed; give it `polarity: negated`")
            if negated and not says_not:
                yield document.problem(here, "denies nothing, though the statement is negated; say it with a plain not")
        if quoted and not negated and not any(denies(t, reader) for t in statement.wording.texts().values()):
            yield document.problem(
                (*path, "polarity"),
                'a quote says "not" and no wording does; word it so, with `polarity: negated`, or quote less',
            )


def single_values(placed: Iterable[Placed], properties: Mapping[str, PropertyRecord]) -> Iterator[Problem]:
    """A property of one value has no two values that do not name each other as contradicting."""
    found: dict[tuple[str, str], list[tuple[str, str, AbstractSet[str], Document, Path_]]] = {}
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


def denies(text: str, reader: ClaimReader) -> bool:
    """Whether a wording or a quote says that something is not so, also in a claim of which the "not" is a part."""
    found = reader.read(text)
    return any(map(_is_not, found.cues)) or any(not reader.negations.isdisjoint(c.text.split()) for c in found.claims)


def _is_not(cue: Cue) -> bool:
    """Of what opens a negative question "doesn't" denies in a statement too; «أولا» and «أما» are other words there."""
    opens = cue.marker is Marker.NEGATIVE_QUESTION
    return cue.marker in DENYING and not (opens and script(cue.text) is Script.ARABIC)
