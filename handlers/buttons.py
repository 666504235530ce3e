"""Buttons: what a press means, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import CallbackQuery

from bot.interface.buttons import following, of_document, presses, remembering
from bot.interface.buttons.encoding import decode, unpacked
from bot.interface.buttons.following import OpenSettings, SetZone
from bot.interface.buttons.presses import Press, ShowPage
from bot.interface.commands import OPERATORS_ONLY, Command
from handlers import (
    answers,
    citing,
    commands,
    drawing,
    feeds,
    hours,
    keeping,
    language,
    lists,
    looking_back,
    mentioning,
    misses,
    passages,
    personal,
    publishing,
    reminding,
    reports,
    subscribing,
)
from handlers.incoming import Incoming
from handlers.permissions import Obey, for_deciders, for_operators
from handlers.replying.queries import unless_too_late


async def press(incoming: Incoming) -> None:
    """Do what a button says; one that means nothing any more is answered politely."""
    query = incoming.update.callback_query
    if query is None:
        return
    meant = decode(query.data or "")
    if meant is None or not (query.message and query.message.is_accessible):
        await _toast(incoming, query, "button.stale")
    elif notice := await _obey(incoming, meant):
        await _toast(incoming, query, notice)
    else:
        await unless_too_late(query.answer())  # ends the wait that the reader's program shows


async def _obey(incoming: Incoming, meant: Press) -> str | None:
    return await PRESSES[type(meant)](incoming, meant)


async def _set_zone(incoming: Incoming, meant: SetZone) -> str | None:
    """Choose a time zone, and go on with what the reader wanted when it was asked for."""
    return await hours.set_zone(incoming, meant) or await _obey(incoming, unpacked(meant.then) or OpenSettings())


async def _show_page(incoming: Incoming, meant: ShowPage) -> str | None:
    """Do what a command does that readers may use."""
    command = next((one for one in Command if one.value == meant.command), None)
    if command is None or command in OPERATORS_ONLY:
        return "button.stale"
    await commands.perform(command, incoming)
    return None


async def _toast(incoming: Incoming, query: CallbackQuery, key: str) -> None:
    await unless_too_late(query.answer((await incoming.pages()).simple(key).plain))


PRESSES: Mapping[type[Press], Obey[Any]] = {
    presses.Quote: answers.quote,
    presses.Related: answers.related,
    presses.Draw: drawing.draw,
    presses.DrawCard: drawing.draw_card,
    presses.Explain: answers.explain_terms,
    presses.Cite: citing.cite,
    presses.CiteAs: citing.cite_as,
    presses.Report: reports.report,
    presses.Brief: answers.brief,
    presses.MoreOf: answers.more,
    presses.ChooseEntity: answers.choose,
    presses.NoneOfThese: answers.none_of_these,
    presses.AskThis: answers.ask_this,
    presses.ShowPage: _show_page,
    presses.OpenClass: lists.open_class,
    presses.OpenList: lists.open_list,
    presses.TurnList: lists.turn_list,
    presses.TurnSources: lists.turn_sources,
    presses.Still: lists.stay,
    presses.SearchFor: passages.search_for,
    presses.ReadOn: passages.read_on,
    presses.WholePassage: passages.whole,
    presses.Speak: for_deciders(language.speak),
    presses.Forget: for_deciders(personal.forget_pressed),
    presses.KeepAll: personal.keep_all,
    presses.Publish: for_operators(publishing.publish),
    presses.PublishNow: for_operators(publishing.publish_now),
    presses.Unpublish: for_operators(publishing.unpublish),
    presses.LeaveIt: for_operators(publishing.leave_it),
    presses.OfferDocument: for_operators(keeping.offer_text),
    presses.KeepDocument: for_operators(keeping.keep),
    presses.DropDocument: for_operators(keeping.drop),
    presses.PauseFeed: for_operators(feeds.pause),
    following.Follow: for_deciders(subscribing.follow),
    following.FollowWords: for_deciders(subscribing.follow_words),
    following.FollowWhich: for_deciders(subscribing.follow_which),
    following.OfferSubjects: for_deciders(subscribing.offer_subjects),
    following.ListSubscriptions: for_deciders(subscribing.turn),
    following.ShowSubscriptions: for_deciders(subscribing.show_below),
    following.OpenSubscription: for_deciders(subscribing.open_one),
    following.OpenAspect: for_deciders(subscribing.open_aspect),
    following.Adjust: for_deciders(subscribing.adjust),
    following.Unfollow: for_deciders(subscribing.unfollow),
    following.UnfollowAll: for_deciders(subscribing.unfollow_all),
    following.OpenSettings: for_deciders(hours.open_settings),
    following.OpenZones: for_deciders(hours.open_zones),
    following.SetZone: for_deciders(_set_zone),
    following.OpenQuiet: for_deciders(hours.open_quiet),
    following.SetQuiet: for_deciders(hours.set_quiet),
    following.TellLater: for_deciders(misses.tell_later),
    following.DropQuestion: for_deciders(misses.drop),
    following.LessOf: for_deciders(mentioning.less_of),
    following.LeaveOutSource: for_deciders(mentioning.leave_out_source),
    following.TakeIn: for_deciders(mentioning.take_in),
    of_document.OpenStatements: lists.open_statements,
    of_document.TurnStatements: lists.turn_statements,
    remembering.OfferReminders: reminding.offer,
    remembering.SetReminder: for_deciders(reminding.remind),
    remembering.EndReminder: for_deciders(reminding.end),
    remembering.ListReminders: for_deciders(reminding.turn),
    remembering.ShowReminders: for_deciders(reminding.show_below),
    remembering.SendCalendar: reminding.calendar,
    remembering.SendAllEvents: for_deciders(reminding.all_events),
    remembering.ShowHistory: looking_back.history,
}
"""Who obeys which press; a test holds that each has its own, which takes it."""
