"""Small PDFs for the tests, written by hand so that every line's place, face and size is known."""

from __future__ import annotations

from dataclasses import dataclass

FACES = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique"}


@dataclass(frozen=True)
class Run:
    x: float
    y: float
    text: str
    size: float = 10
    face: str = "F1"


def make_pdf(pages: list[list[Run]], *, encrypted: bool = False) -> bytes:
    """A PDF of one content stream a page, A4, text in Windows-1252."""
    objects: list[bytes] = []
    fonts = {}
    for key, name in FACES.items():
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode())
        fonts[key] = len(objects)
    font_map = " ".join(f"/{key} {number} 0 R" for key, number in fonts.items())
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for runs in pages:
        stream = b"\n".join(_show(run) for run in runs)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R"
            f"/Resources<</Font<<{font_map}>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects.append(f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>".encode())
    objects.append(f"<</Type/Catalog/Pages {tree} 0 R>>".encode())
    root = len(objects)
    trailer = f"/Root {root} 0 R"
    if encrypted:
        objects.append(b"<</Filter/Standard/V 1/R 2/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>")
        trailer += f"/Encrypt {len(objects)} 0 R/ID[<{'43' * 16}><{'43' * 16}>]"
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _show(run: Run) -> bytes:
    text = run.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /{run.face} {run.size} Tf {run.x} {run.y} Td (".encode() + text + b") Tj ET"
