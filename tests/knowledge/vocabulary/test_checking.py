"""Names that one file of a knowledge folder uses and none defines are mistakes, each with its line."""

from __future__ import annotations

import pytest

from knowledge.learned.reading import BUILT_IN as LEARNED
from knowledge.learned.reading import DECISION
from knowledge.vocabulary.operations import OperationRole
from tests.support.folders import ENGLISH, PROPERTIES, STORM, KnowledgeFolder

UNKNOWN_NAMES: dict[str, tuple[str, str, str]] = {
    "a concept that asks for a property": (
        "answers: [time]}",
        "answers: [time], asked_by: [[meet], [meat]]}",
        "9: properties.date.asked_by.1.0: unknown concept 'meat'; did you mean 'meet'?",
    ),
    "a concept that a property needs": (
        "answers: [time]}",
        "answers: [time], needs: [meet, person, persom]}",
        "9: properties.date.needs.2: unknown concept 'persom'; did you mean 'person'?",
    ),
    "a claim that a property makes": (
        "answers: [time]}",
        "answers: [time], claims: [includes]}",
        "9: properties.date.claims.0: unknown claim 'includes'; claims are listed in claims/<language>.yaml",
    ),
    "a light concept": (
        "implied:",
        "light: [meett]\nimplied:",
        "1: light.0: unknown concept 'meett'; did you mean 'meet'?",
    ),
    "a decisive concept": (
        "implied:",
        "decisive: [xyz]\nimplied:",
        "1: decisive.0: unknown concept 'xyz'; concepts are listed in the file of each language",
    ),
    "a concept of a family": (
        "implied:",
        "kin:\n  - [meet, meeet]\nimplied:",
        "2: kin.0.1: unknown concept 'meeet'; did you mean 'meet'?",
    ),
    "a concept that askers use for another": (
        "implied:",
        "akin: [[meet, mete]]\nimplied:",
        "1: akin.0.1: unknown concept 'mete'; did you mean 'meet'?",
    ),
    "a concept that goes without saying": (
        "talks: [meet]",
        "talks: [met, meet]",
        "2: implied.talks.0: unknown concept 'met'; did you mean 'meet'?",
    ),
    "a concept that plays a role": (
        "act: [meet]",
        "act: [meet, meets]",
        "3: roles.act.1: unknown concept 'meets'; did you mean 'meet'?",
    ),
    "a property that plays a role": (
        "example: []",
        "example: [participants]",
        "5: roles.example.0: unknown property 'participants'; did you mean 'participant'?",
    ),
    "a concept where a property plays a role": (
        "sequence: []",
        "sequence: [meet]",
        "4: roles.sequence.0: unknown property 'meet'; properties are listed in this file",
    ),
    "a role without an entry": (
        "session: [], ",
        "",
        "3: roles.session: the role 'session' has no entry; name what plays it, or [] where nothing does",
    ),
    "roles without any entry": (
        "roles: {negation: [],",
        "rolls: {negation: [],",
        "3: rolls: unknown key; remove it or correct its spelling; did you mean 'roles'?",
    ),
}


NO_ROLES = f"roles: {{{', '.join(f'{role}: []' for role in OperationRole)}}}\n"
"""Of `operations.yaml`."""


@pytest.mark.parametrize(("old", "new", "expected"), UNKNOWN_NAMES.values(), ids=UNKNOWN_NAMES)
def test_a_name_that_nothing_defines_is_a_mistake_in_its_line(
    folder: KnowledgeFolder, old: str, new: str, expected: str
) -> None:
    assert old in PROPERTIES
    folder.phrasing("properties", PROPERTIES.replace(old, new, 1))

    assert folder.problems()[0] == f"vocabulary/properties.yaml:{expected}"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "meant"),
    [
        ("properties", "negation: []", "negatoin: [], negation: []", "3: roles.negatoin", "negation"),
        ("properties", "[time]", "[tine]", "9: properties.date.answers.0", "time"),
        ("properties", "talks: [meet]", "talk: [meet]", "2: implied.talk", "talks"),
        ("calendar", "[May, Mar]", "[May, Marh]", "14: timid_months.1", "March"),
    ],
)
def test_a_misspelt_choice_is_told_with_the_one_that_was_meant(
    folder: KnowledgeFolder, file: str, old: str, new: str, place: str, meant: str
) -> None:
    path = folder.root / f"vocabulary/{file}.yaml"
    folder.phrasing(file, path.read_text("utf-8").replace(old, new, 1))
    [problem] = folder.problems()

    assert problem.startswith(f"vocabulary/{file}.yaml:{place}: ")
    assert problem.endswith(f"; did you mean {meant!r}?")


@pytest.mark.parametrize("section", ["weights", "untaught_weights", "ranking"])
def test_a_weight_of_what_nobody_works_out_is_a_mistake(folder: KnowledgeFolder, section: str) -> None:
    decision = (LEARNED / DECISION).read_text("utf-8")
    head, key, rest = decision.partition(f"\n{section}:\n")
    folder.learned(f"{head}{key}  coverrage: 1.0\n{rest}")
    line = head.count("\n") + 3

    assert folder.problems() == [
        f"learned/decision.yaml:{line}: {section}.coverrage: unknown weight 'coverrage'; did you mean 'coverage'?"
    ]


