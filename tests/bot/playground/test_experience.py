"""Marsad as readers meet it on Telegram: the application on the real knowledge, over HTTP, with people around it."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.interface.words.bidi import without_marks
from bot.playground.actions import ActionVerb
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world.model import Dialog, DialogType, Status
from tests.bot.playground.conftest import Serving
from tests.support.telegram import text

pytestmark = pytest.mark.slow

QUESTION, ANSWER = "who heads the Indian delegation?", "Giridhar Aramane"
ARABIC = "متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟"
US = "@marsad_test_bot"


@pytest.fixture
def anna(telegram_server: TelegramServer) -> Visitor:
    return telegram_server.visitor("Anna", language_code="en")


@pytest.fixture
def desk(telegram_server: TelegramServer, anna: Visitor) -> Visitor:
    """Anna in a group of hers that had the bot before it was started."""
    group = telegram_server.chat(anna, title="Desk")
    telegram_server.bot.queue.clear()
    return telegram_server.enters(anna, group)


async def silent(server: TelegramServer, visitor: Visitor) -> bool:
    """Whether nothing was written in a chat, once the bot has handled all that reached it."""
    before = len(visitor.received())
    other = server.visitor("Somebody else", language_code="en")
    other.starts()
    await other.reply()
    return len(visitor.received()) == before


async def test_inline_mode_offers_what_a_group_then_reads_and_leads_into_the_chat(
    bot: None, telegram_server: TelegramServer, anna: Visitor, desk: Visitor
) -> None:
    query = desk.searches("Astana")
    found = await desk.answer(query)
    desk.do(ActionVerb.CHOOSE, query=query, result=found["results"][1]["id"])
    chosen = desk.messages()[-1]
    anna.starts(found["button"]["start_parameter"])
    introduction = await anna.reply()

    assert "Source: " in text(chosen)
    assert chosen["via_bot"]["username"] == "marsad_test_bot"
    assert await silent(telegram_server, desk)
    assert "Try one of these" in text(introduction)


async def test_a_deep_link_opens_what_it_names(bot: None, anna: Visitor) -> None:
    anna.starts("no-such-entity")
    introduction = await anna.reply()
    anna.starts("india")
    briefing = await anna.reply()

    assert "Marsad" in text(introduction)
    assert "India" in text(briefing)
    assert text(briefing) != text(introduction)


@pytest.mark.parametrize("said", [f"/ask{US} {QUESTION}", f"/ask {QUESTION}"])
async def test_in_a_group_a_command_is_answered_below_its_question(bot: None, desk: Visitor, said: str) -> None:
    asked = desk.says(said)
    reply = await desk.reply()

    assert ANSWER in text(reply)
    assert reply["reply_to_message"]["message_id"] == asked["message_id"]


@pytest.mark.parametrize(
    ("reads_all", "said", "is_answered"),
    [
        (True, f"{US} {QUESTION}", True),
        (True, f"{QUESTION[:-1]} {US}?", True),
        (True, QUESTION, False),
        (True, f"/ask@other_bot {QUESTION}", False),
        (False, f"{US} {QUESTION}", False),  # Telegram keeps it from us, which the start of the process tells
    ],
)
async def test_in_a_group_only_what_is_said_to_it_is_answered(
    serving: Serving, telegram_server: TelegramServer, desk: Visitor, said: str, *, reads_all: bool, is_answered: bool
) -> None:
    telegram_server.bot.reads_all_messages = reads_all
    async with serving():
        desk.says(said)
        if is_answered:
            assert ANSWER in text(await desk.reply())
        else:
            assert await silent(telegram_server, desk)


async def test_a_reply_to_it_is_a_question(bot: None, desk: Visitor) -> None:
    desk.says(f"/ask {QUESTION}")
    answer = await desk.reply()
    desk.says(QUESTION, reply_to=answer["message_id"])

    assert ANSWER in text(await desk.reply())


async def test_a_miss_is_no_news_for_a_group(bot: None, telegram_server: TelegramServer, desk: Visitor) -> None:
    desk.says("/ask who won the football match?")

    assert await silent(telegram_server, desk)


async def test_answers_stay_in_their_topic(bot: None, telegram_server: TelegramServer, anna: Visitor) -> None:
    forum = telegram_server.chat(anna, forum=True)
    inside = telegram_server.enters(anna, forum)
    topics = [inside.do(ActionVerb.OPEN_TOPIC, text=name)["topic"] for name in ("Delegations", "Sport")]
    delegations, sport = (telegram_server.enters(anna, forum, topic=one) for one in topics)
    await inside.reply()  # the greeting
    answers = []
    for one in (delegations, sport):
        one.says(f"/ask {QUESTION}")
        answers.append(await one.reply())

    assert [one["message_thread_id"] for one in answers] == topics
    assert all(ANSWER in text(one) for one in answers)


@pytest.mark.parametrize("reads_all", [False, True])
async def test_privacy_mode_is_told_at_the_start_and_to_operators_in_about(
    serving: Serving, telegram_server: TelegramServer, anna: Visitor, *, reads_all: bool
) -> None:
    telegram_server.bot.reads_all_messages = reads_all
    operator = telegram_server.visitor("Olga", language_code="en")
    with capture_logs() as logged:
        async with serving(MARSAD_TELEGRAM__OPERATORS=str(operator.person.id)):
            told = {}
            for name, one in (("operator", operator), ("reader", anna)):
                one.dialog.is_started = True
                one.says("/about")
                told[name] = text(await one.reply())

    assert any("privacy mode is on" in line["event"] for line in logged) is not reads_all
    assert f"Privacy mode is {'off' if reads_all else 'on'}" in told["operator"]
    assert "Privacy mode" not in told["reader"]


async def test_an_anonymous_administrator_is_answered_and_decides_for_the_group(bot: None, desk: Visitor) -> None:
    desk.do(ActionVerb.HIDE)
    asked = desk.says(f"/ask {QUESTION}")
    answer = await desk.reply()
    desk.says("/language")
    await desk.reply()
    desk.presses("العربية")
    chosen = await desk.edit()

    assert asked["from"]["username"] == "GroupAnonymousBot"
    assert ANSWER in text(answer)
    assert "العربية" in text(chosen)


async def test_channel_posts_are_left_alone(bot: None, telegram_server: TelegramServer, anna: Visitor) -> None:
    channel = telegram_server.chat(anna, type_=DialogType.CHANNEL, bot=Status.ADMINISTRATOR)
    editor = telegram_server.enters(anna, channel)
    editor.says(QUESTION)
    editor.says(f"/ask{US} {QUESTION}")
    await telegram_server.polled()

    assert await silent(telegram_server, anna)
    assert len(channel.messages) == 2


async def test_a_forwarded_article_is_answered_with_what_is_known_of_its_subjects(
    bot: None, telegram_server: TelegramServer, anna: Visitor
) -> None:
    channel = telegram_server.chat(anna, type_=DialogType.CHANNEL, bot=Status.LEFT)
    article = "India and Kazakhstan want closer ties. " + "The ministers met in Astana and spoke of defence. " * 12
    post = telegram_server.enters(anna, channel).says(article)
    anna.starts()
    await anna.reply()
    anna.do(ActionVerb.FORWARD, source=channel.key, message=post["message_id"])
    reply = await anna.reply()
    labels = [button["text"] for row in reply["reply_markup"]["inline_keyboard"] for button in row]

    assert {"India", "Kazakhstan"} & set(map(without_marks, labels))


async def test_who_blocked_it_can_start_again(bot: None, anna: Visitor) -> None:
    anna.starts()
    await anna.reply()
    anna.do(ActionVerb.BLOCK)
    anna.starts()

    assert "Marsad" in text(await anna.reply())


async def test_a_group_is_greeted_once_and_finds_its_settings_when_it_takes_it_back(
    bot: None, telegram_server: TelegramServer, anna: Visitor
) -> None:
    group: Dialog = telegram_server.chat(anna, bot=Status.LEFT)
    inside = telegram_server.enters(anna, group)
    inside.do(ActionVerb.ADD)
    greeting = await inside.reply()
    inside.says("/language")
    await inside.reply()
    inside.presses("العربية")
    await inside.edit()
    inside.do(ActionVerb.REMOVE)
    inside.do(ActionVerb.ADD)
    quiet = await silent(telegram_server, inside)
    inside.says(f"/ask {QUESTION}")
    answer = text(await inside.reply())

    assert f"/ask{US}" in text(greeting)
    assert quiet
    assert "المصدر" in answer


async def test_a_group_that_becomes_a_supergroup_goes_on_with_its_language(
    bot: None, telegram_server: TelegramServer, anna: Visitor
) -> None:
    group = telegram_server.chat(anna, type_=DialogType.GROUP)
    inside = telegram_server.enters(anna, group)
    await inside.reply()
    inside.says("/language")
    await inside.reply()
    inside.presses("العربية")
    await inside.edit()
    key = inside.do(ActionVerb.UPGRADE)["chat"]
    after = telegram_server.enters(anna, telegram_server.playground.world.dialog(key))
    after.says(f"/ask {QUESTION}")

    assert "المصدر" in text(await after.reply())
    assert len(after.received()) == 1


async def test_after_an_outage_each_reader_gets_one_late_answer_and_a_press_still_counts(
    serving: Serving, telegram_server: TelegramServer, anna: Visitor
) -> None:
    async with serving():
        anna.says(QUESTION)
        answered = await anna.reply()
    label = answered["reply_markup"]["inline_keyboard"][0][0]["text"]
    anna.presses(label)
    for _ in range(3):
        anna.says(QUESTION)
    for update in telegram_server.bot.queue.waiting:
        update.body.get("message", update.body)["date"] = int(telegram_server.clock()) - 3600
    before = len(anna.received())
    telegram_server.clock.advance(60)
    async with serving():
        await silent(telegram_server, anna)

    quote, late = (text(one) for one in anna.received()[before:])
    assert quote.startswith("Word for word")
    assert late.startswith("Sorry for the delay")
    assert ANSWER in late


async def test_a_button_of_another_version_is_answered_with_a_word(
    bot: None, telegram_server: TelegramServer, anna: Visitor
) -> None:
    anna.says(QUESTION)
    answer = await anna.reply()
    for row in answer["reply_markup"]["inline_keyboard"]:
        for button in row:
            button["callback_data"] = f"0{button['callback_data'][1:]}"
    told = await anna.answer(anna.presses(answer["reply_markup"]["inline_keyboard"][0][0]["text"]))

    assert told["text"]
    assert len(anna.received()) == 1
