"""`doc accept`: a worksheet is taken over proposal by proposal, each by all rules, and counted as on the desk."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder

TEXT = (
    "Captain Zumurrud took part in the Council of Storms. The Council of Storms met on 4 June 2022. Nine ships sailed."
)
FIRST = """
storm-council.participant:
  ar: شارك القبطان زمرد في مجلس العواصف.
  en: Captain Zumurrud took part in the Council of Storms.
storm-council.date: {ar: انعقد مجلس العواصف في 5 يونيو 2022., en: The Council of Storms met on 5 June 2022.}
waived: [{words: Nine ships sailed, reason: hearsay}]
nobody.participant: {ar: شيء., en: Something.}
"""
SECOND = """
storm-council.participant: {ar: شارك زمرد في مجلس العواصف., en: Zumurrud took part in the Council of Storms.}
storm-council.date: {ar: انعقد مجلس العواصف في 4 يونيو 2022., en: The Council of Storms met on 4 June 2022.}
storm-council.participant-ships: {property: participant, quote: Nine ships sailed, ar: أبحرت., en: Nine sailed away.}
fleet: {folder: topics, type: theme, names: {ar: الأسطول, en: The fleet}, summary: {ar: سفن., en: Ships.}}
"""


def test_a_worksheet_is_taken_over_as_far_as_it_is_right_and_again_once_it_is_mended(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    folder.list_plainly()
    worksheet = tmp_path / "later.yaml"
    command = ("doc", "accept", "later", worksheet, "--knowledge", folder.root)
    listed = marsad("doc", "draft", "later", "--knowledge", folder.root, "--short")
    worksheet.write_text(FIRST, encoding="utf-8")
    first = marsad(*command)
    worksheet.write_text(SECOND, encoding="utf-8")
    second, again = marsad(*command), marsad(*command)
    counted = marsad("doc", "sitting", "later", "--knowledge", folder.root, "--json").json
    facts = (folder.root / "facts" / "meetings" / "storm-council.yaml").read_text(encoding="utf-8")

    assert "1 «Captain Zumurrud took part in the Council of Storms»\n  storm-council.participant" in listed.out
    assert (first.code, second.code, again.code) == (1, 0, 0)
    assert "storm-council.date: " in first.out
    assert "nobody.participant: is no proposal (`doc draft --short` lists them)" in first.out
    assert "2 taken, 2 refused" in first.err
    assert "Captain Zumurrud took part in the Council of Storms." in facts
    assert "4 June 2022" in facts
    assert facts.count("Nine sailed away.") == 1
    assert (folder.root / "facts" / "topics" / "fleet.yaml").is_file()
    assert "hearsay" in (folder.root / "seeds" / "sources.yaml").read_text(encoding="utf-8")
    assert (counted["accepted"], counted["proposed"], counted["refused"]) == (3, 2, 1)


def test_a_worksheet_of_another_shape_and_a_folder_that_there_is_not_are_told(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    folder.list_plainly()
    worksheet = tmp_path / "later.yaml"
    command = ("doc", "accept", "later", worksheet, "--knowledge", folder.root)
    worksheet.write_text("- storm-council.participant\n", encoding="utf-8")
    listed = marsad(*command)
    worksheet.write_text("fleet: {folder: ../fleets}\nwaived: all\n", encoding="utf-8")
    elsewhere = marsad(*command)

    assert (listed.code, elsewhere.code) == (1, 1)
    assert "later.yaml" in listed.err
    assert "fleet: there is no folder '../fleets'; write one of actors, " in elsewhere.out
    assert "waived: what is accepted of it stands below its id" in elsewhere.out
    assert "0 taken, 2 refused" in elsewhere.err
