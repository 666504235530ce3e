"""What words prove: each rule by itself, on questions and statements made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.answering import proving
from knowledge.answering.proving import Stand
from knowledge.dates import DateMention
from knowledge.hand_set import BESIDE
from knowledge.matching.profiles import StatedClaim
from knowledge.understanding.claims import Claim, Claims
from knowledge.understanding.cues import Cue
from knowledge.understanding.question import Item, Question, Span
from knowledge.vocabulary.assertions import Assertions, Marker
from knowledge.vocabulary.forms import Grade, Sense, SenseKind
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.terms import Term
from tests.support.matching import candidate, concept, entity, item, profile, question
from tests.support.town import statement

OPPOSING = Assertions.of([("support", "oppose")], {"fight": ["oppose"]}, roles={"denying": ["oppose"]})
TYPES = {
    "doval": "person",
    "aramane": "person",
    "adviser": "office",
    "india": "state",
    "drill": "exercise",
    "growth": "theme",
}


def cue(marker: Marker, text: str, start: int = 0) -> Cue:
    return Cue(marker, text, (start, start + len(text)))


def claim(text: str, *ids: str, start: int = 0, about: tuple[int, int] = (0, 0), denied: bool = False) -> Claim:
    return Claim(frozenset(ids), text, (start, start + len(text)), about, denied)


def guessed(text: str, *, neutral: bool = True, grade: Grade = Grade.STEM) -> Span:
    return Span(text, () if neutral else (Sense(SenseKind.CONCEPT, "x", "en"),), grade)


def named(*names: str, hard: bool = True) -> tuple[Item, ...]:
    return tuple(item(entity(one), hard=hard) for one in names)


LIGHT = item(concept("meet"), light=True)


@pytest.mark.parametrize(
    ("asked", "known", "told"),
    [
        (question(), Claims(), True),
        (question(unmatched=["Zorp"]), Claims(), False),
        (question(unmatched=["council"]), Claims(), True),
        (question(unmatched=["Only"]), Claims(cues=(cue(Marker.RESTRICTIVE, "only"),)), True),
        (question(unmatched=["left"]), Claims(claims=(claim("has left", "withdraw"),)), True),
        (question(unmatched=["those"]), Claims(cues=(cue(Marker.WHOEVER, "those"),)), False),
        (question(unmatched=["only", "Zorp"]), Claims(cues=(cue(Marker.RESTRICTIVE, "only"),)), False),
        (question(spans=(guessed("stagings"),)), Claims(), False),
        (question(spans=(guessed("stagings", neutral=False),)), Claims(), True),
        (question(spans=(guessed("stagings", grade=Grade.EXACT),)), Claims(), True),
    ],
)
def test_every_word_is_known_or_a_mark_of_the_question(asked: Question, known: Claims, *, told: bool) -> None:
    assert proving.explained(asked, known, profile(en="The council met")) is told


@pytest.mark.parametrize(
    ("ids", "stand", "limiting"),
    [
        (["oppose"], Stand.SAME, []),
        (["oppose"], Stand.SILENT, ["against"]),
        (["support"], Stand.SAME, ["against"]),
        (["support"], Stand.CONTRARY, ["against"]),
    ],
)
def test_an_against_of_what_a_statement_is_against_limits_nothing(
    ids: Sequence[str], stand: Stand, limiting: list[str]
) -> None:
    cues = (cue(Marker.RESTRICTIVE, "against", 5), cue(Marker.TAG, "right", 20))
    claims = Claims((claim("against", *ids, start=5),), cues)

    assert proving.limits(claims, [stand], OPPOSING) == limiting


@pytest.mark.parametrize(
    ("text", "whoever"),
    [
        ("those who support", True),
        ("those who  support", True),
        ("those who never support", False),
        ("support those who", False),
        ("whoever and those who support", True),
    ],
)
def test_a_claim_is_of_whoever_right_behind_the_word_for_it(text: str, *, whoever: bool) -> None:
    words = [word for word in ("whoever", "those who") if word in text]
    tag = cue(Marker.TAG, "", text.index("support"))
    claims = Claims(cues=(*(cue(Marker.WHOEVER, word, text.index(word)) for word in words), tag))
    asked = replace(question(), text=text)

    assert proving.is_of_whoever(asked, claims, claim("support", start=text.index("support"))) is whoever


@pytest.mark.parametrize(
    ("text", "said"),
    [("council", True), ("councils met", True), ("المجلس", True), ("the council left", False), ("", True)],
)
def test_a_statement_says_a_text_if_every_word_stands_in_it_somewhere(text: str, *, said: bool) -> None:
    assert proving.says(profile(ar="اجتمع المجلس", en="The council met"), text) is said


@pytest.mark.parametrize(
    ("figures", "has"), [((), True), ((19,), True), ((7,), True), ((50,), True), ((19, 8), False), ((7, 19, 50), True)]
)
def test_a_figure_is_held_as_a_number_an_ordinal_or_a_share(
    phrasings: Phrasings, figures: Sequence[int], *, has: bool
) -> None:
    told = profile(numbers={7}, ordinals={19}, percents=frozenset({50.0}))

    assert proving.has_its_figures(question(figures=frozenset(map(float, figures))), told, phrasings.calendar) is has


@pytest.mark.parametrize(
    ("figure", "en", "quote", "has", "why"),
    [
        (13, "All 13 states backed it", "13 of 22 states came, and all backed it", True, "its wording counts them"),
        (22, "All 13 states backed it", "13 of 22 states came, and all backed it", False, "its quote counts others"),
        (22, "All states that came backed it", "22 states came, and all backed it", True, "its wording counts nothing"),
    ],
)
def test_what_only_a_quote_counts_is_something_else_where_the_wording_counts(
    phrasings: Phrasings, figure: int, en: str, quote: str, *, has: bool, why: str
) -> None:
    told = replace(profile(numbers={13, 22}), statement=statement("council.date", "date", ar="", en=en, quote=quote))

    assert proving.has_its_figures(question(figures=frozenset({float(figure)})), told, phrasings.calendar) is has, why


@pytest.mark.parametrize(("firmness", "has"), [(1.0, True), (0.75, False), (0.6, True)])
def test_what_is_counted_stands_in_the_wording_of_a_statement(
    phrasings: Phrasings, firmness: float, *, has: bool
) -> None:
    asked = question(item(concept("death")), figures=frozenset({7.0}))
    told = profile(numbers={7}, terms={concept("death"): firmness})

    assert proving.has_its_figures(asked, told, phrasings.calendar) is has


@pytest.mark.parametrize(
    ("items", "dates", "much"), [(4, 0, True), (3, 1, True), (3, 0, False), (2, 1, False), (0, 4, True)]
)
def test_four_things_and_days_are_much(items: int, dates: int, *, much: bool) -> None:
    said = [item(concept(str(number))) for number in range(items)]

    assert proving.says_much(question(*said, LIGHT, dates=[DateMention(2024)] * dates)) is much


ABOUT = statement("drill.host", "host", ar="—", en="—", value="india", about=["harbour"], said_by="doval")
MUCH = [item(concept(one)) for one in "abcd"]


@pytest.mark.parametrize(
    ("items", "is_named", "is_its_own"),
    [
        (named("drill"), True, True),
        (named("india"), True, True),
        (named("doval"), True, True),
        (named("harbour"), True, False),
        (named("iran"), False, False),
        (named("iran", hard=False), False, True),
        (MUCH, True, True),
        ((*MUCH, *named("iran")), False, False),
        (MUCH[:3], False, True),
    ],
)
def test_a_question_names_what_a_statement_is_about_or_says_much_and_names_nobody(
    items: Sequence[Item], *, is_named: bool, is_its_own: bool
) -> None:
    assert proving.is_named(question(*items), ABOUT) is is_named
    assert proving.is_its_own(question(*items), ABOUT) is is_its_own


@pytest.mark.parametrize(("firmness", "beside"), [(BESIDE, True), (1.0, True), (BESIDE / 2, False)])
def test_a_statement_names_beside_whom_it_holds_firmly_enough(firmness: float, *, beside: bool) -> None:
    told = profile(terms={entity("india"): firmness})

    assert proving.names_beside(question(*named("iran", "india")), told) is beside
    assert not proving.names_beside(question(*named("iran")), told)


@pytest.mark.parametrize(
    ("denied", "stand", "elsewhere"),
    [(True, Stand.SILENT, True), (True, Stand.SAME, False), (False, Stand.SILENT, False)],
)
def test_what_a_question_denies_and_a_statement_does_not_claim_is_denied_elsewhere(
    stand: Stand, *, denied: bool, elsewhere: bool
) -> None:
    claims = Claims((claim("build", "build"), claim("help", "help", denied=denied)))

    assert proving.is_denied_elsewhere(claims, [Stand.SAME, stand]) is elsewhere


@pytest.mark.parametrize(
    ("asked", "only"),
    [
        (question(*named("india", "sco")), True),
        (question(*named("india", "drill", hard=False)), True),
        (question(*named("india", "growth", hard=False)), False),
        (question(*named("india")), False),
        (question(*named("india", "sco", "drill")), False),
        (question(*named("india"), item(concept("host"))), False),
        (question(*named("india", "sco"), ordinals=[2]), False),
        (question(*named("india", "sco"), numbers=[2]), False),
        (question(*named("india", "sco"), dates=[DateMention(2024)]), False),
    ],
)
def test_two_names_and_nothing_else(asked: Question, *, only: bool) -> None:
    assert proving.only_two_names(asked, Claims(), TYPES) is only


@pytest.mark.parametrize(
    ("marker", "only"), [(Marker.TAG, True), (Marker.NEGATION, False), (Marker.RESTRICTIVE, False)]
)
def test_a_word_that_only_asks_is_no_third_thing_and_one_that_limits_is(marker: Marker, *, only: bool) -> None:
    tag = replace(item(concept("negation")), place=(9, 11))
    asked = question(*named("doval", "india"), tag)

    assert proving.only_two_names(asked, Claims(cues=(cue(marker, "مو", 9),)), TYPES) is only


@pytest.mark.parametrize(
    ("told", "claims", "achieved", "why"),
    [
        (["india"], Claims(claims=(claim("built", "build", start=20),)), True, "what is made is made"),
        (["india"], Claims(claims=(claim("strengthens", "strengthen", start=20),)), False, "of other claims nothing"),
        (["contribute"], Claims(claims=(claim("build", "build", start=20),)), False, "only led to"),
        (
            ["india"],
            Claims(claims=(claim("build", "build", start=20),), cues=(cue(Marker.INTENDED, "aims"),)),
            False,
            "only aimed at",
        ),
        (["india"], Claims(claims=(claim("building", "build", start=2),)), False, "a part of a name"),
        (
            ["contribute"],
            Claims(
                claims=(claim("build", "build", start=20), claim("contribute", "contribute", start=10)),
                cues=(cue(Marker.WHOEVER, "", start=10),),
            ),
            True,
            "what somebody does to whoever leads to it",
        ),
    ],
)
def test_what_is_led_to_or_expected_is_not_asked_as_done(
    told: list[str], claims: Claims, why: str, *, achieved: bool
) -> None:
    name = replace(item(entity("india"), hard=True), place=(0, 8))
    asked = question(name, *(replace(item(concept(one)), place=(10, 20)) for one in told))
    making = Assertions.of([], {}, roles={"achieving": ["build"]})

    assert proving.is_achieved(asked, claims, making, frozenset({"contribute"})) is achieved, why


def test_a_word_that_is_also_a_theme_is_done_to_its_end_and_no_part_of_a_name() -> None:
    theme = replace(item(concept("account"), entity("accountability")), place=(0, 8))
    making = Assertions.of([], {}, roles={"achieving": ["account"]})
    claims = Claims(claims=(claim("held to account", "account"),))

    assert proving.is_achieved(question(theme), claims, making, frozenset())


@pytest.mark.parametrize(("start", "behind"), [(30, True), (0, False)])
def test_who_says_it_is_named_behind_a_claim_or_before_it(start: int, *, behind: bool) -> None:
    asked = question(replace(item(entity("doval"), hard=True), place=(start, start + 5)))
    told = statement("sayer.said", "stance", ar="قال", en="He said so", said_by="doval")

    assert proving.speaks_behind(asked, claim("support", start=10), told) is behind
    assert not proving.speaks_behind(asked, claim("support", start=10), replace(told, said_by=None))


@pytest.mark.parametrize(
    ("items", "two_people", "office"),
    [
        (named("doval", "aramane"), True, False),
        (named("doval", "doval"), False, False),
        (named("doval", "aramane", "india"), True, False),
        ((*named("doval", "aramane"), item(concept("host"))), False, False),
        ((*named("doval", "aramane"), LIGHT), True, False),
        (named("doval", "adviser"), False, True),
        (named("doval", "adviser", "india"), False, True),
        (named("doval", "adviser", "drill"), False, False),
        ((*named("doval", "adviser"), item(concept("host"))), False, False),
        ((*named("doval"), item(concept("minister"))), False, True),
        ((*named("doval"), item(concept("minister"), concept("host"))), False, False),
        ((*named("doval"), item(concept("host"))), False, False),
        ((*named("doval", "adviser"), LIGHT), False, True),
        (named("adviser"), False, False),
        (named("doval"), False, False),
    ],
)
def test_who_is_asked_to_be_another_and_who_to_hold_an_office(
    items: Sequence[Item], *, two_people: bool, office: bool
) -> None:
    assert proving.names_two_people(question(*items), TYPES) is two_people
    assert proving.asks_for_office(question(*items), TYPES, frozenset({"minister"})) is office


@pytest.mark.parametrize(
    ("outer", "inner", "about", "denies"),
    [
        ("oppose", "fight", (7, 19), True),
        ("support", "fight", (7, 19), False),
        ("oppose", "support", (7, 19), False),
        ("oppose", "fight", (13, 19), False),
        ("oppose", "fight", (7, 7), False),
    ],
)
def test_who_is_against_being_against_something_is_not_against_it(
    outer: str, inner: str, about: tuple[int, int], *, denies: bool
) -> None:
    first, second = claim("oppose", outer, about=about), claim("fight", inner, start=7)

    assert proving.denies_a_denial(first, Claims((first, second)), OPPOSING) is denies
    assert not proving.denies_a_denial(second, Claims((first, second)), OPPOSING)


def test_a_statement_says_all_claims_in_their_words_or_not_all() -> None:
    told = profile(en="Sudria did not take part")

    assert proving.says_all(told, Claims((claim("take part", "attend"),)))
    assert not proving.says_all(told, Claims((claim("take part", "attend"), claim("boycott", "stay-away"))))


@pytest.mark.parametrize(
    ("off_date", "dates", "asked", "dated", "another"),
    [
        (1.0, ["2024-04-25"], DateMention(2023), True, True),
        (0.0, ["2024-04-25"], DateMention(2023), True, False),
        (1.0, ["2024-04"], DateMention(2024, 4, (25,)), True, False),
        (1.0, ["2024-04-25"], DateMention(2023), False, False),
        (1.0, [], DateMention(2023), True, False),
    ],
)
def test_a_statement_of_another_date_tells_one_that_cannot_be_the_one_asked_for(
    off_date: float, dates: Sequence[str], asked: DateMention, *, dated: bool, another: bool
) -> None:
    told = profile(dates=dates, dated=dated)
    found = candidate(features={"off_date": off_date})

    assert proving.is_of_another(question(dates=[asked]), found, told) is another
    assert proving.is_of_another(question(dates=[DateMention(2019), asked]), found, told) is another


@pytest.mark.parametrize(
    ("wrong", "counted", "another"), [(True, {"state"}, True), (False, {"state"}, False), (True, {"drill"}, False)]
)
def test_a_statement_of_another_number_counts_the_same_things(counted: set[str], *, wrong: bool, another: bool) -> None:
    told, asked = profile(counted=counted), question(item(concept("state")))

    assert proving.is_of_another(asked, candidate(wrong_figure=wrong), told) is another


TEXT = "fight terror now"
INSIDE, BESIDE_IT, FAR = (0, 5), (6, 12), (13, 16)


@pytest.mark.parametrize(
    ("within", "first", "found"),
    [(False, False, {"terror"}), (True, False, {"terror", "arms"}), (True, True, {"arms"})],
)
def test_what_a_claim_is_about_stands_behind_it_or_among_its_own_words(
    found: set[str], *, within: bool, first: bool
) -> None:
    items = [
        item(concept("terror"), concept("oppose"), place=BESIDE_IT),
        item(concept("oppose"), place=(1, 2)),
        item(concept("arms"), place=(2, 4)),
        item(concept("now"), place=FAR),
    ]
    asked = question(*items)
    terms: frozenset[Term] = proving.about(asked, claim("fight", "oppose", about=BESIDE_IT), within=within, first=first)

    assert {term.id for term in terms} == found


@pytest.mark.parametrize(("term", "told"), [(entity("india"), True), (concept("arms"), False)])
def test_the_first_word_of_a_claim_names_somebody_or_only_claims(term: Term, *, told: bool) -> None:
    asked = question(item(term, place=INSIDE))

    assert bool(proving.about(asked, claim("fight", "oppose"), within=True, first=False)) is told


@pytest.mark.parametrize(("text", "joins"), [("Is Doval the adviser", True), ("Doval the adviser", False)])
def test_a_word_joins_what_something_is_to_it(phrasings: Phrasings, text: str, *, joins: bool) -> None:
    assert proving.has_copula(replace(question(), text=text), phrasings) is joins


@pytest.mark.parametrize(
    ("property_", "tells"), [("date", True), ("member", True), ("office", True), ("participant", False)]
)
def test_some_properties_tell_of_two_what_one_is_to_the_other(
    phrasings: Phrasings, property_: str, *, tells: bool
) -> None:
    assert proving.tells_what_is(statement("drill.told", property_, ar="—", en="—"), phrasings) is tells


REFUSING = Assertions.of([("attend", "shun")], {}, roles={"refusing": ["reject", "shun"]})


@pytest.mark.parametrize(
    ("asked", "told", "refused"),
    [
        (["attend"], [("reject", False), ("attend", False)], True),
        ([], [("reject", False)], True),
        (["reject", "attend"], [("reject", False), ("attend", False)], False),
        (["shun"], [("reject", False)], False),
        (["attend"], [("attend", False)], False),
        (["attend"], [("reject", True), ("attend", False)], False),
    ],
    ids=[
        "who refused to take part took no part",
        "where nothing is claimed",
        "whether it was refused",
        "or avoided",
        "who took part",
        "who did not refuse",
    ],
)
def test_what_somebody_refuses_is_not_so(asked: list[str], told: list[tuple[str, bool]], *, refused: bool) -> None:
    claims = Claims(claims=tuple(claim(one, one) for one in asked))
    stated = replace(profile(), claims=tuple(StatedClaim(frozenset({one}), no, frozenset()) for one, no in told))

    assert proving.is_refused(claims, stated, REFUSING) is refused
