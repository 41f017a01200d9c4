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
from pathlib import Path
from typing import Any

from attrs import field, frozen

from indicators.codec import structure
from indicators.documents import parse_document, read_document
from indicators.errors import InputError, Problem
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

FUND_ROLES = (
    *("label", "initial", "budget", "spent", "weight", "rate", "stated", "note"),
)
INDICATOR_ROLES = (
    *("level1", "level2", "name", "target", "sign", "value", "unit"),
    *("actual", "weight", "stated", "note", "completion", "deduction"),
)
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
    """一列: 角色、印出的列名、占几个格; `over` 是几列共有的上一层列名."""

    role: str
    heading: str = ""
    over: str | None = None
    span: int = field(default=1, validator=_positive)


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


@frozen(kw_only=True)
class Form:
    """一种版式. `widths` are the sheet's column widths, in half-width characters.

    `unit` is the money unit printed where the evaluation names none. `headline` is
    False where the sheet begins with its columns (an import sheet). `differences` say
    where the sheet written differs from the official one.
    """

    id: str
    title: str
    source: str = field(validator=filled)
    widths: tuple[int, ...] = field(validator=filled)
    blocks: tuple[Block, ...] = field(validator=filled)
    subtitle: str | None = "（{year}年度）"
    unit: str = "万元"
    headline: bool = True
    verified: bool = True
    reason: str | None = None
    differences: tuple[str, ...] = ()
    schema: str = field(default=SCHEMA, validator=one_of((SCHEMA,)))

    def block(self, kind: str) -> Block | None:
        """The first block of a kind."""
        return next((block for block in self.blocks if block.kind == kind), None)

    @property
    def values(self) -> frozenset[str]:
        """Every single value that the form has a cell for."""
        pieces = (p for b in self.blocks for row in b.rows for p in row)
        return frozenset(piece.value for piece in pieces if piece.value)


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
    form = check_form(parse_document(source.read_text("utf-8"), str(name)), str(name))
    if form.id != name:
        raise InputError.of(f"{name} id", "应与文件名相同", form.id)
    return form


def check_form(data: dict[str, Any], where: str) -> Form:
    """Build a form from plain values; refuse a bad one with the key's path."""
    form = structure(data, Form, where)
    problems = [Problem(f"{where} {key}", text) for key, text in _faults(form)]
    if problems:
        raise InputError(problems)
    return form


def _faults(form: Form) -> Iterator[tuple[str, str]]:
    """Check what only the whole form can show: rows that fill the sheet's width."""
    if not form.verified and not form.reason:
        yield "reason", "verified = false 时须写明原因"
    for number, block in enumerate(form.blocks):
        key = f"blocks[{number}]"
        yield from _width_faults(block, key, len(form.widths))
        if block.kind != "rows":
            yield from _column_faults(block, key)


def _width_faults(block: Block, key: str, width: int) -> Iterator[tuple[str, str]]:
    """Each row fills the width; fewer pieces would leave a hole in the table."""
    side = block.side.span if block.side else 0
    rows: dict[str, tuple[Piece, ...] | tuple[FormColumn, ...]] = {
        f"{key}.rows[{number}]": row for number, row in enumerate(block.rows)
    }
    if block.kind != "rows":
        rows[f"{key}.columns"] = block.columns
    for name, row in rows.items():
        total = side + sum(piece.span for piece in row)
        if total != width:
            yield name, f"各格共占 {total} 列，应为 {width} 列"


def _column_faults(block: Block, key: str) -> Iterator[tuple[str, str]]:
    known = FUND_ROLES if block.kind == "funds" else INDICATOR_ROLES
    roles = block.roles
    for number, role in enumerate(roles):
        spot = f"{key}.columns[{number}].role"
        if role not in (*known, BLANK):
            yield spot, f"不认识的角色 {role}"
        elif role != BLANK and role in roles[:number]:
            yield spot, f"角色 {role} 出现了两次"
    needed = "label" if block.kind == "funds" else "name"
    if needed not in roles:
        yield f"{key}.columns", f"缺少角色 {needed}"
    if block.rows:
        yield f"{key}.rows", "只有 rows 块才有固定的行"
