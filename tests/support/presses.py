"""Every kind of press that is written down, whether or not anything knows it."""

from __future__ import annotations

from bot.interface.buttons import following, presses
from bot.interface.buttons.presses import Press


def kinds_of_press() -> list[type[Press]]:
    """The types of the modules that declare presses."""
    declared = [one for module in (presses, following) for one in vars(module).values() if isinstance(one, type)]
    return [one for one in declared if issubclass(one, Press) and one is not Press]