def test_evidence_that_only_the_decision_weighs_does_not_rank(folder: KnowledgeFolder) -> None:
    folder.learned((LEARNED / DECISION).read_text("utf-8").replace("\nranking:\n", "\nranking:\n  dated: 1.0\n"))

    assert [problem.partition("unknown")[2] for problem in folder.problems()] == [
        " weight 'dated'; make the file anew with `python -m knowledge.learning.calibrate tests/golden`"
    ]


def test_every_unknown_name_of_every_file_is_told_at_once(folder: KnowledgeFolder) -> None:
    decision = (LEARNED / DECISION).read_text("utf-8")
    folder.learned(decision.replace("\nranking:\n", "\nranking:\n  lenght: 1.0\n"))
    wrong = PROPERTIES.replace("talks: [meet]", "talks: [meat]").replace("act: [meet]", "act: [mete]")
    folder.phrasing("properties", wrong.replace("answers: [time]", "answers: [tine], needs: [persom]"))
    folder.phrasing("en", ENGLISH.replace("[when]", '["؟"]'))
    folder.fact("meetings/storm-council", STORM.replace("type: talks", "type: walks"))

    line = decision.partition("\nranking:\n")[0].count("\n") + 3

    assert [problem.split(": ")[0] + problem.split(":")[2] for problem in folder.problems()] == [
        "facts/meetings/storm-council.yaml:1 type",
        f"learned/decision.yaml:{line} ranking.lenght",
        "vocabulary/en.yaml:3 asks.time",
        "vocabulary/properties.yaml:2 implied.talks.0",
        "vocabulary/properties.yaml:3 roles.act.0",
        "vocabulary/properties.yaml:9 properties.date.answers.0",
        "vocabulary/properties.yaml:9 properties.date.needs.0",
    ]


def test_an_unknown_name_hides_no_mistake_of_the_facts(folder: KnowledgeFolder) -> None:
    folder.phrasing("properties", PROPERTIES.replace("talks: [meet]", "talks: [meat]"))
    folder.learned((LEARNED / DECISION).read_text("utf-8").replace("\nranking:\n", "\nranking:\n  lenght: 1.0\n"))
    folder.fact("meetings/storm-council", STORM.replace("place: harbour", "place: harbor"))

    assert [problem.split(":")[0] for problem in folder.problems()] == [
        "facts/meetings/storm-council.yaml",
        "learned/decision.yaml",
        "vocabulary/properties.yaml",
    ]


def test_where_a_language_cannot_be_read_no_concept_is_called_unknown(folder: KnowledgeFolder) -> None:
    folder.phrasing("en", "concepts: [")

    assert [problem.split(":")[0] for problem in folder.problems()] == ["vocabulary/en.yaml"]


def test_unknown_names_of_all_files_are_told_at_once(folder: KnowledgeFolder) -> None:
    """Also where one of them leaves the vocabulary unreadable, as the name of a role does."""
    properties = PROPERTIES.replace("negation: []", "negatoin: [], negation: []").replace("[meet]\n", "[meat]\n")
    folder.phrasing("properties", properties)
    folder.phrasing("operations", f"classes: {{}}\nrelations:\n  about: [dat]\n{NO_ROLES}")
    folder.phrasing("operations/en", "language: en\nrelations:\n  about: [about]\n  abuot: [of]\n")
    folder.learned((LEARNED / DECISION).read_text("utf-8").replace("\nweights:\n", "\nweights:\n  coverrage: 1.0\n"))
    folder.phrasing("names", "capitals: {IQ: Bagdad}\n")
    folder.fact("meetings/storm-council", STORM.replace("property: participant", "property: particpant"))

    problems = folder.problems()
    assert {problem.partition(":")[0] for problem in problems} == {
        *("facts/meetings/storm-council.yaml", "learned/decision.yaml", "vocabulary/operations.yaml"),
        *("vocabulary/names.yaml", "vocabulary/operations/en.yaml", "vocabulary/properties.yaml"),
    }
    meant = sorted(problem.rpartition("; did you mean ")[2] for problem in problems)
    assert meant == ["'about'?", "'baghdad'?", "'coverage'?", "'date'?", "'meet'?", "'negation'?", "'participant'?"]


ASSERTED: dict[str, tuple[str, str]] = {
    "an opposite": ("opposites: [[hold, cancell]]", "1: opposites.0"),
    "what follows": ("follows:\n  hold: [cancel, cancell]", "2: follows.hold.1"),
    "from what it follows": ("follows: {cancell: [hold]}", "1: follows.cancell"),
    "what something happens by": ("happening: [hold, cancell]", "1: happening.1"),
    "what happens often": ("habitual:\n- cancell", "2: habitual.0"),
    "what denies": ("denying: [cancell]", "1: denying.0"),
    "what refuses": ("refusing: [cancell]", "1: refusing.0"),
    "what governs": ("governing: [cancell]", "1: governing.0"),
    "what is strict": ("strict: [cancell]", "1: strict.0"),
}


