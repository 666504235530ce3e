from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.canonical import canonical, rewrite
from knowledge.curation.folder import DEFAULT
from knowledge.curation.records import EntityRecord
from knowledge.files.strict_yaml import load_or_raise
from tests.support.folders import STORM, KnowledgeFolder

FACTS = sorted((DEFAULT / "facts").glob("*/*.yaml"))


def test_the_facts_are_written_the_one_way() -> None:
    assert len(FACTS) > 80
    assert [path.name for path in FACTS if path.read_text("utf-8") != canonical(path)] == [], "run `make format`"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: talks\n", "type:   talks\n"),
        ("  ar: مجلس العاصفة\n  en: Storm Council\n", "  en: Storm Council\n  ar: مجلس العاصفة\n"),
        ("dates: 2021-05-03", "dates: '2021-05-03'"),
        ("      - council\n", "    - council\n"),
        ("    weak:\n      - council\n", "    weak: [council]\n"),
        ("type: talks\n", "# a comment\ntype: talks\n"),
    ],
)
def test_another_way_to_write_the_same_is_put_right(folder: KnowledgeFolder, old: str, new: str) -> None:
    path = folder.fact("meetings/storm-council", STORM.replace(old, new, 1))
    before = load_or_raise(path, EntityRecord)
    rewritten = rewrite(folder.root / "facts")

    assert rewritten == [path]
    assert path.read_text("utf-8") == STORM
    assert load_or_raise(path, EntityRecord) == before


def test_canonical_files_are_left_alone(folder: KnowledgeFolder) -> None:
    assert rewrite(folder.root / "facts") == []


def test_values_that_need_quotes_keep_them(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(STORM.replace("en: An imaginary meeting.", 'en: "No: it is \\"imagined\\"."'), encoding="utf-8")

    assert canonical(path) == path.read_text("utf-8")
