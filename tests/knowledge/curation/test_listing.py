"""An entry of the list of documents changes, and all that stands around it stays."""

from __future__ import annotations

import pytest

from knowledge.curation.listing import entries, rewritten
from knowledge.curation.waiving import take_back, waive
from knowledge.errors import InvalidFiles
from tests.support.folders import KnowledgeFolder

TEXT = "Nobody came. The weather was mild."
COMMENT = "  # Of the second day.\n"


@pytest.fixture
def commented(folder: KnowledgeFolder) -> KnowledgeFolder:
    """A folder whose list has a comment between two documents."""
    folder.source("2021", TEXT, curation="none")
    folder.source("later", TEXT, curation="none")
    path = folder.list_plainly()
    path.write_text(path.read_text("utf-8").replace("  later:", f"{COMMENT}  later:"), encoding="utf-8")
    return folder


def test_words_are_waived_and_wanted_again_among_comments(commented: KnowledgeFolder) -> None:
    path = commented.root / "seeds" / "sources.yaml"
    before = path.read_text("utf-8")

    waive(path.parent, "2021", "Nobody came.", "No fact.")
    waived = path.read_text("utf-8")
    take_back(path.parent, "2021", "Nobody came.")

    assert "        reason: No fact.\n" + COMMENT in waived
    assert path.read_text("utf-8") == before


def test_words_that_do_not_stand_there_change_nothing(commented: KnowledgeFolder) -> None:
    path = commented.root / "seeds" / "sources.yaml"
    before = path.read_text("utf-8")

    with pytest.raises(InvalidFiles):
        waive(path.parent, "later", "Everybody came.", "No fact.")

    assert path.read_text("utf-8") == before


def test_a_document_that_goes_takes_no_comment_of_another_along(commented: KnowledgeFolder) -> None:
    path = commented.root / "seeds" / "sources.yaml"

    assert COMMENT in rewritten(path, "2021", None)
    assert "2021" not in rewritten(path, "2021", None)


def test_a_list_that_is_laid_out_otherwise_says_the_same(folder: KnowledgeFolder) -> None:
    folder.source("later", TEXT, curation="none")
    path = folder.root / "seeds" / "sources.yaml"
    present = entries(path)

    path.write_text(rewritten(path, "later", {**present["later"], "title": "Later"}), encoding="utf-8")

    assert entries(path) == {**present, "later": {**present["later"], "title": "Later"}}
