from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.curation.compiler import in_memory
from knowledge.vocabulary.terms import Ask
from tests.support.folders import ENGLISH, KnowledgeFolder

EVERYTHING = "a form without a letter or digit would match everything; remove it"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("time: [when]", 'time: [when, "؟"]', f"3: asks.time: {EVERYTHING}"),
        ("[the,", '[the, "…",', f"5: neutral: {EVERYTHING}"),
        ("[met, meeting]", '[met, "---"]', f"9: concepts.meet: {EVERYTHING}"),
        ("[thank you]", '["!"]', f"7: chat.thanks: {EVERYTHING}"),
        (
            "[met, meeting]",
            "[met, THE]",
            "9: concepts.meet: 'the' is neutral too and would match everything; keep it in one place",
        ),
        ("time: [when]", "tmie: [when]", "3: asks.tmie: input should be 'person', 'time'"),
        ("[when]", "[no]", "3: asks.time.0: write 'no' in quotes if it is text"),
        ("[when]", '[" when"]', "3: asks.time.0: begins or ends with a space"),
        (
            "concepts:",
            "concept:",
            "8: concept: unknown key; remove it or correct its spelling; did you mean 'concepts'",
        ),
        ("chat:", "particles:\n  joins: [and then]\nchat:", "7: particles.joins.0: 'and then' is not one word"),
        (
            "chat:",
            "particles:\n  joints: [and]\nchat:",
            "7: particles.joints: input should be 'joins', 'article', 'refers' or",
        ),
        ("chat:", "definite: the\nchat:", "6: definite: string should match pattern"),
    ],
)
def test_a_phrasing_that_would_match_everything_or_nothing_is_refused(
    folder: KnowledgeFolder, old: str, new: str, expected: str
) -> None:
    assert old in ENGLISH
    folder.phrasing("en", ENGLISH.replace(old, new))

    assert folder.problems()[0].startswith(f"vocabulary/en.yaml:{expected}")


@pytest.mark.parametrize("missing", ["calendar", "properties"])
def test_the_files_about_all_languages_must_be_there(folder: KnowledgeFolder, missing: str) -> None:
    (folder.root / f"vocabulary/{missing}.yaml").unlink()

    assert [problem.split(" [")[0] for problem in folder.problems()] == [
        f"vocabulary/{missing}.yaml:1: cannot be read:"
    ]


def test_a_month_has_a_number_of_the_calendar(folder: KnowledgeFolder) -> None:
    path = folder.root / "vocabulary/calendar.yaml"
    folder.phrasing("calendar", path.read_text("utf-8").replace("\n  12: [", "\n  13: [", 1))

    assert [problem.split(":")[2] for problem in folder.problems()] == [" months.13"]


def test_a_name_stands_in_a_sentence_as_its_language_says(folder: KnowledgeFolder) -> None:
    folder.phrasing("en", f'{ENGLISH}definite: "the {{name}}"\n')
    phrasings = folder.read().phrasings

    assert [phrasings.in_sentence("Storm Council", lang) for lang in ("en", "ar")] == [
        "the Storm Council",
        "Storm Council",
    ]


FRENCH = """\
language: fr
asks:
  time: [quand]
  place: [où]
neutral: [le, et]
particles:
  joins: [et]
small_words:
  determining: [le, LA]
concepts:
  meet: [se réunit]
"""


def test_a_fourth_language_is_one_file(folder: KnowledgeFolder) -> None:
    folder.phrasing("fr", FRENCH)
    reader = Engine(in_memory(folder.read())).reader
    question = reader.read("Quand et où se réunit le Storm Council ?")

    assert question.asked == (frozenset({Ask.TIME}), frozenset({Ask.PLACE}))
    assert question.concepts == {"meet"}
    assert (question.entities, question.unmatched) == (("storm-council",), ())
    assert reader.phrasings.small("fr").determining == {"le", "la"}
