"""一组里的各个指标: 分号、序号、换行, 或 (各个都像指标时) 顿号、逗号隔开."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, field

from indicators.place import Place
from indicators.records import record
from reading.prose.marks import NO_MARK, Mark, cut_at_marks, marked
from reading.prose.statements import Said
from reading.prose.values import SplitItem, is_value, named, target_alone
from reading.vocabulary.headings import key
from reading.vocabulary.plan_words import item_pattern, item_words

_FULL_LINE: Final = 20
"""A line that is shorter was not broken by the edge of a page."""
_OPEN, _CLOSE = "（(《“【[", "）)》”】]"
_LONG_TEXT: Final = 80
_LONGEST_LIST: Final = 5000
_SENTENCE_ENDS: Final = ("。", "；", ";", ".", "！")


@record
class Item:
    """一个指标: 名称、指标值, 与它所在的一行."""

    named: SplitItem
    place: Place | None


@define
class OpenGroup:
    """正在读的一组: 它的各段文字, 每段从新的一行或新的序号开始."""

    first: Said
    _parts: list[tuple[str, Place | None]] = field(factory=list)
    _mark: Mark = NO_MARK
    _width: int = 0

    def begin(self) -> OpenGroup:
        """Take in what stands behind the label."""
        if self.first.rest:
            self._mark = marked(self.first.rest)[0] or NO_MARK
            self._add(self.first)
        return self

    def _add(self, said: Said, before: str = "") -> None:
        """Add a line, or join it to the one that it was broken off."""
        place = self._parts.pop()[1] if before else said.place
        self._parts.append((before + said.rest, place))
        self._width = said.width

    def takes(self, said: Said) -> bool:
        """Take in a further line if it belongs to the group; say whether it did."""
        last = self._parts[-1][0] if self._parts else ""
        if said.mark is not None:
            belongs = self._is_next(said.mark)
            self._mark = said.mark if belongs else self._mark
        elif self._is_cut(last):
            self._add(said, last)
            return True
        else:
            belongs = not last or self._is_listed(last, said.rest)
        if belongs:
            self._add(said)
        return belongs

    def _is_next(self, mark: Mark) -> bool:
        """Say whether a mark is the next of a numbered list: of one kind, numbered on."""
        begun = not self._parts or self._mark is not NO_MARK
        alike = self._mark.kind in {"", mark.kind}
        return begun and alike and mark.number in {None, (self._mark.number or 0) + 1}

    def _is_listed(self, last: str, text: str) -> bool:
        """Say whether each line is an indicator, without marks."""
        if len(text) > _LONG_TEXT or last.endswith(("；", ";")):
            return len(text) <= _LONG_TEXT
        unmarked = not self.first.rest and self._mark is NO_MARK
        return unmarked and (not last.endswith("。") or _is_like(text))

    def _is_cut(self, text: str) -> bool:
        """Say whether a line was broken in the middle of an indicator."""
        known = 0 < len(text) <= _LONGEST_LIST and self._width >= _FULL_LINE
        if text.endswith(_SENTENCE_ENDS) or not known:
            return False
        last = _pieces(text[-_LONG_TEXT:])[-1]
        whole = not self.first.rest and _is_like(last)
        return not whole and named(last).target is None

    def items(self) -> Iterator[Item]:
        """Give the indicators of the group, in printed order."""
        found: list[Item] = []
        for text, place in self._parts:
            for piece in _pieces(text):
                _add_piece(found, piece, Item(_said(piece, self.first), place))
        yield from found


def _add_piece(found: list[Item], piece: str, item: Item) -> None:
    """A value alone is the target of the item before it; 无 is no item.

    >>> found = [Item(SplitItem("培训人次"), None)]
    >>> _add_piece(found, "指标值：≥200人次", Item(SplitItem("指标值"), None))
    >>> found[0].named.target
    '≥200人次'
    """
    value = target_alone(piece) or (piece if is_value(piece) else None)
    if value and found and found[-1].named.target is None:
        found[-1] = Item(SplitItem(found[-1].named.name, value), found[-1].place)
    elif key(piece) not in item_words("none"):
        found.append(item)


def _said(piece: str, group: Said) -> SplitItem:
    """A value without a name (成本指标：≤100万元) is that of the group itself."""
    return SplitItem(group.label, piece) if is_value(piece) else named(piece)


def _pieces(text: str) -> list[str]:
    """Cut a text into indicators, by the first sign that parts it.

    >>> _pieces("培训人次≥500人次，培训期数≥10期。")
    ['培训人次≥500人次', '培训期数≥10期']
    >>> _pieces("市委、市政府和政协网络故障恢复时限；故障次数")
    ['市委、市政府和政协网络故障恢复时限', '故障次数']
    """
    parts = [piece for part in _split(text, "；;。") for piece in cut_at_marks(part)]
    smaller = (_split(text.strip("。；; "), signs) for signs in ("、", "，,", "、，,"))
    lists = (cut for cut in smaller if len(cut) > 1 and all(map(_is_like, cut)))
    return next(lists, parts) if len(parts) == 1 else parts


def _is_like(text: str) -> bool:
    """Say whether a text reads as an indicator by itself: a value, or what measures.

    >>> _is_like("培训人次"), _is_like("合格率≥95%"), _is_like("市委")
    (True, True, False)
    """
    found = named(text)
    measured = item_pattern("measured").search(key(found.name))
    return found.target is not None or measured is not None


def _split(text: str, signs: str) -> list[str]:
    """Split a text at signs that stand outside of brackets.

    >>> _split("甲（一；二）；乙", "；")
    ['甲（一；二）', '乙']
    """
    depth, begin, parts = 0, 0, []
    for spot, sign in enumerate(text):
        depth += (sign in _OPEN) - (sign in _CLOSE and depth > 0)
        if sign in signs and not depth:
            parts.append(text[begin:spot])
            begin = spot + 1
    parts.append(text[begin:])
    return [clean for part in parts if (clean := part.strip(" 　\t，,、"))]


def is_defined(items: Iterable[Item]) -> bool:
    """名词解释: 数量指标：反映… explains a word and sets no target."""
    return any(item_pattern("defined").match(key(item.named.name)) for item in items)


def without_breaks(text: str) -> str:
    """名称里的空白: what a line break left between two Chinese characters goes.

    >>> without_breaks("三级安全等级 保护测评"), without_breaks("FTTO access")
    ('三级安全等级保护测评', 'FTTO access')
    """
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text)


def joined(lines: Iterable[str]) -> str:
    r"""接起折行: a line that ends no sentence, and is a full one, goes on in the next.

    >>> joined(["保障全市政务网网络稳定、快速运行，相关机房特别是", "关键设备正常运行。", "二是培训。"])
    '保障全市政务网网络稳定、快速运行，相关机房特别是关键设备正常运行。\n二是培训。'
    """
    text = last = ""
    for line in filter(None, lines):
        cut = len(last) >= _FULL_LINE and last[-1] not in "。；;！：:"
        text += line if cut or not text else f"\n{line}"
        last = line
    return text
