"""Makes the PDF files of `papers/` from their true texts, in the ways in which newsrooms' PDFs are made.

`python -m tests.knowledge.documents.makers FONTS` with Amiri and DejaVu Sans in FONTS, on a machine that has Chromium,
LibreOffice and, in this interpreter, typst, weasyprint, reportlab, fpdf2, arabic-reshaper, python-bidi and python-docx.
The files are committed: nothing of this runs in the tests.
"""

from __future__ import annotations

import html
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parent / "papers"
HEADER = {"ar": "نشرة الموانئ · العدد 214", "en": "The Sander Ledger · Issue 214"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A true text, and how it is to be set."""

    text: str
    lang: str
    font: str
    columns: int
    fonts: Path

    @property
    def paragraphs(self) -> list[str]:
        """The title first."""
        return self.text.strip().split("\n\n")

    @property
    def direction(self) -> str:
        """As HTML names it."""
        return "rtl" if self.lang == "ar" else "ltr"


def page(paper: Paper) -> str:
    """The paper as HTML, with what printing rules can say."""
    title, *paragraphs = map(html.escape, paper.paragraphs)
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    files = sorted(paper.fonts.glob("*.ttf"))
    faces = "".join(f"@font-face {{font-family: '{one.stem}'; src: url('{one.as_uri()}')}}" for one in files)
    return f"""<!doctype html><html lang="{paper.lang}" dir="{paper.direction}"><meta charset="utf-8">
<title>{title}</title><style>{faces}
@page {{size: A5; margin: 20mm 15mm; @top-center {{content: "{HEADER[paper.lang]}"}}
@bottom-center {{content: counter(page)}}}}
html {{font: 12pt/1.5 '{paper.font}'}} p {{text-align: justify; hyphens: auto}}
main {{columns: {paper.columns}; column-gap: 8mm; font-size: {12 if paper.columns == 1 else 9}pt}}</style>
<h1>{title}</h1><main>{body}</main></html>"""


def chromium(paper: Paper) -> bytes:
    """Printed by a browser, with its own header and footer."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page(paper), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        run("chromium", *options, f"--print-to-pdf={target}", source.as_uri())
        return target.read_bytes()


def weasyprint(paper: Paper) -> bytes:
    """Set by Pango."""
    return bytes(library("weasyprint").HTML(string=page(paper)).write_pdf())


def libreoffice(paper: Paper) -> bytes:
    """A Word file, exported by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.docx")
        source.write_bytes(word(paper))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        return source.with_suffix(".pdf").read_bytes()


def word(paper: Paper) -> bytes:
    """The paper as a Word file with a header, page numbers and columns."""
    document = library("docx").Document()
    section = document.sections[0]
    shared = library("docx.shared")
    section.page_width, section.page_height = shared.Mm(148), shared.Mm(210)
    section.left_margin = section.right_margin = shared.Mm(15)
    columns = section._sectPr.xpath("./w:cols")[0]
    columns.set(library("docx.oxml.ns").qn("w:num"), str(paper.columns))
    if paper.lang == "ar":
        section._sectPr.append(library("docx.oxml").OxmlElement("w:bidi"))
    section.header.paragraphs[0].text = HEADER[paper.lang]
    document.core_properties.title = paper.paragraphs[0]
    document.core_properties.author = HEADER[paper.lang]
    for number, text in enumerate(paper.paragraphs):
        _word_paragraph(document.add_paragraph(style=None if number else "Title"), text, paper)
    _page_number(section.footer.paragraphs[0])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _word_paragraph(paragraph: Any, text: str, paper: Paper) -> None:
    made, qn = library("docx.oxml").OxmlElement, library("docx.oxml.ns").qn
    run_ = paragraph.add_run(text)
    run_.font.name = paper.font
    fonts = run_._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), paper.font)
    if paper.lang == "ar":
        paragraph._p.get_or_add_pPr().append(made("w:bidi"))
        run_._r.get_or_add_rPr().append(made("w:rtl"))


def _page_number(paragraph: Any) -> None:
    made, qn = library("docx.oxml").OxmlElement, library("docx.oxml.ns").qn
    field = made("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def typst(paper: Paper) -> bytes:
    """Set by a typesetter, with hyphens, a header and page numbers."""
    body = "\n\n".join(paper.paragraphs[1:]).replace("$", "\\$").replace("#", "\\#").replace("@", "\\@")
    source = f"""#set document(title: "{paper.paragraphs[0]}", author: "{HEADER[paper.lang]}")
#set page(paper: "a5", margin: 18mm, columns: {paper.columns}, header: [{HEADER[paper.lang]}], numbering: "1")
#set text(font: "{paper.font}", lang: "{paper.lang}", dir: {paper.direction}, size: {12 if paper.columns == 1 else 9}pt)
#set par(justify: true)
= {paper.paragraphs[0]}

{body}
"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.typ")
        path.write_text(source, encoding="utf-8")
        return bytes(library("typst").compile(str(path), font_paths=[str(paper.fonts)]))


