"""What must be refused beside what the draft answers: another year, edition, person, office or figure."""

from __future__ import annotations

import pytest

from bot.desk.neighbours import NeighbourKind, Neighbours
from bot.interface.words.wording import Wordings
from knowledge.answering.engine import Engine

SCO, EXERCISE = "sco-defence-ministers-2024", "cyber-exercise-2025"
EXPECTED = [
    ("giridhar-aramane", "office", "What post does Giridhar Aramane hold?", "en", NeighbourKind.OFFICE, "before that"),
    (
        "giridhar-aramane",
        "office",
        "What post does Giridhar Aramane hold?",
        "en",
        NeighbourKind.DEPUTY,
        "the deputy of",
    ),
    (SCO, "place", "Where is it?", "en", NeighbourKind.YEAR, "in 2017?"),
    (EXERCISE, "aim", "What is the aim?", "en", NeighbourKind.AFTER, "the next edition of"),
    (EXERCISE, "aim", "What is the aim?", "en", NeighbourKind.BEFORE, "the previous edition of"),
    (EXERCISE, "aim", "ما الهدف؟", "ar", NeighbourKind.BEFORE, "الدورة السابقة من"),
    ("ajit-doval", "stressed", "What did he stress?", "en", NeighbourKind.OTHER, "What did Giridhar"),
]


@pytest.mark.parametrize(("subject", "property_", "text", "lang", "kind", "said"), EXPECTED)
def test_a_question_has_neighbours_of_every_kind_that_there_is_of_it(
    engine: Engine, subject: str, property_: str, text: str, lang: str, kind: NeighbourKind, said: str
) -> None:
    neighbours = Neighbours(engine.knowledge, Wordings.load().speak(lang), 2026)
    made = {one.kind: one.text for one in neighbours.of(text, subject, property_)}

    assert said in made[kind]


def test_what_is_told_in_figures_is_asked_with_another_one_and_years_stay(engine: Engine) -> None:
    neighbours = Neighbours(engine.knowledge, Wordings.load().speak("en"), 2026)
    [made] = neighbours.of_figures([f"{SCO}.date"])

    assert made.text.startswith("Is it true that The SCO defence ministers' meeting was announced for ")
    assert "2024" in made.text
    assert "25–26 April" not in made.text


def test_an_event_whose_next_edition_is_told_has_no_such_neighbour(engine: Engine) -> None:
    told = {one.subject for one in engine.knowledge.current.values() if one.property in ("next-meeting", "sequence")}
    neighbours = Neighbours(engine.knowledge, Wordings.load().speak("en"), 2026)

    for subject in told:
        assert NeighbourKind.AFTER not in {one.kind for one in neighbours.of("When?", subject, "date")}
