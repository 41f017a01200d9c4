"""看不真的字: 一道线穿过的、盖了章的、太小太糊的; 换几种图再认, 遍遍相同的作准."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Final

from attrs import evolve, frozen

from reading.sources.scans.ink import Mask
from reading.sources.scans.parts import Box
from reading.sources.scans.recogniser import ReadLine, Recogniser
from reading.sources.scans.signs.agreement import agreed, altered, darkened
from reading.sources.scans.signs.certainty import SettledText
from reading.sources.scans.signs.legibility import Legibility, decides
from reading.sources.scans.straight import Grey

_STRUCK: Final = "一道线穿过字，笔画可能不全"
_STAMPED: Final = "盖章处笔画不全，数看不准"
_MIDST, _MUCH = 0.2, 0.5
"""A line is struck by a rule within this part of its height from its edges, if so many
heights of it are covered, a pixel thick."""
_UNDER_RULE: Final = "m 上面紧挨着一道线，抬高的 2、3 可能被线盖住"
_NEAR: Final = 2
"""Pixels between a line and a rule right above it."""
_COVERED: Final = 0.05
"""So much of the picture of a line lies below a stamp."""


_METRE: Final = re.compile(r"[\d万亿/]m$")


@frozen
class SeenLine:
    """A line of a page: where it is, what was read of it, and its picture."""

    box: Box
    read: ReadLine
    picture: Grey
    text: SettledText


@frozen
class IllSeen:
    """What was taken off a page, through which or below which lines stand."""

    rules: Grey
    stamps: Mask
    seen: Legibility

    def doubted(
        self, lines: Iterable[SeenLine], recogniser: Recogniser
    ) -> Iterator[tuple[Box, SettledText]]:
        """The lines that are ill seen, each with its doubt.

        Figures that are small or below a stamp are certain where all readings agree.
        """
        certain = [line for line in lines if not line.text.doubt]
        why = [self._why(line) for line in certain]
        again = [line for line, doubt in zip(certain, why, strict=True) if doubt]
        sure = {line.box for line in self._sure(again, recogniser)}
        for line, doubt in zip(certain, why, strict=True):
            if doubt and line.box not in sure:
                yield line.box, evolve(line.text, doubt=doubt)

    def _why(self, line: SeenLine) -> str:
        if self._is_struck(line.box):
            return _STRUCK
        if _METRE.search(line.text.text) and self._is_under_rule(line.box):
            return _UNDER_RULE
        stamped = _STAMPED if self._is_stamped(line) else ""
        return self.seen.doubt(line.text.text, line.picture) or stamped

    def _sure(
        self, lines: Sequence[SeenLine], recogniser: Recogniser
    ) -> Iterator[SeenLine]:
        """The lines of which other pictures say the same."""
        again = [line for line in lines if self._may_agree(line)]
        pictures = [
            [*altered(line.picture), *[darkened(line.picture)] * self._is_stamped(line)]
            for line in again
        ]
        return compress(again, agreed([a.read for a in again], pictures, recogniser))

    def _may_agree(self, line: SeenLine) -> bool:
        high_enough = self.seen.is_worth_rereading(line.text.text, line.picture)
        unseen = self._why(line) in {_STRUCK, _UNDER_RULE}
        return high_enough and not unseen

    def _is_struck(self, box: Box) -> bool:
        """Say whether what was taken for a rule runs through the midst of a line."""
        left, top, right, bottom = box
        edge = int((bottom - top) * _MIDST)
        midst = self.rules[top + edge : bottom - edge, left + 1 : right - 1]
        return int(midst.sum()) > (bottom - top) * _MUCH

    def _is_under_rule(self, box: Box) -> bool:
        left, top, right, _ = box
        return bool(self.rules[max(0, top - _NEAR) : top, left:right].any())

    def _is_stamped(self, line: SeenLine) -> bool:
        """Say whether figures stand below a stamp."""
        left, top, right, bottom = line.box
        covered = self.stamps[top:bottom, left:right]
        return decides(line.text.text) and bool(covered.mean() > _COVERED)
