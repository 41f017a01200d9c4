"""线框: 图上的横线竖线, 照 PDF 的线一样交给找格子的程序."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from typing import Final

import numpy as np
from attrs import define, frozen

from reading.sources.pages.drawing import Rule, straight
from reading.sources.scans.ink import faint_ink_of
from reading.sources.scans.parts import Numbers, outlined
from reading.sources.scans.straight import Grey

_CERTAIN, _SURE, _SHORT = 120.0, 40.0, 8.0
"""Points. A certain stroke is a rule wherever it ends; no character has one that is
sure, and it is a rule where it runs from rule to rule; a short one where, beside this,
nothing hangs on it."""
_EVEN, _END = 0.45, (1.4, 2.5)
_THICK, _EDGES = 1.8, 3.5
"""Points; and pixels, by which what is faint beside a rule makes it thicker."""
_GAP: Final = 0.7
_BESIDE = (0.9, 2.2)
_HUNG, _CROWDED = 0.12, 0.4
_WHOLE, _SHORT_WHOLE, _FAINTEST = 0.75, 0.85, 0.05
"""A rule is nearly as dark in its faintest twentieth as in its middle: measured, 0.79 at
least, 0.93 where nothing hangs on it. Strokes of characters that stand below one another
are not."""
_JOINED: Final = 0.4
"""So much of a stroke of a character has others that begin at it; of a rule, measured,
three tenths at most."""
_ROW, _MUCH_LONGER = 4.5, 2
"""Points: no row is so low; so many times as long is a rule along all of a row."""
_ROUNDS: Final = 2
"""What was no rule bounds none the second time."""


def rules_of(dark: Grey, scale: float) -> tuple[list[Rule], Grey]:
    """The rules of a page (in points; `scale` pixels are one), and where they are drawn."""
    level, upright = _Strokes.of(dark, scale), _Strokes.of(_aside(dark), scale)
    upright.upright = True
    for _ in range(_ROUNDS):
        level.choose(_aside(upright.sure))
        upright.choose(_aside(level.sure))
    level.leave_doubles()
    upright.leave_doubles()
    rules = [straight(x0, y, x1, y) for x0, x1, y in level.places()]
    rules += [straight(x, y0, x, y1) for y0, y1, x in upright.places()]
    return rules, level.sure | _aside(upright.sure)


@define
class _Strokes:
    """The long thin strokes that run across the ink."""

    dark: Grey
    ink: Grey
    scale: float
    long: Grey
    sure: Grey
    short: Grey
    upright: bool = False

    @classmethod
    def of(cls, dark: Grey, scale: float) -> _Strokes:
        """Find them."""
        import cv2

        # A rule that is not quite level climbs by a pixel here and there.
        ink = faint_ink_of(dark)
        thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
        runs = _RowRuns.of(np.asarray(thick, np.uint8), max(3, round(_GAP * scale) | 1))
        sure = runs.drawn(_SURE * scale)
        near = np.asarray(cv2.dilate(sure, np.ones((3, 3), np.uint8)), np.uint8)
        short = runs.drawn(_SHORT * scale) & (1 - near)
        return cls(dark, ink, scale, sure, sure, short)

    @cached_property
    def _long_spots(self) -> list[tuple[slice, slice]]:
        return _spots(self.long)

    @cached_property
    def _short_spots(self) -> list[tuple[slice, slice]]:
        return _spots(self.short)

    def choose(self, across: Grey) -> None:
        """Keep of the strokes the parts that run from rule to rule, and very long ends."""
        import cv2

        touched = np.asarray(cv2.dilate(across, np.ones((1, 3), np.uint8)), np.uint8)
        kept = np.zeros_like(self.sure)
        for rows, along in self._long_spots:
            parts = list(self._parts(touched, rows, along))
            owns = [_rows_in(self.long, rows, part) for part in parts]
            rules = list(map(self._is_rule, owns, parts))
            for own, part in compress(zip(owns, parts, strict=True), _whole(rules)):
                kept[own, part] |= self.long[own, part]
        for rows, along in self._short_spots:
            for part in self._parts(touched, rows, along):
                own = _rows_in(self.short, rows, part)
                thin = own.stop - own.start <= _THICK * self.scale + _EDGES
                clean = thin and max(self._hung_on(own, part)) <= _HUNG
                if clean and self._is_whole(own, part, _SHORT_WHOLE):
                    kept[own, part] |= self.short[own, part]
        self.sure = kept

    def _is_rule(self, rows: slice, part: slice) -> bool:
        """Say whether a part of a long stroke is none of the text that it runs into."""
        if part.stop - part.start > _CERTAIN * self.scale:
            return True
        hung = self._hung_on(rows, part)
        if max(hung) <= _HUNG:
            return True
        if self.upright and (min(hung) >= _CROWDED or self._is_joined(rows, part)):
            return False
        return self._is_even(rows, part) and self._is_whole(rows, part, _WHOLE)

    def _parts(self, touched: Grey, rows: slice, along: slice) -> Iterator[slice]:
        """A stroke in parts from one rule across it to the next."""
        begin = max(0, along.start - 1)
        met = touched[rows, begin : along.stop + 1]
        long = along.stop - along.start > _CERTAIN * self.scale
        if not np.count_nonzero(met):
            yield from [along] * long
            return
        crossed = np.pad(met.any(axis=0), 1)
        starts, stops = np.flatnonzero(crossed[1:] != crossed[:-1]).reshape(-1, 2).T
        if long and starts[0] > _SURE * self.scale:
            yield slice(along.start, begin + int(starts[0]) + 1)
        for start, stop in zip(starts[:-1], stops[1:], strict=True):
            yield slice(begin + int(start), begin + int(stop))
        if long and along.stop - begin - stops[-1] > _SURE * self.scale:
            yield slice(begin + int(stops[-1]) - 1, along.stop)

    def _is_even(self, rows: slice, along: slice) -> bool:
        """Say whether a stroke is as dark at its ends as in its middle."""
        skipped, looked_at = (int(points * self.scale) + 1 for points in _END)
        profile = self.dark[rows, along].max(axis=0)[skipped:-skipped]
        if profile.size < looked_at:
            return False
        lowest = min(profile[:looked_at].min(), profile[-looked_at:].min())
        return bool(lowest >= np.quantile(profile, 0.2) * _EVEN)

    def _is_joined(self, rows: slice, along: slice) -> bool:
        """Say whether many strokes begin at a stroke, on one side of it."""
        far = max(1, round(_BESIDE[1] * self.scale))
        over = self.ink[max(0, rows.start - far) : rows.start, along]
        under = self.ink[rows.stop : rows.stop + far, along]
        return any(
            strip.size and strip.all(axis=0).mean() > _JOINED for strip in (over, under)
        )

    def _is_whole(self, rows: slice, along: slice, least: float) -> bool:
        """Say whether a stroke is dark all along, as a part of its usual darkness."""
        skipped = int(_END[0] * self.scale) + 1
        profile = self.dark[rows, along].max(axis=0)[skipped:-skipped]
        if profile.size == 0:
            return False
        return bool(np.quantile(profile, _FAINTEST) >= np.median(profile) * least)

    def _hung_on(self, rows: slice, along: slice) -> tuple[float, float]:
        """How much of a stroke has other strokes on it, above and below."""
        near, far = (max(1, round(points * self.scale)) for points in _BESIDE)
        inner = slice(along.start + far, max(along.start + far, along.stop - far))
        if inner.start == inner.stop:
            return 1.0, 1.0
        over = self.ink[max(0, rows.start - far) : max(0, rows.start - near), inner]
        under = self.ink[rows.stop + near : rows.stop + far, inner]
        return _covered(over), _covered(under)

    def leave_doubles(self) -> None:
        """Leave what runs close beside a much longer one: the edge of text in its row."""
        parts = outlined(self.sure)
        if not parts:
            return
        boxes = np.array([[p.left, p.top, p.width, p.height] for p in parts])
        left, right = boxes[:, 0], boxes[:, 0] + boxes[:, 2]
        middle = boxes[:, 1] + boxes[:, 3] / 2
        for part, wide, x0, x1, y in zip(
            parts, boxes[:, 2], left, right, middle, strict=True
        ):
            longer = boxes[:, 2] > _MUCH_LONGER * wide
            along = (left <= x0 + _EDGES) & (right >= x1 - _EDGES)
            if (longer & along & (abs(middle - y) < _ROW * self.scale)).any():
                self.sure[part.points(self.sure)] = 0

    def places(self) -> Iterator[tuple[float, float, float]]:
        """From where to where each stroke runs, and how far down its middle is."""
        for part in outlined(self.sure):
            right, middle = part.left + part.width, part.points(self.sure)[0].mean()
            yield part.left / self.scale, right / self.scale, middle / self.scale


@frozen
class _RowRuns:
    """The runs of ink along the rows of a picture, where they begin and end.

    They are counted along all rows, with paper between one row and the next.
    """

    starts: Numbers
    stops: Numbers
    shape: tuple[int, int]
    paper: int

    @classmethod
    def of(cls, ink: Grey, gap: int) -> _RowRuns:
        """Find them; what is less than a gap apart is one run."""
        import cv2

        wide = cv2.copyMakeBorder(ink, 0, 0, gap, 1, cv2.BORDER_CONSTANT, value=[0])
        flat = wide.ravel()
        ends = np.flatnonzero(flat[1:] != flat[:-1]) + 1
        starts, stops = ends.reshape(-1, 2).T
        joined = np.flatnonzero(starts[1:] - stops[:-1] < gap)
        starts, stops = np.delete(starts, joined + 1), np.delete(stops, joined)
        return cls(starts, stops, (wide.shape[0], wide.shape[1]), gap)

    def drawn(self, least: float) -> Grey:
        """A picture of the runs that are so long.

        Of an even length they lie a pixel further on, as the least is without a middle: a
        stroke of text that just about reaches the rule over it does so no more.
        """
        picture = np.zeros(self.shape, np.uint8)
        flat, pixels = picture.ravel(), max(3, round(least))
        long, on = self.stops - self.starts >= pixels, 1 - pixels % 2
        ends = (self.starts[long] + on).tolist(), (self.stops[long] + on).tolist()
        for start, stop in zip(*ends, strict=True):
            flat[start:stop] = 1
        return np.ascontiguousarray(picture[:, self.paper : -1])


def _aside(picture: Grey) -> Grey:
    """A picture with its columns as rows."""
    import cv2

    return np.asarray(cv2.transpose(picture), np.uint8)


def _covered(strip: Grey) -> float:
    return float(strip.any(axis=0).mean()) if strip.size else 0.0


def _spots(strokes: Grey) -> list[tuple[slice, slice]]:
    """The rows of each stroke, and what it covers of them."""
    return [
        (
            slice(part.top, part.top + part.height),
            slice(part.left, part.left + part.width),
        )
        for part in outlined(strokes)
    ]


def _whole(rules: Sequence[bool]) -> Iterator[bool]:
    """Which parts of a stroke are a rule: those between two that are one are, too.

    Where a letter of a stamp stands on a rule, it is like a stroke of text.
    """
    for before, own, behind in zip(
        (False, *rules[:-1]), rules, (*rules[1:], False), strict=True
    ):
        yield own or (before and behind)


def _rows_in(strokes: Grey, rows: slice, part: slice) -> slice:
    """The rows of a part of a stroke; others may have hung on the whole of it."""
    found = np.flatnonzero(strokes[rows, part].any(axis=1))
    if not found.size:
        return rows
    return slice(rows.start + int(found[0]), rows.start + int(found[-1]) + 1)