def fpdf(paper: Paper) -> bytes:
    """Shaped by HarfBuzz and written by a script, as reports often are."""
    pdf = library("fpdf").FPDF(format="A5")
    pdf.add_page()
    pdf.add_font("face", "", str(paper.fonts / f"{paper.font}.ttf"))
    pdf.set_font("face", size=12)
    pdf.set_text_shaping(use_shaping_engine=True)
    for text in paper.paragraphs:
        pdf.multi_cell(0, 8, text, align="R" if paper.lang == "ar" else "L")
        pdf.ln(12)
    return bytes(pdf.output())


def reportlab(paper: Paper) -> bytes:
    """Presentation forms in visual order, the way of programs that cannot write Arabic."""
    canvas_module = library("reportlab.pdfgen.canvas")
    pages = library("reportlab.lib.pagesizes")
    library("reportlab.pdfbase.pdfmetrics").registerFont(
        library("reportlab.pdfbase.ttfonts").TTFont(paper.font, str(paper.fonts / f"{paper.font}.ttf"))
    )
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=pages.A5)
    canvas.setTitle(paper.paragraphs[0])
    width, height = pages.A5
    y = height - 50
    canvas.setFont(paper.font, 11)
    for text in paper.paragraphs:
        for line in _wrapped(text, 58):
            if y < 60:
                canvas.showPage()
                canvas.setFont(paper.font, 11)
                y = height - 50
            canvas.drawRightString(width - 40, y, _visual(line))
            y -= 18
        y -= 12
    canvas.save()
    return buffer.getvalue()


def _visual(line: str) -> str:
    return str(library("bidi.algorithm").get_display(library("arabic_reshaper").reshape(line)))


def _wrapped(text: str, width: int) -> list[str]:
    return list(library("textwrap").wrap(text, width))


def visual_letters(paper: Paper) -> bytes:
    """Plain letters in visual order: nothing is left of how they were joined."""
    pdf = library("fpdf").FPDF(format="A5")
    pdf.add_page()
    pdf.add_font("face", "", str(paper.fonts / f"{paper.font}.ttf"))
    pdf.set_font("face", size=11)
    for text in paper.paragraphs:
        for line in _wrapped(text, 58):
            pdf.cell(0, 8, str(library("bidi.algorithm").get_display(line)), align="R", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(12)
    return bytes(pdf.output())


def locked() -> bytes:
    """A page behind a password."""
    pdf = library("fpdf").FPDF(format="A5")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(0, 8, "Council met")
    pdf.set_encryption(owner_password="owner", user_password="reader")
    return bytes(pdf.output())


def library(name: str) -> Any:
    """A module that only this script needs."""
    return import_module(name)


def run(*command: str) -> None:
    """Run a maker that is a program."""
    subprocess.run(command, check=True, capture_output=True, timeout=300)


WAYS: Mapping[str, Callable[[Paper], bytes]] = {
    "chromium": chromium,
    "weasyprint": weasyprint,
    "libreoffice": libreoffice,
    "typst": typst,
    "fpdf": fpdf,
    "reportlab": reportlab,
    "visual": visual_letters,
}
FONTS = {"amiri": "Amiri", "dejavu": "DejaVuSans"}


def make(fonts: Path) -> None:
    """Write every file anew."""
    (PAPERS / "refused" / "locked.pdf").write_bytes(locked())
    for text, lang, name in (("strait.ar.txt", "ar", "strait"), ("corridor.en.txt", "en", "corridor")):
        words = (PAPERS / text).read_text(encoding="utf-8")
        for way, maker in WAYS.items():
            for font, columns in (("amiri", 1), ("dejavu", 1), ("amiri", 2)):
                if (lang == "en" and (font == "amiri") == (columns == 1)) or (way in ALONE and columns == 2):
                    continue
                if lang == "en" and way in ("visual", "reportlab"):
                    continue
                paper = Paper(words, lang, family(way, font), columns, fonts)
                target = PAPERS / f"{name}.{way}.{font}.{columns}.pdf"
                target.write_bytes(maker(paper))
                sys.stderr.write(f"{target.name} {target.stat().st_size}\n")


ALONE = ("fpdf", "reportlab", "visual")
"""Ways without columns."""


def family(way: str, font: str) -> str:
    """Programs that look fonts up go by the name of the family, the others by that of the file."""
    if way in ("libreoffice", "typst", "weasyprint") and font == "dejavu":
        return "DejaVu Sans"
    return FONTS[font]


if __name__ == "__main__":
    make(Path(sys.argv[1]))
