"""Everything that the bot can say, in both languages: `python -m tests.support.messages` writes docs/messages.md."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.delivery.forecast import Forecast
from bot.drawing.scenes import CardShape, Look
from bot.interface.buttons.encoding import digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import DrawCard
from bot.interface.cards import caption
from bot.interface.catalogue import Catalogue
from bot.interface.citations import Citations
from bot.interface.commands import Menu
from bot.interface.event_times import EventTimeWords, Expected
from bot.interface.pages.citing import CitingPages
from bot.interface.pages.following import FollowingPages
from bot.interface.pages.general import Pages
from bot.interface.pages.hours import HoursPages
from bot.interface.pages.looking_back import HistoryStep, PastPages
from bot.interface.pages.of_document import StatementsPage
from bot.interface.pages.opened import Opened, OpenedPages
from bot.interface.pages.private import PrivatePages
from bot.interface.pages.reminders import ReminderPages
from bot.interface.render import render
from bot.interface.subjects import Offer
from bot.interface.updates import Updates
from bot.interface.words.attribution import source_details
from bot.interface.words.bidi import is_rtl, without_marks
from bot.interface.words.markup import Page
from bot.interface.words.wording import LANGUAGES, Wording, Wordings
from bot.memory.health import Health
from bot.publishing.library import Pending
from bot.publishing.plans import NextVersion, Plan
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.personal_data import Kept
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Cadence, Scope, Subject, Subscription
from knowledge.changes import Change, ChangeSet
from knowledge.citing.formats import CitationFormat
from knowledge.compiled.history import PastWording
from knowledge.dates import PartialDate
from knowledge.dialogue import Help, Reason, Reply, Topic, Verdict
from knowledge.model import Kind
from tests.support.changes import ADDED, CHANGED, HOSTED, WITHDRAWN, added, gone
from tests.support.events import DELAYED, EVENT, OFF, SAID, on, version
from tests.support.facts import (
    COMPLETE,
    DATE,
    MEETING,
    NAMELESS,
    PLACE,
    TALKS,
    TITLED,
    ambiguous,
    answer,
    knowledge_base,
    listed,
    ordered,
    refusal,
    several,
    told,
)

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "messages.md"
NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)
_COUNTS = (0, 1, 2, 3, 11, 100)
_HEAD = """\
# What the bot can say

