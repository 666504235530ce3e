"""Assembly; start and stop are tested in `tests/handlers/connection/test_serving.py` and `tests/e2e`."""

from __future__ import annotations

from typing import Any, cast

from bot.answering import Answerer
from bot.app import _looking
from bot.publishing.served import Served
from handlers.operators import Notices
from knowledge.answering.engine import Engine
from tests.support.facts import knowledge_base


class Refusing:
    """What is served while another version cannot be."""

    version = "k1"
    complaints = ("", "k2 is damaged", "")

    def __init__(self) -> None:
        self.looks = 0

    def look(self) -> None:
        self.looks += 1

    def unheard(self) -> str:
        return self.complaints[self.looks - 1]


def test_operators_hear_once_what_keeps_a_version_from_being_served() -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    notices = cast("Notices", lambda key, **values: told.append((key, values)))
    look = _looking(cast("Served", Refusing()), Answerer.open(lambda: Engine(knowledge_base())), notices)
    for _ in Refusing.complaints:
        look()

    assert told == [("knowledge.refused", {"what": "k2 is damaged", "version": "k1"})]
