from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.forecast import forecast
from bot.interface.updates import Updates
from bot.interface.words.wording import LANGUAGES
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import Cadence, Scope, Subject
from bot.state import outbox
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.readers import Readers
from bot.state.reminders import Reminders
from bot.state.told import Tell, Telling
from knowledge.changes import diff, fingerprint
from knowledge.dialogue import Answer, NoAnswer
from knowledge.model import Marking, Statement
from tests.bot.state.conftest import lasting
from tests.support.facts import answer, refusal, several
from tests.support.newsroom import DATE, GONE, MOVED, PLACE, REWORDED, Newsroom, version, wordings

pytestmark = lasting

NIGHT = Hours("Asia/Almaty", Quiet(22 * 60, 7 * 60))  # UTC+5 in April 2024


async def test_the_first_version_is_told_to_nobody(room: Newsroom) -> None:
    await room.follow(1)
    await room.publish("a", PLACE)
    await room.deliver()

    assert room.sent == []


async def test_a_change_reaches_each_follower_once(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.follow(2, lang="ar")
    await room.publish("b", PLACE, DATE)
    await room.deliver()
    await room.plan()
    await room.deliver()

    [english], [arabic] = room.texts(1), room.texts(2)
    assert "announced for 25 April 2024" in english
    assert "25 أبريل 2024" in arabic


async def test_a_version_that_says_the_same_sends_nothing(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.publish("b", PLACE)
    await room.deliver()

    assert room.sent == []


async def test_who_subscribes_later_gets_no_old_news(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.publish("b", PLACE, DATE)
    await room.follow(1)
    await room.plan()
    await room.deliver()

    assert room.sent == []


async def test_only_what_is_followed_is_told(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1, Subject(Scope.ENTITY, "talks"))
    await room.follow(2, Subject(Scope.ENTITY, "meeting"))
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert [row.chat.chat for row in room.sent] == [2]


async def test_a_chat_that_follows_it_twice_is_told_once(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.follow(1, Subject(Scope.ENTITY, "meeting"))
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert len(room.texts(1)) == 1


async def test_what_was_read_in_an_answer_is_not_told_again(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.tell(1, 10, DATE)
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert room.sent == []


async def test_in_quiet_hours_news_wait_and_come_as_one_roundup(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.subscriptions.set_hours(1, NIGHT)
    room.clock.time = datetime(2024, 4, 1, 18, tzinfo=UTC)  # 23:00
    await room.publish("b", PLACE, DATE)
    await room.publish("c", MOVED, DATE)
    await room.deliver()
    assert room.sent == []

    room.clock.time = datetime(2024, 4, 2, 2, tzinfo=UTC)  # 07:00
    await room.plan()
    await room.deliver()
    [roundup] = room.texts(1)
    assert "25 April" in roundup
    assert "harbour" in roundup


async def test_what_came_and_went_in_the_night_is_never_mentioned(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.subscriptions.set_hours(1, NIGHT)
    room.clock.time = datetime(2024, 4, 1, 18, tzinfo=UTC)
    await room.publish("b", PLACE, DATE)
    await room.publish("c", PLACE)
    room.clock.time = datetime(2024, 4, 2, 2, tzinfo=UTC)
    await room.plan()
    await room.deliver()

    assert room.sent == []


async def test_a_digest_comes_at_its_hour_with_what_holds_then(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1, cadence=Cadence.DAILY, minute=18 * 60)
    await room.publish("b", PLACE, DATE)
    await room.publish("c", MOVED, DATE)
    await room.deliver()
    assert room.sent == []

    room.clock.forward(hours=6)
    await room.plan()
    await room.deliver()
    [digest] = room.sent
    assert digest.kind is MessageKind.DIGEST
    assert "harbour" in digest.body.plain

    room.clock.forward(days=1)
    await room.plan()
    await room.deliver()
    assert len(room.sent) == 1


async def test_a_digest_without_news_comes_only_on_request(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1, cadence=Cadence.DAILY, minute=18 * 60)
    await room.follow(2, cadence=Cadence.DAILY, minute=18 * 60, heartbeat=True)
    for _ in range(2):
        room.clock.forward(hours=24)
        await room.plan()
        await room.deliver()

    assert [row.chat.chat for row in room.sent] == [2, 2]


async def test_a_pause_ends_with_one_roundup(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    kept = await room.follow(1, paused=True)
    await room.publish("b", PLACE, DATE)
    await room.publish("c", MOVED, DATE)
    await room.deliver()
    assert room.sent == []

    await room.subscriptions.save(replace(kept, paused=False), room.clock())
    await room.plan()
    await room.deliver()
    assert len(room.texts(1)) == 1


async def test_news_that_still_wait_carry_the_newest_wording(room: Newsroom) -> None:
    await room.publish("a", DATE)
    await room.follow(1)
    await room.publish("b", DATE, PLACE)
    await room.publish("c", DATE, MOVED)
    await room.deliver()

    [told] = room.texts(1)
    assert "harbour" in told
    assert "Astana" not in told.partition("Source")[0].partition("place")[2]


async def test_a_crash_between_two_batches_loses_and_doubles_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.planner._CHATS", 3)
    await room.publish("a", PLACE)
    for chat in range(1, 11):
        await room.follow(chat)
        await room.tell(chat, 10, PLACE)
    room.serve("b", MOVED, DATE)
    for _ in range(20):
        await room.planner.step()
        room.planner = room.another_planner()  # each batch is planned by a process that starts anew
    await room.deliver()

    assert sorted(row.chat.chat for row in room.sent if row.kind is MessageKind.CORRECTION) == list(range(1, 11))
    assert sorted(row.chat.chat for row in room.sent if row.kind is MessageKind.UPDATE) == list(range(1, 11))


async def test_a_correction_edits_the_answer_and_says_so_below_it(room: Newsroom) -> None:
    await room.publish("a", PLACE, DATE)
    await room.tell(1, 10, PLACE, DATE)
    await room.publish("b", MOVED, DATE)
    await room.deliver()

    edit, reply = room.sent
    assert (edit.kind, edit.target, reply.kind, reply.target) == (MessageKind.EDIT, 10, MessageKind.CORRECTION, 10)
    assert "harbour" in edit.body.plain
    assert "Astana" in reply.body.plain
    assert "harbour" in reply.body.plain


async def test_a_withdrawal_gives_its_reason(room: Newsroom) -> None:
    await room.publish("a", PLACE, DATE)
    await room.tell(1, 10, PLACE)
    await room.publish("b", GONE, DATE)
    await room.deliver()

    assert all("It was an error." in text for text in room.texts(1))
    assert len(room.texts(1)) == 2


async def test_a_follower_who_is_corrected_gets_no_update_of_the_same(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.publish("b", PLACE, DATE)
    await room.deliver()
    other = replace(DATE, wording={"ar": "س", "en": "X."}, corrected=MOVED.corrected)
    await room.publish("c", PLACE, other)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.UPDATE, MessageKind.EDIT, MessageKind.CORRECTION]


async def test_who_only_read_the_old_words_finds_the_new_ones_in_their_place_and_hears_nothing(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    await room.tell(1, 11, PLACE, editable=False)
    await room.publish("b", REWORDED)
    await room.deliver()

    [edit] = room.sent
    assert (edit.kind, edit.target) == (MessageKind.EDIT, 10)
    assert edit.body.plain.startswith("The meeting's place is the harbour.")


async def test_a_follower_is_told_other_words_as_before_and_now_even_if_an_answer_told_them(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.tell(1, 10, PLACE)
    await room.publish("b", REWORDED)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.EDIT, MessageKind.UPDATE]
    assert "Before: The meeting's place is Astana." in room.sent[1].body.plain
    assert "Now: The meeting's place is <b>the harbour.</b>" in room.sent[1].body.html


async def test_a_correction_comes_in_the_language_of_the_news_whatever_the_answer_spoke(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1, lang="ar")
    await room.tell(1, 10, PLACE)  # in English
    await room.publish("b", MOVED, DATE)
    await room.deliver()
    by_kind = {row.kind: row for row in room.sent}

    assert "harbour" in by_kind[MessageKind.EDIT].body.plain
    assert "الميناء" in by_kind[MessageKind.CORRECTION].body.plain
    assert "25 أبريل" in by_kind[MessageKind.UPDATE].body.plain


async def test_a_topic_hears_news_and_corrections_in_the_language_chosen_there(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    topic, readers = ChatKey(-5, 12), Readers(room.database, timedelta())
    whole = await room.follow(-5)
    await room.subscriptions.follow(replace(whole, chat=topic), room.clock())
    await readers.set_language(topic, "ar")
    await room.told.record(Telling(topic, 10, (Tell(PLACE.id, fingerprint(PLACE)),), "en"), room.clock())
    await room.publish("b", MOVED, DATE)
    for _ in range(3):
        await room.deliver()
        room.clock.forward(seconds=5)  # a group is spared longer
    langs = {(row.chat.thread, row.kind): row.lang for row in room.sent}

    assert langs == {
        (None, MessageKind.UPDATE): "en",
        (12, MessageKind.UPDATE): "ar",
        (12, MessageKind.CORRECTION): "ar",
    }


async def test_nothing_new_is_said_by_digests_alone(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    kept = await room.follow(1, Subject(Scope.ENTITY, "talks"), cadence=Cadence.WEEKLY, heartbeat=True)
    await room.publish("b", PLACE, DATE)
    await room.subscriptions.save(replace(kept, cadence=Cadence.INSTANT), room.clock())
    await room.plan()
    await room.deliver()

    assert room.sent == []


async def test_a_digest_after_a_correction_does_not_say_that_nothing_is_new(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1, cadence=Cadence.DAILY, minute=18 * 60, heartbeat=True)
    await room.tell(1, 10, PLACE)
    await room.publish("b", MOVED)
    await room.deliver()
    room.clock.forward(hours=6)
    await room.plan()
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.EDIT, MessageKind.CORRECTION, MessageKind.DIGEST]
    assert room.sent[-1].body.plain == (
        "Nothing new in what you follow since \u206831 March 2024\u2069 beyond what I have told you already."
    )


async def test_each_correction_is_told_once_however_often_it_was_said(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    for message in (10, 11, 12):
        await room.tell(1, message, PLACE)
    await room.publish("b", MOVED)
    await room.deliver()
    await room.publish("c", MOVED, DATE)
    await room.deliver()

    assert [(row.kind, row.target) for row in room.sent] == [
        *((MessageKind.EDIT, message) for message in (10, 11, 12)),
        (MessageKind.CORRECTION, 12),
    ]


async def test_a_second_correction_begins_from_what_the_reader_was_told(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    await room.publish("b", MOVED)  # nothing is delivered yet
    await room.publish("c", GONE)
    await room.deliver()

    [reply] = room.texts(1, [MessageKind.CORRECTION])
    assert "Astana" in reply
    assert "harbour" not in reply


async def test_back_to_what_was_told_needs_no_correction(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    await room.publish("b", MOVED)
    await room.publish("c", PLACE)
    await room.deliver()

    assert room.sent == []


async def test_corrections_keep_quiet_hours_and_edits_need_not(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    await room.subscriptions.set_hours(1, NIGHT)
    room.clock.time = datetime(2024, 4, 1, 18, tzinfo=UTC)
    await room.publish("b", MOVED)
    await room.deliver()
    assert [row.kind for row in room.sent] == [MessageKind.EDIT]

    room.clock.time = datetime(2024, 4, 2, 2, tzinfo=UTC)
    await room.deliver()
    assert [row.kind for row in room.sent] == [MessageKind.EDIT, MessageKind.CORRECTION]


async def test_who_cannot_be_written_to_is_told_on_return_in_one_roundup(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.tell(1, 10, PLACE)
    await room.strike(ChatKey(1))
    await room.publish("b", MOVED)
    await room.publish("c", MOVED, DATE)
    await room.deliver()
    assert room.sent == []
    assert {state for _, state in await room.states()} == {MessageState.HELD}

    await room.outbox.restore(1, room.clock())
    await room.plan()
    await room.deliver()
    assert sorted(row.kind for row in room.sent) == [MessageKind.CORRECTION, MessageKind.EDIT, MessageKind.UPDATE]


async def test_a_version_whose_predecessor_is_lost_is_not_announced(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    del room.versions["a"]
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert room.sent == []


async def wait_for(room: Newsroom, chat: int, question: str) -> None:
    id_ = await room.misses.keep(question, "en", room.clock())
    assert id_
    assert await room.misses.consent(id_, ChatKey(chat))


async def test_a_question_that_waited_gets_its_answer_once(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await wait_for(room, 1, "When is it?")
    await wait_for(room, 2, "Who pays?")
    await room.publish("b", PLACE, DATE)
    assert room.sent == []

    room.script["When is it?"] = answer("en", DATE)
    await room.publish("c", MOVED, DATE)
    await room.publish("d", PLACE, DATE)
    await room.deliver()
    [late] = room.sent
    assert (late.kind, late.chat) == (MessageKind.LATE_ANSWER, ChatKey(1))
    assert "When is it?" in late.body.plain
    assert "25 April 2024" in late.body.plain
    assert [miss.text for miss in await room.misses.waiting()] == ["Who pays?"]


@pytest.mark.parametrize(("second", "waiting"), [(answer("en", DATE), []), (refusal(), ["Where and when?"])])
async def test_several_questions_that_waited_together_wait_until_all_have_an_answer(
    room: Newsroom, second: Answer | NoAnswer, waiting: list[str]
) -> None:
    room.script["Where and when?"] = several("en", answer("en", PLACE), second)
    await wait_for(room, 1, "Where and when?")
    await room.publish("a", PLACE, DATE)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.LATE_ANSWER] * (1 - len(waiting))
    assert [miss.text for miss in await room.misses.waiting()] == waiting


async def test_a_late_answer_is_corrected_like_any_other(room: Newsroom) -> None:
    room.script["Where?"] = answer("en", PLACE)
    await wait_for(room, 1, "Where?")
    await room.publish("a", PLACE)
    await room.deliver()
    await room.publish("b", MOVED)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.LATE_ANSWER, MessageKind.CORRECTION]


EMBARGOED = replace(DATE, embargoed_until=date(2024, 4, 3))
INTERNAL = replace(DATE, marking=Marking.INTERNAL)


@pytest.mark.parametrize("marked", [EMBARGOED, INTERNAL])
async def test_what_is_marked_is_told_to_nobody(room: Newsroom, marked: Statement) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.publish("b", PLACE, marked)
    room.clock.forward(hours=24)
    await room.plan()
    await room.deliver()

    assert room.sent == []


async def test_when_an_embargo_ends_it_is_told_as_new_once_and_whatever_process_plans(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.publish("b", PLACE, EMBARGOED)
    room.clock.forward(hours=36)
    for _ in range(2):
        room.planner = room.another_planner()
        await room.plan()
        await room.deliver()
    await room.publish("c", PLACE, DATE)
    await room.deliver()

    [told] = room.texts(1)
    assert "announced for 25 April 2024" in told


async def test_an_embargo_that_ended_while_nobody_planned_is_told_at_the_next_start(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    room.clock.forward(hours=36)
    await room.publish("b", PLACE, EMBARGOED)
    await room.deliver()

    assert len(room.texts(1)) == 1


async def test_a_planner_whose_clock_is_behind_takes_nothing_back(room: Newsroom) -> None:
    await room.publish("a", PLACE, EMBARGOED)
    await room.follow(1)
    room.clock.forward(hours=36)
    await room.plan()
    await room.deliver()
    room.clock.forward(hours=-24)
    await room.plan()
    await room.deliver()

    assert len(room.texts(1)) == 1


@pytest.mark.parametrize("marked", [replace(DATE, embargoed_until=date(2025, 1, 1)), INTERNAL])
async def test_what_is_marked_after_it_was_told_is_taken_back_without_its_words(
    room: Newsroom, marked: Statement
) -> None:
    await room.publish("a", PLACE, DATE)
    await room.follow(1)
    await room.tell(2, 20, DATE)
    await room.publish("b", PLACE, marked)
    await room.deliver()

    assert room.texts(1) == []
    [edited] = room.texts(2, [MessageKind.EDIT])
    [said] = room.texts(2, [MessageKind.CORRECTION])
    assert "not published any more" in edited
    assert "not published any more" in said
    assert "25 April" not in edited + said


async def test_what_was_marked_and_is_public_again_is_told_again_to_who_was_told(room: Newsroom) -> None:
    await room.publish("a", PLACE, DATE)
    await room.tell(2, 20, DATE)
    await room.publish("b", PLACE, INTERNAL)
    await room.deliver()
    await room.publish("c", PLACE, DATE)
    await room.deliver()

    assert "25 April" in room.texts(2)[-1]


async def test_a_forecast_counts_what_is_sent(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    for chat in (1, 2):
        await room.follow(chat)
    for chat in (2, 3):
        await room.tell(chat, 7, PLACE)
    new, today = version("b", MOVED), room.clock().date()
    speakers = {lang: Updates(new, wordings().speak(lang), today) for lang in LANGUAGES}
    found = await forecast(diff(version("a", PLACE), new).changes, speakers, room.publications, per_second=25)
    await room.publish("b", MOVED)
    await room.deliver()

    assert (found.readers, found.corrected, found.messages) == ({"en": 1}, 2, 5)
    assert len(room.sent) == found.messages


@pytest.mark.parametrize("at_once", [DATE, REWORDED])
async def test_what_one_subscription_told_at_once_the_digest_of_another_does_not_tell_again(
    room: Newsroom, at_once: Statement
) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.follow(1, Subject(Scope.ENTITY, "meeting"), cadence=Cadence.DAILY)
    await room.publish("b", *{PLACE.id: PLACE, at_once.id: at_once}.values())
    await room.deliver()
    room.clock.forward(days=1)
    await room.plan()
    await room.deliver()

    assert len(room.texts(1)) == 1


async def test_words_that_an_old_message_holds_only_because_it_was_written_anew_are_told_as_news(
    room: Newsroom,
) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 7, PLACE)
    await room.follow(1, cadence=Cadence.DAILY)
    room.clock.forward(hours=1)
    await room.publish("b", REWORDED)
    await room.deliver()
    room.clock.forward(days=1)
    await room.plan()
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.EDIT, MessageKind.DIGEST]


async def test_who_is_about_to_hear_of_a_correction_from_a_reminder_hears_it_once(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    room.serve("b", MOVED)
    room.planner.reminded = lambda _: False
    await room.plan()
    early = await room.states()
    told = OutboxMessage(
        "moved", MessageKind.RESCHEDULED, ChatKey(1), MessageBody("m", "m"), "en", room.clock(), (_tell(MOVED),)
    )
    async with room.publications.changing() as connection:
        await outbox.put(connection, [told], room.clock())
    room.planner.reminded = lambda _: True
    await room.plan()
    await room.deliver()

    assert early == []
    assert [row.kind for row in room.sent] == [MessageKind.RESCHEDULED]


def _tell(statement: Statement) -> Tell:
    return Tell(statement.id, fingerprint(statement))


async def test_of_an_event_each_chat_that_can_be_reached_counts_once_among_those_to_be_reminded(room: Newsroom) -> None:
    occasion, reminders = EventTime.parse("2024-04-26"), Reminders(room.database)
    for chat, lead in ((1, Lead.DAY), (1, Lead.MORNING), (2, Lead.DAY), (3, Lead.DAY)):
        await reminders.keep(Reminder(0, ChatKey(chat), "meeting", lead, "en", occasion, room.clock()))
    await room.strike(ChatKey(3))

    assert await room.publications.reminded() == [("meeting", occasion, 2)]


async def test_an_earlier_version_that_stands_in_for_the_published_one_is_told_to_nobody(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.publish("b", PLACE, DATE)
    await room.deliver()
    room.planner = room.another_planner()  # a start at which only the one before could be read
    room.planner.stands_in = lambda: True
    await room.publish("a", PLACE)
    await room.deliver()
    told_of_b = len(room.sent)
    room.planner.stands_in = lambda: False
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert (told_of_b, len(room.sent)) == (1, 1)
