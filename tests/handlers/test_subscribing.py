"""Subscriptions as readers meet them: by words, by buttons, in topics and in channels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import digest, encode
from bot.interface.buttons.following import (
    Adjust,
    Follow,
    FollowWords,
    ListSubscriptions,
    OpenSubscription,
    ShowSubscriptions,
    Unfollow,
)
from bot.interface.buttons.presses import Press
from bot.interface.pages.following import MOST
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours
from bot.readers.subscription import EVERYTHING, Aspect, Cadence, Scope, Subject, Subscription
from bot.state.subscriptions import Subscriptions
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled, refused

PRIVATE, GROUP = ChatKey(7), ChatKey(-100)
ADMIN = (
    200,
    {
        "ok": True,
        "result": {"status": "creator", "user": {"id": 7, "is_bot": False, "first_name": "x"}, "is_anonymous": False},
    },
)
MEETING = Subject(Scope.ENTITY, "meeting")


@pytest.fixture
def subscriptions(state: Stores) -> Subscriptions:
    return state.subscriptions


async def followed(subscriptions: Subscriptions, chat: ChatKey = PRIVATE) -> list[Subject]:
    return [one.subject for one in await subscriptions.of(chat)]


async def one(subscriptions: Subscriptions, chat: ChatKey = PRIVATE) -> Subscription:
    [found] = await subscriptions.of(chat)
    return found


def last(telegram: FakeTelegram) -> dict[str, Any]:
    """The page that the reader saw last."""
    return [call.parameters for call in telegram.calls if "text" in call.parameters][-1]


def text_of(sent: dict[str, Any]) -> str:
    return without_marks(sent["text"])


@pytest.mark.parametrize(
    ("command", "subject", "said"),
    [
        ("/subscribe all", EVERYTHING, "You now follow: Everything"),
        ("/subscribe الكل", EVERYTHING, "أنت تتابع الآن: كل ما يُنشر"),
        ("/subscribe meetings", Subject(Scope.KIND, "meeting"), "You now follow: Meetings"),
        ("/subscribe اجتماعات", Subject(Scope.KIND, "meeting"), "أنت تتابع الآن: اجتماعات"),
        ("/subscribe Astana meeting", MEETING, "You now follow: Astana meeting"),
        ("/subscribe اجتماع أستانا", MEETING, "أنت تتابع الآن: اجتماع أستانا"),
    ],
)
async def test_one_subscribes_in_words(
    app: Marsad,
    reader: Reader,
    telegram: FakeTelegram,
    subscriptions: Subscriptions,
    command: str,
    subject: Subject,
    said: str,
) -> None:
    await app.process_update(reader.writes(command))

    assert await followed(subscriptions) == [subject]
    assert text_of(last(telegram)).startswith(said)


@pytest.mark.parametrize(
    ("said", "subjects"),
    [
        ("follow the Astana meeting", [MEETING]),
        ("folow everything", [EVERYTHING]),
        ("تابع الاجتماعات", [Subject(Scope.KIND, "meeting")]),
        ("follow the money of the council", []),
        ("who follows the meeting?", []),
    ],
)
async def test_what_is_asked_for_in_a_sentence_is_followed_where_it_is_known_for_certain(
    app: Marsad, reader: Reader, subscriptions: Subscriptions, said: str, subjects: list[Subject]
) -> None:
    await app.process_update(reader.writes(said))

    assert await followed(subscriptions) == subjects


async def test_what_is_followed_ends_in_a_sentence(app: Marsad, reader: Reader, subscriptions: Subscriptions) -> None:
    for said in ("/subscribe meetings", "/subscribe all", "stop following meetings"):
        await app.process_update(reader.writes(said))

    assert await followed(subscriptions) == [EVERYTHING]


async def test_subscribing_twice_says_that_it_is_followed_already_and_how_to_change_it(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/subscribe all"))
    await app.process_update(reader.writes("/subscribe everything"))

    assert await followed(subscriptions) == [EVERYTHING]
    assert text_of(last(telegram)).startswith("You follow this already: Everything")
    assert labelled(last(telegram), "Daily")


async def test_the_nearest_name_is_offered_and_the_words_themselves(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/subscribe astna meeting"))
    offered = last(telegram)
    await app.process_update(reader.presses(labelled(offered, "Astana meeting"), offered))
    await app.process_update(reader.presses(labelled(offered, "Follow the words “astna meeting”"), offered))

    assert text_of(offered) == "Which of these do you mean by “astna meeting”?"
    assert await followed(subscriptions) == [MEETING, Subject(Scope.WORDS, "astna meeting")]


async def test_below_an_answer_one_tap_follows_its_subject(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("متى؟"))
    answer = last(telegram)
    for _ in range(2):
        await app.process_update(reader.presses(labelled(answer, "متابعة: اجتماع أستانا"), answer))
    pages = [text_of(sent).partition("\n")[0] for sent in telegram.sent()[1:]]

    assert await followed(subscriptions) == [MEETING]
    assert pages == ["أنت تتابع الآن: اجتماع أستانا", "أنت تتابع هذا بالفعل: اجتماع أستانا"]
    assert telegram.made("editMessageText") == []
    assert (await one(subscriptions)).lang == "ar"


async def test_a_subject_that_is_not_held_any_more_cannot_be_followed(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.presses(encode(Follow(Scope.ENTITY, digest("gone")))))
    await app.process_update(reader.presses(encode(Follow(Scope.KIND, "zoo"))))

    assert await followed(subscriptions) == []
    assert [call["text"] for call in telegram.made("answerCallbackQuery")] == [
        "I no longer hold this. Please ask again."
    ] * 2


@pytest.mark.parametrize(
    ("command", "left"),
    [
        ("/unsubscribe all", []),
        ("/unsubscribe الكل", []),
        ("/unsubscribe meetings", [EVERYTHING, MEETING]),
        ("/unsubscribe اجتماع أستانا", [EVERYTHING, Subject(Scope.KIND, "meeting")]),
        ("/unsubscribe zebras", [EVERYTHING, Subject(Scope.KIND, "meeting"), MEETING]),
        ("/unsubscribe", [EVERYTHING, Subject(Scope.KIND, "meeting"), MEETING]),
    ],
)
async def test_one_unsubscribes_in_words(
    app: Marsad, reader: Reader, subscriptions: Subscriptions, command: str, left: list[Subject]
) -> None:
    for name in ("all", "meetings", "Astana meeting"):
        await app.process_update(reader.writes(f"/subscribe {name}"))
    await app.process_update(reader.writes(command))

    assert await followed(subscriptions) == left


async def test_what_is_followed_by_words_ends_by_the_same_words(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.presses(encode(FollowWords("zebra crossing"))))
    await app.process_update(reader.writes("/unsubscribe Zebra crossing"))

    assert await followed(subscriptions) == []
    assert text_of(last(telegram)) == "You no longer follow: the words “zebra crossing”"


async def test_an_ended_subscription_can_be_taken_up_again(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/subscribe Astana meeting"))
    kept = await one(subscriptions)
    await app.process_update(reader.presses(encode(Unfollow(kept.id))))
    ended = last(telegram)
    assert await followed(subscriptions) == []
    await app.process_update(reader.presses(labelled(ended, "Follow again"), ended))

    assert await followed(subscriptions) == [MEETING]


async def test_the_list_opens_each_subscription_in_place(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    for name in ("all", "meetings"):
        await app.process_update(reader.writes(f"/subscribe {name}"))
    await app.process_update(reader.writes("/subscriptions"))
    listed = last(telegram)
    await app.process_update(reader.presses(labelled(listed, "Meetings – At once"), listed))

    assert text_of(listed) == "You follow (2)"
    assert "Everything – At once" in without_marks(buttons(listed)[0][0][0])
    assert text_of(telegram.made("editMessageText")[0]).startswith("You follow: Meetings")


async def test_a_subscription_that_has_ended_meanwhile_says_so(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.presses(encode(OpenSubscription(5))))

    assert telegram.made("answerCallbackQuery")[0]["text"] == "This subscription has ended."


async def test_a_long_list_has_pages(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    for number in range(10):
        await app.process_update(reader.presses(encode(FollowWords(f"word{number}"))))
    await app.process_update(reader.presses(encode(ListSubscriptions(1))))

    assert text_of(last(telegram)).startswith("You follow (10)")
    assert ["word9" in str(row) for row in buttons(last(telegram))[:2]] == [False, True]
    assert "word7" not in str(buttons(last(telegram)))


async def test_a_subscription_shows_few_buttons_and_the_rest_behind_them(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await subscriptions.set_hours(7, Hours("Asia/Riyadh"))
    await app.process_update(reader.writes("/subscribe all"))
    at_once = last(telegram)
    await app.process_update(reader.presses(labelled(at_once, "Weekly"), at_once))
    weekly, shown = last(telegram), []
    for label in ("Day: Monday", "Time: 08:00", "More…"):
        await app.process_update(reader.presses(labelled(weekly, label), weekly))
        shown.append(last(telegram))
    await app.process_update(reader.presses(labelled(shown[0], "Sunday"), shown[0]))

    assert [len([one for row in buttons(page) for one in row]) for page in (at_once, weekly)] == [6, 8]
    assert all(len([one for row in buttons(page) for one in row]) <= 9 for page in shown)
    assert all(buttons(page)[-1][0][0] == "Back" for page in shown)
    assert text_of(last(telegram)).startswith("You follow: Everything\n\nEvery Sunday at 08:00")
    assert labelled(last(telegram), "Day: Sunday")


async def test_words_that_are_only_spelt_otherwise_are_followed_once_and_shown_as_written(
    app: Marsad, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    reader = Reader(app.bot, language="ar")
    await app.process_update(reader.presses(encode(FollowWords("غزة")), {"text": "اشتراكاتك"}))
    await app.process_update(reader.presses(encode(FollowWords("غزه")), {"text": "اشتراكاتك"}))

    assert [text_of(sent).partition("\n")[0] for sent in telegram.sent()] == [
        "أنت تتابع الآن: الكلمات «غزة»",
        "أنت تتابع هذا بالفعل: الكلمات «غزة»",
    ]
    assert await followed(subscriptions) == [Subject(Scope.WORDS, "غزة")]


async def test_nobody_follows_more_than_can_be_read(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    for number in range(MOST + 1):
        await app.process_update(reader.presses(encode(FollowWords(f"word{number}"))))
    full = telegram.made("answerCallbackQuery")[-1]["text"]
    await app.process_update(reader.writes("/subscribe all"))

    assert len(await followed(subscriptions)) == MOST
    assert full.startswith("You follow as much as one chat can.")
    assert text_of(last(telegram)) == full


@pytest.mark.parametrize(
    ("press", "changed", "said"),
    [
        (Adjust(1, Aspect.SILENT, 1), {"silent": True}, "Without a sound"),
        (Adjust(1, Aspect.PAUSED, 1), {"paused": True}, "Paused: I send nothing for now."),
        (Adjust(1, Aspect.HEARTBEAT, 1), {"heartbeat": True}, "Also when nothing is new"),
        (Adjust(1, Aspect.MINUTE, 18 * 60), {"minute": 18 * 60}, "Every day at 18:00, Riyadh time"),
        (Adjust(1, Aspect.MINUTE, -30), {"minute": 23 * 60 + 30}, "Every day at 23:30"),
        (Adjust(1, Aspect.CADENCE, 2), {"cadence": Cadence.WEEKLY}, "Every Monday at 08:00"),
        (Adjust(1, Aspect.CADENCE, 0), {"cadence": Cadence.INSTANT}, "As soon as something is published"),
    ],
)
async def test_each_aspect_is_set_by_a_button_and_pressing_twice_changes_nothing_more(
    app: Marsad,
    reader: Reader,
    telegram: FakeTelegram,
    subscriptions: Subscriptions,
    press: Press,
    changed: dict[str, Any],
    said: str,
) -> None:
    await app.process_update(reader.writes("/timezone Riyadh"))
    await app.process_update(reader.writes("/subscribe all"))
    daily = replace(await one(subscriptions), cadence=Cadence.DAILY)
    await subscriptions.save(daily, datetime(2024, 4, 1, tzinfo=UTC))
    for _ in range(2):
        await app.process_update(reader.presses(encode(press)))
        assert await one(subscriptions) == replace(daily, **changed)
        assert said in text_of(last(telegram))


async def test_before_a_first_digest_the_time_zone_is_asked_once(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions, clock: Clock
) -> None:
    await app.process_update(reader.writes("/subscribe الكل"))
    page = last(telegram)
    await app.process_update(reader.presses(labelled(page, "يوميًا"), page))
    asked = last(telegram)
    assert (await one(subscriptions)).cadence is Cadence.INSTANT
    assert [without_marks(label) for label, _ in buttons(asked)[0]][-1] == "البلدان العربية"
    await app.process_update(reader.presses(labelled(asked, "البلدان العربية"), asked))
    zones = last(telegram)
    await app.process_update(reader.presses(labelled(zones, "الرياض 15:00"), zones))

    assert (await one(subscriptions)).cadence is Cadence.DAILY
    assert "كل يوم في الساعة 08:00 بتوقيت الرياض" in text_of(last(telegram))
    weekly = last(telegram)
    await app.process_update(reader.presses(labelled(weekly, "أسبوعيًا"), weekly))
    assert (await one(subscriptions)).cadence is Cadence.WEEKLY
    assert (await subscriptions.hours(7)).next_digest(clock(), await one(subscriptions)) == datetime(
        2024, 4, 8, 5, tzinfo=UTC
    )


async def test_in_a_group_only_administrators_subscribe(
    app: Marsad, member: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    for update in (member.writes("/subscribe all"), member.writes("/subscriptions"), member.writes("/unsubscribe all")):
        await app.process_update(update)
    await app.process_update(member.presses(encode(Follow(Scope.ALL, ""))))

    assert {text_of(sent) for sent in telegram.sent()} == {"Only administrators of this group can do that."}
    assert await followed(subscriptions, GROUP) == []
    telegram.answer_next("getChatMember", ADMIN)
    await app.process_update(member.writes("/subscribe all"))
    assert await followed(subscriptions, GROUP) == [EVERYTHING]


async def test_a_topic_has_subscriptions_of_its_own(
    app: Marsad, member: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    telegram.answer_next("getChatMember", ADMIN)
    await app.process_update(member.writes("/subscribe all", message_thread_id=5, is_topic_message=True))

    assert await followed(subscriptions, ChatKey(-100, 5)) == [EVERYTHING]
    assert await followed(subscriptions, GROUP) == []
    assert last(telegram)["message_thread_id"] == 5


def channel_post(app: Marsad, text: str) -> Any:
    channel = Reader(app.bot, -200, chat_type="channel")
    post = channel.message(text) | {"chat": {"id": -200, "type": "channel", "title": "News"}}
    post |= {"sender_chat": post["chat"]}
    del post["from"]
    return channel.update({"channel_post": post})


async def test_a_channel_follows_by_a_post_of_its_administrators(
    app: Marsad, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(channel_post(app, "/subscribe الكل"))

    assert await followed(subscriptions, ChatKey(-200)) == [EVERYTHING]
    assert text_of(last(telegram)).startswith("أنت تتابع الآن: كل ما يُنشر")
    assert buttons(last(telegram)) == []


@pytest.mark.parametrize("text", ["when?", "/help", "/start", "/ask when?", "/forget", "/nonsense"])
async def test_every_other_post_of_a_channel_is_left_alone(app: Marsad, telegram: FakeTelegram, text: str) -> None:
    await app.process_update(channel_post(app, text))

    assert telegram.calls == []


async def test_a_reader_of_a_channel_cannot_press_what_its_administrators_can(
    app: Marsad, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    channel = Reader(app.bot, -200, chat_type="channel")
    post = {"sender_chat": {"id": -200, "type": "channel", "title": "News"}}
    await app.process_update(channel.presses(encode(Follow(Scope.ALL, "")), **post))

    assert await followed(subscriptions, ChatKey(-200)) == []


@pytest.mark.parametrize(
    "reason", ["Bad Request: TOPIC_CLOSED", "Bad Request: not enough rights to send text messages to the chat"]
)
async def test_where_it_may_not_write_nothing_is_followed_and_who_asked_is_told_in_private(
    app: Marsad, member: Reader, telegram: FakeTelegram, subscriptions: Subscriptions, reason: str
) -> None:
    telegram.answer_next("getChatMember", ADMIN)
    telegram.answer_next("sendMessage", refused(reason))
    update = member.writes("/subscribe all", chat={"id": -100, "type": "supergroup", "title": "Desk"})
    with capture_logs():
        await app.process_update(update)

    assert await followed(subscriptions, GROUP) == []
    assert last(telegram)["chat_id"] == 7
    assert "I may not write in “Desk”" in text_of(last(telegram))


async def test_who_asked_is_not_told_in_private_where_their_own_chat_is_not_allowed(
    serve: Serve, telegram: FakeTelegram
) -> None:
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="-100") as app:
        telegram.answer_next("getChatMember", ADMIN)
        telegram.answer_next("sendMessage", refused("Bad Request: TOPIC_CLOSED"))
        with capture_logs():
            await app.process_update(Reader(app.bot, -100, chat_type="supergroup").writes("/subscribe all"))

    assert [sent["chat_id"] for sent in telegram.sent()] == [-100]


async def test_a_press_where_it_may_not_write_is_answered_by_a_notice(
    app: Marsad, member: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    telegram.answer_next("getChatMember", ADMIN)
    telegram.answer_next("sendMessage", refused("Bad Request: TOPIC_CLOSED"))
    with capture_logs():
        await app.process_update(member.presses(encode(Follow(Scope.ALL, ""))))

    assert await followed(subscriptions, GROUP) == []
    assert telegram.made("answerCallbackQuery")[0]["text"] == "I may not write here, so nothing is followed."


async def test_below_an_update_the_list_comes_in_a_message_of_its_own(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(reader.presses(encode(ShowSubscriptions())))

    assert telegram.methods == ["sendMessage", "answerCallbackQuery"]


async def test_the_state_that_breaks_costs_an_apology_and_no_answer(
    serve: Serve, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.state.errors import UnusableState

    async def broken(*_: object) -> None:
        raise UnusableState("full")

    monkeypatch.setattr(Subscriptions, "of", broken)
    async with serve() as app:
        with capture_logs():
            await app.process_update(Reader(app.bot).writes("/subscribe all"))
            await app.process_update(Reader(app.bot).writes("when?"))

    assert text_of(telegram.sent()[0]).startswith("Sorry, something went wrong")
    assert "The meeting" in text_of(last(telegram))
