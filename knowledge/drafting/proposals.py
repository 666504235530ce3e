"""A draft: what is proposed of one document, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.curation.proposed import KEY
from knowledge.model import Kind, Modality, Polarity

OF_PROPOSALS = frozenset({KEY, "why", "proposed_by"})
"""Keys of a record that only a proposal has."""


@dataclass(frozen=True, slots=True)
class ProposedEntity:
    """Somebody or something that the facts do not have yet."""

    id: str
    kind: Kind
    type: str
    names: Mapping[str, str]
    """By language; one that was transliterated is for the editor to look at."""
    summary: Mapping[str, str]
    """Empty where nothing is known of it in both languages."""
    why: str

    def record(self) -> dict[str, Any]:
        """As YAML has it."""
        return {
            KEY: "true",
            "why": self.why,
            "type": self.type,
            "names": dict(self.names),
            **({"summary": dict(self.summary)} if self.summary else {}),
        }


@dataclass(frozen=True, slots=True)
class ProposedStatement:
    """What a sentence may be quoted for."""

    id: str
    sentence: int
    """From 1, in the order of the document."""
    source: str
    quote: str
    occurrence: int | None
    subject: str | None
    """None: the document names nobody whom it is about."""
    property: str
    value: str | None
    said_by: str | None
    modality: Modality
    polarity: Polarity
    about: tuple[str, ...]
    wording: Mapping[str, str]
    """Empty where the property has no template, or its value is not known."""
    context: str | None
    """Another passage that names the subject, where the quote does not."""
    why: str
    proposed_by: str | None = None
    """The language model that proposes it; None: Marsad does, by its rules."""
    translation: Mapping[str, str] = field(default_factory=dict)
    """Of the quote, into languages that the document is not written in."""
    questions: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """As YAML has it; what is not known is left out."""
        quotes = [self.quote, *([self.context] if self.context else [])]
        citations: list[dict[str, Any]] = [{"source": self.source, "quote": one} for one in quotes]
        if self.occurrence:
            citations[0]["occurrence"] = str(self.occurrence)
        if self.translation:
            citations[0]["translation"] = dict(self.translation)
        given = {
            KEY: "true",
            "why": self.why,
            "proposed_by": self.proposed_by,
            "property": self.property,
            "value": self.value,
            "said_by": self.said_by,
            "modality": self.modality.value if self.modality is not Modality.STATED else None,
            "polarity": self.polarity.value if self.polarity is not Polarity.AFFIRMED else None,
            "about": list(self.about),
            "wording": dict(self.wording),
            "citations": citations,
            "questions": list(self.questions),
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """All that is proposed of a document, and how much of it that would cover."""

    source: str
    entities: tuple[ProposedEntity, ...]
    statements: tuple[ProposedStatement, ...]
    subject: str | None
    """Whom it is about, if anybody whom the facts know."""
    known: tuple[str, ...]
    """The entities of the facts that it names."""
    words: int
    covered: int

    def record(self) -> dict[str, Any]:
        """As `doc draft --json` prints it."""
        return {
            "id": self.source,
            "known": list(self.known),
            "entities": [{"id": one.id, "folder": one.kind.folder, **one.record()} for one in self.entities],
            "statements": [
                {"id": one.id, "sentence": one.sentence, "subject": one.subject, **one.record()}
                for one in self.statements
            ],
            "coverage": {"words": self.words, "covered": self.covered},
        }
