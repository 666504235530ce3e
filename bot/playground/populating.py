"""Who there is in a playground that nobody has used yet."""

from __future__ import annotations

from bot.playground.world.model import DialogType
from bot.playground.world.moves import gather, rank_of_bots
from bot.playground.world.world import World


def populate(world: World) -> None:
    """A bot and people to begin with, where there is nobody: three languages, a group, a forum and a channel."""
    if world.state.bots:
        return
    bot = world.add_bot("Marsad", "marsad_bot")
    people = [
        world.add_person("ليلى", username="layla", language_code="ar"),
        world.add_person("Anna", username="anna", language_code="en"),
        world.add_person("Тимур", username="timur", language_code="ru"),
    ]
    for type_, title, forum in (
        (DialogType.GROUP, "News desk", False),
        (DialogType.SUPERGROUP, "غرفة التحرير", True),
        (DialogType.CHANNEL, "Bulletin", False),
    ):
        dialog = world.add_chat(type_, title, forum=forum)
        gather(world, dialog, [person.id for person in people], {bot.id: rank_of_bots(type_)})
