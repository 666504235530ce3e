"""No yes to what a statement of a new document says of somebody else: names, relatives, states and denials changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.dialogue import Verdict
from knowledge.learning.built_in_engine import TODAY
from knowledge.learning.newcomers import newcomers_of, read_newcomer
from knowledge.model import Entity, EntityType, Polarity, Statement, Strength
from tests.golden.questions import FOLDER

pytestmark = [pytest.mark.golden, pytest.mark.slow]
NEWCOMERS = newcomers_of(FOLDER.path, "tuning")
ASKED = {"en": ("Is it true that {}?", "{}, right?"), "ar": ("هل صحيح أن {}؟", "{}، صح؟")}
STRANGERS = {"en": "Paraguay", "ar": "الباراغواي"}
DENYING = (" was ", " is ", " has ", " had ", " were ", " are ")
ONE_IN = 3
"""So many of the statements are asked: all take a minute of a core."""


def named(entity: Entity, text: str, lang: str) -> str | None:
    """As a text names somebody."""
    strong = (alias.text for alias in entity.aliases if alias.lang == lang and alias.strength is Strength.STRONG)
    forms = sorted({entity.name(lang), *strong}, key=len, reverse=True)
    return next((form for form in forms if form in text), None)


def people(name: str, lang: str) -> Iterator[str]:
    """Others who share a part of a name."""
    first, *rest = name.split()
    if not rest:
        return
    if lang == "en":
        yield from (f"James {rest[-1]}", f"{first} Hopkins", f"the wife of {name}", f"{name}'s son")
    else:
        yield from (f"جيمس {rest[-1]}", f"{first} الهاشمي", f"ابن {name}")


def changed(engine: Engine, statement: Statement, lang: str) -> Iterator[str]:
    """What a statement does not say, in nearly its words."""
    text, entities = statement.wording[lang].rstrip("."), engine.knowledge.entities
    for key in statement.named():
        entity = entities.get(key)
        if entity is None or (form := named(entity, text, lang)) is None:
            continue
        if entity.type == EntityType.PERSON:
            others = [one.name(lang) for one in entities.values() if one.type == EntityType.PERSON]
            others = [one for one in others if one not in text and one != entity.name(lang)]
            yield from (text.replace(form, one) for one in (*people(form, lang), *others[:2]))
        elif entity.type == EntityType.STATE:
            yield text.replace(form, STRANGERS[lang])
    if lang == "en" and statement.polarity is Polarity.AFFIRMED:
        yield from (text.replace(verb, f"{verb}not ", 1) for verb in DENYING if verb in text)


@pytest.mark.parametrize("lang", ASKED)
@pytest.mark.parametrize("folder", NEWCOMERS, ids=[one.name for one in NEWCOMERS])
def test_a_statement_about_somebody_else_confirms_nothing(folder: Path, lang: str) -> None:
    engine, _ = read_newcomer(folder)
    held = list(engine.knowledge.current.values())[::ONE_IN]
    asked = [form.format(text) for one in held for text in changed(engine, one, lang) for form in ASKED[lang]]
    confirmed = [text for text in asked if verdict(engine, text, lang) is Verdict.CONFIRMED]

    assert len(asked) > 50
    assert confirmed == []


def verdict(engine: Engine, text: str, lang: str) -> Verdict | None:
    """What is said to a question of yes or no."""
    return getattr(engine.reply_to(text, today=TODAY, lang=lang), "verdict", None)
