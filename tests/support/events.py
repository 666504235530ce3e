"""An event of the made-up facts that lies ahead, in versions of the knowledge that move it or call it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.model import Entity, Modality, Statement, Withdrawal
from tests.support.facts import DATE, MEETING, PLACE, knowledge_base

NOW = datetime(2024, 4, 1, 12, tzinfo=UTC)
EVENT = MEETING.id
SAID = replace(DATE, modality=Modality.ANNOUNCED, caveat=None)
CALLED_OFF = Withdrawal(date(2024, 4, 2), {"ar": "أُلغي الاجتماع.", "en": "It was called off."})
OFF = replace(SAID, withdrawn=CALLED_OFF)
PUT_OFF = {"ar": "أُجّل.", "en": "It was put off."}
DELAYED = replace(SAID, corrected=PUT_OFF)


def on(dates: str, *, begins: str | None = None, zone: str | None = None) -> Entity:
    """The meeting on other days."""
    return replace(MEETING, dates=PartialDate.parse(dates), begins=begins, zone=zone)


def version(name: str, entity: Entity, said: Statement = SAID) -> KnowledgeBase:
    """A version that holds the meeting so."""
    base = knowledge_base()
    statements = {said.id: said, PLACE.id: replace(PLACE, property="place")}
    entities = {**base.entities, entity.id: entity}
    return replace(base, version=name, entities=entities, statements=statements)


def moved(name: str, dates: str) -> KnowledgeBase:
    """A version in which the meeting was put off."""
    return version(name, on(dates), DELAYED)