Every text of the interface, and below them whole messages, in Arabic and English, made from the catalogues in
`bot/locales` with made-up facts. Written by `python -m tests.support.messages`; a test compares. Direction marks
are left out here.
"""
SAMPLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "text": "The Astana meeting", "details": "“Exercise ends”", "received": "21 November 2024",
        "name": "The Gazette",
        "title": "Exercise ends", "date": "26 April 2024", "missing": "2023", "written": "17 Shawwal 1445",
        "dates": "17 Shawwal 1445 (26 April 2024)",
        "document": "The Gazette, “Exercise ends”", "publishers": "The Observer",
        "words": "A meeting was held", "question": "Who paid for the exercise?",
        "subject": "the Astana meeting", "source": "“Exercise ends”", "statements": "20 statements",
        "sources": "2 documents", "minutes": "10 minutes", "duration": "10 minutes", "add": "2", "mod": "1", "del": "0",
        **dict.fromkeys(("asked", "total", "answered"), "40"), "problem": "questions/house.jsonl:7: q: is missing",
        **dict.fromkeys(("gained", "lost", "changed", "better", "worse"), "2"),
        "readers": "3", "told": "1", "langs": "English 8", "n": "3", "page": "2", "pages": "7", "label": "English",
        "things": "Two meetings", "names": "the Astana meeting and the talks", "first": "The Astana meeting",
        "state": "fine", "publisher": "Coast News", "held": "25 April 2024", "named": "Rajesh Kumar Singh",
        "second": "the talks", "count": "7", "year": "2023", "last": "5",
        "kind": "Meetings", "id": "astana.date", "mention": "@marsad_bot", "command": "/ask@marsad_bot",
        "what": "Ask a question", "language": "English", "version": "1.0", "knowledge": "1a2b3c4d", "mode": "polling",
        "moment": "1 April 2024, 12:00 UTC", "time": "08:00", "day": "Monday", "place": "Riyadh", "start": "22:00",
        "end": "07:00", "how": "Every day at 08:00", "days": "90 days", "example": "22:30-06:30",
        "contact": "@gazette", "report": "7", "quote": "Exercise ends today", "reason": "The source was wrong.",
        "format": "BibTeX", "term": "SCO", "meaning": "Shanghai Cooperation Organisation", "claim": "25 April 2024",
        "full": "5", "some": "2", "none": "1",
        "value": "Exercise ends", "lead": "a day before", "when": "25–26 April 2024 (2 days)",
        "countdown": "In 12 days", "there": "10:00", "published": "3 March 2024",
        "then": "Seven states attended.", "who": "the Observer", "numbers": "3 and 5",
    },
    "ar": {
        "text": "اجتماع أستانا", "details": "«انتهاء التمرين»", "received": "21 نوفمبر 2024", "name": "الجريدة",
        "title": "انتهاء التمرين", "date": "26 أبريل 2024", "missing": "2023", "written": "17 شوال 1445",
        "dates": "17 شوال 1445 (26 أبريل 2024)", "words": "عُقد اجتماع",
        "document": "الجريدة، «انتهاء التمرين»", "publishers": "المراقب",
        "question": "من دفع كلفة التمرين؟",
        "state": "سليم", "publisher": "أنباء الساحل", "held": "25 أبريل 2024", "named": "راجيش سينغ",
        "subject": "اجتماع أستانا", "source": "«انتهاء التمرين»", "statements": "20 معلومة", "sources": "وثيقتين",
        "minutes": "10 دقائق", "duration": "10 دقائق", "add": "2", "mod": "1", "del": "0", "readers": "3", "told": "1",
        **dict.fromkeys(("asked", "total", "answered"), "40"), "problem": "questions/house.jsonl:7: q: is missing",
        **dict.fromkeys(("gained", "lost", "changed", "better", "worse"), "2"),
        "langs": "العربية 8", "n": "3", "page": "2", "pages": "7", "label": "العربية",
        "things": "اجتماعان", "names": "اجتماع أستانا والمحادثات", "first": "اجتماع أستانا", "second": "المحادثات",
        "count": "7", "year": "2023", "last": "5", "kind": "اجتماعات",
        "id": "astana.date", "mention": "@marsad_bot", "command": "/ask@marsad_bot", "what": "طرح سؤال",
        "language": "العربية", "version": "1.0", "knowledge": "1a2b3c4d", "mode": "polling",
        "moment": "1 أبريل 2024، 12:00 UTC", "time": "08:00", "day": "الاثنين", "place": "الرياض", "start": "22:00",
        "end": "07:00", "how": "كل يوم في الساعة 08:00", "days": "90 يومًا", "example": "22:30-06:30",
        "contact": "@gazette", "report": "7", "quote": "ينتهي التمرين اليوم", "reason": "أخطأ المصدر.",
        "format": "BibTeX", "term": "SCO", "meaning": "منظمة شنغهاي للتعاون", "claim": "25 أبريل 2024",
        "full": "5", "some": "2", "none": "1",
        "value": "انتهاء التمرين", "lead": "قبل يوم", "when": "25–26 أبريل 2024 (يومان)",
        "countdown": "بعد 12 يومًا", "there": "10:00", "published": "3 مارس 2024",
        "then": "حضرت سبع دول.", "who": "المراقب", "numbers": "3 و5",
    },
}  # fmt: skip


def document() -> str:
    """The whole page."""
    wordings = Wordings.load()
    return "\n".join((_HEAD, *_texts(wordings), *_messages(wordings)))


def _texts(wordings: Wordings) -> Iterator[str]:
    catalogues = {lang: list(_catalogue(lang)) for lang in LANGUAGES}
    english = {_key(message): message for message in catalogues["en"]}
    for prefix, group in groupby(catalogues["ar"], lambda message: _key(message).partition(".")[0]):
        yield from (f"## {prefix}\n", "| | العربية | English |", "|---|---|---|")
        for message in group:
            rows = zip(
                _shown(message, wordings.speak("ar")), _shown(english[_key(message)], wordings.speak("en")), strict=True
            )
            yield from (f"| `{key}` | {_cell(ar, 'ar')} | {_cell(en, 'en')} |" for (key, ar), (_, en) in rows)
        yield ""


def _catalogue(lang: str) -> Iterator[Message]:
    with (ROOT / "bot/locales" / lang / "LC_MESSAGES/marsad.po").open("rb") as file:
        yield from (message for message in read_po(file, locale=lang) if message.id)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _shown(message: Message, wording: Wording) -> Iterator[tuple[str, str]]:
    """The text, or that of each number that takes another form."""
    key = _key(message)
    forms = message.string if isinstance(message.string, tuple) else (str(message.string),)
    names = {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}
    if message.pluralizable:
        values = {name: SAMPLES[wording.lang].get(name, "") for name in names}
        yield from ((f"{key} {n}", wording.plural(key, n, **values | {"n": n})) for n in _COUNTS)
        return
    samples = dict(SAMPLES[wording.lang]) | (
        {"what": "RuntimeError (answering.py:9)"} if key.startswith(("operator", "delivery")) else {}
    )
    yield key, wording.text(key, **{name: samples[name] for name in names})


def _cell(text: str, lang: str) -> str:
    shown = without_marks(text).replace("|", "\\|").replace("\n", "<br>")
    return f'<span dir="rtl">{shown}</span>' if is_rtl(lang) else shown


def _messages(wordings: Wordings) -> Iterator[str]:
    yield "# Whole messages\n"
    both = [list(_pages(wordings.speak(lang))) for lang in LANGUAGES]
    for (title, arabic), (_, english) in zip(*both, strict=True):
        yield f"## {title}\n"
        for lang, page in (("ar", arabic), ("en", english)):
            yield from (f'<div dir="{"rtl" if is_rtl(lang) else "ltr"}">\n', *_quoted(page), "\n</div>\n")


def _quoted(page: Page) -> Iterator[str]:
    yield "<pre>"
    yield without_marks(page.html)
    if page.buttons:
        yield ""
        yield from (" ".join(f"[{without_marks(button.label)}]" for button in row) for row in page.buttons)
    yield "</pre>"


def _pages(wording: Wording) -> Iterator[tuple[str, Page]]:
    pages = Pages(Catalogue(knowledge_base()), wording)
    question = "أين الاجتماع؟" if is_rtl(wording.lang) else "Where is the meeting?"
    yield "/start", pages.welcome((question,))
    yield "/help in a group", pages.help(Menu.GROUP)
    yield "/about", pages.about("1.0")
    private = PrivatePages(pages.catalogue, wording)
    yield "/privacy", private.privacy(10, 90, noted=91)
    yield "/privacy without follow-ups", private.privacy(0, 90, noted=91)
    yield "/language", pages.settings(wording.lang)
    yield "/mydata", private.my_data(_kept(wording.lang, question))
    yield "A question that waits", private.waiting(1, question, NOON)
    yield from _subscriptions(wording)
    yield "/meetings", pages.listing(Kind.MEETING, 0)
    yield "/source", pages.sources(0)
    yield "/status", pages.status(_health(), {"queued": 4_500, "uncertain": 2, "held": 1}, 25, reports=3, reviews=4)
    yield "The quote of an answer", pages.quotes([DATE, PLACE])
    yield from _reminders(wording)
    yield from _past(wording)
    yield from _citing(wording)
    yield "What is related", pages.related([DATE])
    yield "A reported mistake, to the operators", pages.report([told(DATE, wording.lang)], 7, "It was on 26 April.")
    yield "Joining a group", pages.greeting("marsad_bot")
    yield from _updates(wording)
    yield from _plans(wording)
    for title, reply in _replies(wording.lang):
        yield title, render(reply, knowledge_base(), wording).page
    for source in (NAMELESS, TITLED, COMPLETE):
        yield f"What is known of a document, {source.id}", _lines(wording, *source_details(source, wording))


def _reminders(wording: Wording) -> Iterator[tuple[str, Page]]:
    """Of a meeting that is announced; and once it is put off, or called off."""
    held, off = version("k2", on("2024-04-25/2024-04-26")), version("k3", on("2024-04-25"), OFF)
    event, hour = EventTime.parse("2024-04-25/2024-04-26"), EventTime.parse("2024-04-25 10:00 Asia/Almaty")
    pages = ReminderPages(held, EventTimeWords(wording, NOON, "Asia/Riyadh"))
    one = Reminder(1, ChatKey(1), EVENT, Lead.DAY, wording.lang, event, datetime(2024, 4, 24, 5, tzinfo=UTC))
    said = Expected(EVENT, event, SAID)
    yield "Below “Remind me”", pages.offer(said)
    yield "A reminder is kept", pages.kept(one)
    yield "An hour before, where none is known", pages.kept(replace(one, lead=Lead.MORNING), instead_of=Lead.HOUR)
    yield "/reminders", pages.listing([one, replace(one, id=2, lead=Lead.HOUR, occasion=hour)], 0)
    yield "A reminder", pages.reminder(one, said, late=False)
    yield "A reminder of what begins at an hour, late", pages.reminder(replace(one, occasion=hour), said, late=True)
    yield "Its day has changed", pages.moved(one, Expected(EVENT, EventTime.parse("2024-05-02"), DELAYED), [one])
    yield "It is off", ReminderPages(off, EventTimeWords(wording, NOON, "Asia/Riyadh")).cancelled(one)


def _past(wording: Wording) -> Iterator[tuple[str, Page]]:
    """What was said before, and nothing new."""
    updates = Updates(knowledge_base(), wording, NOON.date())
    pages, day = PastPages(wording, updates), PartialDate.parse("2024-03")
    steps = [HistoryStep(date(2024, month, 3), (one,)) for month, one in enumerate((ADDED, CHANGED, WITHDRAWN), 1)]
    then = render(answer(wording.lang, PLACE), knowledge_base(), wording)
    yield "An answer as was published then", pages.as_published(then, day, date(2024, 3, 3)).page
    yield "What was said of a subject when", pages.history(MEETING, steps)
    yield "Nothing new about a subject", pages.nothing_new(day.first, MEETING)


def _citing(wording: Wording) -> Iterator[tuple[str, Page]]:
    """How a statement is cited, and what its link opens once it is gone or reads otherwise."""
    base = knowledge_base()
    pages = CitingPages(Citations(base.sources, wording, NOON.date(), "marsad_bot"), pictures=True)
    opened, earlier = OpenedPages(wording), PastWording(CHANGED.old or DATE, "k1", NOON)
    withdrawn = Opened(WITHDRAWN.new or DATE, base.sources, held=False)
    yield "A citation", pages.citation([DATE])
    cited = replace(PLACE, citations=(*PLACE.citations, *DATE.citations))
    yield "A citation of several documents", pages.citation([cited])
    yield "Below a file of citations", pages.file(CitationFormat.BIBTEX)
    yield "A link to a statement that was withdrawn", opened.gone(withdrawn)
    yield "A link to one that is no longer there", opened.gone(Opened(DATE, base.sources, held=False))
    reworded = Opened(CHANGED.new or DATE, base.sources, held=True, before=(earlier,))
    yield "Below one that reads otherwise now", Page(opened.since(reworded))
    yield (
        "Below a card",
        Page((caption(DATE, pages.citations),), Keyboards(wording).drawn(DrawCard(CardShape.SQUARE, (), Look.LIGHT))),
    )


def _updates(wording: Wording) -> Iterator[tuple[str, Page]]:
    """A statement that is new, one that changed, and one that was withdrawn."""
    updates = Updates(knowledge_base(), wording, NOON.date())
    changes = [ADDED, CHANGED, WITHDRAWN]
    yield "What subscribers are told", updates.parts(changes)[0].page
    yield "News, and the rest of their document", updates.parts([added(replace(PLACE, news=True)), *_more(11)])[0].page
    yield "Nothing of it is marked as news", updates.parts(_more(115))[0].page
    yield "The statements of a document", _of_document(wording)
    yield "A digest with nothing to tell", updates.nothing_new(NOON.date())
    yield "The same where the reader was told meanwhile", updates.nothing_else(NOON.date())
    yield "The reply under a message that was wrong", updates.correction([CHANGED], NOON.date())[0].page
    yield "What stands in its place", updates.corrected([DATE.id, "meeting.gone"], wrong=True).page


def _more(count: int) -> list[Change]:
    """New statements of the document that `PLACE` stands in."""
    return [added(replace(PLACE, id=f"meeting.n{number}")) for number in range(count)]


def _of_document(wording: Wording) -> Page:
    statements = {one.statement: one.latest for one in _more(13)}
    found = StatementsPage.of(Catalogue(replace(knowledge_base(), statements=statements)), digest(TITLED.id), 0)
    assert found
    return found.shown([told(one, wording.lang) for one in found.statements], wording)


def _plans(wording: Wording) -> Iterator[tuple[str, Page]]:
    old = knowledge_base()
    changes = ChangeSet("test", "k2", (ADDED, gone(HOSTED, TALKS)))
    next_version = NextVersion("test", replace(old, version="k2-2a3b4c5d6e"), changes)
    forecast = Forecast({"ar": 812, "en": 200}, 3, 40, 1, 1112, 44.5, 20)
    yield "What operators are shown before they publish", Plan(next_version, forecast, None, NOON.date()).page(wording)
    pending = Pending("k2-1a2b3c4d5e", NOON)
    nothing = NextVersion("test", old, ChangeSet("test", "test", ()))
    yield "The same without a change, while something waits", Plan(nothing, None, pending, NOON.date()).page(wording)


def _kept(lang: str, question: str) -> Kept:
    return Kept(
        language=lang,
        entities=("meeting",),
        spoke_at=NOON,
        hours=Hours("Asia/Riyadh", Quiet(22 * 60, 7 * 60)),
        struck_at=NOON,
        subscriptions=(Subscription(1, ChatKey(1), EVERYTHING, lang),),
        reminders=(Reminder(1, ChatKey(1), "meeting", Lead.DAY, lang, EventTime.parse("2024-04-25"), NOON),),
        looked_at=NOON,
        questions=((1, question),),
        told=3,
        told_since=NOON,
        waiting=1,
        sent=2,
        topics=1,
    )


def _subscriptions(wording: Wording) -> Iterator[tuple[str, Page]]:
    pages, clock = FollowingPages(Catalogue(knowledge_base()), wording), HoursPages(wording, NOON)
    hours = Hours("Asia/Riyadh", Quiet(22 * 60, 7 * 60))
    instant = Subscription(1, ChatKey(1), Subject(Scope.ENTITY, "meeting"), wording.lang)
    weekly = replace(instant, subject=EVERYTHING, cadence=Cadence.WEEKLY, heartbeat=True, silent=True)
    words = Subject.of_words("حظر جوي" if is_rtl(wording.lang) else "no fly zone")
    yield "/subscribe", pages.offer()
    yield "/subscribe with what is unclear", pages.choice("Astna", Offer((MEETING, TALKS), words))
    yield "A new subscription", pages.followed(instant, hours, "followed.new")
    yield "The same in a channel", pages.posted(instant, "followed.new")
    yield "A weekly digest", pages.followed(weekly, hours, "followed.open")
    yield "A paused subscription", pages.followed(replace(instant, paused=True), hours, "followed.open")
    yield "/subscriptions", pages.listing([instant, weekly], 0)
    yield "An ended subscription", pages.ended(EVERYTHING)
    yield "/settings", clock.settings(wording.lang, hours)
    yield "/timezone", clock.regions(hours)
    yield "The time zone before a first digest", clock.regions(Hours(), "x")
    yield "A region", clock.zones("arab", hours, "")
    yield "/timezone with a slip", clock.near("Riyad", ("Asia/Riyadh",), hours)
    yield "/quiet", clock.quiet(hours)
    yield "/quiet with nonsense", clock.nonsense(hours)


def _replies(lang: str) -> Sequence[tuple[str, Reply]]:
    missing = "2023" if lang == "en" else "عام 2023"
    return [
        ("An answer", answer(lang, PLACE)),
        ("An answer that says yes, with a caveat", answer(lang, DATE, PLACE, verdict=Verdict.CONFIRMED)),
        ("A list", listed(lang)),
        ("A timeline", ordered(lang)),
        ("Several questions", several(lang)),
        ("A choice", ambiguous(lang)),
        *((f"Nothing: {reason.value}", refusal(lang, reason, missing)) for reason in Reason),
        ("Thanks", Help(lang, Topic.THANKS)),
        ("Farewell", Help(lang, Topic.FAREWELL)),
    ]


def _lines(wording: Wording, *lines: str) -> Page:
    from bot.interface.words.markup import Block

    return Page((Block(wording.lang, lines),))


def _health() -> Health:
    health = Health("polling", now=lambda: NOON)
    health.heard()
    health.reads_groups = False
    return health


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
