"""The rules of the questions that editors write with statements, and which stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.curation.wording_rules import Placed
from knowledge.errors import Problem
from knowledge.text.folding import words


def problems(placed: Iterable[Placed]) -> Iterator[Problem]:
    """Questions that say nothing, stand twice, or stand with two statements: they would teach against each other."""
    owners: dict[tuple[str, ...], str] = {}
    for document, path, statement_id, statement in placed:
        for index, text in enumerate(statement.questions):
            asked = words(text)
            owner = owners.setdefault(asked, statement_id)
            if not asked:
                yield document.problem((*path, "questions", index), f"{text!r} has no letter or digit")
            elif owner != statement_id:
                message = f"{text!r} is what {owner} is asked by; leave it with the one that answers it"
                yield document.problem((*path, "questions", index), message)
            elif asked in map(words, statement.questions[:index]):
                yield document.problem((*path, "questions", index), f"{text!r} stands here twice")


def questions(placed: Iterable[Placed]) -> dict[str, tuple[str, ...]]:
    """By current statement, in the order of the files."""
    return {id_: one.questions for _, _, id_, one in placed if one.questions and one.withdrawn is None}
