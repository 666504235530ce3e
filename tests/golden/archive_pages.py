"""Whole pages of newsrooms: `python -m tests.golden.archive_pages tuning` shows every fault of their sentences.

The articles are retold from public facts, the newsrooms are made up; what stands around an article is what such pages
have (tests/golden/archive/README.md). Each page is read twice: as HTML, and as somebody pastes it from the screen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from knowledge.documents.reading import read
from knowledge.files.strict_yaml import Record, load_or_raise
from knowledge.text.sentences import sentences

FOLDER = Path(__file__).parent / "archive" / "pages"
FORMS = ("pasted", "html")


class Site(Record):
    """What a newsroom puts around its articles."""

    half: str
    lang: str
    publisher: str
    menu: tuple[str, ...]
    above: tuple[str, ...]
    share: tuple[str, ...]
    caption: tuple[str, ...]
    below: tuple[str, ...]
    cookies: tuple[str, ...]


class _Sites(Record):
    """The whole of `sites.yaml`."""

    sites: dict[str, Site]


@dataclass(frozen=True, slots=True)
class Page:
    """An article with what stands around it."""

    id: str
    date: str
    by: str
    caption: str
    site: Site
    lines: Sequence[str]
    """The headline, then a paragraph each: ¦ ends a sentence, what stands in ⟦⟧ is none."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.lines[0].rstrip("¦")

    @property
    def marked(self) -> list[str]:
        """Its sentences, the headline first."""
        said = (line for line in self.lines if not line.startswith("⟦"))
        return [one.strip() for line in said for one in line.split("¦") if one.strip()]

    @property
    def article(self) -> str:
        """The text alone."""
        return "\n\n".join(line.replace("¦", "") for line in self.lines if not line.startswith("⟦"))

    def around(self, lines: Iterable[str]) -> list[str]:
        """Lines of the site for this article."""
        values = {"date": self.date, "by": self.by, "caption": self.caption, "day": "3 days"}
        return [line.format_map(values) for line in lines]

    @property
    def pasted(self) -> str:
        """The page as text, as it is copied from a screen."""
        site, (title, *body) = self.site, [line.strip("⟦⟧").replace("¦", "") for line in self.lines]
        above = (*site.menu, title, *self.around(site.above), *self.around(site.share), *self.around(site.caption))
        return "\n".join((*above, "", *(f"{line}\n" for line in body), *self.around(site.below), *site.cookies))

    @property
    def html(self) -> str:
        """The page as it is sent."""
        site = self.site
        head = (
            f'<!doctype html><html lang="{site.lang}"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)} | {escape(site.publisher)}</title>"
            f'<meta property="og:title" content="{escape(self.title)}">'
            f'<meta property="og:site_name" content="{escape(site.publisher)}">'
            f'<meta property="article:published_time" content="{self.date}T09:12:00Z"></head><body>'
        )
        body = "".join(map(_paragraph, self.lines[1:]))
        return (
            f"{head}<header><nav><ul>{_each('li', site.menu)}</ul></nav></header><main><article>"
            f'<h1>{escape(self.title)}</h1><div class="meta">{_each("span", self.around(site.above))}</div>'
            f'<div class="tools"><ul>{_each("li", self.around(site.share))}</ul></div>'
            f'<figure><img src="a.jpg"><figcaption>{_each("span", self.around(site.caption))}</figcaption></figure>'
            f'<div class="text">{body}{_each("p", self.around(site.below))}</div></article></main>'
            f'<div class="consent">{_each("p", site.cookies)}</div></body></html>'
        )

    def read_as(self, form: str) -> list[str]:
        """The sentences that are found in one of the forms."""
        if form == "html":
            text = read(f"{self.id}.html", self.html.encode()).text
        else:
            text = read(f"{self.id}.txt", self.pasted.encode()).text
        return [" ".join(text[start:end].split()) for start, end in sentences(text)]


def _each(tag: str, lines: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def _paragraph(line: str) -> str:
    text = escape(line.strip("⟦⟧").replace("¦", ""))
    return f'<p><a href="/more">{text}</a></p>' if line.startswith("⟦") else f"<p>{text}</p>"


@cache
def pages(half: str) -> Sequence[Page]:
    """The pages of a half: other newsrooms and other articles than those of the other one."""
    sites = load_or_raise(FOLDER / "sites.yaml", _Sites, name="sites.yaml").sites
    articles = (FOLDER / "articles.txt").read_text("utf-8").split("=== ")[1:]
    found = (_page(one.splitlines(), sites) for one in articles)
    return [one for one in found if one.site.half == half]


def _page(lines: Sequence[str], sites: dict[str, Site]) -> Page:
    site, id_, date, by, caption = lines[0].split(" | ")
    return Page(id_, date, by, caption, sites[site], lines[1:])


@dataclass(frozen=True, slots=True)
class Faults:
    """Sentences that are not found whole, and what is told as one and is none."""

    marked: int
    lost: Sequence[str]
    made: Sequence[str]


def faults(half: str, form: str) -> Faults:
    """Those of a half in a form."""
    lost, made, marked = [], [], 0
    for page in pages(half):
        found, meant = page.read_as(form), page.marked
        marked += len(meant)
        lost += [f"{page.id}: {one}" for one in meant if one not in found]
        made += [f"{page.id}: {one}" for one in found if one not in meant]
    return Faults(marked, lost, made)


def report(half: str) -> Iterator[str]:
    """Every fault, then the sums."""
    for form in FORMS:
        found = faults(half, form)
        yield from (f"{form} lost {one}" for one in found.lost)
        yield from (f"{form} made {one}" for one in found.made)
    for form in FORMS:
        found = faults(half, form)
        yield f"{half}, {form}: {found.marked} sentences, {len(found.lost)} not found whole, {len(found.made)} made"


def main() -> None:
    """Print the report."""
    for line in report(sys.argv[1]):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
