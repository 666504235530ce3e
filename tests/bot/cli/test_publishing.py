"""`kb diff`, `plan`, `publish` and `unpublish`."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.publishing.serving_notes import Serving, noting
from knowledge.curation.folder import Folder
from tests.support.command import InProcess, Outcome, Process
from tests.support.folders import OF_SCHEMA_6, STORM, KnowledgeFolder

WITHDRAWN = STORM.replace(
    "  attendance:\n",
    """\
  attendance:
    withdrawn:
      since: 2022-02-01
      reason:
        ar: خطأ في العدد.
        en: The number was wrong.
""",
)
MENDED = STORM.replace("en: Seven states attended.", "en: Seven states came.")
CORRECTED = MENDED.replace(
    "en: Seven states came.", 'en: Seven states came.\n    corrected: {ar: "عدد خاطئ.", en: "A wrong number."}'
)
DELETED = STORM[: STORM.index("  attendance:")]


@pytest.fixture
def served(marsad: InProcess, folder: KnowledgeFolder) -> str:
    """The version of the folder as it is at first, which is published."""
    outcome = kb(marsad, folder, "publish", "--yes")
    assert outcome.code == 0
    return current(marsad)


def kb(marsad: InProcess, folder: KnowledgeFolder, *arguments: str, **environ: str) -> Outcome:
    return marsad("kb", *arguments, "--knowledge", folder.root, stdin=b"", **environ)


def current(marsad: InProcess) -> str:
    return (marsad.data / "knowledge" / "current").read_text("utf-8").strip()


def pending(marsad: InProcess) -> dict[str, str]:
    found: dict[str, str] = json.loads((marsad.data / "knowledge" / "pending").read_text("utf-8"))
    return found


def storm(folder: KnowledgeFolder, facts: str) -> None:
    folder.fact("meetings/storm-council", facts)
    if facts is DELETED:
        folder.source("log", "Council of Storms met in Harbour City on 3 May 2021.", language="en")


def test_a_difference_is_shown_by_entity_with_what_was_and_is(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    outcome = marsad("kb", "diff", served, folder.root)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[1:] == [
        "",
        "storm-council  Storm Council",
        "  ~ storm-council.attendance",
        "      wording en",
        "        was  Seven states attended.",
        "        is   Seven states came.",
    ]
    assert outcome.out.startswith(f"{served} → k")
    assert "0 new, 1 changed, 0 withdrawn" in outcome.out


def test_versions_files_and_folders_can_be_compared_with_one_another(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, WITHDRAWN)
    built = kb(marsad, folder, "build").out.strip()
    names = (Path(built).stem, built, folder.root)
    outcomes = [marsad("kb", "diff", one, served) for one in names]

    assert len({outcome.out for outcome in outcomes}) == 1
    assert "  + storm-council.attendance\n" in outcomes[0].out
    back = marsad("kb", "diff", served, built).out
    assert "  - storm-council.attendance\n" in back
    assert "      reason en  The number was wrong.\n" in back


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [("k9-none", 1, "k9-none.sqlite: there is no such file"), ("no/such.sqlite", 2, "no/such.sqlite: no such file")],
)
def test_what_cannot_be_compared_is_named(marsad: InProcess, name: str, code: int, message: str) -> None:
    outcome = marsad("kb", "diff", name, name)

    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_a_deleted_statement_is_warned_of(marsad: InProcess, folder: KnowledgeFolder, served: str) -> None:
    storm(folder, DELETED)
    warning = "warning: storm-council.attendance was deleted; withdraw it instead, so that readers are told why\n"

    assert marsad("kb", "diff", served, folder.root).err == warning
    assert kb(marsad, folder, "plan").err == warning


@pytest.mark.parametrize("content", [None, "", "../../etc/passwd", "k14\nk15"])
def test_publishing_what_is_published_says_so_again_where_the_pointer_is_damaged(
    marsad: InProcess, folder: KnowledgeFolder, served: str, content: str | None
) -> None:
    pointer = marsad.data / "knowledge" / "current"
    pointer.unlink() if content is None else pointer.write_text(content, encoding="utf-8")
    outcome = kb(marsad, folder, "publish", "--yes")

    assert (outcome.code, current(marsad)) == (0, served)
    assert "did not say what is published; it does again" in outcome.err


def test_a_plan_names_what_is_marked_since_without_telling_readers_of_it(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, f"{STORM}    marking: internal\n")
    outcome = kb(marsad, folder, "plan")

    assert "New: 0, changed: 0, withdrawn: 0." in outcome.out
    assert "Marked, so no longer shown" in outcome.out
    assert "storm-council.attendance" in outcome.out
    assert "Seven states" not in outcome.out
    assert outcome.err == ""


def test_a_plan_shows_what_readers_get_in_both_languages_and_changes_nothing(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, WITHDRAWN)
    before = sorted((marsad.data / "knowledge").iterdir())
    outcome = kb(marsad, folder, "plan")

    assert outcome.code == 0
    assert "New: 0, changed: 0, withdrawn: 1." in outcome.out
    for line in ("Withdrawn: Seven states attended.", "Reason: The number was wrong.",
                 "معلومة مسحوبة: حضرت المجلس سبع دول.", "السبب: خطأ في العدد."):  # fmt: skip
        assert line in outcome.out.splitlines()
    assert sorted((marsad.data / "knowledge").iterdir()) == before
    assert current(marsad) == served


def test_a_plan_as_json_is_one_line_with_every_change(marsad: InProcess, folder: KnowledgeFolder, served: str) -> None:
    storm(folder, WITHDRAWN)
    found = kb(marsad, folder, "plan", "--json").json

    assert found["old"] == served
    assert found["changes"] == [
        {
            "kind": "del",
            "statement": "storm-council.attendance",
            "subject": "storm-council",
            "old": {"ar": "حضرت المجلس سبع دول.", "en": "Seven states attended."},
            "new": {"ar": "حضرت المجلس سبع دول.", "en": "Seven states attended."},
            "reason": {"ar": "خطأ في العدد.", "en": "The number was wrong."},
        }
    ]
    assert found["pending"] is None
    assert "Withdrawn: Seven states attended." in found["text"]["en"]


def follow(marsad: InProcess, chat: int, lang: str, told: str | None = None) -> None:
    """A chat that follows everything, and was told a statement otherwise."""
    with sqlite3.connect(marsad.data / "state.sqlite") as connection:
        columns = "chat, thread, subject, lang, cadence, minute, weekday, silent, paused, heartbeat, seen, due_at"
        values = (chat, 0, "all", lang, "instant", 0, 0, 0, 0, 0, 0, 0)
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO subscriptions ({columns}) VALUES ({marks})", values)
        if told:
            columns = "chat, thread, message, statement, fingerprint, lang, editable, at"
            row = (chat, 0, 5, told, "before", lang, 1, 0)
            connection.execute(f"INSERT INTO told ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()


def test_a_plan_counts_whom_it_reaches_and_how_long_that_takes(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, CORRECTED)
    assert kb(marsad, folder, "plan", "--json").json["forecast"] is None
    assert not (marsad.data / "state.sqlite").exists()

    with capture_logs():
        marsad("db", "upgrade")
    follow(marsad, 7, "en", told="storm-council.attendance")
    follow(marsad, 8, "ar")
    follow(marsad, 9, "en")
    found = kb(marsad, folder, "plan", "--json", MARSAD_DELIVERY__MESSAGES_PER_SECOND="2").json

    assert found["forecast"] == {
        "readers": {"en": 1},
        "unreachable": 0,
        "corrected": 1,
        "uncorrected": 0,
        "messages": 3,
        "seconds": 1.5,
        "rescheduled": 0,
    }
    shown = kb(marsad, folder, "plan").out.splitlines()
    assert "Readers: 1 (English 1)" in shown
    assert "Messages: 3, about 1 second at the rate that is set" in shown
    assert "Chats that are told a correction: 1" in shown


def test_a_state_that_cannot_be_read_keeps_nobody_from_publishing(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    (marsad.data / "state.sqlite").write_bytes(b"no database at all" * 100)
    storm(folder, MENDED)
    outcome = kb(marsad, folder, "publish", "--yes", "--now")

    assert outcome.code == 0
    assert outcome.err.startswith("warning: whom it reaches cannot be counted: the state cannot be ")
    assert "Traceback" not in outcome.err
    assert current(marsad) != served


def test_publishing_takes_effect_after_the_cooling_off_and_says_how_to_stop_it(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    before = datetime.now(UTC).timestamp()
    outcome = kb(marsad, folder, "publish", "--yes", MARSAD_DELIVERY__COOLING_OFF="90s")
    after = datetime.now(UTC).timestamp()

    assert outcome.code == 0
    assert current(marsad) == served
    assert int(before) + 90 <= int(pending(marsad)["due"]) <= after + 90
    assert outcome.out.splitlines()[-1].startswith(f"{pending(marsad)['version']}, to be published on ")
    assert outcome.out.endswith("until then `marsad kb unpublish` stops it\n")


def test_publishing_now_and_without_a_cooling_off_take_effect_at_once(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    assert kb(marsad, folder, "publish", "--yes", "--now").code == 0
    second = current(marsad)
    storm(folder, WITHDRAWN)
    assert kb(marsad, folder, "publish", "--yes", MARSAD_DELIVERY__COOLING_OFF="0").code == 0

    assert len({served, second, current(marsad)}) == 3
    assert not (marsad.data / "knowledge" / "pending").exists()


def test_unpublishing_stops_it_and_fails_when_nothing_waits(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    kb(marsad, folder, "publish", "--yes")
    first, second = marsad("kb", "unpublish"), marsad("kb", "unpublish")

    assert (first.code, first.err) == (0, "")
    assert (second.code, second.out, second.err) == (1, "", "nothing waits to be published\n")
    assert current(marsad) == served


def test_what_is_published_already_is_not_published_again(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    outcome = kb(marsad, folder, "publish", "--yes", "--now")

    assert (outcome.code, outcome.err) == (0, "")
    assert "Nothing has changed" in outcome.out
    assert sorted(path.name for path in (marsad.data / "knowledge").iterdir()) == [
        ".lock", "current", "history.sqlite", f"{served}.sqlite",
    ]  # fmt: skip


def test_the_later_of_two_replaces_the_first_and_says_so(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    kb(marsad, folder, "publish", "--yes")
    first = pending(marsad)["version"]
    storm(folder, WITHDRAWN)
    outcome = kb(marsad, folder, "publish", "--yes")

    assert [line for line in outcome.out.splitlines() if line.endswith(" is replaced")] == [
        line for line in outcome.out.splitlines() if line.startswith(f"{first}, to be published on ")
    ]
    assert f"{first[:12]} waits to be published" in outcome.out
    assert pending(marsad)["version"] != first


def test_without_a_terminal_it_must_be_said_that_it_is_meant(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    storm(folder, MENDED)
    outcome = kb(marsad, folder, "publish")

    assert (outcome.code, outcome.out) == (2, "")
    assert "marsad kb publish --yes" in outcome.err
    assert not (marsad.data / "knowledge" / "pending").exists()


@pytest.mark.process
@pytest.mark.parametrize(("answer", "published"), [(b"y\n", True), (b"n\n", False)])
def test_at_a_terminal_it_asks_after_showing_the_plan(
    process: Process, marsad: InProcess, folder: KnowledgeFolder, served: str, answer: bytes, *, published: bool
) -> None:
    storm(folder, MENDED)
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    with process.started("kb", "publish", "--knowledge", folder.root, terminal=theirs) as asking:
        out, err = asking.communicate(timeout=50)
    os.close(ours)
    os.close(theirs)

    assert asking.returncode == (0 if published else 1)
    assert "Publish this? [y/N]:" in err.decode()
    assert "Now: Seven states came." in out.decode()
    assert "Publish this?" not in out.decode()
    assert (marsad.data / "knowledge" / "pending").exists() is published


def test_a_folder_that_breaks_a_rule_is_not_published(marsad: InProcess, folder: KnowledgeFolder, served: str) -> None:
    storm(folder, STORM.replace("participant", "no such property"))
    outcome = kb(marsad, folder, "publish", "--yes", "--now")

    assert (outcome.code, outcome.out) == (1, "")
    assert "facts/meetings/storm-council.yaml" in outcome.err
    assert current(marsad) == served


def test_a_version_whose_file_is_lost_is_compared_by_the_history(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    (marsad.data / "knowledge" / f"{served}.sqlite").unlink()
    storm(folder, MENDED)

    assert "Now: Seven states came." in kb(marsad, folder, "plan").out
    assert "0 new, 1 changed, 0 withdrawn" in marsad("kb", "diff", served, folder.root).out


def test_files_of_an_earlier_release_can_be_compared(marsad: InProcess, folder: KnowledgeFolder) -> None:
    outcome = marsad("kb", "diff", OF_SCHEMA_6, folder.root)

    assert outcome.code == 0
    assert outcome.out.startswith(f"{OF_SCHEMA_6.stem} → k")
    assert "1 new, 0 changed, 0 withdrawn" in outcome.out


def test_after_a_version_that_nothing_tells_of_any_more_nobody_is_told(
    marsad: InProcess, folder: KnowledgeFolder, served: str
) -> None:
    for name in (f"{served}.sqlite", "history.sqlite"):
        (marsad.data / "knowledge" / name).write_bytes(b"damaged")
    storm(folder, MENDED)
    outcome = kb(marsad, folder, "publish", "--yes", "--now")

    assert outcome.code == 0
    assert "There is no earlier version to compare it with" in outcome.out
    assert current(marsad) != served


@pytest.mark.parametrize("takes_it", [True, False])
def test_publishing_says_what_the_running_bot_really_serves(
    marsad: InProcess, folder: KnowledgeFolder, served: str, *, takes_it: bool
) -> None:
    storm(folder, MENDED)
    version = Folder.locate(folder.root).version()
    says = Serving(version) if takes_it else Serving(served, version, "cannot be read (Permission denied)")
    with noting(marsad.data) as note:
        note(says)
        done = kb(marsad, folder, "publish", "--yes", "--now")
        planned = kb(marsad, folder, "plan")

    assert done.code == (0 if takes_it else 1)
    if takes_it:
        assert "serves it now" in done.out
        assert planned.err == ""
    else:
        assert f"still serves {served}: cannot be read (Permission denied)" in done.err
        assert f"still serves {served}" in planned.err


def test_publishing_while_no_bot_runs_says_so(marsad: InProcess, folder: KnowledgeFolder) -> None:
    assert "no `marsad run` is running here" in kb(marsad, folder, "publish", "--yes").out


def test_in_the_playground_its_readers_are_counted(marsad: InProcess, folder: KnowledgeFolder, served: str) -> None:
    storm(folder, MENDED)
    rehearsed = marsad.data / "playground" / "state.sqlite"
    with capture_logs():
        marsad("db", "upgrade", DATABASE_URL=f"sqlite+aiosqlite:///{rehearsed}")
    rehearsed.rename(marsad.data / "state.sqlite")
    follow(marsad, 9, "en")
    (marsad.data / "state.sqlite").rename(rehearsed)
    planned = kb(marsad, folder, "plan", "--json")

    assert planned.json["forecast"]["readers"] == {"en": 1}
    assert "readers of the playground" in planned.err
