"""Records: what is written by one release is read by earlier and later ones."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from knowledge.compiled import records
from knowledge.curation.corpus import Corpus
from knowledge.model import Entity, Kind, Modality, Polarity, Source, Statement
from tests.support.facts import COMPLETE, DATE, MEETING, PLACE
from tests.support.folders import KnowledgeFolder


@pytest.fixture
def full(folder: KnowledgeFolder) -> Corpus:
    folder.complete()
    return folder.read()


@pytest.mark.parametrize("kind", [Statement, Entity, Source])
def test_a_value_is_read_back_from_its_record_as_it_was(full: Corpus, kind: type[Statement]) -> None:
    told = (*full.statements.values(), *full.entities.values(), *full.sources.values())
    values = [one for one in told if isinstance(one, kind)]

    assert {field.name for field in fields(kind)} - {"contradicts", "modality", "polarity", "mentions"} <= {
        name for one in values for name in json.loads(records.dump(one))
    } | {"curated"}
    assert [records.load(kind, records.dump(one)) for one in values] == values


def test_what_a_statement_asserts_travels_in_its_record() -> None:
    asserted = replace(DATE, modality=Modality.ANNOUNCED, polarity=Polarity.NEGATED, mentions=("support",))

    assert records.load(Statement, records.dump(asserted)) == asserted


def test_equal_values_have_the_same_record_and_others_another() -> None:
    assert records.dump(DATE) == records.dump(records.load(Statement, records.dump(DATE))) != records.dump(PLACE)


def test_what_holds_its_default_is_left_out_so_that_a_new_field_changes_no_record_of_old() -> None:
    assert json.loads(records.dump(MEETING)).keys() == {"id", "kind", "type", "names", "aliases", "summary"}


def test_a_field_of_a_later_release_is_ignored_and_one_that_is_missing_takes_its_default() -> None:
    record = json.loads(records.dump(PLACE)) | {"marking": "public"}
    assert "about" not in record

    assert records.load(Statement, json.dumps(record)) == PLACE


def test_a_partial_date_travels_as_its_iso_text() -> None:
    assert json.loads(records.dump(COMPLETE))["published"] == "2024-04-26"


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"id": "x"}', records.dump(MEETING).replace(Kind.MEETING, "planet")]
)
def test_what_is_no_record_is_a_value_error(record: str) -> None:
    with pytest.raises(ValueError, match="Entity"):
        records.load(Entity, record)
