"""A marked fact at the command line: who asks is told what everybody is, an editor reads it with its marking."""

from __future__ import annotations

import json

import pytest

from bot.cli.facts_page import facts_page
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

EMBARGOED, INTERNAL = "embargoed_until: 2999-01-01", "marking: internal"
pytestmark = pytest.mark.slow

ASKED = ("who attended the storm council?", "storm council", "captain", "which ship does the captain sail?")

BATCHES = (("ask", "--explain"), ("search", "--all"))


@pytest.mark.parametrize("marking", [INTERNAL, EMBARGOED])
def test_answers_searches_and_pages_do_not_tell_it(marsad: InProcess, folder: KnowledgeFolder, marking: str) -> None:
    folder.secret(marking)
    place = ("--knowledge", folder.root)
    batch = "\n".join(json.dumps({"q": question}) for question in ASKED).encode()
    said = [marsad(*command, "--batch", "-", "--json", *place, stdin=batch).out for command in BATCHES]
    said += [marsad("chat", *place, stdin="\n".join((*ASKED, "/briefing storm council")).encode()).out]
    said += [marsad("kb", "plan", *place).out, facts_page(folder.read()).partition("## Meetings")[2]]

    assert all(said)
    assert not [text for text in said if "Zumurrud" in text or "زمرد" in text]


def test_what_is_under_embargo_is_told_from_its_day_on(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.secret(EMBARGOED)
    ask = ("ask", ASKED[0], "--knowledge", folder.root)

    assert "Zumurrud" not in marsad(*ask, "--at", "2998-12-31").out
    assert "Zumurrud" in marsad(*ask, "--at", "2999-01-01").out


def test_of_a_public_fact_all_of_these_tell(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.secret("embargoed_until: 2024-01-01")
    found = marsad("search", "captain", "--all", "--knowledge", folder.root).out

    assert found.count("Captain Zumurrud attended") == 2  # the statement and the passage


@pytest.mark.parametrize(("marking", "line"), [(INTERNAL, "  internal"), (EMBARGOED, "  embargoed until 2999-01-01")])
def test_an_editor_is_shown_it_with_its_marking(
    marsad: InProcess, folder: KnowledgeFolder, marking: str, line: str
) -> None:
    folder.secret(marking)
    shown = marsad("kb", "show", "storm-council.captain", "--knowledge", folder.root).out

    assert line in shown.splitlines()
    assert "Zumurrud" in shown


def test_a_review_that_is_due_is_warned_of_and_fails_nothing(marsad: InProcess, folder: KnowledgeFolder) -> None:
    folder.secret("review_by: 2024-01-01")
    late = marsad("kb", "check", "--knowledge", folder.root)
    folder.secret("review_by: 2999-01-01")
    early = marsad("kb", "check", "--knowledge", folder.root)

    assert (late.code, early.code) == (0, 0)
    assert "warning: storm-council.captain was to be reviewed by 2024-01-01" in late.err
    assert "review" not in early.err


def test_internal_and_embargoed_at_once_is_a_mistake_with_its_place(folder: KnowledgeFolder) -> None:
    folder.secret(f"{INTERNAL}\n    {EMBARGOED}")

    [problem] = folder.problems()
    assert problem.startswith("facts/meetings/storm-council.yaml:")
    assert "is internal and embargoed" in problem
