"""版式 (as layout): 一种官方表格的样子, 一个 TOML 文件.

A form says which columns a sheet has, how wide they are, which blocks follow each
other and which value stands in which cell. It is checked when it loads; a bad one is
refused with the key's path. Nothing here knows a spreadsheet library.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import field, frozen

from indicators.codec import structure
from indicators.documents import parse_document, read_document
from indicators.errors import InputError, refuse
from indicators.validation import filled, one_of, within

SCHEMA = "ziping.form/1"
DEFAULT = "national-2020"
KINDS = ("rows", "funds", "indicators")
VALUES = (
    "project",
    "department",
    "unit",
    "goals.expected",
    "goals.actual",
    "total.weight",
    "total.stated",
    "total.grade",
)
"""一格里可以放的值: where in the evaluation it is found."""

COLUMN_ROLES = {
    "funds": (
        *("label", "initial", "budget", "spent", "weight", "rate", "stated", "note"),
    ),
    "indicators": (
        *("level1", "level2", "name", "target", "sign", "value", "unit"),
        *("actual", "weight", "stated", "note", "completion", "deduction"),
    ),
}
NAMED_BY = {"funds": "label", "indicators": "name"}
"""Kind of block → the role of the column that names its rows."""

PAPERS = ("自评表", "绩效目标申报表", "绩效运行监控表")
"""一年里的哪一张表: 年末、年初、年中的."""
EVALUATION, DECLARATION, MONITORING = PAPERS

BLANK = "blank"
"""官方表上有、数据里没有的列, 留空."""

_positive = within(1, 100)


@frozen(kw_only=True)
class Piece:
    """一格: 印好的文字 (`text`), 或填值的地方 (`value`); 都没有即空白格.

    `lines`: how many lines an empty cell leaves to write on.
    """

    text: str | None = None
    value: str | None = field(default=None, validator=one_of(VALUES))
    span: int = field(default=1, validator=_positive)
    lines: int = field(default=1, validator=_positive)


@frozen(kw_only=True)
class Side:
    """左侧栏目: 竖向合并, 贯穿整块."""

    text: str
    span: int = field(default=1, validator=_positive)


@frozen(kw_only=True)
class FormColumn:
    """一列: 角色、印出的列名、占几个格; `over` 是几列共有的上一层列名.

    An `optional` column is printed only where there is something to stand in it; else
    the column before it takes its room.
    """

    role: str
    heading: str = ""
    over: str | None = None
    span: int = field(default=1, validator=_positive)
    optional: bool = False


@frozen(kw_only=True)
class PrintedGroup:
    """空表里预先印好的一组: 一级、二级指标及其分值, 三级指标的样行."""

    path: tuple[str, ...]
    weights: tuple[Decimal | None, ...] = ()
    names: tuple[str, ...] = ("指标1：", "指标2：", "……")


@frozen(kw_only=True)
class Block:
    """一块: rows 固定的行, funds 资金, indicators 绩效指标.

    `merged`: cells of one group are merged downwards, else the name is repeated on
    each row. `level_weights`: the group's printed weight stands under its name.
    `headed`: the columns have a heading row. Without `bordered` the rows are lines of
    text outside the table: 报表编号, 注.
    """

    kind: str = field(validator=one_of(KINDS))
    side: Side | None = None
    rows: tuple[tuple[Piece, ...], ...] = ()
    columns: tuple[FormColumn, ...] = ()
    labels: tuple[str, ...] = ()
    groups: tuple[PrintedGroup, ...] = ()
    merged: bool = True
    level_weights: bool = True
    headed: bool = True
    bordered: bool = True

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the columns, in printed order."""
        return tuple(column.role for column in self.columns)

    @property
    def lines(self) -> dict[str, tuple[Piece, ...] | tuple[FormColumn, ...]]:
        """The rows of the block by their keys: the fixed ones, and that of columns."""
        columns = {} if self.kind == "rows" else {"columns": self.columns}
        return {f"rows[{n}]": row for n, row in enumerate(self.rows)} | columns


