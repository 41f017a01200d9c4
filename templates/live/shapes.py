"""单元格公式的形状: 一格写什么公式, 打开之前存什么结果, 输入格怎样显示.

Nothing here writes a workbook. `row_formula`, `fund_formula` and `sum_formula` give
these values; whoever writes the sheet puts them into its cells. What every shape holds
to: docs/live.md.

An *open* row is one whose points cell shows "" (no 0 and no full marks): something is
not filled or not usable, and the status says what. A status is "" where all is well;
where the points count and yet something wants a second look it begins with 请核对.
"""

from __future__ import annotations

from decimal import Decimal

from indicators.records import record


@record
class CellFormula:
    """一格公式: `text` 以“=”开头; `value` 为它的精确结果, "" 为空.

    A number is a Decimal with the decimals that the engine gives (XlsxWriter keeps its
    text); a text result is a str. To be stored beside the formula as it is.
    """

    text: str
    value: Decimal | str


@record
class TypedCell:
    """一个由人填的格: 现在的内容 (`number`, 否则 `text`) 与数字格式.

    `number` is what is stored and `format` shows it exactly as `text` (95% is 0.95
    behind ``0%``; a date is its serial number). Where no number can stand for the text,
    `number` is None, the cell holds `text` and `format` is for what will be typed. An
    empty cell has the text "". Formats never hide a digit that counts: the formulas
    round what is typed to the places that are shown.
    """

    number: Decimal | None
    text: str
    format: str


@record
class LiveRow:
    """一行各格的地址 (A1 写法), as the formulas are to name them.

    `points` is the row's own points cell: the status looks at what was typed there.
    `band` are the two cells in which the lowest and the highest points allowed stand,
    as the status names them; without them it works them out again, at length.
    """

    target: str
    actual: str
    weight: str
    points: str
    band: tuple[str, str] | None = None


@record
class RowShape:
    """一行指标: 输入格怎样显示, 得分、状态、档的公式.

    `kind` is at_least, at_most, exactly, between, deadline, qualitative, or "open" (the
    target is blank or a mark: nothing can be computed, the row stays open).
    `points_formula` is None where a person types the points. `typed_points` tells that
    the points cell is an input: without a formula (定性), or over the formula that
    leaves the row open (逾期由人评定; 未填而得分印为 0); it is to be unlocked then, and validated by
    `band`, the formulas of the lowest and the highest points allowed ("" while they are
    not known). Data validation cannot hold formulas of this length: they belong into
    two cells that the validation names. `choices` are the texts of the drop-down of a
    qualitative row's actual, best band first.
    """

    kind: str
    target: TypedCell
    actual: TypedCell
    points_formula: CellFormula | None
    status_formula: CellFormula
    typed_points: bool = False
    band: tuple[CellFormula, CellFormula] | None = None
    choices: tuple[str, ...] = ()

    def with_formulas(
        self,
        points: CellFormula | None,
        status: CellFormula,
        band: tuple[CellFormula, CellFormula] | None,
    ) -> RowShape:
        """The same row with other formulas."""
        cells = self.kind, self.target, self.actual
        return RowShape(*cells, points, status, self.typed_points, band, self.choices)


@record
class LiveFunds:
    """资金总额一行各格的地址. `initial` or `budget` is None where the form has none."""

    initial: str | None
    budget: str | None
    spent: str
    weight: str
    points: str


@record
class ExecutionShape:
    """预算执行率: 三个金额格 (None: 表上没有), 执行率、得分、状态的公式.

    `rate_format` belongs to the cell of the rate. `points_formula` is None where the
    policy does not score the execution.
    """

    initial: TypedCell | None
    budget: TypedCell | None
    spent: TypedCell
    rate_formula: CellFormula
    rate_format: str
    points_formula: CellFormula | None
    status_formula: CellFormula


@record
class Addend:
    """一段相加的行: 分值格与得分格的区域 (I12:I20 与 J12:J20, 同长), 现有的数.

    `rows` holds weight and points of each of its cells, None where the cell is empty or
    holds a text; the cached values are added up from them.
    """

    weights: str
    points: str
    rows: tuple[tuple[Decimal | None, Decimal | None], ...]


@record
class Statuses:
    """各行的状态格: 区域 (检查!D5:D40, 可以有空格), 现在的话."""

    cells: str
    said: tuple[str, ...]


@record
class SumShape:
    """合计: 分值之和, 得分之和, 状态.

    `points_formula` gives a number once no row is open; until then a text that says the
    sum so far and how many rows are open (暂计 62.5 分，3 行未定). A row is open when its
    weight is a number and its points are not, and when its status (where those are
    given) says that something is wrong. `status_formula` says that too, and a sum of the
    weights that is not the full marks.
    """

    weight_formula: CellFormula
    points_formula: CellFormula
    status_formula: CellFormula
