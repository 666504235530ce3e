"""Ways of asking: read with their mistakes, learned, and told apart without any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering.engine import Engine
from knowledge.errors import InvalidFiles
from knowledge.learned.files import NO_WAYS, read_asking, write_learned
from knowledge.learning.ways_of_asking import FOLDER, learned_ways, read_ways
from knowledge.matching.asking import NOTHING, Asking
from knowledge.matching.signs import asking_signs
from knowledge.vocabulary.phrasings import Phrasings


@pytest.fixture(scope="module")
def asking(town: Engine, phrasings: Phrasings) -> Asking:
    """Half of the ways teach most of it in a third of the time."""
    return Asking.of(learned_ways(town, read_ways(FOLDER, phrasings)[::2]))


@pytest.mark.parametrize(
    ("question", "property_"),
    [
        ("who chaired the Zerkon Council?", "chair"),
        ("من ترأس مجلس زركون؟", "chair"),
        ("how many soldiers came to Tidefall?", "troops"),
        ("кто возглавлял делегацию?", "delegation-head"),
        ("when is it?", "date"),
        ("wen el egtema3?", "place"),
    ],
)
def test_how_something_is_asked_says_what_is_asked_for(
    town: Engine, asking: Asking, question: str, property_: str
) -> None:
    near = asking.nearness(town.reader.read(question))

    assert property_ in sorted(near, key=near.__getitem__, reverse=True)[:3]
    assert max(near.values()) == 1.0
    assert min(near.values()) >= 0.0


def test_of_whom_it_is_asked_says_nothing(town: Engine, asking: Asking) -> None:
    one, other = (set(asking_signs(town.reader.read(f"who chaired {name}?"))) for name in ("Norland", "Sudria"))

    assert one == other


def test_what_shows_no_sign_asks_for_nothing_more_than_for_anything_else(town: Engine, asking: Asking) -> None:
    assert asking.nearness(town.reader.read("")) == {}
    assert Asking.of(NO_WAYS).nearness(town.reader.read("who chaired it?")) == {}


def test_every_property_is_asked_for_in_every_language(phrasings: Phrasings) -> None:
    ways = read_ways(FOLDER, phrasings)

    for lang in ("ar", "en", "ru", "ar-latn"):
        assert {property_ for one, property_, _ in ways if one == lang} == {*phrasings.properties, NOTHING}


def test_a_property_that_nobody_defined_is_named_with_its_place(tmp_path: Path, phrasings: Phrasings) -> None:
    (tmp_path / "en.yaml").write_text('date: ["when is {name}?"]\nchairr: ["who?"]\n', encoding="utf-8")

    with pytest.raises(InvalidFiles) as raised:
        read_ways(tmp_path, phrasings)
    assert str(raised.value) == "asking/en.yaml:2: chairr: unknown property 'chairr'"


def test_the_same_ways_give_the_same_bytes(town: Engine, phrasings: Phrasings, tmp_path: Path) -> None:
    ways = read_ways(FOLDER, phrasings)[::20]
    for name in ("a.npz", "b.npz"):
        write_learned(tmp_path / name, learned_ways(town, ways))

    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert read_asking(tmp_path / "a.npz", name="a")[1] == []


def test_a_file_that_is_not_whole_is_a_problem_with_what_to_do(tmp_path: Path) -> None:
    write_learned(tmp_path / "asking.npz", {**NO_WAYS, "scale": NO_WAYS["weights"]})

    (problem,) = read_asking(tmp_path / "asking.npz", name="learned/asking.npz")[1]
    assert "its arrays do not belong together" in str(problem)
