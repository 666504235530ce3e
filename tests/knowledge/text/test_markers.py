"""Two copies of a text that people marked are compared with each other and with the splitter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.text.markers import Ends, NotOfTheText, cuts, ends, judged, report

RAW = "Share\n\nHe left at 5 p.m. It rained.\n\n1. Nobody knew why.\n"


def folders(tmp_path: Path, *texts: str) -> list[Path]:
    for number, text in enumerate(texts):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "one.txt").write_text(text, encoding="utf-8")
    return [tmp_path / str(number) for number in range(len(texts))]


def test_signs_blanks_and_numbers_before_a_sentence_do_not_count(tmp_path: Path) -> None:
    first = "He left at 5 p.m.\nIt rained.\nNobody knew why."
    second = "He left at 5 p.m.\nIt rained\n1. Nobody knew why."

    [one] = judged(*folders(tmp_path, RAW, first, second))

    assert (len(one.agreed), one.lost, one.made) == (3, [], [])


def test_only_what_both_marked_is_asked_for_and_only_what_nobody_marked_is_too_much(tmp_path: Path) -> None:
    first = "He left\nat 5 p.m. It rained.\nNobody\nknew why."
    second = "He left\nat 5 p.m.\nIt rained.\nNobody\nknew why."

    [one] = judged(*folders(tmp_path, RAW, first, second))

    assert list(one.shown("lost", one.lost)) == [f"one lost: {text}" for text in ("Heleft", "Nobody", "knewwhy")]
    assert list(one.shown("made", one.made)) == ["one made: Heleftat5pm", "one made: 1Nobodyknewwhy"]
    assert ends([one]) == Ends(agreed=4, right=2, made=0)
    assert list(report([one]))[-1].startswith("sentences: 0 of 3")


def test_a_line_that_is_not_in_the_text_is_named() -> None:
    with pytest.raises(NotOfTheText, match="line 2: It snowed"):
        cuts(RAW, ["He left at 5 p.m.", "It snowed."])
