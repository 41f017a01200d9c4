"""照抄件的样子: 字体、边框、页面, 与“照抄件, 不是原件”的话."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from templates.annotating.review_style import put, set_up
from templates.annotating.transcript.measures import PAGE, SIZE
from templates.writing.workbook import FONT

STATED: Final = (
    "照抄件，不是原件：下面的文字由程序从原件读出，另排成表，以原件为准。"
    "有底色的格有批注。"
)
_HIDDEN, _PALE, _RED = "FF8A8A8A", "FF6B665C", "FF9C2F1F"
_SHORT: Final = 14
_UPRIGHT: Final = PAGE * 2 // 3
"""A table that is narrower is printed upright."""
_HEADER: Final = 80
"""So much of a file's name stands in the head of a page."""


class Looks:
    """各种格的样子, 造一次, 处处用."""

    @cached_property
    def border(self) -> Any:
        """Thin rules on all sides."""
        from openpyxl.styles import Border, Side

        side = Side("thin", color="FF6B665C")
        return Border(side, side, side, side)

    @cached_property
    def fonts(self) -> dict[str, Any]:
        """The fonts, by what is written in them."""
        from openpyxl.styles import Font

        return {
            "text": Font(name=FONT, size=SIZE),
            "hidden": Font(name=FONT, size=SIZE, color=_HIDDEN),
            "title": Font(name=FONT, size=SIZE + 4, bold=True),
            "page": Font(name=FONT, size=SIZE, bold=True, color=_PALE),
            "stated": Font(name=FONT, size=SIZE, italic=True, color=_RED),
        }

    @cached_property
    def alignments(self) -> dict[bool, Any]:
        """Wrapped: in the middle, or from the left."""
        from openpyxl.styles import Alignment

        ways = {True: "center", False: "left"}
        return {
            middle: Alignment(way, "center", wrap_text=True)
            for middle, way in ways.items()
        }

    def ruled(self, cell: Any) -> None:
        """A cell of a table."""
        cell.border = self.border

    def written(
        self, cell: Any, text: str, kind: str = "text", *, middle: bool | None = None
    ) -> None:
        """Write a text as a text; a short one stands in the middle unless said else."""
        put(cell, text, always_text=True)
        cell.font = self.fonts[kind]
        short = len(text) <= _SHORT if middle is None else middle
        cell.alignment = self.alignments[short]


def set_page(sheet: Any, widths: Sequence[int], name: str) -> None:
    """Set the printed page, which says on top what it is."""
    set_up(sheet, widths)
    if sum(widths) < _UPRIGHT:
        sheet.page_setup.orientation = "portrait"
    shown = name[:_HEADER].replace("&", "&&")
    sheet.oddHeader.center.text = f"照抄件，不是原件：{shown}"
