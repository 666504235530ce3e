"""Whom a publication reaches, before anything is sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.delivery.forecast import Forecast, forecast, now_held
from bot.interface.updates import Updates
from bot.interface.words.wording import LANGUAGES, Wordings
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime
from bot.readers.subscription import EVERYTHING, Cadence, Scope, Subject, Subscription, concerns
from knowledge.changes import GONE, Change
from tests.support.changes import ADDED, CHANGED, EARLIER, HOSTED, REASON, WITHDRAWN, added, changed, gone
from tests.support.events import EVENT, on, version
from tests.support.facts import DATE, PLACE, TALKS, knowledge_base, statement

TALKING = Subject(Scope.ENTITY, "talks")
UPDATES = {lang: Updates(knowledge_base(), Wordings.load().speak(lang), date(2024, 4, 1)) for lang in LANGUAGES}


@dataclass
class Following:
    """An audience that is written down, and what it was asked."""

    subscriptions: list[tuple[Subscription, str, bool]] = field(default_factory=list)
    misled: tuple[int, int] = (0, 0)
    edits: Mapping[str, int] = field(default_factory=dict)
    """Messages by language that would be written anew if any of their words changed."""
    knows: dict[ChatKey, set[str]] = field(default_factory=dict)
    waiting: Sequence[tuple[str, EventTime, int]] = ()
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def follows(
        self, chat: int, subject: Subject, lang: str = "en", *, cadence: Cadence = Cadence.INSTANT, struck: bool = False
    ) -> None:
        self.subscriptions.append((Subscription(0, ChatKey(chat), subject, lang, cadence), lang, struck))

    async def count_followers(self) -> Sequence[tuple[Subscription, str, bool]]:
        return self.subscriptions

    async def count_misled(self, held: Mapping[str, str]) -> tuple[int, int]:
        self.asked.append(held)
        return self.misled

    async def count_edits(self, lang: str, held: Mapping[str, str]) -> int:
        return self.edits.get(lang, 0) if held else 0

    async def reminded(self) -> Sequence[tuple[str, EventTime, int]]:
        return self.waiting

    async def told(self, statements: Collection[str]) -> Mapping[ChatKey, Collection[str]]:
        return {chat: known.intersection(statements) for chat, known in self.knows.items()}


async def counted(audience: Following, *changes: Change) -> Forecast:
    return await forecast(changes, UPDATES, audience, per_second=25)


async def test_readers_are_counted_by_language_and_once_however_much_they_follow() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING)
    audience.follows(1, TALKING)
    audience.follows(2, EVERYTHING, "ar")
    audience.follows(3, TALKING)

    assert await counted(audience, ADDED) == Forecast({"en": 1, "ar": 1}, 0, 0, 0, 2, 2 / 25)
    assert (await counted(audience, ADDED, WITHDRAWN)).readers == {"en": 2, "ar": 1}


async def test_who_hears_of_it_at_once_and_in_a_digest_gets_two_messages() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING)
    audience.follows(1, TALKING, cadence=Cadence.DAILY)
    found = await counted(audience, WITHDRAWN)

    assert (found.readers, found.messages) == ({"en": 1}, 2)


async def test_a_chat_that_subscribed_in_two_languages_is_one_reader() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING, "ar")
    audience.follows(1, TALKING, "en")
    found = await counted(audience, WITHDRAWN)

    assert (found.readers, found.messages) == ({"ar": 1}, 1)


async def test_long_news_are_several_messages() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING)
    words = [statement(f"meeting.n{n}", ar="كلمة " * 60, en="word " * 60) for n in range(20)]
    long = [added(replace(one, news=True)) for one in words]

    assert (await counted(audience, *long)).messages == len(UPDATES["en"].parts(long)) > 1


async def test_who_sees_nothing_of_it_is_told_nothing() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING, "ar")
    mended = changed(PLACE, replace(PLACE, wording={"ar": PLACE.wording["ar"], "en": "It meets in Astana."}))

    assert await counted(audience, mended) == Forecast({}, 0, 0, 0, 0, 0)
    assert await counted(audience) == Forecast({}, 0, 0, 0, 0, 0)


async def test_who_cannot_be_written_to_is_counted_apart() -> None:
    audience = Following()
    audience.follows(1, EVERYTHING, struck=True)
    audience.follows(2, EVERYTHING)

    assert await counted(audience, ADDED) == Forecast({"en": 1}, 1, 0, 0, 1, 1 / 25)


async def test_a_correction_is_an_edited_message_and_a_reply_to_everybody_in_reach() -> None:
    audience = Following(misled=(10, 3))
    found = await counted(audience, CHANGED)

    assert (found.corrected, found.uncorrected, found.messages) == (7, 3, 14)


async def test_a_follower_who_is_corrected_is_not_told_the_same_as_news() -> None:
    for_a_reason = changed(EARLIER, replace(DATE, corrected=REASON))
    audience = Following(misled=(1, 0), knows={ChatKey(1): {for_a_reason.statement}})
    audience.follows(1, EVERYTHING)
    corrected = await counted(audience, for_a_reason)
    and_more = await counted(audience, for_a_reason, ADDED)

    assert (corrected.readers, corrected.corrected, corrected.messages) == ({}, 1, 2)
    assert (and_more.readers, and_more.messages) == ({"en": 1}, 3)


async def test_a_follower_who_was_told_the_old_words_is_told_the_new_ones_as_news() -> None:
    audience = Following(knows={ChatKey(1): {CHANGED.statement}})
    audience.follows(1, EVERYTHING)

    assert (await counted(audience, CHANGED)).readers == {"en": 1}


async def test_a_message_whose_words_change_is_written_anew_where_it_shows() -> None:
    audience = Following(edits={"ar": 3, "en": 2})
    mended = changed(PLACE, replace(PLACE, wording={"ar": PLACE.wording["ar"], "en": "It meets in Astana."}))

    assert (await counted(audience, CHANGED)).messages == 5
    assert (await counted(audience, mended)).messages == 2
    assert (await counted(audience, ADDED, WITHDRAWN)).messages == 0


async def test_only_what_was_there_before_can_have_been_told_otherwise() -> None:
    audience = Following()
    lost = gone(statement("talks.z", ar="ج", en="Z"), TALKS)
    for_a_reason = changed(EARLIER, replace(DATE, corrected=REASON))
    await counted(audience, ADDED, for_a_reason, WITHDRAWN, lost)

    assert audience.asked == [{DATE.id: for_a_reason.fingerprint, HOSTED.id: WITHDRAWN.fingerprint, "talks.z": GONE}]
    assert now_held([ADDED]) == {}


async def test_other_words_without_a_reason_correct_nobody() -> None:
    audience = Following()
    await counted(audience, CHANGED)

    assert audience.asked == [{}]


def test_what_a_statement_was_about_concerns_its_followers_too() -> None:
    before = replace(DATE, about=("talks",))

    assert concerns(TALKING, changed(before, DATE))
    assert concerns(TALKING, changed(DATE, before))
    assert not concerns(TALKING, CHANGED)
    assert concerns(Subject(Scope.KIND, "meeting"), gone(HOSTED, TALKS))


async def test_who_is_to_be_reminded_of_an_event_that_moves_or_falls_is_counted_once_for_it() -> None:
    audience = Following(
        waiting=[(EVENT, EventTime.parse("2024-04-26"), 3), ("gone", EventTime.parse("2024-05-01"), 2)]
    )
    there, then = version("1", on("2024-04-26")), version("2", on("2024-05-02"))
    speak = Wordings.load().speak
    found = [
        await forecast((), {"en": Updates(one, speak("en"), date(2024, 4, 1))}, audience, per_second=25)
        for one in (there, then)
    ]

    assert [(one.rescheduled, one.messages) for one in found] == [(2, 2), (5, 5)]
