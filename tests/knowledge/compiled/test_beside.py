"""A version that is read beside another one shares with it what is the same, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.compiled.base import KnowledgeBase, load
from knowledge.curation.compiler import compile_corpus
from tests.support.folders import STORM, KnowledgeFolder

_OF_THE_WORDS = ("phrasings", "learned", "claim_reader", "operations", "operation_words")


@pytest.fixture
def first(folder: KnowledgeFolder, tmp_path: Path) -> KnowledgeBase:
    return load(compile_corpus(folder.read(), tmp_path / "first.sqlite"))


def _beside(first: KnowledgeBase, folder: KnowledgeFolder) -> tuple[KnowledgeBase, KnowledgeBase]:
    file = compile_corpus(folder.read(), folder.root.parent / "second.sqlite")
    return load(file, first), load(file)


def _shared(one: KnowledgeBase, other: KnowledgeBase) -> set[str]:
    return {name for name in (*_OF_THE_WORDS, "lexicon", "guesses") if getattr(one, name) is getattr(other, name)}


def test_of_the_same_words_and_names_it_holds_them_once(first: KnowledgeBase, folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", f"{STORM}# edited\n")
    second, alone = _beside(first, folder)

    assert _shared(second, first) == {*_OF_THE_WORDS, "lexicon", "guesses"}
    assert second == alone != first


def test_of_other_words_in_a_statement_slips_are_guessed_anew(first: KnowledgeBase, folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("Seven states attended.", "Seven capitals came."))
    second, alone = _beside(first, folder)

    assert _shared(second, first) == {*_OF_THE_WORDS, "lexicon"}
    assert second == alone


def test_of_other_names_it_has_a_lexicon_of_its_own(first: KnowledgeBase, folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("- council\n", "- assembly\n"))
    second, alone = _beside(first, folder)

    assert _shared(second, first) == {*_OF_THE_WORDS}
    assert second.lexicon.vocabulary == alone.lexicon.vocabulary != first.lexicon.vocabulary


def test_of_another_vocabulary_it_shares_nothing(first: KnowledgeBase, folder: KnowledgeFolder) -> None:
    folder.phrasing("xx", "language: xx\nasks: {}\nneutral: [le]\nconcepts: {}\n")

    assert _shared(_beside(first, folder)[0], first) == set()
