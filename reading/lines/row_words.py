"""一行的名称、指标值、完成值: 从折行的名称和行末的词里分出来."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from reading.lines.row_ends import is_value, merged
from reading.text import single

_PAIR = 2
_NO_VALUES = "这一行没有指标值和完成值"
_ONE_VALUE = "这一行只有一个值，读作指标值"
_NO_ACTUAL = "这一行只有一个值，读作指标值，实际完成值为空"
_EITHER = "分不清名称和值"
_GOES_ON = "折行的文字接在实际完成值之后"

TextDoubt = tuple[str, str | None]
"""拿不准的地方和那里的原文."""


@frozen
class RowWords:
    """一行的名称、指标值、完成值 (空即没有), and what was doubtful in parting them."""

    name: str
    target: str = ""
    actual: str = ""
    parting: tuple[TextDoubt, ...] = ()

    @property
    def doubts(self) -> Iterator[TextDoubt]:
        """What is doubtful about the words, and about the name that they leave."""
        yield from self.parting
        if not self.name:
            yield "有数值而没有指标名称", None
        if sum(map(is_value, self.name.split())) > 1:
            yield "名称里有数值，可能是另一行没有读懂", self.name


def glued(pieces: list[str]) -> str:
    """Lines of one cell in one piece."""
    return single("\n".join(pieces))


def row_words(opened: list[str], shorts: list[str], words: list[str]) -> RowWords:
    """Part the words of a row into its name, its target and its actual value.

    `opened` are the lines on which the name began, `shorts` short ones before the row,
    `words` what its last line holds before the points.

    >>> row_words(["新建站点"], [], ["12个", "10个"])
    RowWords(name='新建站点', target='12个', actual='10个', parting=())
    >>> found = row_words([], [], ["站点", "12个"])
    >>> found.name, found.target, found.actual, list(found.doubts)
    ('站点', '12个', '', [('这一行只有一个值，读作指标值，实际完成值为空', '12个')])
    """
    before = [*opened, *shorts]
    if len(words) > _PAIR and (is_value(words[-2]) or not is_value(words[-1])):
        *name, target, actual = words
        return RowWords(glued([*before, " ".join(name)]), target, actual)
    if len(words) == _PAIR and before:
        target, actual = words
        return RowWords(glued(before), target, actual)
    if len(words) >= _PAIR:
        return _without_actual(before, words)
    return _within_name(opened, words) if opened else _without_values([*shorts, *words])


def _without_actual(before: list[str], words: list[str]) -> RowWords:
    """The last word is the only value; of two words it may be none."""
    *name, target = words
    either = len(words) == _PAIR and not is_value(target)
    doubts = [(_EITHER, " ".join(words))] if either else []
    full_name = glued([*before, " ".join(name)])
    return RowWords(full_name, target, "", (*doubts, (_NO_ACTUAL, target)))


def _without_values(pieces: list[str]) -> RowWords:
    return RowWords(glued(pieces), parting=((_NO_VALUES, None),))


def _within_name(opened: list[str], words: list[str]) -> RowWords:
    """The last line holds a single value, or none: they stand where the name began."""
    if words:
        return RowWords(glued(opened), words[0], "", ((_ONE_VALUE, words[0]),))
    first, *more = opened
    cut = merged(first.split())
    if len(cut) <= _PAIR or not is_value(cut[-1]):
        return _without_values(opened)
    *name, target, actual = cut
    whole = glued([actual, *more])
    longer = more and not spelt_alike(whole, target)
    doubts = ((_GOES_ON, whole),) if longer else ()
    return RowWords(" ".join(name), target, whole, doubts)


def spelt_alike(one: str, other: str) -> bool:
    """A PDF spreads figures and characters apart; blanks make no difference."""
    return one.replace(" ", "") == other.replace(" ", "")
