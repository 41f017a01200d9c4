"""PDF 一页画的东西: 一个字、一条线画在哪里, 又只在哪一块 (裁剪框) 里看得见.

The library takes what is clipped for text like any other. A spreadsheet program draws
the whole text of a merged cell on every page and shows a part of it; it draws the last
lines of a text over the cells below where the row is too low for them.
"""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import Matrix, apply_matrix_pt
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from reading.sources.look_alikes import usual
from reading.sources.pages.drawing import (
    Char,
    Corners,
    PageDrawing,
    clipped,
    is_covered,
)


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what a page draws; the tag of each thing is its clip."""

    clip: Corners | None = None

    def tag_cur_item(self) -> None:
        """Called for each thing that has been drawn."""
        if drawn := self.cur_item._objs:  # noqa: SLF001 - as the library does
            vars(drawn[-1])["tag"] = self.clip


class _Interpreter(PDFPageInterpreter):
    """Follows the clip, which the library leaves out."""

    device: _Device

    def init_state(self, ctm: Matrix) -> None:
        """Begin a page, or a form that is drawn inside the clip of the page."""
        super().init_state(ctm)
        self._clips: list[Corners | None] = []

    def do_q(self) -> None:
        """Save the state."""
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - the name of the operator
        """Restore the state."""
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_Do(self, name: Any) -> None:  # noqa: N802 - the name of the operator
        """Draw a form."""
        kept = self.device.clip
        super().do_Do(name)
        self.device.clip = kept

    def do_W(self) -> None:  # noqa: N802 - the name of the operator
        """Clip by the path."""
        self._narrow()

    def do_W_a(self) -> None:  # noqa: N802 - the name of the operator
        """Clip by the path, inside and outside told otherwise."""
        self._narrow()

    def _narrow(self) -> None:
        """Narrow the clip to the rectangle round the path."""
        flat = [
            pair
            for _, *xy in self.curpath
            for pair in zip(xy[::2], xy[1::2], strict=False)
        ]
        if not flat:
            return
        xs, ys = zip(*(apply_matrix_pt(self.ctm, point) for point in flat), strict=True)
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        if old := self.device.clip:
            left, bottom = max(left, old[0]), max(bottom, old[1])
            right, top = min(right, old[2]), min(top, old[3])
        self.device.clip = (left, bottom, right, top)


def drawing(page: Any, number: int) -> PageDrawing:
    """What a page of pdfplumber shows, drawn anew so that all knows its clip."""
    _draw(page)
    edges = (clipped(rule, _clip_of(rule, page)) for rule in page.edges)
    pictures = sum(image["width"] * image["height"] for image in page.images)
    covered = is_covered(page.bbox, pictures)
    seen = list(filter(None, edges))
    return PageDrawing(number, page.bbox, _chars_of(page), seen, covered)


def _draw(page: Any) -> None:
    page.flush_cache()
    manager = page.pdf.rsrcmgr
    device = _Device(manager, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(manager, device).process_page(page.page_obj)
    page._layout = device.get_result()  # noqa: SLF001 - what the page reads from


def _chars_of(page: Any) -> list[Char]:
    """The characters of a page that has been drawn, without blanks."""
    chars: list[Char] = [char for char in page.chars if char["text"].strip()]
    for order, char in enumerate(chars):
        char["text"], char["clip"] = usual(char["text"]), _clip_of(char, page)
        char["order"] = order
    return chars


def _clip_of(drawn: Char, page: Any) -> Corners | None:
    """Where what is drawn can be seen: left, top, right, bottom; None for everywhere."""
    if not (clip := drawn.get("tag")):
        return None
    left, bottom, right, top = clip
    across, down = page.mediabox[0], page.height + page.mediabox[1]
    return left + across, down - top, right + across, down - bottom
