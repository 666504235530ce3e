"""The sentences that others label, and how their labels are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.linking.linker import Linker
from tests.knowledge.linking.labelling import (
    UnusableLabels,
    compared,
    differences,
    exported,
    labels,
    linked,
    report,
)

GIVEN = list(
    exported(
        [
            {
                "id": "a",
                "lang": "en",
                "title": "Shanghai waits",
                "text": "The SCO met. India and the SCO agreed. It rained.",
            }
        ]
    )
)
FOUND = {("a-01", "sco"), ("a-02", "sco"), ("a-02", "india")}


def _written(folder: Path, **named: list[str]) -> Path:
    path = folder / "labels.jsonl"
    lines = (json.dumps({"id": id_.replace("_", "-"), "entities": ids}) for id_, ids in named.items())
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_documents_are_linked_as_a_whole_sentence_by_sentence(corpus: Corpus) -> None:
    assert [one.id for one in GIVEN] == ["a-00", "a-01", "a-02", "a-03"]
    assert linked(Linker(corpus.entities), GIVEN) == FOUND | {("a-00", "sco")}


def test_what_labellers_disagree_on_counts_neither_way() -> None:
    one, other = {("a-01", "sco"), ("a-03", "india")}, {("a-01", "sco"), ("a-02", "india")}

    rows = list(report(FOUND, (one, other), ("one", "other")))

    assert rows[2].startswith("| one | 2 | 33.3 %") and "50.0 %" in rows[2]
    assert rows[4].startswith("| what all of them say | 1 | 50.0 %") and "100.0 %" in rows[4]
    assert rows[5].startswith("| (other against one) | 2 | 50.0 %")
    assert compared("nobody", set(), set()) == "| nobody | 0 | 100.0 % [0 %–100 %] | 100.0 % [0 %–100 %] |"


def test_differences_say_what_is_missing_and_what_is_too_much() -> None:
    told = list(differences(GIVEN, {("a-01", "india")}, {("a-01", "sco")}))

    assert told == ["a-01\t+sco -india\tThe SCO met."]


def test_labels_that_leave_a_sentence_out_or_name_what_there_is_not_are_refused(tmp_path: Path) -> None:
    whole = _written(tmp_path, a_00=[], a_01=["sco"], a_02=["sco", "atlantis"], a_03=[])
    with pytest.raises(UnusableLabels, match=r"no entities: \['atlantis'\]"):
        labels(whole, GIVEN, {"sco"})
    with pytest.raises(UnusableLabels, match=r"without labels: \['a-02', 'a-03'\]"):
        labels(_written(tmp_path, a_00=[], a_01=["sco"]), GIVEN, {"sco"})
