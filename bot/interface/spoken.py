"""Commands as they are asked for in words: «احذف بياناتي», "quiet hours". What is more than that is a question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.interface.commands import Command
from knowledge.text.folding import words

_SAID: Mapping[Command, tuple[str, ...]] = {
    Command.SEARCH: ("search", "search documents", "بحث", "ابحث", "البحث"),
    Command.SOURCE: (
        *("sources", "your sources", "what are your sources", "documents"),
        *("المصادر", "مصادرك", "ما مصادرك", "ما هي مصادرك", "الوثائق"),
    ),
    Command.CITE: (
        *("cite", "cite this", "cite that", "cite it", "citation", "how do i cite this", "bibtex", "share this"),
        *("استشهاد", "استشهد بهذا", "الاستشهاد", "اقتبس هذا", "كيف أستشهد بهذا", "شارك هذا", "مشاركة"),
    ),
    Command.INITIATIVES: ("initiatives", "المبادرات", "مبادرات"),
    Command.SUBSCRIBE: (
        *("subscribe", "follow", "i want to subscribe", "notify me"),
        *("اشتراك", "اشترك", "متابعة", "أريد الاشتراك", "أريد المتابعة", "أريد أن أشترك", "بدي اشترك"),
    ),
    Command.SUBSCRIPTIONS: (
        *("subscriptions", "my subscriptions", "what do i follow", "what am i following"),
        *("اشتراكاتي", "الاشتراكات", "ماذا أتابع", "ما الذي أتابعه", "شو متابع"),
    ),
    Command.UNSUBSCRIBE: (
        *("unsubscribe", "stop", "unfollow", "stop messages", "stop sending me messages", "stop the updates"),
        *("إلغاء الاشتراك", "إلغاء اشتراكي", "ألغ الاشتراك", "ألغ اشتراكي", "إلغاء المتابعة", "أوقف الرسائل"),
        *("إيقاف الرسائل", "وقف الرسائل", "لا ترسل لي"),
    ),
    Command.REMINDERS: (
        *("reminders", "my reminders", "what are my reminders", "list my reminders", "show my reminders"),
        *("تذكيراتي", "التذكيرات", "ما تذكيراتي", "بماذا ستذكرني", "اعرض تذكيراتي", "تذكيرات"),
    ),
    Command.LESS: ("less of this", "what is left out", "أقل من هذا", "ما المستبعد", "المستبعدات"),
    Command.TIMEZONE: ("time zone", "timezone", "my time zone", "المنطقة الزمنية", "توقيتي", "غير التوقيت"),
    Command.QUIET: ("quiet hours", "do not disturb", "quiet", "ساعات الهدوء", "عدم الإزعاج", "لا تزعجني"),
    Command.SETTINGS: ("settings", "my settings", "الإعدادات", "إعدادات", "إعداداتي", "الضبط"),
    Command.LANGUAGE: (
        *("language", "change language", "change the language", "اللغة", "تغيير اللغة", "غير اللغة", "غيّر اللغة"),
    ),
    Command.FEEDS: ("feeds", "the feeds", "watched sources", "المصادر المتابعة", "التغذيات"),
    Command.LEADS: ("leads", "the leads", "خيوط للمحررين", "ما الذي يستحق النظر"),
    Command.ABOUT: ("about", "about you", "about marsad", "about this bot", "عن مرصد", "عن البوت", "من أنت"),
    Command.PRIVACY: (
        *("privacy", "what do you keep about me", "what do you store about me", "what do you know about me"),
        *("الخصوصية", "ماذا تحفظ عني", "ماذا تخزن عني", "ماذا تعرف عني"),
    ),
    Command.MYDATA: ("my data", "show my data", "بياناتي", "اعرض بياناتي"),
    Command.FORGET: (
        *("forget me", "delete my data", "delete all my data", "erase my data", "delete everything about me"),
        *("احذف بياناتي", "امسح بياناتي", "حذف بياناتي", "انسني", "احذف كل شيء عني"),
    ),
}


def command_said(text: str) -> Command | None:
    """The command that a text asks for and nothing else."""
    return _commands().get(words(text))


@cache
def _commands() -> Mapping[tuple[str, ...], Command]:
    return {words(text): command for command, texts in _SAID.items() for text in texts}
