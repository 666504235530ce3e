"""What a text asks for that is no question to the facts, as far as a terminal can tell it apart; pure."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from functools import partial
from typing import TypeAlias

from bot.drawing.scenes import PictureKind
from bot.interface.asked_days import asked_day
from bot.interface.commands import Command
from bot.interface.looking_back_words import NewsQuestion, PastQuestion, news_said, past_said
from bot.interface.picture_words import PictureWish, picture_said
from bot.interface.reminder_words import calendar_said, reminder_said
from bot.interface.spoken import command_said
from knowledge.text.quantities import Calendar


class OfTheChat(Enum):
    """What only the chat can do."""

    REMINDING = auto()


AskedInWords: TypeAlias = PastQuestion | NewsQuestion | OfTheChat | PictureWish


def asked_in_words(text: str, calendar: Calendar, today: date) -> AskedInWords | None:
    """What was said before, what is new since a day, a reminder, or a picture; None for a question.

    What is new since somebody last asked is a question: a terminal does not know when that was.
    """
    if (wish := picture_said(text)) and (wish.outright or wish.kind is not PictureKind.TIMELINE):
        return wish
    day_of = partial(asked_day, calendar=calendar, today=today)
    if calendar_said(text) or reminder_said(text) or command_said(text) is Command.REMINDERS:
        return OfTheChat.REMINDING
    if asked := past_said(text, day_of):
        return asked
    wanted = news_said(text, day_of)
    return wanted if wanted and wanted.since else None
