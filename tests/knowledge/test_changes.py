"""What changed between two versions: by content, statement by statement, and the same seen from either side."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.changes import GONE, Change, ChangeKind, ChangeSet, by_entity, diff, fingerprint
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.model import Citation, Edition, Marking, Modality, Polarity, Statement, Withdrawal
from tests.support.facts import DATE, MEETING, PLACE, TALKS, entity, statement
from tests.support.folders import STORM, KnowledgeFolder

WITHDRAWAL = Withdrawal(date(2024, 5, 1), {"ar": "خطأ", "en": "an error"})
INVERSE = {ChangeKind.ADD: ChangeKind.DEL, ChangeKind.MOD: ChangeKind.MOD, ChangeKind.DEL: ChangeKind.ADD}


def version(*statements: Statement, name: str = "v") -> Edition:
    return Edition(name, {one.id: one for one in (MEETING, TALKS)}, {one.id: one for one in statements})


def changes(old: tuple[Statement, ...], new: tuple[Statement, ...]) -> list[tuple[ChangeKind, str]]:
    return [(one.kind, one.statement) for one in diff(version(*old), version(*new)).changes]


def withdrawn(one: Statement) -> Statement:
    return replace(one, withdrawn=WITHDRAWAL)


KEYS = st.sampled_from([f"{subject}.{number}" for subject in ("meeting", "talks") for number in range(5)])
TEXTS = st.sampled_from(["A", "B", "ج"])


@st.composite
def versions(draw: st.DrawFn) -> Edition:
    """Any version: some statements in any order, some of them withdrawn."""
    found = []
    for key in draw(st.lists(KEYS, unique=True)):
        one = statement(key, ar=draw(TEXTS), en=draw(TEXTS), caveat=draw(st.none() | TEXTS))
        found.append(withdrawn(one) if draw(st.booleans()) else one)
    return version(*found, name=draw(TEXTS))


@given(versions())
def test_a_version_differs_in_nothing_from_itself(one: Edition) -> None:
    assert diff(one, one) == ChangeSet(one.version, one.version, ())


@pytest.mark.slow
@given(versions(), versions())
def test_the_way_back_is_the_way_there_with_kinds_swapped(old: Edition, new: Edition) -> None:
    there, back = diff(old, new), diff(new, old)
    swapped = [Change(INVERSE[one.kind], one.statement, one.subject, one.new, one.old) for one in there.changes]

    assert (back.old, back.new) == (there.new, there.old)
    assert sorted(swapped, key=lambda one: one.statement) == sorted(back.changes, key=lambda one: one.statement)


@pytest.mark.slow
@given(versions(), versions())
def test_the_changes_lead_from_what_was_held_to_what_is_held(old: Edition, new: Edition) -> None:
    held = {key: fingerprint(one) for key, one in old.statements.items() if not one.withdrawn}
    for change in diff(old, new).changes:
        if change.kind is ChangeKind.DEL:
            del held[change.statement]
        else:
            assert (change.statement in held) is (change.kind is ChangeKind.MOD)
            held[change.statement] = change.fingerprint

    assert held == {key: fingerprint(one) for key, one in new.statements.items() if not one.withdrawn}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((), (DATE,), [(ChangeKind.ADD, DATE.id)]),
        ((DATE,), (), [(ChangeKind.DEL, DATE.id)]),
        ((DATE,), (withdrawn(DATE),), [(ChangeKind.DEL, DATE.id)]),
        ((withdrawn(DATE),), (DATE,), [(ChangeKind.ADD, DATE.id)]),
        ((withdrawn(DATE),), (), []),
        ((), (withdrawn(DATE),), []),
        ((DATE,), (replace(DATE, wording=PLACE.wording),), [(ChangeKind.MOD, DATE.id)]),
    ],
    ids=["new", "gone", "withdrawn", "back again", "withdrawn and then gone", "withdrawn at once", "changed"],
)
def test_what_is_withdrawn_is_not_held(
    old: tuple[Statement, ...], new: tuple[Statement, ...], expected: list[tuple[ChangeKind, str]]
) -> None:
    assert changes(old, new) == expected


SEEN: dict[str, Any] = {
    "property": "place",
    "value": "2024",
    "said_by": "talks",
    "about": ("talks",),
    "wording": {"ar": "ج", "en": "another"},
    "upcoming": {"ar": "ج", "en": "another"},
    "caveat": {"ar": "ج", "en": "another"},
    "withdrawn": WITHDRAWAL,
}
UNSEEN: dict[str, Any] = {
    "corrected": {"ar": "ج", "en": "another"},
    "citations": (Citation("titled", "Storm", 0), Citation("nameless", "سيعقد", 0)),
    "contradicts": ("meeting.place",),
    "modality": Modality.EXPECTED,
    "polarity": Polarity.NEGATED,
    "mentions": ("support",),
    "first_seen": date(2024, 1, 1),
    "last_seen": date(2024, 1, 1),
    "marking": Marking.INTERNAL,
    "embargoed_until": date(2024, 1, 1),
    "review_by": date(2024, 1, 1),
    "reviewed": date(2024, 1, 1),
    "news": True,
}


def test_every_field_of_a_statement_is_either_seen_or_not() -> None:
    assert {"id", "subject", *SEEN, *UNSEEN} == {one.name for one in dataclasses.fields(Statement)}


@pytest.mark.parametrize("name", SEEN)
def test_what_a_reader_sees_makes_another_fingerprint(name: str) -> None:
    assert fingerprint(replace(DATE, **{name: SEEN[name]})) != fingerprint(DATE)


@pytest.mark.parametrize("name", UNSEEN)
def test_where_a_statement_comes_from_does_not(name: str) -> None:
    assert fingerprint(replace(DATE, **{name: UNSEEN[name]})) == fingerprint(DATE)


def test_a_fingerprint_is_the_same_in_every_process_and_whatever_the_order() -> None:
    turned = replace(DATE, wording=dict(sorted(DATE.wording.items(), reverse=True)), about=("b", "a"))

    assert fingerprint(turned) == fingerprint(replace(DATE, about=("a", "b")))
    assert fingerprint(DATE) == "6664f4b900a272f9"  # stands in the ledgers of running bots


def test_touching_files_changes_nothing(folder: KnowledgeFolder) -> None:
    before = folder.read()
    folder.fact("meetings/storm-council", STORM.replace("summary:", "# A remark.\nsummary:"))
    folder.source("log", "A heading. Council of Storms met in Harbour City on 3 May 2021. Seven states took part.",
                  language="en", waived=[{"words": "A heading", "reason": "a heading"}])  # fmt: skip
    after = folder.read()

    assert before.version != after.version
    assert diff(before, after).changes == ()


def test_a_compiled_version_and_its_folder_differ_in_nothing(folder: KnowledgeFolder) -> None:
    corpus = folder.read()
    compiled: KnowledgeBase = compiler.in_memory(corpus)

    assert diff(corpus, compiled).changes == diff(compiled, corpus).changes == ()


def test_changes_come_in_reading_order_and_what_is_gone_comes_last() -> None:
    old = (statement("talks.1", ar="أ", en="a"), DATE, statement("talks.2", ar="أ", en="a"))
    new = (PLACE, statement("talks.2", ar="ب", en="b"), replace(DATE, wording=PLACE.wording))
    found = diff(version(*old), version(*new)).changes

    assert [one.statement for one in found] == ["meeting.place", "talks.2", "meeting.date", "talks.1"]
    assert {key: [one.statement for one in group] for key, group in by_entity(found).items()} == {
        "meeting": ["meeting.place", "meeting.date"],
        "talks": ["talks.2", "talks.1"],
    }


def test_the_subject_is_known_even_when_it_is_gone_and_by_its_newest_name() -> None:
    renamed = entity("meeting", ar="اجتماع", en="Renamed")
    old = version(DATE)
    without = Edition("v", {}, {})
    named = Edition("v", {"meeting": renamed}, {DATE.id: withdrawn(DATE)})

    assert [one.subject for one in diff(old, without).changes] == [MEETING]
    assert [one.subject for one in diff(old, named).changes] == [renamed]


def test_a_reason_belongs_to_the_change_that_it_was_given_for() -> None:
    reason = {"ar": "خطأ", "en": "an error"}
    mended = replace(DATE, wording=PLACE.wording, corrected=reason)
    [first] = diff(version(DATE), version(mended)).changes
    [second] = diff(version(mended), version(replace(mended, wording=DATE.wording))).changes

    assert (first.reason, second.reason) == (reason, None)


def test_a_withdrawal_has_its_reason_and_only_what_is_gone_is_lost() -> None:
    [taken_back] = diff(version(DATE), version(withdrawn(DATE))).changes
    [gone] = diff(version(DATE), version()).changes
    [back] = diff(version(withdrawn(DATE)), version(DATE)).changes

    assert (taken_back.reason, taken_back.lost) == (WITHDRAWAL.reason, False)
    assert (gone.reason, gone.lost, gone.fingerprint) == (None, True, GONE)
    assert (back.reason, back.lost, back.latest) == (None, False, DATE)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("wording", {"ar": DATE.wording["ar"], "en": "Mended."}, (False, True)),
        ("upcoming", {"ar": "يُعقد", "en": DATE.wording["en"]}, (True, False)),
        ("caveat", {"ar": "يوم واحد فقط.", "en": "One day."}, (False, True)),
        ("about", ("talks",), (False, False)),
    ],
)
def test_a_change_shows_in_the_languages_whose_words_it_touches(
    field: str, value: Any, expected: tuple[bool, bool]
) -> None:
    [change] = diff(version(DATE), version(replace(DATE, **{field: value}))).changes

    assert (change.shows("ar"), change.shows("en")) == expected
