"""`doc accept`: a worksheet is taken over proposal by proposal, each by all rules, and counted as on the desk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.support.command import InProcess, Outcome
from tests.support.folders import STORM, KnowledgeFolder

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
    assert f"{worksheet}:5: storm-council.date.ar: the number 5 stands in no quote" in first.out
    assert "nobody.participant: is no proposal (`doc draft --short` lists them)" in first.out
    assert "2 taken, 2 refused" in first.err
    assert "later: 3 taken, 1 corrected, 0 refused" in second.err
    assert "later: 0 taken, 4 already there just so (change its lines to correct it), 0 refused" in again.err
    assert "Captain Zumurrud took part in the Council of Storms." not in facts
    assert "      en: Zumurrud took part in the Council of Storms." in facts
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


STORY = (
    "The Council of Storms met on 4 June 2022. Captain Zumurrud took part in it. Harbour City was calm. "
    "The Council of Storms may meet again in Harbour City. Nine ships sailed."
)


@dataclass
class Sitting:
    """An editor with one worksheet of one document."""

    marsad: InProcess
    folder: KnowledgeFolder
    worksheet: Path

    @property
    def facts(self) -> str:
        return (self.folder.root / "facts" / "meetings" / "storm-council.yaml").read_text(encoding="utf-8")

    def take(self, yaml: str) -> Outcome:
        self.worksheet.write_text(yaml, encoding="utf-8")
        return self.marsad("doc", "accept", "story", self.worksheet, "--knowledge", self.folder.root)


@pytest.fixture
def sitting(marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path) -> Sitting:
    folder.source("story", STORY, language="en", curation="none")
    folder.list_plainly()
    return Sitting(marsad, folder, tmp_path / "sheet.yaml")


TOOK_PART = "storm-council.participant: {ar: شارك زمرد في مجلس العاصفة., en: Zumurrud took part in the Storm Council"


def quotes_of(facts: str, key: str) -> list[str]:
    return [one["quote"] for one in yaml.safe_load(facts)["statements"][key]["citations"]]


def test_quotes_that_an_editor_gives_besides_are_added_and_one_in_its_place_stands_first(sitting: Sitting) -> None:
    done = sitting.take(f"{TOOK_PART}, quote: Captain Zumurrud took part, also: [Harbour City was calm]}}\n")

    assert done.code == 0
    assert quotes_of(sitting.facts, "participant") == [
        "Captain Zumurrud took part",
        "The Council of Storms may meet again in Harbour City",
        "Harbour City was calm",
    ]


def test_a_quote_and_citations_are_both_taken_as_they_are_written(sitting: Sitting) -> None:
    named = "{source: story, quote: The Council of Storms met}"
    done = sitting.take(f"{TOOK_PART}, quote: Captain Zumurrud took part, citations: [{named}]}}\n")

    assert done.code == 0
    assert quotes_of(sitting.facts, "participant") == ["Captain Zumurrud took part", "The Council of Storms met"]


def test_citations_that_leave_out_what_a_statement_was_proposed_for_are_refused_with_the_way_out(
    sitting: Sitting,
) -> None:
    before = sitting.facts
    done = sitting.take(f"{TOOK_PART},\n  citations: [The Council of Storms met on 4 June 2022]}}\n")

    assert done.code == 1
    assert f"{sitting.worksheet}:2: storm-council.participant.citations: leaves out the words" in done.out
    assert "«Captain Zumurrud took part in it»" in done.out
    assert "`also`" in done.out
    assert sitting.facts == before


def test_a_mistake_is_told_with_the_line_and_the_key_of_the_worksheet(sitting: Sitting) -> None:
    done = sitting.take(f"{TOOK_PART} on 9 May.,\n  quote: Captain Zumurrud took part in them}}\n")

    assert f"{sitting.worksheet}:1: storm-council.participant.en: the number 9 stands in no quote" in done.out
    assert f"{sitting.worksheet}:2: storm-council.participant.quote: does not stand in story byte for byte" in done.out


def test_quotes_that_share_no_word_with_the_wording_are_taken_and_told(sitting: Sitting) -> None:
    told = sitting.take(f"{TOOK_PART}, quote: Harbour City was calm}}\n")
    silent = sitting.take("storm-council.date: {ar: اجتمع في 4 يونيو 2022., en: It met on 4 June 2022.}\n")

    assert "no word of its wordings but names stands in its quotes" in told.out
    assert silent.out == ""


def test_how_other_words_are_meant_is_read_from_them(sitting: Sitting) -> None:
    shutil.rmtree(sitting.folder.root / "vocabulary")
    wanted = "{ar: انعقد المجلس في مدينة الميناء., en: It met in Harbour City"
    quote = "The Council of Storms will meet again in Harbour City"
    sitting.folder.source("story", STORY.replace("may meet", "will meet"), language="en", curation="none")
    sitting.folder.list_plainly()
    to_come = sitting.take(f"storm-council.date: {wanted}, quote: {quote}}}\n")

    assert "storm-council.date.en: is worded as a fact, though the statement is expected" in to_come.out
    assert "value" not in to_come.out


def test_the_second_quote_of_a_proposal_follows_whom_it_is_about(sitting: Sitting) -> None:
    done = sitting.take(
        "storm-council.participant: {subject: harbour, ar: شارك زمرد., en: Zumurrud took part in Harbour City.}\n"
    )
    facts = (sitting.folder.root / "facts" / "topics" / "harbour.yaml").read_text(encoding="utf-8")

    assert done.code == 0
    assert quotes_of(facts, "participant") == ["Captain Zumurrud took part in it", "Harbour City was calm"]


def test_what_was_taken_is_corrected_by_the_worksheet_until_somebody_changes_just_that_by_hand(
    sitting: Sitting,
) -> None:
    path = sitting.folder.root / "facts" / "meetings" / "storm-council.yaml"
    sitting.take(f"{TOOK_PART}.}}\n")
    by_hand = sitting.facts.replace("شارك زمرد", "شارك القبطان زمرد")
    path.write_text(by_hand, encoding="utf-8")
    kept = sitting.take(f"{TOOK_PART}.}}\n")
    refused = sitting.take(f"{TOOK_PART} too.}}\n")
    elsewhere = sitting.take(f"{TOOK_PART}., value: harbour, also: [Harbour City was calm]}}\n")

    assert "1 already there just so" in kept.err
    assert "0 taken, 1 refused" in refused.err
    assert f"{sitting.worksheet}:1: storm-council.participant: wording was changed in facts/meetings/" in refused.out
    assert "0 taken, 1 corrected, 0 refused" in elsewhere.err
    assert "شارك القبطان زمرد" in sitting.facts
    assert "value: harbour" in sitting.facts


def test_a_taken_statement_keeps_its_subject_until_it_is_taken_out_by_hand(sitting: Sitting) -> None:
    path = sitting.folder.root / "facts" / "meetings" / "storm-council.yaml"
    before = sitting.facts
    moved = "storm-council.participant: {subject: harbour, ar: شارك زمرد., en: Zumurrud took part in Harbour City"
    sitting.take(f"{TOOK_PART}.}}\n")
    refused = sitting.take(f"{moved}.}}\n")
    path.write_text(before, encoding="utf-8")
    done = sitting.take(f"{moved}.}}\n")

    assert "take it out of facts/meetings/storm-council.yaml by hand, then run this again" in refused.out
    assert "1 taken, 0 refused" in done.err
    assert sitting.facts == before


def test_what_the_facts_have_already_is_corrected_and_taken_no_second_time(sitting: Sitting) -> None:
    sitting.take("storm-council.date: {ar: اجتمع في 4 يونيو 2022., en: It met on 4 June 2022.}\n")
    shutil.rmtree(sitting.marsad.data / "drafts")
    again = sitting.take("storm-council.date: {ar: اجتمع في 4 يونيو 2022., en: It met on 4 June 2022.}\n")
    entity = sitting.take("harbour: {folder: topics, summary: {en: A city that was made up.}}\n")
    waived = "waived: [{words: Nine ships sailed, reason: hearsay}]\n"
    first, second = sitting.take(waived), sitting.take(waived)

    assert "0 taken, 1 already there just so" in again.err
    assert sitting.facts.count("It met on 4 June 2022.") == 1
    assert "0 taken, 1 corrected, 0 refused" in entity.err
    assert "A city that was made up." in (sitting.folder.root / "facts/topics/harbour.yaml").read_text("utf-8")
    assert "1 taken" in first.err
    assert "0 taken, 1 already there" in second.err


def test_an_id_that_another_statement_has_is_told_with_the_one_that_is_given_instead(sitting: Sitting) -> None:
    sitting.folder.fact("meetings/storm-council", STORM.replace("  met:", "  date:"))
    done = sitting.take("storm-council.date: {ar: اجتمع في 4 يونيو 2022., en: It met on 4 June 2022.}\n")

    assert "storm-council.date: is taken as storm-council.date-2" in done.out


def test_nothing_comes_as_it_was_proposed_where_its_own_entry_is_refused(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    folder.source("news", "Admiral Hull, commander of the fleet, sailed on 3 May 2022.", language="en", curation="none")
    folder.list_plainly()
    worksheet = tmp_path / "sheet.yaml"
    person = "hull:\n  ar: هل\n  place: nowhere\n"
    sailed = "{property: participant, quote: Admiral Hull, ar: أبحر هل., en: Hull sailed.}"
    office = f"hull.participant: {sailed}\n"
    command = ("doc", "accept", "news", worksheet, "--knowledge", folder.root)
    worksheet.write_text(person + office, encoding="utf-8")
    refused = marsad(*command)
    worksheet.write_text(person.replace("  place: nowhere\n", "") + office, encoding="utf-8")
    done = marsad(*command)

    assert f"{worksheet}:3: hull.place: unknown entity 'nowhere'" in refused.out
    assert f"{worksheet}:4: hull.participant: hull, whom it is about, is refused itself; mend that first" in refused.out
    assert "next: mend the lines above in the worksheet and run this again" in refused.err
    assert "2 taken, 0 refused" in done.err
    assert "next: marsad kb check" in done.err


def test_a_statement_of_nobody_is_refused_with_what_to_write(sitting: Sitting) -> None:
    sitting.folder.source("story", "Nine ships sailed on 3 May.", language="en", curation="none")
    sitting.folder.list_plainly()
    done = sitting.take("unnamed.date: {ar: أبحرت في 3 مايو., en: They sailed on 3 May.}\n")

    assert "unnamed.date: nobody knows whom it is about; write the id of an entity as `subject`" in done.out


def test_what_a_sitting_took_is_told_in_words(sitting: Sitting) -> None:
    sitting.take(f"{TOOK_PART} on 9 May.}}\n")
    sitting.take(f"{TOOK_PART}.}}\nwaived: [{{words: Nine ships sailed, reason: hearsay}}]\n")
    told = sitting.marsad("doc", "sitting", "story", "--knowledge", sitting.folder.root).out

    assert "decisions   2 that changed the facts; in all: accepted 1, waived 1" in told
    assert "refused     1 decisions that broke a rule; nothing was written for them" in told
    assert "1 statements; 1 (100%) have the property and quote that were proposed" in told


SHORT = """
storm-council.participant: {ar: شارك القبطان زمرد في مجلس العواصف.}
storm-council.participant-ships: {quote: Nine ships sailed, ar: أبحرت تسع سفن., en: Nine ships sailed., about: uruguay}
fleet: {type: theme, ar: الأسطول, en: The fleet, strong: [Armada, أرمادا]}
uruguay: {type: state}
storm-council.ships: {quote: Nine ships sailed, ar: أبحرت., en: Nine sailed.}
atlantis: {type: state}
"""


def test_a_worksheet_need_not_say_what_follows_from_what_it_says(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    folder.list_plainly()
    worksheet = tmp_path / "later.yaml"
    worksheet.write_text(SHORT, encoding="utf-8")
    command = ("doc", "accept", "later", worksheet, "--knowledge", folder.root)
    first, again = marsad(*command), marsad(*command)
    shown = marsad("kb", "show", "storm-council", "--knowledge", folder.root).out
    facts = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (folder.root / "facts").glob("*/*.yaml")}

    assert "later: 4 taken, 2 refused" in first.err
    assert "later: 0 taken, 4 already there just so" in again.err
    assert "Captain Zumurrud took part in the Council of Storms." in shown
    assert facts["storm-council"]["statements"]["participant-ships"]["property"] == "participant"
    assert facts["uruguay"]["names"] == {"ar": "أورغواي", "en": "Uruguay"}
    assert facts["fleet"]["aliases"] == {"en": {"strong": ["Armada"]}, "ar": {"strong": ["أرمادا"]}}
    assert "storm-council.ships: an id begins with the property behind the point" in again.out
    assert "atlantis.names: is missing" in again.out


def test_in_a_file_of_all_facts_of_a_document_mistakes_are_told_by_the_lines_of_the_worksheet(
    marsad: InProcess, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    folder.source("later", TEXT, language="en", curation="none")
    folder.list_plainly()
    gathered = folder.fact("later", "source: later\n")
    worksheet = tmp_path / "later.yaml"
    worksheet.write_text(
        "fleet: {type: theme, ar: الأسطول, en: The fleet}\n"
        "fleet.participant:\n  quote: Nine ships sailed\n  ar: أبحرت ثماني سفن.\n  en: Eight ships sailed.\n"
        "fleets: {type: theme, ar: الأساطيل, en: The fleet}\n",
        encoding="utf-8",
    )
    command = ("doc", "accept", "later", worksheet, "--knowledge", folder.root)
    wrong = marsad(*command)
    worksheet.write_text(
        worksheet.read_text("utf-8").replace("Eight", "Nine").replace("ثماني", "تسع"), encoding="utf-8"
    )
    right = marsad(*command)

    assert f"{worksheet}:5: fleet.participant.en: the number 8 stands in no quote" in wrong.out
    assert f"{worksheet}:6: fleets.aliases: 'The fleet' is a strong name of fleet too" in wrong.out
    assert "1 taken, 1 already there just so" in right.err
    assert "  - fleet.participant: {}\n    ar: أبحرت تسع سفن.\n" in gathered.read_text("utf-8")
