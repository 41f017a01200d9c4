"""一格的小图 (PNG), 放进工作表的一格."""

from __future__ import annotations

from base64 import b64decode
from typing import Any, Final

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_WIDE, _HIGH, _END = 16, 20, 24
"""Where a PNG says how large it is."""
_DOT: Final = 9525
"""What a drawing calls a dot of the screen."""
_EDGE: Final = 3
POINTS: Final = 0.75
"""Points of a dot."""


class SmallPicture(Image):
    """一张小图. It is put in as it is, and its library not asked for."""

    def __init__(self, png: bytes, widest: int) -> None:
        self._png = png
        across, down = (
            int.from_bytes(png[a:b]) for a, b in ((_WIDE, _HIGH), (_HIGH, _END))
        )
        share = min(1.0, widest / max(across, 1))
        self.width, self.height = round(across * share), round(down * share)
        self.format = "png"

    def _data(self) -> bytes:
        return self._png

    @property
    def needed(self) -> float:
        """The height of a row that shows it, in points."""
        return (self.height + 2 * _EDGE) * POINTS

    def put(self, cell: Any) -> None:
        """Put it into a cell, at its upper left."""
        where = AnchorMarker(cell.column - 1, _EDGE * _DOT, cell.row - 1, _EDGE * _DOT)
        size = XDRPositiveSize2D(self.width * _DOT, self.height * _DOT)
        self.anchor = OneCellAnchor(_from=where, ext=size)
        cell.parent.add_image(self)


def picture(text: str, widest: int) -> SmallPicture | None:
    """The picture of a doubt, from base64; None where there is none."""
    png = b64decode(text)
    return SmallPicture(png, widest) if png.startswith(_SIGNATURE) else None
