"""What subscribers are told of changes, and readers of what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interface.additions import MOST_CHANGES
from bot.interface.buttons.encoding import decode, digest
from bot.interface.buttons.following import ShowSubscriptions
from bot.interface.buttons.of_document import OpenStatements
from bot.interface.buttons.presses import Quote
from bot.interface.buttons.remembering import OfferReminders
from bot.interface.updates import Occasion, Updates
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Page
from bot.interface.words.splitting import LIMIT, units
from bot.interface.words.wording import LANGUAGES, Wordings
from knowledge.changes import GONE, Change, ChangeKind, fingerprint
from knowledge.dates import PartialDate
from knowledge.model import Citation, Source, Statement
from tests.support.changes import (
    ADDED,
    CHANGED,
    EARLIER,
    HOSTED,
    REASON,
    WITHDRAWN,
    added,
    changed,
    gone,
    withdrawn,
)
from tests.support.facts import COMPLETE, DATE, MEETING, NAMELESS, PLACE, TALKS, TITLED, knowledge_base, statement

TODAY = date(2024, 4, 1)
WORDINGS = Wordings.load()
DATED = replace(MEETING, dates=PartialDate.parse("2024-04-25"))
TALKS_DATE = replace(
    statement("talks.date", ar="المحادثات في 27 أبريل.", en="The talks are on 27 April."), property="date"
)


def updates(lang: str = "en", *statements: Statement, today: date = TODAY) -> Updates:
    knowledge = knowledge_base()
    held = dict(knowledge.statements) | {one.id: one for one in statements}
    return Updates(replace(knowledge, statements=held), WORDINGS.speak(lang), today)


def lines(page: Page) -> list[str]:
    return without_marks(page.plain).split("\n")


def told(changes: Sequence[Change], lang: str = "en", today: date = TODAY) -> list[str]:
    """The lines of the only message, without its heading."""
    [part] = updates(lang, today=today).parts(changes)
    heading, empty, *rest = lines(part.page)
    assert (heading, empty) == ("New in what you follow:" if lang == "en" else "جديد ما تتابعه:", "")
    return rest


def test_a_new_statement_is_told_below_its_subject_with_its_source() -> None:
    assert told([ADDED]) == [
        "Astana meeting",
        "New: The meeting's place is Astana.",
        "",
        "Source: “Storm & <b>Calm</b>”",
    ]


def test_a_changed_statement_is_told_as_it_was_and_as_it_is() -> None:
    assert told([CHANGED], "ar")[:4] == [
        "اجتماع أستانا",
        "سابقًا: أُعلن أن الاجتماع يُعقد في 24 أبريل 2024.",
        "الآن: أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.",
        "ملاحظة: يوم واحد فقط.",
    ]


def test_a_withdrawn_statement_is_told_with_the_reason_and_without_a_source() -> None:
    assert told([WITHDRAWN]) == ["Talks", "Withdrawn: Astana hosts the talks.", f"Reason: {REASON['en']}"]


def test_a_statement_that_is_gone_without_a_word_is_told_without_a_reason() -> None:
    assert told([gone(HOSTED, TALKS)]) == ["Talks", "Withdrawn: Astana hosts the talks."]


def test_changes_of_one_subject_stand_together() -> None:
    found = told([ADDED, WITHDRAWN, CHANGED])

    assert [line for line in found if line in ("Astana meeting", "Talks")] == ["Astana meeting", "Talks"]
    assert found.index("New: The meeting's place is Astana.") < found.index(
        "Now: The meeting was announced for 25 April 2024."
    )
    assert found.index("Talks") > found.index("Now: The meeting was announced for 25 April 2024.")


def ahead(one: Statement, en: str) -> Statement:
    return replace(one, upcoming={"ar": en, "en": en}, caveat=None)


@pytest.mark.parametrize(("day", "expected"), [(TODAY, "New: It will be."), (date(2024, 5, 1), "New: It was.")])
def test_the_tense_is_that_of_the_day(day: date, expected: str) -> None:
    new = ahead(statement("meeting.x", ar="كان", en="It was."), "It will be.")

    assert told([added(new, DATED)], today=day)[1] == expected


@pytest.mark.parametrize("day", [TODAY, date(2024, 5, 1)])
def test_a_change_in_one_tense_only_is_told_in_that_tense(day: date) -> None:
    old, new = ahead(PLACE, "It will be here."), ahead(PLACE, "It will be there.")

    assert told([changed(old, new, DATED)], today=day)[1:3] == ["Before: It will be here.", "Now: It will be there."]


def test_a_note_that_comes_or_goes_is_told_without_repeating_the_sentence_as_changed() -> None:
    noted = replace(PLACE, caveat={"ar": "ملاحظة.", "en": "Some say Almaty."})

    assert told([changed(PLACE, noted)])[1:3] == ["The meeting's place is Astana.", "New note: Some say Almaty."]
    assert told([changed(noted, PLACE)])[1:3] == [
        "The meeting's place is Astana.",
        "This note no longer holds: Some say Almaty.",
    ]


def test_a_change_that_shows_only_in_the_other_language_is_no_news() -> None:
    mended = changed(PLACE, replace(PLACE, wording={"ar": PLACE.wording["ar"], "en": "It meets in Astana."}))

    assert updates("ar").parts([mended]) == ()
    assert len(updates("en").parts([mended])) == 1


def test_nothing_is_no_message() -> None:
    assert updates().parts([]) == ()


def test_each_part_says_which_statements_it_tells_and_as_what() -> None:
    [part] = updates().parts([ADDED, CHANGED, WITHDRAWN, gone(statement("talks.z", ar="ج", en="Z"), TALKS)])

    assert part.tells == (
        (PLACE.id, fingerprint(PLACE)),
        (DATE.id, fingerprint(DATE)),
        (HOSTED.id, WITHDRAWN.fingerprint),
        ("talks.z", GONE),
    )
    assert fingerprint(HOSTED) != WITHDRAWN.fingerprint


def test_the_buttons_show_the_quotes_of_what_is_held() -> None:
    [part] = updates().parts([ADDED, WITHDRAWN])
    [[quote, _related], [manage]] = part.page.buttons

    assert decode(quote.press) == Quote((digest(PLACE.id),))
    assert decode(manage.press) == ShowSubscriptions()
    assert updates().parts([WITHDRAWN])[0].page.buttons == ((manage,),)


def reminding(today: date, *changes: Change) -> list[tuple[str, object]]:
    """The buttons that remind, below what is told of the meeting and the talks on two days in April."""
    knowledge = knowledge_base()
    later = replace(TALKS, dates=PartialDate.parse("2024-04-27"))
    known = {one.id: one for one in (DATE, TALKS_DATE)}
    world = replace(knowledge, entities=dict(knowledge.entities) | {"meeting": DATED, "talks": later}, statements=known)
    [part] = Updates(world, WORDINGS.speak("en"), today).parts(changes)
    buttons = [button for row in part.page.buttons for button in row]
    labelled = [(without_marks(one.label), decode(one.press)) for one in buttons]
    return [pair for pair in labelled if pair[0].startswith("Remind")]


def test_news_of_an_event_to_come_offer_to_remind_of_it_by_its_name_where_there_are_several() -> None:
    date_, later = added(replace(DATE, news=True), DATED), added(replace(TALKS_DATE, news=True), TALKS)

    assert reminding(TODAY, date_) == [("Remind me", OfferReminders(digest("meeting")))]
    assert reminding(TODAY, later, date_) == [
        ("Remind me: Astana meeting", OfferReminders(digest("meeting"))),
        ("Remind me: Talks", OfferReminders(digest("talks"))),
    ]
    assert reminding(date(2024, 4, 26), date_) == []
    assert reminding(TODAY, withdrawn(DATE, DATED)) == []


@pytest.mark.parametrize(
    ("occasion", "english", "arabic"),
    [
        (Occasion.DAILY, "Your daily digest, 1 April 2024", "موجزك اليومي، 1 أبريل 2024"),
        (Occasion.WEEKLY, "Your weekly digest, 1 April 2024", "موجزك الأسبوعي، 1 أبريل 2024"),
    ],
)
def test_a_digest_says_what_it_is(occasion: Occasion, english: str, arabic: str) -> None:
    found = [lines(updates(lang).parts([ADDED], occasion)[0].page)[0] for lang in ("en", "ar")]

    assert found == [english, arabic]


def test_a_heartbeat_says_since_when_nothing_is_new() -> None:
    assert lines(updates().nothing_new(TODAY)) == ["Nothing new in what you follow since 1 April 2024."]


def many(count: int, words: int = 3, *, news: bool = True, source: Source = TITLED) -> list[Change]:
    found = (
        statement(f"{source.id}.n{n}", ar=f"{n} " + "كلمة " * words, en=f"{n} " + "word " * words, source=source)
        for n in range(count)
    )
    return [added(replace(one, subject="meeting", news=news)) for one in found]


STORM = "“Storm & <b>Calm</b>”"
STORM_AR = "«Storm & <b>Calm</b>»"


@pytest.mark.parametrize(
    ("count", "more"),
    [(MOST_CHANGES, None), (MOST_CHANGES + 1, f"And 1 more statement from {STORM}"),
     (MOST_CHANGES + 30, f"And 30 more statements from {STORM}")],
)  # fmt: skip
def test_beyond_a_readable_number_the_rest_of_the_news_is_counted(count: int, more: str | None) -> None:
    [part] = updates().parts(many(count))
    last = lines(part.page)[-1]

    assert last == more if more else last.startswith("Source")
    assert (len(part.tells), len(part.counted)) == (MOST_CHANGES, count - MOST_CHANGES)


def test_beyond_a_readable_number_of_other_words_for_the_same_the_rest_is_counted() -> None:
    words = {"ar": "ج", "en": "Other words."}
    [part] = updates().parts([changed(one.latest, replace(one.latest, wording=words)) for one in many(50)])

    assert lines(part.page)[-1] == "And 30 more changes: /briefing"
    assert (len(part.tells), part.counted) == (MOST_CHANGES, ())


def test_news_are_told_in_words_and_the_rest_of_their_document_in_a_line_with_a_button() -> None:
    news, *others = many(116)
    rest = [added(replace(one.latest, news=False)) for one in others]
    [part] = updates().parts([*rest, news])
    [[quote, _related], [listed], [_manage]] = part.page.buttons

    assert lines(part.page)[2:] == [
        "Astana meeting",
        "New: 0 word word word ",
        "",
        f"Source: {STORM}",
        "",
        f"And 115 more statements from {STORM}",
    ]
    assert part.tells == ((news.statement, news.fingerprint),)
    assert part.counted == tuple((one.statement, one.fingerprint) for one in rest)
    assert decode(quote.press) == Quote((digest(news.statement),))
    assert without_marks(listed.label) == f"All of it: {STORM}"
    assert decode(listed.press) == OpenStatements(digest(TITLED.id))


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [("en", 3, f"3 new statements from {STORM}"), ("ar", 2, f"معلومتان جديدتان من {STORM_AR}"),
     ("ar", 3, f"3 معلومات جديدة من {STORM_AR}"), ("ar", 11, f"11 معلومة جديدة من {STORM_AR}")],
)  # fmt: skip
def test_what_has_no_mark_is_one_line_a_document(lang: str, count: int, expected: str) -> None:
    assert told(many(count, news=False), lang) == [expected]


def test_a_statement_that_comes_alone_from_its_document_is_told_in_words() -> None:
    found = told([*many(1, news=False, source=COMPLETE), *many(2, news=False)])

    assert found[1] == "New: 0 word word word "
    assert found[-1] == f"2 new statements from {STORM}"


def test_many_documents_share_the_last_line() -> None:
    sources = {f"s{n}": replace(TITLED, id=f"s{n}") for n in range(8)}
    base = replace(knowledge_base(), sources=sources)
    changes = [one for source in sources.values() for one in many(2, news=False, source=source)]
    [part] = Updates(base, WORDINGS.speak("en"), TODAY).parts(changes)

    assert lines(part.page)[2:] == [f"2 new statements from {STORM}"] * 5 + ["And 6 more changes: /briefing"]
    assert len(part.counted) == len(changes)
    assert len(part.page.buttons) == 5 + 1


def test_what_takes_back_or_corrects_is_told_in_full_however_much_it_is() -> None:
    back = [withdrawn(one.latest) for one in many(MOST_CHANGES + 5)]
    again = [added(one.latest) for one in many(MOST_CHANGES + 5, news=False)]
    parts = (updates().parts(back), updates().correction([*back, *again], TODAY))

    assert [sum(len(one.tells) for one in found) for found in parts] == [len(back), len(back) + len(again)]
    assert not any(one.counted for found in parts for one in found)


def test_what_is_held_again_after_it_was_taken_back_needs_no_mark() -> None:
    back = [withdrawn(one.latest) for one in many(2, news=False)]
    again = [replace(one, kind=ChangeKind.ADD, old=one.new, new=one.old) for one in back]

    assert [one for one in told(again) if one.startswith("New")] == ["New: 0 word word word ", "New: 1 word word word "]


def test_a_corrected_message_goes_on_counting_what_it_counted() -> None:
    rest = [one.latest for one in many(3, news=False)]
    gone_since = withdrawn(rest[0]).new
    assert gone_since
    counted = [one.id for one in rest]
    part = updates("en", *rest[1:], gone_since).corrected([PLACE.id], counted, wrong=True)

    assert lines(part.page)[-1] == f"And 2 more statements from {STORM}"
    assert part.tells == ((PLACE.id, fingerprint(PLACE)),)
    assert decode(part.page.buttons[1][0].press) == OpenStatements(digest(TITLED.id))


SIZES = st.lists(st.integers(1, 55), min_size=1, max_size=MOST_CHANGES + 5)


@pytest.mark.slow
@given(SIZES, st.sampled_from(LANGUAGES))
def test_no_change_is_split_and_every_part_fits_into_a_message(sizes: list[int], lang: str) -> None:
    changes = [
        changed(replace(one, wording=text), replace(one, wording={key: f"{value}!" for key, value in text.items()}))
        for n, size in enumerate(sizes)
        for one in [statement(f"meeting.n{n}", ar="", en="", source=NAMELESS if n % 2 else COMPLETE)]
        for text in [{"ar": f"ج{n} " + "كلمة " * size, "en": f"S{n} " + "word " * size}]
    ]
    parts = updates(lang).parts(changes)
    kept = changes[:MOST_CHANGES]

    assert [id_ for part in parts for id_, _ in part.tells] == [change.statement for change in kept]
    for part in parts:
        text = without_marks(part.page.plain)
        assert units(part.page.plain) <= LIMIT
        for change in kept:
            whole = [one.wording[lang].strip() for one in (change.old, change.new) if one]
            assert all(one in text for one in whole) is any(change.statement == id_ for id_, _ in part.tells)
    assert [bool(part.page.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(without_marks(part.page.blocks[0].plain if number else part.page.blocks[1].plain).startswith(
        MEETING.name(lang)) for number, part in enumerate(parts))  # fmt: skip


def test_a_single_change_with_many_long_sources_still_fits() -> None:
    knowledge = knowledge_base()
    sources = {f"s{n}": replace(COMPLETE, id=f"s{n}", title="t" * 120, publisher="p" * 120) for n in range(30)}
    new = replace(PLACE, citations=tuple(Citation(id_, "Text", 0) for id_ in sources))
    parts = Updates(replace(knowledge, sources=sources), WORDINGS.speak("en"), TODAY).parts([added(new)])

    assert len(parts) == 1
    assert units(parts[0].page.plain) <= LIMIT


def test_a_correction_says_when_the_reader_was_told_what_was_and_is_and_why() -> None:
    [part] = updates().correction([CHANGED, WITHDRAWN], date(2024, 3, 30))

    assert lines(part.page)[:9] == [
        "Correction of what I told you on 30 March 2024:",
        "",
        "Astana meeting",
        "Before: The meeting was announced for 24 April 2024.",
        "Now: The meeting was announced for 25 April 2024.",
        "Note: يوم واحد فقط.",
        "",
        "Talks",
        "Withdrawn: Astana hosts the talks.",
    ]
    assert part.tells == ((DATE.id, fingerprint(DATE)), (HOSTED.id, WITHDRAWN.fingerprint))


def test_a_changed_statement_is_told_with_the_reason_that_its_curator_gave() -> None:
    mended = replace(PLACE, wording=DATE.wording, corrected=REASON)

    assert told([changed(PLACE, mended)])[1:4] == [
        "Before: The meeting's place is Astana.",
        "Now: The meeting was announced for 25 April 2024.",
        f"Reason: {REASON['en']}",
    ]


def test_a_corrected_message_says_so_and_stands_in_present_wording() -> None:
    kept = withdrawn(HOSTED).new
    assert kept
    part = updates("en", kept).corrected([PLACE.id, DATE.id, HOSTED.id, "meeting.gone"], wrong=True)

    assert lines(part.page)[:10] == [
        "Corrected on 1 April 2024.",
        "",
        "The meeting's place is Astana.",
        "",
        "The meeting was announced for 25 April 2024.",
        "Note: يوم واحد فقط.",
        "",
        f"A sentence that stood here is withdrawn. Reason: {REASON['en']}",
        "",
        "A sentence that stood here is withdrawn.",
    ]
    assert EARLIER.wording["en"] not in part.page.plain
    assert part.tells == (
        (PLACE.id, fingerprint(PLACE)),
        (DATE.id, fingerprint(DATE)),
        (HOSTED.id, fingerprint(kept)),
        ("meeting.gone", GONE),
    )


def test_a_corrected_message_that_grew_too_long_keeps_what_fits() -> None:
    long = [statement(f"meeting.n{n}", ar="كلمة " * 60, en=f"{n} " + "word " * 60) for n in range(20)]
    part = updates("en", *long).corrected([one.id for one in long], wrong=True)

    assert 10 <= len(part.tells) < 20
    assert units(part.page.plain) <= LIMIT
    assert [id_ for id_, _ in part.tells] == [one.id for one in long[: len(part.tells)]]