@pytest.mark.parametrize(("yaml", "place"), ASSERTED.values(), ids=ASSERTED)
def test_a_claim_that_no_language_has_a_word_for_is_a_mistake_wherever_it_is_named(
    folder: KnowledgeFolder, yaml: str, place: str
) -> None:
    folder.phrasing("claims/en", "language: en\nclaims: {hold: [held], cancel: [called off]}\n")
    folder.phrasing("assertions", f"{yaml}\n")

    assert folder.problems() == [
        f"vocabulary/assertions.yaml:{place}: no language in claims/ has a word for 'cancell'; did you mean 'cancel'?"
    ]


def test_a_name_of_one_language_alone_that_is_nearly_one_which_it_lacks_is_misspelt(folder: KnowledgeFolder) -> None:
    folder.phrasing("assertions", "{}\n")
    folder.phrasing("claims/en", "language: en\nclaims: {support: [back], refuse: [turn down]}\n")
    folder.phrasing("claims/fr", "language: fr\nclaims: {suport: [soutenir], agree: [oui]}\n")
    folder.phrasing("fr", "language: fr\nasks: {}\nneutral: []\nconcepts:\n  meat: [réunion]\n  harbour: [port]\n")
    folder.phrasing("claims/ru", "language: ru\nclaims: {support: [за]}\n")
    folder.phrasing("ru", "language: ru\nasks: {}\nneutral: []\nconcepts: {meet: [встреча]}\n")

    assert folder.problems() == [
        "vocabulary/claims/fr.yaml:2: claims.suport: stands in no other language; did you mean 'support'?",
        "vocabulary/fr.yaml:5: concepts.meat: stands in no other language; did you mean 'meet'?",
    ]


@pytest.mark.parametrize(
    ("french", "russian"),
    [
        ("{suport: [soutenir], support: [appui]}", "{support: [за]}"),
        ("{suport: [soutenir]}", "{suport: [за], support: [на]}"),
        ("{banana: [banane]}", "{support: [за]}"),
    ],
    ids=["its language lacks nothing near it", "two languages have it", "nothing is near it"],
)
def test_a_name_of_one_language_alone_may_be_meant(folder: KnowledgeFolder, french: str, russian: str) -> None:
    folder.phrasing("assertions", "{}\n")
    folder.phrasing("claims/en", "language: en\nclaims: {support: [back]}\n")
    folder.phrasing("claims/fr", f"language: fr\nclaims: {french}\n")
    folder.phrasing("claims/ru", f"language: ru\nclaims: {russian}\n")

    assert folder.problems() == []


def test_what_a_wrong_answer_costs_is_more_than_nothing(folder: KnowledgeFolder) -> None:
    folder.learned((LEARNED / DECISION).read_text("utf-8").replace("price: 3.0", "price: 0", 1))

    assert folder.problems() == ["learned/decision.yaml:3: price: input should be greater than 0 (found '0')"]


def test_a_concept_of_any_one_language_is_known(folder: KnowledgeFolder) -> None:
    folder.phrasing("fr", "language: fr\nasks: {}\nneutral: []\nconcepts:\n  talk: [parler]\n")
    folder.phrasing("properties", PROPERTIES.replace("talks: [meet]", "talks: [meet, talk]"))

    assert folder.problems() == []


TWICE: dict[str, tuple[str, str]] = {
    "en": (ENGLISH.replace("[met, meeting]", "[met, meeting, Met]"), "9: concepts.meet.2: 'Met' is read as 'met'"),
    "claims/en": (
        "language: en\nmarkers:\n  negation: [not, dont, don't]\n",
        "3: markers.negation.2: \"don't\" is read as 'dont'",
    ),
    "operations/en": (
        "language: en\nclasses:\n  meeting: [talks]\nframes:\n  and: [and]\n  every: [all the, All-the]\n",
        "6: frames.every.1: 'All-the' is read as 'all the'",
    ),
    "talk": ("fillers:\n  [أريد,\n  اريد]\n", "3: fillers.1: 'اريد' is read as 'أريد'"),
}


@pytest.mark.parametrize("file", TWICE)
def test_a_form_that_is_read_as_another_of_its_list_is_a_mistake(folder: KnowledgeFolder, file: str) -> None:
    folder.phrasing("assertions", "{}\n")
    folder.phrasing("operations", f"classes:\n  meeting: [talks]\n{NO_ROLES}")
    folder.phrasing("operations/en", "language: en\nclasses:\n  meeting: [talks, meeting]\n")
    assert folder.problems() == []

    written, expected = TWICE[file]
    folder.phrasing(file, written)

    assert folder.problems() == [
        f"vocabulary/{file}.yaml:{expected}, which stands in the list already; remove it",
    ]


def test_a_form_may_stand_in_two_lists(folder: KnowledgeFolder) -> None:
    folder.phrasing("en", f"{ENGLISH}  talk: [meeting]\n")

    assert folder.problems() == []
