"""Whether a sentence holds the kind of answer that is asked for: a figure, a time, a person, a place, a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.quoting.asked import AskedFor, Kind, Wanted
from knowledge.quoting.likeness import Said
from knowledge.quoting.words import UNITS_OF_LENGTH, UNITS_OF_MONEY, UNITS_OF_TIME
from knowledge.text.folding import tokens, without_clitics
from knowledge.text.quantities import Calendar

_TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|spring|summer|autumn|winter|week|month|year"
    r"|dawn|noon|evening|night)s?\b"
    r"|(?:ال)?(?:اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت|أحد)\b"
    r"|(?:اليوم|أمس|غد|الربيع|الصيف|الخريف|الشتاء|أسبوع|الأسبوع|شهر|الشهر|عام|العام|سنة|مطلع|منتصف|نهاية|فجر|مساء)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b[A-Z][\w'’-]+ (?:(?:de|bin|al|van|von) )?[A-Z][\w'’-]+|\bby (?:an?|the) \w+"
    r"|(?:قال|وقع|ووقع|عين|يقود|يرأس|رفع|ورفع|حكم|تولى|قائد|وزير|رئيس|مدير|متحدث|متحدثة|أمين|أمينة|عميد|عقيد|لواء|سفير|مبعوث|باحث"
    r"|قائم|محامي|تنفيذي|مفاوض|جهة|شركة)",
)
_PLACE = re.compile(
    r"\b(?:in|at|near|off|from|to|outside|north|south|east|west|of) (?:the )?[A-Z]"
    r"|(?:^|\s)[وف]?(?:في|إلى|من|قرب|قبالة|بين|عند|مقرها|مقره|قادمين)\s|تستضيف|ستستضيف",
)
_NONE = re.compile(r"\b(?:no one|nobody|none)\b|لم يقتل|لا أحد", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥]\s?\d|\d\s?[$€£¥]")
_DUALS = ("اسبوعين", "شهرين", "عامين", "سنتين", "يومين", "ساعتين")
_UNITS = {Kind.MONEY: UNITS_OF_MONEY, Kind.LENGTH: UNITS_OF_LENGTH, Kind.DURATION: UNITS_OF_TIME}
_NEAR = 3
"""Words between a figure and what it counts or measures."""
_REASON = re.compile(
    r"\b(?:because|due|blamed?|after|when|since|as|over|to|caught|for)\b"
    r"|لأن|بسبب|إثر|اثر|بعد|لمنع|عزا|نتيجة|لعدم|من أجل|بفعل|لإدانت|وأكد|لـ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AnswerKinds:
    """Looks for them, with the words for dates and figures that an editor listed."""

    calendar: Calendar

    def holds(self, text: str, asked: AskedFor) -> bool:
        """Whether a text has any of the kinds of answer that are asked for, beside the words of the question itself."""
        new = text
        for word in asked.words:
            new = new.replace(word.text, "") if word.is_name or not word.text.isascii() else new
        return not asked.kinds or any(self._holds(new, kind) for kind in asked.kinds)

    def _holds(self, text: str, kind: Kind) -> bool:
        match kind:
            case Kind.FIGURE:
                return bool(self.figures_near(text, None))
            case Kind.MONEY | Kind.LENGTH | Kind.DURATION:
                return self._has_unit(text, kind)
            case Kind.TIME:
                return bool(_TIME.search(text)) or bool(self.calendar.find(text, tokens(text)).dates)
            case Kind.PERSON:
                return bool(_PERSON.search(text))
            case Kind.PLACE:
                return bool(_PLACE.search(text))
            case Kind.REASON:
                return bool(_REASON.search(text))

    def figures_near(self, text: str, counted: Wanted | None) -> float:
        """Whether figures that are no date stand in a text (0.5), and what is counted or measured next to them (1)."""
        near = self._near_figures(text)
        if not near:
            return float(bool(_NONE.search(text))) / 2
        return 1.0 if counted and Said.of(" ".join(near)).meets(counted) else 0.5

    def _has_unit(self, text: str, kind: Kind) -> bool:
        if kind is Kind.MONEY and _CURRENCY.search(text):
            return True
        return any(without_clitics(word) in _UNITS[kind] or word in _UNITS[kind] for word in self._near_figures(text))

    def _near_figures(self, text: str) -> list[str]:
        """The words around the figures of a text that are no date."""
        found = tokens(text)
        quantities = self.calendar.find(text, found)
        near = [
            found[place].text
            for start, end in zip(quantities.places, quantities.ends, strict=True)
            for place in range(max(0, start - _NEAR), min(len(found), end + _NEAR + 1))
        ]
        if quantities.percents:
            near.append("%")
        return near + [word for word in _DUALS if word in {token.text for token in found}]
