from __future__ import annotations

import sys
from pathlib import Path

import pytest

from knowledge.curation.folder import DEFAULT
from knowledge.learned.reading import ASSOCIATIONS, DECISION
from knowledge.learning import calibrate
from knowledge.learning.lessons import NoScipy
from tests.support.folders import KnowledgeFolder
from tests.support.lessons import engine_of, taught


def test_a_folder_without_questions_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = [DEFAULT / "learned" / name for name in (DECISION, ASSOCIATIONS)]
    before = [path.read_bytes() for path in shipped]
    monkeypatch.setattr(sys, "argv", ["calibrate", str(tmp_path)])
    with pytest.raises(SystemExit, match="tuning: no questions in"):
        calibrate.main()

    assert [path.read_bytes() for path in shipped] == before


def test_without_its_extra_learning_says_how_to_get_it(
    folder: KnowledgeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(folder)
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(NoScipy, match=r"\[learning\]"):
        taught(engine)
