"""/language, and the buttons that choose one."""

from __future__ import annotations

from bot.interface.buttons.keyboards import AUTOMATIC
from bot.interface.buttons.presses import Speak
from bot.interface.words.wording import LANGUAGES
from handlers.incoming import Incoming


async def show(incoming: Incoming) -> None:
    """Show which language is spoken, and the others."""
    await incoming.reply((await incoming.pages()).settings((await incoming.known()).language))


async def speak(incoming: Incoming, press: Speak) -> str | None:
    """Speak a language from now on, and say so in it."""
    if press.lang not in (*LANGUAGES, AUTOMATIC):
        return "button.stale"
    chosen = None if press.lang == AUTOMATIC else press.lang
    await incoming.choose_language(chosen)
    await incoming.edit((await incoming.pages()).chosen(chosen))
    return None
