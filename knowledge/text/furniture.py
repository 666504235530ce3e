"""What stands at the edges of a page and is no part of what it says: share bars, "read also", page numbers."""

from __future__ import annotations

import re

_NETWORKS = (
    "facebook|twitter|whats ?app|telegram|e-?mail|linkedin|pinterest|instagram|youtube"
    "|فيسبوك|تويتر|واتساب|تلغرام|تليغرام|تيليجرام|إنستغرام|يوتيوب"
)
_ALONE = (
    r"share(?:\s+(?:this|on|via).{0,60})?|tweet|print|copy link",
    rf"(?:{_NETWORKS})(?:\W+(?:{_NETWORKS}|x|print|بريد))*",
    r"شارك(?: (?:المقال|الخبر|عبر.{0,60}|على.{0,60}))?|مشاركة|طباعة|نسخ الرابط",
    r"advertisement|sponsored(?: content)?|إعلان|إعلانات|مساحة إعلانية",
    r"related(?: (?:articles|stories|topics|news))?|more on this(?: story)?|most (?:read|viewed)",
    r"مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|ذات صلة",
    r"(?:subscribe|sign up)\b.{0,60}|اشترك(?:وا)? (?:في|ب).{0,60}",
    r"(?:follow|find) us\b.{0,60}|تابع(?:ونا|نا|وا)\b.{0,60}",
    r"(?:page|p\.|صفحة|الصفحة)\s*\d+(?:\s*(?:of|/|من)\s*\d+)?|\d{1,4}",
    r"skip to (?:content|main).{0,20}|back to top|read more|load more|اقرأ المزيد|المزيد",
    r"(?:comments?|تعليقات?|التعليقات)(?:\s*\(?\d*\)?)?",
)
_BEFORE_A_LINK = (
    "read (?:also|more|next)|see also|also read|recommended"
    "|(?:اقرأ|إقرأ|طالع|شاهد|انظر) أيض[\u064b\u0627]{1,2}|اقرأ المزيد"
)
_OF_A_PICTURE = r"photo|image|picture|credit|الصورة|صورة|تصوير"
_RIGHTS = r"all rights reserved|جميع الحقوق محفوظة|كافة الحقوق محفوظة"
_LINE = re.compile(
    rf"\W*(?:{'|'.join(_ALONE)})\W*"
    rf"|\W*(?:{_BEFORE_A_LINK})\s*[:：-].{{0,250}}"
    rf"|\W*(?:{_OF_A_PICTURE})\s*[:：].{{0,120}}"
    rf"|.{{0,80}}(?:{_RIGHTS}).{{0,80}}"
    r"|\W*(?:©|(?:\(c\)|copyright)\W+(?:\d{4}|©)).{0,120}",
    re.IGNORECASE,
)
_LONGEST = 300


def is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text, a paragraph or line of its own, is no part of what is said."""
    return end - start <= _LONGEST and _LINE.fullmatch(text, start, end) is not None
