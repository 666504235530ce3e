"""How working out is asked for: what is wrong with a vocabulary is said with file and line."""

from __future__ import annotations

import pytest

from tests.support.folders import KnowledgeFolder

OPERATIONS = """\
classes:
  meeting: [talks]
  document: [source]
relations:
  take-part: [participant]
roles: {event: [meeting], place: [], vague: [], held: [], attended: [take-part], holding: []}
"""
ENGLISH = """\
language: en
operations:
  list: [list]
classes:
  meeting: [meetings]
  document: [documents]
relations:
  take-part: [takes part]
"""


def written(folder: KnowledgeFolder, operations: str, english: str) -> list[str]:
    root = folder.root / "vocabulary"
    (root / "operations").mkdir()
    (root / "operations.yaml").write_text(operations, encoding="utf-8")
    (root / "operations" / "en.yaml").write_text(english, encoding="utf-8")
    return folder.problems()


def test_a_vocabulary_may_say_what_can_be_worked_out(folder: KnowledgeFolder) -> None:
    assert written(folder, OPERATIONS, ENGLISH) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[talks]", "[]", ".yaml:2: classes.meeting: nobody could belong to it; name a type of entity"),
        ("[talks]", "[talk]", ".yaml:2: classes.meeting.0: input should be 'person'"),
        ("[participant]", "[guest]", ".yaml:5: relations.take-part.0: unknown property 'guest'"),
        ("meeting: [meetings]", "metting: [meetings]", "/en.yaml:5: classes.metting: unknown; did you mean 'meeting'?"),
        ("  document: [documents]\n", "", ".yaml:3: classes.document: no language in operations/ has a word for it"),
        ("take-part: [takes part]", "take: [takes part]", "/en.yaml:8: relations.take: unknown; relations are defined"),
        (
            "place: [], ",
            "",
            ".yaml:6: roles.place: the role 'place' has no entry; name what plays it, or [] where nothing",
        ),
        (
            "event: [meeting]",
            "event: [metting]",
            ".yaml:6: roles.event.0: unknown class 'metting'; did you mean 'meeting'?",
        ),
        ("vague: []", "vague: [take-part]", ".yaml:6: roles.vague.0: unknown class 'take-part'"),
        ("attended: [take-part]", "attended: [meeting]", ".yaml:6: roles.attended.0: unknown relation 'meeting'"),
        ("list: [list]", "listing: [list]", "/en.yaml:3: operations.listing: input should be 'list', 'count'"),
    ],
)
def test_what_nobody_could_ask_for_or_belong_to_is_refused(
    folder: KnowledgeFolder, old: str, new: str, expected: str
) -> None:
    assert old in OPERATIONS + ENGLISH
    problems = written(folder, OPERATIONS.replace(old, new), ENGLISH.replace(old, new))

    assert any(problem.startswith(f"vocabulary/operations{expected}") for problem in problems), problems
