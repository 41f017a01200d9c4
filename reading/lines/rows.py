"""文字里的指标行: 名称折行、组名竖排、原因断开, 都接回原样."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from unicodedata import east_asian_width

from attrs import define, evolve, field

from indicators.evaluation import Indicator
from indicators.place import Place
from indicators.quantity import MARKS, Text, read_value
from reading.doubts import Doubts
from reading.text import single
from reading.vocabulary.headings import words
from reading.vocabulary.values import grouped, points

_MEASURE = re.compile(
    r"[个次人天日年月元万亿小工周套台米公亩株只头吨家份件项批部场户处]\S{0,4}"
)
_NUMBER = re.compile(r"[≥≤≧≦><=＞＜]*\d+(?:\.\d+)?")
# A line that breaks fills its column but for a word that did not fit.
_FULL, _WIDE = 0.9, 0.6
_NARROWEST = 24
_TWO = 2


def width(text: str) -> int:
    """Columns on paper: a Chinese character takes two."""
    return sum(2 if east_asian_width(glyph) in "WFA" else 1 for glyph in text)


def glued(pieces: list[str]) -> str:
    """Lines of one cell in one piece."""
    return single("\n".join(pieces))


@cache
def _label() -> re.Pattern[str]:
    names = {*words()["levels"]["first"], *words()["levels"]["second"]}
    known = "|".join(
        sorted((n for n in names if n.endswith("指标")), key=len, reverse=True)
    )
    weight = r"(?:[(（]\s*\d+(?:\.\d+)?\s*分?\s*[)）])?"
    return re.compile(rf"(?:{known}){weight}等?")


@define
class TextRows:
    """Takes lines from top to bottom.

    A row is open while its name has begun and its values have not come; short lines
    after a closed row are the rest of its note, or labels of groups.
    """

    columns: list[str]
    doubts: Doubts
    indicators: list[Indicator] = field(factory=list)
    _name: list[str] = field(factory=list)
    _shorts: list[str] = field(factory=list)
    _levels: list[tuple[str | None, Decimal | None]] = field(
        factory=lambda: [(None, None), (None, None)]
    )
    _widest: int = _NARROWEST
    _name_may_go_on: bool = False

    def take(self, text: str, place: Place | None) -> None:
        """Take in a line."""
        text = self._without_groups(text)
        if not text:
            return
        values = self._values(text.split()) or self._values(_merged(text.split()))
        if values is not None:
            self._close(*values, place)
        elif self._name:
            self._name.append(text)
        elif width(text) >= self._widest * _WIDE:
            self._settle(place)
            self._name = [text]
        else:
            self._shorts.append(text)
        if values is None and not self._has_values(text):
            self._widest = max(self._widest, width(text))

    def _without_groups(self, text: str) -> str:
        """产出指标 数量指标 甲 100% …: labels may stand before a name."""
        tokens = text.split()
        while len(tokens) > 1 and _label().fullmatch(tokens[0]):
            if _is_value(tokens[1]):
                break
            if self._name:
                return text
            self._shorts.append(tokens.pop(0))
        return " ".join(tokens)

    def finish(self) -> None:
        """End the table: short lines that are left belong to the last row."""
        place = self.indicators[-1].place if self.indicators else None
        self._settle(place)
        if self._name:
            self.doubts.note(place, "最后一行没有数值，未读取", glued(self._name))

    def _values(
        self, tokens: list[str]
    ) -> tuple[list[str], Decimal | None, Decimal | None, str] | None:
        """Part a line that ends a row: (what stands before, 分值, 得分, note)."""
        order = [
            c for c in self.columns if c in {"target", "actual", "weight", "stated"}
        ]
        has_weight = "weight" in order
        beside = has_weight and order.index("weight") == order.index("stated") - 1
        for end in range(len(tokens), 0, -1):
            stated, weight = _number(tokens, end - 1), None
            if stated is None:
                continue
            head = tokens[: end - 1]
            if has_weight:
                at = end - 2 if beside else end - 4
                weight = _number(tokens, at)
                if weight is None:
                    continue
                head = tokens[:at] + tokens[at + 1 : end - 1]
            return head, weight, stated, " ".join(tokens[end:])
        return None

    def _has_values(self, text: str) -> bool:
        """A line whose last words are values, cut before its points."""
        return any(_is_value(token) for token in text.split()[1:])

    def _close(
        self,
        head: list[str],
        weight: Decimal | None,
        stated: Decimal | None,
        note: str,
        place: Place | None,
    ) -> None:
        """End a row with its values."""
        words_ = _merged(head)
        if self._name and self._is_whole(words_):
            name, target, actual = self._opened(words_, place)
        else:
            left = [] if self._name else self._settle(place, named=len(words_) > _TWO)
            name, target, actual = self._on_one_line(
                [*self._name, *left], words_, place
            )
        end = self._name[-1:] or [name]
        self._name_may_go_on = (
            bool(self._name) and width(end[0]) >= self._widest * _FULL
        )
        self._name = []
        names, weights = zip(*self._levels, strict=True)
        if not name:
            self.doubts.note(place, "有数值而没有指标名称", None)
        if sum(map(_is_value, name.split())) > 1:
            self.doubts.note(place, "名称里有数值，可能是另一行没有读懂", name)
        row = Indicator(
            names,
            name or "（未写名称）",
            target or None,
            _same_spelling(target, actual) or None,
            weight,
            stated,
            weights,
            note or None,
            place,
        )
        self.indicators.append(row)

    def _is_whole(self, head: list[str]) -> bool:
        """The name stands on the lines before; this line holds values alone."""
        return len(head) <= _TWO and not (
            len(head) == _TWO and not _is_value(head[0]) and _is_value(head[1])
        )

    def _opened(self, head: list[str], place: Place | None) -> tuple[str, str, str]:
        if len(head) == _TWO:
            return glued(self._name), head[0], head[1]
        if head:
            self.doubts.note(place, "这一行只有一个值，读作指标值", head[0])
            return glued(self._name), head[0], ""
        first, *more = self._name
        cut = _merged(first.split())
        if len(cut) <= _TWO or not _is_value(cut[-1]):
            self.doubts.note(place, "这一行没有指标值和完成值", None)
            return glued(self._name), "", ""
        *name, target, actual = cut
        actual = glued([actual, *more])
        if more and actual.replace(" ", "") != target.replace(" ", ""):
            self.doubts.note(place, "折行的文字接在实际完成值之后", actual)
        return " ".join(name), target, actual

    def _on_one_line(
        self, before: list[str], head: list[str], place: Place | None
    ) -> tuple[str, str, str]:
        """Name and values on one line, after the lines that the name began on."""
        if len(head) > _TWO and not (_is_value(head[-1]) and not _is_value(head[-2])):
            *name, target, actual = head
            return glued([*before, " ".join(name)]), target, actual
        if len(head) == _TWO and before:
            return glued(before), head[0], head[1]
        if len(head) == _TWO and not _is_value(head[1]):
            self.doubts.note(place, "分不清名称和值", " ".join(head))
        if len(head) >= _TWO:
            *name, target = head
            self.doubts.note(
                place, "这一行只有一个值，读作指标值，实际完成值为空", target
            )
            return glued([*before, " ".join(name)]), target, ""
        self.doubts.note(place, "这一行没有指标值和完成值", None)
        return glued([*before, *head]), "", ""

    def _settle(self, place: Place | None, *, named: bool = True) -> list[str]:
        """Sort the short lines: a note, labels of groups, or a short name."""
        text, self._shorts = "".join(self._shorts), []
        labels = list(_label().finditer(text))
        note = text[: labels[0].start()] if labels else text
        rest = _without_labels(text, labels)
        if not labels and not named:
            return [text] if text else []
        if note:
            self._add_note(note, place)
        self._enter([match[0] for match in labels])
        if rest and rest not in MARKS:
            if not named:
                return [rest]
            self.doubts.note(place, "组名之间有未读懂的文字", rest)
        return []

    def _add_note(self, text: str, place: Place | None) -> None:
        if not self.indicators:
            self.doubts.note(place, "第一行之前有未读懂的文字", text)
            return
        last = self.indicators[-1]
        lost = last.variance_note or last.stated != last.weight
        if self._name_may_go_on and not lost:
            message = "这一行之后的文字按名称的续行读取"
            self.doubts.note(last.place or place, message, text)
            self.indicators[-1] = evolve(last, name=glued([last.name, text]))
            return
        if self._name_may_go_on or not lost:
            message = "这一行之后的文字按偏差原因读取，也可能是名称的续行"
            self.doubts.note(last.place or place, message, text)
        note = glued([last.variance_note or "", text]).strip()
        self.indicators[-1] = evolve(last, variance_note=note)

    def _enter(self, labels: list[str]) -> None:
        """一级指标 stands before its first 二级指标."""
        known = words()["levels"]
        for number, label in enumerate(labels):
            name, weight = grouped(label)
            top = name in known["first"] and (
                name not in known["second"] or (number + 1 < len(labels) and not number)
            )
            if top:
                self._levels = [(name, weight), (None, None)]
            else:
                self._levels[1] = (name, weight)


def _without_labels(text: str, labels: list[re.Match[str]]) -> str:
    """What stands between and after the labels."""
    if not labels:
        return ""
    return _label().sub("", text[labels[0].start() :])


def _number(tokens: list[str], at: int) -> Decimal | None:
    if not 0 <= at < len(tokens) or not re.fullmatch(r"\d+(\.\d+)?分?", tokens[at]):
        return None
    return points(tokens[at])[0]


def _is_value(token: str) -> bool:
    return not isinstance(read_value(token), Text)


def _merged(tokens: list[str]) -> list[str]:
    """≤5 次 is one value."""
    found: list[str] = []
    for token in tokens:
        if (
            len(found) > 1
            and _NUMBER.fullmatch(found[-1])
            and _MEASURE.fullmatch(token)
        ):
            found[-1] += f" {token}"
        else:
            found.append(token)
    return found


def _same_spelling(target: str, actual: str) -> str:
    """A PDF spreads figures and characters apart; equal values are spelt alike."""
    same = actual.replace(" ", "") == target.replace(" ", "")
    return target if same else actual