@frozen(kw_only=True)
class Form:
    """一种版式. `widths` are the sheet's column widths, in half-width characters.

    `use` says in a few words when to take it, `paper` which of the papers of a year it
    is. `unit` is the money unit printed where the evaluation names none. `headline` is
    False where the sheet begins with its columns (an import sheet). `differences` say
    where the sheet written differs from the official one.
    """

    id: str
    title: str
    source: str = field(validator=filled)
    widths: tuple[int, ...] = field(validator=filled)
    blocks: tuple[Block, ...] = field(validator=filled)
    use: str = ""
    paper: str = field(default=EVALUATION, validator=one_of(PAPERS))
    subtitle: str = "（{year}年度）"
    unit: str = "万元"
    headline: bool = True
    verified: bool = True
    reason: str | None = None
    differences: tuple[str, ...] = ()
    schema: str = field(default=SCHEMA, validator=one_of((SCHEMA,)))

    @property
    def groups(self) -> tuple[PrintedGroup, ...]:
        """The groups of indicators that the form prints."""
        return tuple(chain.from_iterable(block.groups for block in self.blocks))

    @property
    def labels(self) -> tuple[str, ...]:
        """The rows of the funds that the form prints."""
        return tuple(chain.from_iterable(block.labels for block in self.blocks))

    @property
    def values(self) -> frozenset[str]:
        """Every single value that the form has a cell for."""
        rows = chain.from_iterable(block.rows for block in self.blocks)
        values = {piece.value for piece in chain.from_iterable(rows)}
        return frozenset(filter(None, values))

    @property
    def is_dated(self) -> bool:
        """Say whether the form prints the year."""
        return self.headline and "{year}" in self.subtitle


@cache
def form_ids() -> tuple[str, ...]:
    """列出随软件提供的版式.

    >>> "national-2020" in form_ids()
    True
    """
    files = resources.files("templates.forms").iterdir()
    return tuple(sorted(f.name[:-5] for f in files if f.name.endswith(".toml")))


def load_form(name: str | Path = DEFAULT) -> Form:
    """读取版式: 随软件提供的编号, 或自己的 .toml 文件.

    Raises `InputError` with every problem and its key path.

    >>> load_form().title
    '项目支出绩效自评表'
    """
    if str(name).endswith(".toml"):
        return check_form(read_document(Path(name)), str(name))
    if str(name) not in form_ids():
        known = "、".join(form_ids())
        raise InputError.of("版式", "没有这个编号", str(name), f"可选：{known}")
    source = resources.files("templates.forms") / f"{name}.toml"
    return check_form(parse_document(source.read_text("utf-8"), str(name)), str(name))


def check_form(data: dict[str, Any], where: str) -> Form:
    """Build a form from plain values; refuse a bad one with the key's path."""
    form = structure(data, Form, where)
    refuse(where, _faults(form))
    return form


def _faults(form: Form) -> Iterator[tuple[str, str]]:
    """Check what only the whole form can show: the key and the fault of each."""
    if not form.verified and not form.reason:
        yield "reason", "verified = false 时须写明原因"
    for number, block in enumerate(form.blocks):
        for key, text in _block_faults(block, len(form.widths)):
            yield f"blocks[{number}].{key}", text


def _block_faults(block: Block, width: int) -> Iterator[tuple[str, str]]:
    """Each row fills the width; fewer pieces would leave a hole in the table."""
    side = block.side.span if block.side else 0
    for key, row in block.lines.items():
        total = side + sum(piece.span for piece in row)
        if total != width:
            yield key, f"各格共占 {total} 列，应为 {width} 列"
    if block.kind in COLUMN_ROLES:
        yield from _column_faults(block)


def _column_faults(block: Block) -> Iterator[tuple[str, str]]:
    """Each role is known and stands once; the column that names the rows is there."""
    known, roles = COLUMN_ROLES[block.kind], block.roles
    for number, role in enumerate(roles):
        spot = f"columns[{number}].role"
        if role not in (*known, BLANK):
            yield spot, f"不认识的角色 {role}"
        elif role != BLANK and role in roles[:number]:
            yield spot, f"角色 {role} 出现了两次"
    needed = NAMED_BY[block.kind]
    if needed not in roles:
        yield "columns", f"缺少角色 {needed}"
    if block.rows:
        yield "rows", "只有 rows 块才有固定的行"
