"""Every rule of curation, broken once in a folder that is valid otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from knowledge.curation import Corpus, Folder
from knowledge.errors import NoFolder
from knowledge.model import Citation, Kind, Strength
from tests.support.folders import ENGLISH, HARBOUR, LOG, STORM, KnowledgeFolder

STORM_FILE = "facts/meetings/storm-council.yaml"
MET = "statements.met"
ATTENDANCE = "statements.attendance"
QUOTE = "quote: Seven states took part."
PROPERTY = "property: participant\n"
NEAREST = "does not stand in log byte for byte; the nearest is"
BOTH = "both sides must"


def with_(*lines: str) -> str:
    """The property of a statement with lines below it."""
    return PROPERTY + "".join(f"    {line}\n" for line in lines)


RULES: dict[str, tuple[str, str, str]] = {
    "a quote of other words": (
        QUOTE,
        "quote: Seven winds.",
        f"35: {ATTENDANCE}.citations.0.quote: does not stand in log",
    ),
    "one letter of a quote changed": (
        QUOTE,
        "quote: Seven stales took part.",
        f"35: {ATTENDANCE}.citations.0.quote: {NEAREST} «Seven states took part.»",
    ),
    "an occurrence that is not there": (
        QUOTE,
        f"{QUOTE}\n        occurrence: 2",
        f"36: {ATTENDANCE}.citations.0.occurrence: the quote stands only 1 times in log",
    ),
    "a quote of more than 200 characters": (
        QUOTE,
        f"quote: {'x' * 201}",
        f"35: {ATTENDANCE}.citations.0.quote: string should have at most 200 characters (found '{'x' * 56}…)",
    ),
    "no citation": (
        f"citations:\n      - source: log\n        {QUOTE}\n",
        "citations: []\n",
        f"33: {ATTENDANCE}.citations: is empty; a statement carries at least one citation",
    ),
    "an unknown source": (
        "source: log",
        "source: logs",
        f"26: {MET}.citations.0.source: unknown source 'logs'; did you mean 'log'?",
    ),
    "a day that no quote carries": (
        "on 3 May 2021.",
        "on 4 May 2021.",
        f"24: {MET}.wording.en: the number 4 stands in no quote",
    ),
    "a month that no quote carries": (
        "3 مايو",
        "3 يونيو",
        f"23: {MET}.wording.ar: the month 6 stands in no quote",
    ),
    "a year that no quote carries": (
        "on 3 May 2021.",
        "on 3 May 2022.",
        f"24: {MET}.wording.en: the year 2022 stands in no quote",
    ),
    "an ordinal that no quote carries": (
        "en: The Storm Council met",
        "en: The nineteenth Storm Council met",
        f"24: {MET}.wording.en: the ordinal 19 stands in no quote",
    ),
    "a number in words that no quote carries": (
        "Seven states attended.",
        "Eight states attended.",
        f"32: {ATTENDANCE}.wording.en: the number 8 stands in no quote",
    ),
    "a name that no quote carries": (
        "Seven states attended.",
        "Seven states attended in Harbour City.",
        f"32: {ATTENDANCE}.wording.en: names harbour, which no quote names",
    ),
    "an unknown property": (
        "property: date",
        "property: dates",
        f"18: {MET}.property: unknown property 'dates'; properties are listed in phrasings/properties.yaml",
    ),
    "an unknown place": ("place: harbour", "place: nowhere", "15: place: unknown entity 'nowhere'"),
    "an unknown entity": (
        "      - harbour\n",
        "      - harbor\n",
        f"21: {MET}.about.0: unknown entity 'harbor'; did you mean 'harbour'?",
    ),
    "an unknown speaker": (
        PROPERTY,
        with_("said_by: nobody"),
        f"30: {ATTENDANCE}.said_by: unknown entity 'nobody'",
    ),
    "a value of no kind": (
        "value: 2021-05-03",
        "value: harbur",
        f"19: {MET}.value: 'harbur' is no entity, date or number; did you mean 'harbour'?",
    ),
    "a disagreement with an unknown statement": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.mat"),
        f"31: {ATTENDANCE}.contradicts.0: unknown statement 'storm-council.mat'; did you mean 'storm-council.met'?",
    ),
    "a disagreement that only one side knows": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.met"),
        f"31: {ATTENDANCE}.contradicts.0: storm-council.met does not name storm-council.attendance in return; {BOTH}",
    ),
    "a disagreement with itself": (
        PROPERTY,
        with_("contradicts:", "  - storm-council.attendance"),
        f"31: {ATTENDANCE}.contradicts.0: a statement cannot disagree with itself",
    ),
    "a type of another kind": (
        "type: talks",
        "type: state",
        "1: type: state is no type of meeting: council-session, dialogue, ministerial-meeting, talks",
    ),
    "an alias without a letter": (
        "- council\n",
        '- "!?"\n',
        "6: aliases.en: '!?' has no letter or digit and would match everything",
    ),
    "an alias in an unheard-of language": (
        "aliases:\n  en:",
        "aliases:\n  english:",
        "6: aliases.english: string should match pattern '^[a-z]{2,3}(-[a-z]{4})?$' (found 'english')",
    ),
    "a date outside the calendar": (
        "dates: 2021-05-03",
        "dates: 2021-02-29",
        "14: dates: 2021-02-29 is not in the calendar",
    ),
    "an id of other letters": (
        "  attendance:",
        "  Attendance!:",
        "28: statements.Attendance!: 'Attendance!' is no id; use small letters, digits and single hyphens",
    ),
    "an invisible character": (
        "en: Storm Council\n",
        'en: "Storm\\u200bCouncil"\n',
        "4: names.en: holds the invisible character U+200B; remove it",
    ),
    "a wording in one language": (
        "      ar: حضرت المجلس سبع دول.\n",
        "",
        f"30: {ATTENDANCE}.wording.ar: is missing",
    ),
    "a wording of more than 300 characters": (
        "en: Seven states attended.",
        f"en: {'a' * 301}",
        f"32: {ATTENDANCE}.wording.en: string should have at most 300 characters (found '{'a' * 56}…)",
    ),
    "an unknown key": (
        PROPERTY,
        with_("proprety: date"),
        f"30: {ATTENDANCE}.proprety: unknown key; remove it or correct its spelling",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), RULES.values(), ids=RULES)
def test_a_broken_rule_is_told_with_file_and_line(folder: KnowledgeFolder, old: str, new: str, expected: str) -> None:
    assert old in STORM
    folder.fact("meetings/storm-council", STORM.replace(old, new, 1))

    assert folder.problems() == [f"{STORM_FILE}:{expected}"]


def test_the_folder_whose_rules_are_broken_here_is_valid(folder: KnowledgeFolder) -> None:
    assert folder.problems() == []


def test_figures_of_the_announcing_wording_must_be_quoted_too(folder: KnowledgeFolder) -> None:
    upcoming = with_("upcoming:", "  ar: تحضر سبع دول.", "  en: 8 states are to attend.")
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, upcoming))

    assert folder.problems() == [f"{STORM_FILE}:32: {ATTENDANCE}.upcoming.en: the number 8 stands in no quote"]


def test_a_quote_that_stands_twice_needs_an_occurrence(folder: KnowledgeFolder) -> None:
    twice = f"{LOG} Seven states took part."
    folder.source("log", twice)
    problem = "stands 2 times in log; lengthen it, or say which with `occurrence`"
    assert folder.problems() == [f"{STORM_FILE}:35: {ATTENDANCE}.citations.0.quote: {problem}"]

    citations = f"{QUOTE}\n        occurrence: 2\n      - source: log\n        {QUOTE}\n        occurrence: 1"
    folder.fact("meetings/storm-council", STORM.replace(QUOTE, citations))

    starts = [citation.start for citation in folder.read().statements["storm-council.attendance"].citations]
    assert starts == [twice.rindex("Seven"), twice.index("Seven")]


CONTRADICTION = with_("contradicts:", "  - storm-council.met")
ANSWERED = "property: date\n    contradicts:\n      - storm-council.attendance\n"
WITHDRAWN = ("withdrawn:", "  since: 2022-03-01", "  reason:", "    ar: صحّح المصدر خبره.", "    en: Corrected.")


def test_a_disagreement_that_both_sides_know_stays(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, CONTRADICTION).replace("property: date\n", ANSWERED))

    assert folder.problems() == []


def test_a_disagreement_ends_when_one_side_is_withdrawn(folder: KnowledgeFolder) -> None:
    one_side = with_("contradicts:", "  - storm-council.met", *WITHDRAWN)
    folder.fact("meetings/storm-council", STORM.replace(PROPERTY, one_side).replace("property: date\n", ANSWERED))
    over = "is withdrawn: the disagreement is over, remove it from both"

    assert folder.problems() == [
        f"{STORM_FILE}:20: {MET}.contradicts.0: one of storm-council.met and storm-council.attendance {over}",
        f"{STORM_FILE}:33: {ATTENDANCE}.contradicts.0: one of storm-council.attendance and storm-council.met {over}",
    ]


def test_a_strong_name_belongs_to_one_entity(folder: KnowledgeFolder) -> None:
    shared = STORM.replace("- Council of Storms", "- Council of Storms\n      - harbour  CITY")
    folder.fact("meetings/storm-council", shared)
    [problem] = folder.problems()

    assert problem == (
        "facts/topics/harbour.yaml:1: aliases: 'Harbour City' is a strong name of storm-council too; "
        "make it weak in one of them"
    )


def test_a_weak_alias_may_be_shared(folder: KnowledgeFolder) -> None:
    folder.fact("meetings/storm-council", STORM.replace("- council\n", "- Harbour City\n"))

    assert folder.problems() == []


def test_three_uncovered_words_are_a_gap_and_two_are_none(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} Mild weather.")
    assert folder.problems() == []

    folder.source("log", f"{LOG} The weather: mild.")
    gap = f"no quote covers «The weather: mild» (at {len(LOG) + 1}); cite it or waive it"
    assert folder.problems() == [f"seeds/sources.yaml:3: sources.log: {gap}"]


def test_a_gap_may_be_waived_with_a_reason(folder: KnowledgeFolder) -> None:
    text = f"{LOG} The weather was mild."
    folder.source("log", text, waived=[{"words": "The weather was mild.", "reason": "No fact."}])
    assert folder.problems() == []

    folder.source("log", text, waived=[{"words": "The weather was mild."}])
    assert folder.problems()[-1] == "seeds/sources.yaml:9: sources.log.waived.0.reason: is missing"


def test_a_waiver_must_stand_in_its_document(folder: KnowledgeFolder) -> None:
    folder.source("log", LOG, waived=[{"words": "The weather was mild.", "reason": "No fact."}])

    assert folder.problems() == [
        "seeds/sources.yaml:10: sources.log.waived.0.words: these words do not stand in the document"
    ]


def test_coverage_counts_the_words_inside_quotes(folder: KnowledgeFolder) -> None:
    folder.source("log", f"{LOG} Mild weather.")
    coverage = folder.read().coverage["log"]

    assert (coverage.words, coverage.covered, coverage.gaps) == (17, 15, ())


def test_a_file_outside_the_four_folders_is_no_fact(folder: KnowledgeFolder) -> None:
    folder.fact("places/dock", HARBOUR)
    folder.fact("topics/deeper/dock", HARBOUR)
    message = "lies in no known folder; use one of actors, meetings, initiatives, topics"

    assert folder.problems() == [f"facts/places/dock.yaml: {message}", f"facts/topics/deeper/dock.yaml: {message}"]


def test_a_file_is_named_by_its_id(folder: KnowledgeFolder) -> None:
    folder.fact("topics/The Dock", HARBOUR)
    (folder.root / "facts/topics/dock.yml").write_text(HARBOUR, encoding="utf-8")
    message = "a file is named by its id: small letters, digits and single hyphens, then .yaml"

    assert folder.problems() == [f"facts/topics/The Dock.yaml: {message}", f"facts/topics/dock.yml: {message}"]


def test_an_id_is_taken_once_over_all_kinds(folder: KnowledgeFolder) -> None:
    folder.fact("actors/harbour", HARBOUR.replace("type: place", "type: state"))

    assert folder.problems() == ["facts/topics/harbour.yaml: the id harbour is taken by facts/actors/harbour.yaml"]


def test_a_broken_file_makes_no_problems_of_those_that_refer_to_it(folder: KnowledgeFolder) -> None:
    folder.fact("topics/harbour", b"type: \xff")
    (folder.root / "seeds/log.txt").unlink()

    assert [problem.split(": ")[0] for problem in folder.problems()] == [
        "facts/topics/harbour.yaml:1",
        "seeds/sources.yaml:4",
    ]


def test_all_problems_of_all_files_are_told_at_once_file_by_file(folder: KnowledgeFolder) -> None:
    statement = (
        STORM[STORM.index("  attendance:") :].replace("participant", "crowd").replace("source: log", "source: none")
    )
    many = (statement.replace("attendance", f"guests-{number}") for number in range(250))
    folder.fact("meetings/storm-council", STORM + "".join(many))
    folder.fact("topics/harbour", HARBOUR.replace("type: place", "type: plaice"))
    folder.fact("topics/dock", "a: [")
    folder.source("log", f"{LOG} Mild weather.", sha256="0" * 64)
    files = [problem.split(":")[0] for problem in folder.problems()]

    assert files == [
        *([STORM_FILE] * 500),
        "facts/topics/dock.yaml",
        "facts/topics/harbour.yaml",
        "seeds/sources.yaml",
    ]


def test_problems_of_the_phrasings_are_told_with_those_of_the_files_beside_them(folder: KnowledgeFolder) -> None:
    folder.fact("topics/harbour", HARBOUR.replace("type: place", "type: plaice"))
    folder.source("log", LOG, sha256="0" * 64)
    folder.phrasing("en", ENGLISH.replace("when", '"…"'))

    assert [problem.split(":")[0] for problem in folder.problems()] == [
        "facts/topics/harbour.yaml",
        "phrasings/en.yaml",
        "seeds/sources.yaml",
    ]


def drop_facts(folder: KnowledgeFolder) -> None:
    shutil.rmtree(folder.root / "facts")
    (folder.root / "facts").mkdir()


def drop_seeds(folder: KnowledgeFolder) -> None:
    drop_facts(folder)
    shutil.rmtree(folder.root / "seeds")


@pytest.mark.parametrize(("drop", "sources"), [(drop_facts, ["log"]), (drop_seeds, [])])
def test_a_folder_without_facts_is_valid_and_can_be_searched(
    folder: KnowledgeFolder, drop: Callable[[KnowledgeFolder], None], sources: list[str]
) -> None:
    drop(folder)
    corpus = folder.read()

    assert (list(corpus.sources), corpus.entities, corpus.statements) == (sources, {}, {})


def test_seeds_inside_the_folder_win_over_those_beside_it(folder: KnowledgeFolder) -> None:
    inner = folder.root / "seeds"
    beside = folder.root.parent / "seeds"
    shutil.copytree(inner, beside)
    assert Folder.locate(folder.root).seeds == inner

    shutil.rmtree(inner)
    assert Folder.locate(folder.root).seeds == beside
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("made", "reason"), [((), "no such folder"), (("kb2/notes",), "holds neither facts/ nor seeds/")]
)
def test_a_folder_that_is_none_is_refused(folder: KnowledgeFolder, made: tuple[str, ...], reason: str) -> None:
    root = folder.root.parent / "kb2"
    for part in made:
        (root.parent / part).mkdir(parents=True)

    with pytest.raises(NoFolder, match=reason):
        Folder.locate(root)


def test_the_version_changes_with_every_file_that_counts_and_with_no_other(folder: KnowledgeFolder) -> None:
    versions = [Folder.locate(folder.root).version()]
    for change in (
        lambda: folder.fact("topics/harbour", HARBOUR + "\n"),
        lambda: folder.source("log", LOG + "\n"),
        lambda: folder.archive("news", {"id": "n1", "title": "t", "text": "x"}),
        lambda: folder.phrasing("en", ENGLISH + "\n"),
    ):
        change()
        versions.append(Folder.locate(folder.root).version())
    (folder.root / "facts" / "notes.txt").write_text("x", encoding="utf-8")

    assert len(set(versions)) == 5
    assert Folder.locate(folder.root).version() == versions[-1]


def test_the_version_does_not_depend_on_where_the_folder_lies(folder: KnowledgeFolder) -> None:
    moved = shutil.copytree(folder.root, folder.root.parent / "elsewhere")

    assert Folder.locate(moved).version() == Folder.locate(folder.root).version()


def test_what_was_written_is_what_is_read(folder: KnowledgeFolder) -> None:
    corpus = folder.read()
    storm, met = corpus.entities["storm-council"], corpus.statements["storm-council.met"]

    assert (storm.kind, storm.name("en"), storm.name("ru"), str(storm.dates)) == (
        Kind.MEETING,
        "Storm Council",
        "Storm Council",
        "2021-05-03",
    )
    assert [(alias.text, alias.strength) for alias in storm.aliases] == [
        ("Council of Storms", Strength.STRONG),
        ("council", Strength.WEAK),
    ]
    assert met.citations == (Citation("log", "Council of Storms met in Harbour City on 3 May 2021", 0),)
    assert (met.subject, met.property, met.value, met.about) == ("storm-council", "date", "2021-05-03", ("harbour",))
    assert str(met.first_seen) == str(met.last_seen) == "2022-01-02"
    assert list(corpus.statements) == ["storm-council.met", "storm-council.attendance"]


def test_the_shipped_knowledge_keeps_every_rule_and_covers_every_word(corpus: Corpus) -> None:
    assert {source: one.covered for source, one in corpus.coverage.items()} == {
        source: one.words for source, one in corpus.coverage.items()
    }
    assert min(len(corpus.sources), len(corpus.statements), len(corpus.entities)) >= 2
