"""How a statement stands to a claim; the claims are a handful, with their opposites and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from knowledge.answering.proving import Stand
from knowledge.answering.standing import Stands
from knowledge.matching.profiles import Profile, StatedClaim
from knowledge.model import Modality
from knowledge.understanding.claims import Claim, ClaimReader, Claims
from knowledge.understanding.cues import Cue
from knowledge.vocabulary.assertions import Assertions, Marker
from knowledge.vocabulary.phrasings import phrases_of
from tests.support.matching import concept, entity, item, profile, question

SAME, CONTRARY, SILENT, UNCLEAR = Stand.SAME, Stand.CONTRARY, Stand.SILENT, Stand.UNCLEAR
WORDS = {"oppose": ["oppose"], "coastal": ["coastal"], "landlocked": ["not coastal"]}
STANDS = Stands(
    ClaimReader.of(
        Assertions.of(
            [("support", "oppose"), ("hold", "cancel"), ("landlocked", "coastal")],
            {"fight": ["oppose"], "finance": ["support"]},
            roles={
                "happening": ["hold"],
                "denying": ["oppose", "fight"],
                "governing": ["support", "oppose"],
                "strict": ["coastal"],
            },
            phrases=phrases_of("en", {"claim": WORDS.items()}),
        )
    )
)

Said = tuple[str, bool]
"""A claim, and whether it is denied."""


def claim(id_: str, *, denied: bool = False, about: tuple[int, int] = (0, 0), start: int = 0) -> Claim:
    return Claim(frozenset({id_}), id_, (start, start + len(id_)), about, denied)


def stated(id_: str, *, denied: bool = False, about: Iterable[str] = ()) -> StatedClaim:
    return StatedClaim(frozenset({id_}), denied, frozenset(map(concept, about)))


RELATIONS: list[tuple[Said, Said, Stand, str]] = [
    (("support", False), ("support", False), SAME, "the same"),
    (("support", False), ("oppose", False), CONTRARY, "the opposite"),
    (("support", False), ("hold", False), SILENT, "something else"),
    (("oppose", False), ("fight", False), SAME, "what follows from it"),
    (("fight", False), ("oppose", False), SILENT, "from which it follows: that may be more"),
    (("support", False), ("fight", False), CONTRARY, "whose opposite follows from it"),
    (("finance", False), ("oppose", False), SILENT, "more than the opposite stays open"),
    (("support", True), ("support", False), CONTRARY, "denied by the one"),
    (("support", False), ("support", True), CONTRARY, "denied by the other"),
    (("support", True), ("support", True), SAME, "denied by both"),
    (("support", True), ("oppose", False), SAME, "whoever denies the opposite"),
    (("unheard-of", False), ("unheard-of", False), SAME, "a claim of which nothing follows"),
]


@pytest.mark.parametrize(("asked", "told", "stand", "why"), RELATIONS, ids=[row[3] for row in RELATIONS])
def test_claims_are_the_same_or_opposites_by_what_follows_from_them(
    asked: Said, told: Said, stand: Stand, why: str
) -> None:
    assert STANDS.relation(claim(asked[0], denied=asked[1]), stated(told[0], denied=told[1])) is stand, why


TEXT = "oppose terror"
ABOUT = (7, 13)
TERROR = replace(question(item(concept("terror"), place=ABOUT)), text=TEXT)

OF: list[tuple[Claim, list[StatedClaim], Stand, str]] = [
    (claim("oppose", about=ABOUT), [stated("oppose", about=["terror"])], SAME, "of the same thing"),
    (claim("oppose", about=ABOUT), [stated("support", about=["terror"])], CONTRARY, "the opposite of the same thing"),
    (claim("oppose", about=ABOUT), [stated("oppose", about=["arms"])], UNCLEAR, "of another thing"),
    (claim("oppose", about=ABOUT), [stated("oppose")], SAME, "of nothing that is named"),
    (claim("oppose"), [stated("oppose", about=["arms"])], SAME, "of which nothing is asked"),
    (
        claim("oppose", about=ABOUT),
        [stated("oppose", about=["terror"]), stated("support", about=["terror"])],
        UNCLEAR,
        "both ways",
    ),
    (
        claim("oppose", about=ABOUT),
        [stated("oppose", about=["terror"]), stated("support", about=["arms"])],
        SAME,
        "the opposite of another thing",
    ),
    (claim("hold", about=ABOUT), [stated("hold", about=["arms"])], SAME, "what holds of more than stands beside it"),
    (claim("hold", about=ABOUT), [stated("cancel", about=["arms"])], UNCLEAR, "whose opposite holds of other things"),
    (claim("oppose", about=ABOUT), [stated("hold", about=["terror"])], SILENT, "something else"),
    (claim("oppose", about=ABOUT), [], SILENT, "nothing"),
]


@pytest.mark.parametrize(("asked", "told", "stand", "why"), OF, ids=[row[3] for row in OF])
def test_a_statement_stands_to_a_claim_by_what_it_claims_of_the_same_things(
    asked: Claim, told: list[StatedClaim], stand: Stand, why: str
) -> None:
    assert STANDS.of(TERROR, Claims((asked,)), asked, profile(claims=tuple(told))) is stand, why


def test_what_a_question_claims_too_is_not_held_against_it() -> None:
    support, oppose = claim("support"), claim("oppose", start=20)
    told = profile(claims=(stated("oppose"),))

    assert STANDS.of(TERROR, Claims((support,)), support, told) is CONTRARY
    assert STANDS.of(TERROR, Claims((support, oppose)), support, told) is SILENT


@pytest.mark.parametrize(("mentions", "stand"), [({"support"}, SAME), ({"finance"}, SILENT), (set(), SILENT)])
def test_of_whoever_does_it_a_statement_claims_what_it_mentions(mentions: set[str], stand: Stand) -> None:
    asked = replace(question(), text="those who support")
    one = claim("support", start=10)
    claims = Claims((one,), (Cue(Marker.WHOEVER, "those who", (0, 9)),))

    assert STANDS.of(asked, claims, one, mentioning(mentions)) is stand


@pytest.mark.parametrize(("start", "stand"), [(20, SILENT), (0, SAME)])
def test_whoever_stands_before_who_says_so_does_something_to_them(start: int, stand: Stand) -> None:
    one = claim("support", start=12)
    sayer = replace(item(entity("doval"), hard=True), place=(start, start + 2))
    asked = replace(question(sayer), text="by those who support it and him")
    told = mentioning(["support"])
    told = replace(told, statement=replace(told.statement, said_by="doval"))
    whoever = Cue(Marker.WHOEVER, "those who", (2, 12))

    assert STANDS.of(asked, Claims((one,), (whoever,)), one, told) is stand


def mentioning(mentions: Iterable[str], *, en: str = "The council met", mood: Modality = Modality.STATED) -> Profile:
    told = profile(en=en)
    return replace(told, statement=replace(told.statement, mentions=tuple(mentions), modality=mood))


UNPROVED: list[tuple[str, Stand, Profile, bool, str]] = [
    ("oppose", SAME, mentioning(()), False, "what it claims"),
    ("oppose", UNCLEAR, mentioning(()), True, "what it claims both ways"),
    ("oppose", SAME, mentioning(["oppose"]), True, "what it only mentions"),
    ("oppose", SILENT, mentioning(()), True, "what it does not say"),
    ("oppose", SILENT, mentioning((), en="They oppose it"), False, "what it says in the very word"),
    ("coastal", SILENT, mentioning((), en="It is coastal"), False, "a word that others are taken for"),
    (
        "coastal",
        SILENT,
        mentioning((), en="It is not coastal"),
        True,
        "and that stands there as a part of its opposite",
    ),
    ("coastal", SILENT, mentioning(()), True, "or not at all"),
    ("cancel", SILENT, mentioning(()), False, "what holds of more than stands beside it wants no word"),
    ("hold", SILENT, mentioning((), mood=Modality.ANNOUNCED), False, "that it came about, where it is announced"),
]


@pytest.mark.parametrize(("id_", "stand", "told", "unproved", "why"), UNPROVED, ids=[row[4] for row in UNPROVED])
def test_a_claim_is_proved_by_the_same_or_by_its_very_word(
    id_: str, stand: Stand, told: Profile, *, unproved: bool, why: str
) -> None:
    assert STANDS.is_unproved(claim(id_), stand, told) is unproved, why


@pytest.mark.parametrize(
    ("id_", "stand", "asks"),
    [("cancel", CONTRARY, True), ("cancel", SAME, False), ("hold", CONTRARY, False), ("support", CONTRARY, False)],
)
def test_whether_something_fell_through_is_asked_by_the_opposite_of_its_coming_about(
    id_: str, stand: Stand, *, asks: bool
) -> None:
    assert STANDS.asks_what_became(Claims((claim("support"), claim(id_))), [SAME, stand]) is asks


@pytest.mark.parametrize(("subject", "stand"), [("norland", SAME), ("sudria", UNCLEAR)])
def test_a_question_about_whom_a_statement_is_means_all_that_it_claims(subject: str, stand: Stand) -> None:
    asked = replace(question(item(entity("norland"), place=ABOUT)), text="oppose Norland")
    told = profile(f"{subject}.said", claims=(stated("oppose", about=["arms"]),))
    one = claim("oppose", about=ABOUT)

    assert STANDS.of(asked, Claims((one,)), one, told) is stand
