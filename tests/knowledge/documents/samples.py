"""Small files of every kind, made in memory."""

from __future__ import annotations

import io
import zipfile

NEWS = """Harbour patrols doubled

The coast guard of Freedonia doubled its harbour patrols in March. Fishing boats stayed away from the quay.

No accident was reported, the harbour master said on Monday."""
ARABIC = """الدوريات في الميناء تتضاعف

ضاعف خفر السواحل في فريدونيا دورياته في الميناء خلال شهر مارس، وابتعدت القوارب عن الرصيف في الأيام التالية.

ولم يُسجَّل أي حادث، كما قال مدير الميناء يوم الاثنين في بيان إلى الصحف المحلية."""


def html(text: str = NEWS, *, head: str = "", before: str = "") -> str:
    """A page with a menu, a footer and scripts around an article."""
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}"
        "<script>var secret = 'tracked';</script></head>"
        f"<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>{before}"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved 2019</footer></body></html>"
    )


def docx(text: str = NEWS, *, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file, with a table and a list at its end."""
    import docx as library

    document = library.Document()
    title, *paragraphs = text.split("\n\n")
    document.core_properties.title = title
    document.add_heading(title, 0)
    for one in paragraphs:
        document.add_paragraph(one)
    document.add_paragraph("Ropes", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Boats", "14"
    buffer = io.BytesIO()
    document.save(buffer)
    return with_parts(buffer.getvalue(), extra or {})


def odt(text: str = NEWS) -> bytes:
    """An OpenDocument text."""
    from odfdo import Document, Header, Paragraph

    document = Document("text")
    document.body.clear()
    title, *paragraphs = text.split("\n\n")
    document.meta.set_title(title)
    document.body.append(Header(1, title))
    for one in paragraphs:
        document.body.append(Paragraph(one))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def eml(text: str = NEWS, charset: str = "utf-8") -> bytes:
    """A message with something attached."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Port Press Office <press@port.example>"
    message["Subject"] = text.split("\n\n", maxsplit=1)[0]
    message["Date"] = "Mon, 7 Oct 2024 10:00:00 +0000"
    message.set_content(text, charset=charset)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="quay.png")
    return bytes(message)


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The same archive with parts added or put in place of others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        present = {name: archive.read(name) for name in archive.namelist()}
    return zipped(present | parts)


def pdf(*, words: str | None = None, pages: int = 1) -> bytes:
    """A PDF of one line a page, or of nothing."""
    stream = f"BT /F1 12 Tf 40 700 Td ({words}) Tj ET".encode() if words else b"0 0 m 99 99 l S"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    fonts = b"/Resources << /Font << /F1 3 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % fonts
    objects += [page] * pages
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
