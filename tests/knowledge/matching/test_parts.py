"""Parts and wholes: a part is not to be told for the whole."""

from __future__ import annotations

import pytest

from knowledge.matching.parts import wholes
from knowledge.matching.profiles import Profile
from tests.support.matching import concept, entity, profile

EXAMPLES = {"example"}
NORLAND, SUDRIA = entity("norland"), entity("sudria")
SHORT = "أعضاء زركون نورلانديا"
LONG = "أعضاء زركون نورلانديا وسودريا وأوستوفيا"
PART = profile("zerkon.one", "member", ar=SHORT, en="Zerkon holds Norland", terms={NORLAND: 0.9})
WHOLE = profile("zerkon.all", "member", ar=LONG, en="Zerkon holds all", terms={NORLAND: 0.9, SUDRIA: 0.9})


def changed(one: Profile, property_: str | None = None, **known: object) -> Profile:
    """The same profile with something else."""
    said = one.statement
    return profile(
        said.id,
        property_ or said.property,
        **({"ar": said.wording["ar"], "en": said.wording["en"], "terms": one.terms} | known),  # type: ignore[arg-type]
    )


TEN = "ابحث جمعنا حضرت خرجت دخلت رجعت سمعت شربت صعدت ضربت"
FIVE_MORE = "كتبت لعبت نزلت هربت وصلت"

ROWS: dict[str, tuple[Profile, Profile, bool]] = {
    "the longer one names all that the shorter names": (PART, WHOLE, True),
    "no statement is a part of its own part": (WHOLE, PART, False),
    "none is a part of itself": (PART, PART, False),
    "another property is about something else": (PART, changed(WHOLE, "aim"), False),
    "examples are of any property": (changed(PART, "example"), WHOLE, True),
    "what has examples is none": (PART, changed(WHOLE, "example"), False),
    "a name that the longer one lacks": (changed(PART, terms={entity("ostovia"): 0.9}), WHOLE, False),
    "a name that the shorter has only by context": (changed(PART, terms={entity("ostovia"): 0.6}), WHOLE, True),
    "a name that the longer one has only by context": (PART, changed(WHOLE, terms={NORLAND: 0.6}), False),
    "a name that it is filed under": (changed(PART, terms={SUDRIA: 0.9}), WHOLE, True),
    "concepts need not be shared": (changed(PART, terms={concept("member"): 1.0}), WHOLE, True),
    "nothing in common but the names": (
        changed(PART, ar="نورلانديا تنتسب إليها", en="One belongs to it"),
        WHOLE,
        False,
    ),
    "the words of one language are enough": (changed(PART, en="One belongs to it"), WHOLE, True),
    "of either": (changed(PART, ar="نورلانديا تنتسب إليها", en="Zerkon holds all"), WHOLE, True),
    "three words in five": (
        changed(PART, ar="ابحث جمعنا حضرت كتبت لعبت", en="x"),
        changed(WHOLE, ar=TEN, en="y"),
        True,
    ),
    "a figure that the longer one lacks": (changed(PART, en="Zerkon holds 5"), WHOLE, False),
    "a figure that it has": (changed(PART, en="Zerkon holds 5"), changed(WHOLE, en="Zerkon holds all 5"), True),
    "two in five are too few": (
        changed(PART, ar="ابحث جمعنا نزلت كتبت لعبت", en="x"),
        changed(WHOLE, ar=TEN, en="y"),
        False,
    ),
    "a little longer is no whole": (
        changed(PART, ar=f"{TEN} {FIVE_MORE}", en="x"),
        changed(WHOLE, ar=f"{TEN} {FIVE_MORE} ورجل", en="x"),
        False,
    ),
    "an example may be a little shorter": (
        changed(PART, "example", ar=f"{TEN} {FIVE_MORE}", en="x"),
        changed(WHOLE, ar=f"{TEN} {FIVE_MORE} ورجل", en="x"),
        True,
    ),
    "but not as long": (changed(PART, "example", ar=TEN, en="x"), changed(WHOLE, ar=TEN, en="x"), False),
    "what is as long is none": (changed(PART, ar=TEN, en="x"), changed(WHOLE, ar=TEN, en="x"), False),
    "a fifth longer": (changed(PART, ar=TEN, en="x"), changed(WHOLE, ar=f"{TEN} {FIVE_MORE[:9]}", en="x"), True),
}


@pytest.mark.parametrize("why", ROWS)
def test_a_part_is_told_by_a_longer_statement_of_its_kind(why: str) -> None:
    part, whole, is_part = ROWS[why]

    assert (whole.statement.id in wholes([part, whole], EXAMPLES).get(part.statement.id, ())) is is_part


def test_a_statement_may_be_part_of_several_and_most_are_of_none() -> None:
    fullest = profile(
        "zerkon.fullest",
        "member",
        ar=f"{LONG} وغيرها من الدول",
        en="Zerkon holds all",
        terms={NORLAND: 1.0, SUDRIA: 1.0},
    )

    assert wholes([PART, WHOLE, fullest], EXAMPLES) == {
        "zerkon.one": {"zerkon.all", "zerkon.fullest"},
        "zerkon.all": {"zerkon.fullest"},
    }
    assert wholes([], EXAMPLES) == {}
