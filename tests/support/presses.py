"""Every kind of press that is written down, and examples of each: the longest that a button must carry."""

from __future__ import annotations

from bot.drawing.scenes import CardShape, Look, PictureKind
from bot.interface.buttons import following, of_document, presses, remembering
from bot.interface.buttons.encoding import MAX_KEYS, digest, packed
from bot.interface.buttons.presses import Press
from bot.interface.subjects import MAX_WORDS_BYTES
from bot.interface.zones import REGIONS
from bot.readers.event_time import Lead
from bot.readers.subscription import Aspect, Scope
from knowledge.citing.formats import CitationFormat
from knowledge.model import EntityType, Kind

KEYS = tuple(digest(str(number)) for number in range(MAX_KEYS))
ADJUST = following.Adjust(10**12, Aspect.MINUTE, 1439)
LONGEST_ZONE = max((zone for region in REGIONS.values() for zone in region), key=len)
EXAMPLES: list[Press] = [
    presses.Quote(KEYS),
    presses.Quote(KEYS[:1]),
    presses.Report(KEYS),
    presses.Related(KEYS),
    presses.Explain(KEYS),
    presses.Draw(PictureKind.TIMELINE, KEYS[:4], 999, Look.DARK),
    presses.DrawCard(CardShape.SQUARE, KEYS[:1], Look.DARK),
    presses.Cite(KEYS),
    presses.CiteAs(CitationFormat.BIBTEX, KEYS),
    presses.Brief(KEYS[0]),
    presses.MoreOf(KEYS[0], 9),
    presses.ChooseEntity(KEYS[0]),
    presses.NoneOfThese(),
    presses.AskThis(9),
    presses.ShowPage("subscriptions"),
    presses.OpenClass(EntityType.MINISTERIAL_MEETING, 999_999),
    presses.OpenList(Kind.INITIATIVE),
    presses.TurnList(Kind.INITIATIVE, 999_999),
    presses.TurnSources(999_999),
    of_document.OpenStatements(KEYS[0]),
    of_document.TurnStatements(KEYS[0], 999_999),
    presses.SearchFor("م" * 30),
    presses.ReadOn(KEYS[0], 999_999_999),
    presses.WholePassage(KEYS[0], 999_999_999),
    presses.Speak("auto"),
    presses.Forget(),
    presses.KeepAll(),
    presses.Publish("k9-0123456789abcdef", "k8-0123456789abcdef"),
    presses.PublishNow("k9-0123456789abcdef", ""),
    presses.Unpublish(),
    presses.LeaveIt(),
    presses.OfferDocument(),
    presses.KeepDocument(1),
    presses.DropDocument(),
    presses.PauseFeed("n" * 40, 1),
    following.LessOf(10**12),
    following.LeaveOutSource(10**12),
    following.TakeIn(10**12),
    presses.Still(),
    following.Follow(Scope.ALL, ""),
    following.Follow(Scope.KIND, Kind.INITIATIVE.value),
    following.Follow(Scope.ENTITY, KEYS[0]),
    following.FollowWords("م" * (MAX_WORDS_BYTES // 2)),
    following.FollowWhich(KEYS),
    following.OfferSubjects(),
    following.ListSubscriptions(6),
    following.ShowSubscriptions(),
    following.OpenSubscription(10**12),
    ADJUST,
    following.OpenAspect(10**12, Aspect.WEEKDAY),
    following.Unfollow(10**12),
    following.UnfollowAll(),
    following.OpenSettings(),
    following.OpenZones("america", packed(ADJUST)),
    following.SetZone(LONGEST_ZONE, packed(ADJUST)),
    following.SetZone(LONGEST_ZONE, packed(following.SetQuiet(1320, 1439))),
    following.OpenQuiet(),
    following.SetQuiet(1320, 1439),
    following.TellLater(10**12, KEYS[0]),
    following.DropQuestion(10**12),
    following.SetZone(LONGEST_ZONE, packed(remembering.SetReminder(KEYS[0], Lead.MORNING))),
    remembering.OfferReminders(KEYS[0]),
    remembering.SetReminder(KEYS[0], Lead.MORNING),
    remembering.EndReminder(10**12),
    remembering.ListReminders(6),
    remembering.ShowReminders(),
    remembering.SendCalendar(KEYS[0]),
    remembering.SendAllEvents(),
    remembering.ShowHistory(KEYS[0]),
]


def kinds_of_press() -> list[type[Press]]:
    """The types of the modules that declare presses."""
    modules = (presses, following, of_document, remembering)
    declared = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return [one for one in declared if issubclass(one, Press) and one is not Press]
