"""Mistakes made on purpose: each is told where it stands, with what mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.corpus import Corpus, read
from knowledge.curation.folder import Folder
from tests.knowledge.curation.mistakes import FACTS, MEETING, MISTAKES, Mistake, folder, problems, wrong

pytestmark = pytest.mark.slow
_STATEMENT_AROUND = 3
"""Lines: what is missing is told where its statement begins."""


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    made = folder(tmp_path_factory.mktemp("right") / "kb")
    return read(Folder.locate(made.root)).corpus


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.name)
def test_a_mistake_is_told_on_its_line_with_what_mends_it(right: Corpus, tmp_path: Path, mistake: Mistake) -> None:
    found = problems(folder(tmp_path / "kb", mistake).root, right)

    assert found
    assert {one.file for one in found} == {f"facts/{MEETING}.yaml"}
    assert any(mistake.mend in one.message for one in found)
    assert min(abs(one.line - _line(mistake)) for one in found) <= _STATEMENT_AROUND


def _line(mistake: Mistake) -> int:
    """Where the first of what was typed stands, or would."""
    before, after = FACTS[mistake.file].splitlines(), wrong(FACTS[mistake.file], mistake).splitlines()
    return next(number for number, (one, other) in enumerate(zip(before, after, strict=False), 1) if one != other)


WORDINGS = {
    "as the quotes have it": "Mauritania's defence minister Hanena Ould Sidi chaired the meeting.",
    "behind a comma": "Hanena Ould Sidi, defence minister of Mauritania, chaired the meeting.",
    "both of them": "Mauritania's defence minister Hanena Ould Sidi received Senegal's chief of staff Mbaye Cissé.",
    "as an adjective": "ترأس وزير الدفاع الموريتاني حننه ولد سيدي الاجتماع.",
    "travelling there": "Hanena Ould Sidi visited Senegal.",
}


OF_ANOTHER = {
    "before": "Senegal's defence minister Hanena Ould Sidi chaired the meeting.",
    "behind": "Hanena Ould Sidi, defence minister of Senegal, chaired the meeting.",
    "as an adjective": "ترأس وزير الدفاع السنغالي حننه ولد سيدي الاجتماع.",
}


@pytest.mark.parametrize("text", WORDINGS.values(), ids=WORDINGS)
def test_a_person_may_be_named_with_their_own_office(right: Corpus, tmp_path: Path, text: str) -> None:
    assert not _of_another(right, tmp_path, text)


@pytest.mark.parametrize("text", OF_ANOTHER.values(), ids=OF_ANOTHER)
def test_nobody_gets_the_office_of_another_state(right: Corpus, tmp_path: Path, text: str) -> None:
    assert _of_another(right, tmp_path, text)


def _of_another(right: Corpus, tmp_path: Path, text: str) -> bool:
    """Whether the chair's wording is said to give somebody the office of another one."""
    old = FACTS[MEETING].split("  chair:")[1].split("wording:")[1].split("\n")[1 if "ا" in text else 2]
    typed = f"      {'ar' if 'ا' in text else 'en'}: {text}"
    made = folder(tmp_path / "kb", Mistake("", old, typed, ""))

    return any("with an office of" in one.message for one in problems(made.root, right))


def test_a_quote_of_another_document_is_said_to_be_one(right: Corpus, tmp_path: Path) -> None:
    made = folder(
        tmp_path / "kb", Mistake("", "source: sahel\n        quote: لم", "source: other\n        quote: لم", "")
    )
    made.source("other", "Nothing of that.", curation="none")
    made.list_plainly()

    assert problems(made.root, right)[0].message == "does not stand in other; it stands in sahel: write `source: sahel`"
