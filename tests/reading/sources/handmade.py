"""手写的 PDF."""

from __future__ import annotations

import zlib
from pathlib import Path


def write_pdf(path: Path, pages: list[str], *, packed: bool = False) -> Path:
    """Write a PDF by hand: each page is a content stream, with one Latin font."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    kids = []
    for stream in pages:
        page = len(objects) + 1
        kids.append(f"{page} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{font}"
            f"/Contents {page + 1} 0 R>>"
        )
        data = zlib.compress(stream.encode(), 9).decode("latin-1") if packed else stream
        filtered = "/Filter/FlateDecode" if packed else ""
        objects.append(f"<<{filtered}/Length {len(data)}>>\nstream\n{data}\nendstream")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    data += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    tail = f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n"
    start = data.index("xref\n0 ")
    path.write_bytes(f"{data}{tail}{start}\n%%EOF".encode("latin-1"))
    return path
