"""原因: 为何不能计算、作了什么假设、哪里存疑. 程序比较枚举, 人读句子.

Each layer that gives reasons has one enum of them: `Inference` and `Doubt` here,
`scoring.reasons` for the engine. A member's value is its Chinese sentence, with ``{}``
where a value of the row belongs. No code looks into a sentence: it may be reworded.
"""

from __future__ import annotations

from enum import Enum, unique

from attrs import field

from indicators.place import PictureSpot
from indicators.records import record


class Reason(Enum):
    """一类原因. Has no members of its own; each layer derives an enum from it."""

    @property
    def sentence(self) -> str:
        """The Chinese sentence, with ``{}`` for each value that it names."""
        return str(self.value)

    def of(self, *values: object) -> Sentence:
        """Return the reason with the values that its sentence names, in their order."""
        return Sentence(self, tuple(map(str, values)))


@record
class Sentence:
    """一个原因, 连同句子里要填的值; `str()` 写出整句.

    >>> str(Inference.UNIT_BY_NAME.of("95", "%"))
    '“95”没有单位，由名称按“%”理解'
    """

    kind: Reason
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the sentence with its values filled in."""
        return self.kind.sentence.format(*self.values)


@unique
class Inference(Reason):
    """读指标值、完成值时的推断: 方向、单位、取哪一列、显示与所存不同、疑有损坏的写法."""

    SIGN_IN_NAME = "指标名称中写有“{}”，按{}指标理解"
    TARGET_OF_ZERO = "指标值为 0，按反向指标（不高于）理解"
    REVERSE_NAME = "名称含“{}”，按反向指标（不高于）理解"
    COST_GROUP = "列在“{}”之下，按反向指标（不高于）理解"
    NO_SIGN = "指标值没有符号，按正向指标（不低于）理解"
    NONE_IS_ZERO = "“无”按 0 理解（不高于 0）"
    UNIT_BY_NAME = "“{}”没有单位，由名称按“{}”理解"
    INITIAL_TARGET = "调整后的指标值空白，按“{}”一列计"
    SHOWN_ROUNDED = "“{}”是舍入后的显示，格里存的是 {}，按显示的计"
    OWN_MAGNITUDE = "“{}”自带量级，按“{}”理解"
    DAMAGED = "“{}”疑为“{}”之误，未改动，按原文处理"


@unique
class Doubt(Reason):
    """读表时的存疑之处, as far as later code acts on it.

    `UNFILLED_ROW`: a row of the blank form (指标2：、……) that nobody filled. Its problem
    has the text of the row as `value`, and the cell of that text as `where`.
    `ROWS_UNREAD`, `HALF_UNREAD`: rows that belong to the table were left out, so no sum
    is complete.
    `UNHEADED_FUNDS`: the only amounts have no heading; in a 申报表 they need none.
    `UNCERTAIN`: a cell of a scan may say something else than what was recognised; the
    problem has that as `value`.
    `HIDDEN_LAYER`: the text of pictures of pages, which another program recognised, lies
    under them.
    `PAGE_OF_PICTURE`: a page among others with text is a picture, and was not read.
    `NO_TABLE`: a file was read to its end, and no 自评表 stands in it.
    """

    UNFILLED_ROW = "空行未作为指标读取"
    ROWS_UNREAD = "像是上一张表的续表，没有列名，未读取"
    HALF_UNREAD = "右边并排还有一半指标，未读取"
    UNHEADED_FUNDS = "资金没有列名，按预算数读取"
    UNCERTAIN = "识别得不确定"
    HIDDEN_LAYER = "扫描件识别出的文字，没有表格线，读出的内容须与原件核对"
    PAGE_OF_PICTURE = "这一页是图片，没有可读文字，未读取"
    NO_TABLE = "没有找到自评表"


LEFT_OUT = frozenset((Doubt.ROWS_UNREAD, Doubt.HALF_UNREAD))
"""Doubts that say that rows of the table were not read."""


@record
class UncertainText:
    """拿不准的一处文字: 读成了什么, 为什么拿不准, 还可能是什么, 在图上哪里.

    `reading.grid.Cell.uncertain` has that of a cell, `reading.grid.Grid.uncertain` those
    of the lines around a table, `indicators.errors.Problem.recognised` that of a warning,
    whose `where` is the cell. Of a whole page `reading.sources.scans.spots.cut_out` cuts
    the spot; `picture` is a small one of the line that is doubted, a PNG in base64, made
    while the page was read; '' where there are too many of them.
    `others` are the known readings that the whole text may have instead, the likeliest
    first; none of them is ever taken silently. Empty: what else it may be is not known.
    """

    read: str
    why: str
    others: tuple[str, ...] = ()
    spot: PictureSpot | None = None
    picture: str = field(default="", eq=False, repr=False)
