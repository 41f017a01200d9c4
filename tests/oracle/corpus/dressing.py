"""同一个意思的各种写法: 一个单位怎样填, 整张表就怎样填; 已经另写了的格不动."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracle.clean import rate_text
from tests.oracle.layouts import LAYOUTS
from tests.oracle.model import Line, Sheet
from tests.oracle.numbers import day, plain
from tests.oracle.words import SIGNS, value_text

WIDE = str.maketrans("0123456789.%≥≤", "０１２３４５６７８９．％≧≦")
WORDS = {
    "at_least": ("不低于{}", "不少于{}", "{}以上", ">={}", "≧{}"),
    "at_most": ("不高于{}", "不超过{}", "{}以内", "<={}", "≦{}"),
    "exactly": ("＝{}", "={}", "═{}"),
}
Dress = Callable[[Sheet, Random], None]


def dressed(table: Sheet, draw: Random) -> str:
    """Type the table in a way of its own; gives the names of the ways."""
    ways = [name for name, (share, _) in WAYS.items() if draw.random() < share]
    for name in ways:
        WAYS[name][1](table, draw)
    return "、".join(ways)


def _free(table: Sheet) -> list[Line]:
    """Rows of which every cell is typed as it is meant."""
    return [line for line in table.lines if not line.typed and line.aim is not None]


def _one_cell(table: Sheet) -> bool:
    return LAYOUTS[table.layout].has("target")


def _aim_of(line: Line) -> tuple[str, str]:
    assert line.aim is not None
    return line.aim.kind, f"{plain(line.aim.value)}{line.unit}"


def in_words(table: Sheet, draw: Random) -> None:
    """用词或别的字形代替符号."""
    number = draw.randint(0, 4)
    for line in _free(table) if _one_cell(table) else ():
        kind = line.aim.kind if line.aim else ""
        if kind in SIGNS:
            ways = WORDS[kind]
            text = _aim_of(line)[1]
            line.typed["target"] = ways[number % len(ways)].format(text)


def wide(table: Sheet, draw: Random) -> None:
    """全角的数字与符号."""
    del draw
    for line in _free(table) if _one_cell(table) else ():
        for role in ("target", "actual"):
            if (said := value_text(line, role)) is not None:
                line.typed[role] = str(said).translate(WIDE)


def as_formatted(table: Sheet, draw: Random) -> None:
    """百分数是带格式的数."""
    del draw
    if table.base and table.rate == rate_text(table):
        table.extras["rate as number"] = True
    for line in _free(table):
        if line.unit == "%" and isinstance(line.done, Fraction):
            line.typed["actual"] = line.done / 100
            line.formats["actual"] = "0.00%"


def other_days(table: Sheet, draw: Random) -> None:
    """日期的各种写法, 也有真的日期格."""
    real = draw.random() < 0.3
    for line in table.lines:
        if line.aim is None or line.aim.kind != "deadline" or line.typed:
            continue
        if isinstance(line.done, date):
            line.typed["actual"] = line.done if real else day(line.done, draw)
        last = (line.aim.value + timedelta(days=1)).day == 1
        if _one_cell(table):
            month = f"{line.aim.value.year}年{line.aim.value.month}月"
            line.typed["target"] = (
                f"{month}底前" if last else f"{day(line.aim.value, draw)}前"
            )


def points_as_text(table: Sheet, draw: Random) -> None:
    """分值与得分以文字存放."""
    del draw
    for line in _free(table):
        if line.stated is not None:
            line.typed |= {
                "weight": plain(line.weight),
                "stated": plain(line.stated),
            }


def separators(table: Sheet, draw: Random) -> None:
    """金额带千分撇, 或写足两位小数."""
    commas = draw.random() < 0.5
    for money in table.funds:
        for role in ("initial", "budget", "spent"):
            amount = getattr(money, role)
            if amount is not None and role not in money.typed:
                text = f"{float(amount):,.2f}"
                money.typed[role] = text if commas else text.replace(",", "")


def remarks(table: Sheet, draw: Random) -> None:
    """表下有注、签字."""
    del draw
    table.extras.setdefault(
        "below",
        (
            "注：1.得分一档最高不能超过该指标分值上限。",
            "2.定量指标若为正向指标，则得分计算方法应用全年实际值（B）/年度指标值（A）*该指标分值。",
            "填报人：王某　　联系电话：0791-88880000　　填报日期：2024年3月1日",
        ),
    )


WAYS: dict[str, tuple[float, Dress]] = {
    "用词代替符号": (0.2, in_words),
    "全角": (0.06, wide),
    "带格式的百分数": (0.12, as_formatted),
    "日期的写法": (0.5, other_days),
    "得分以文字存放": (0.1, points_as_text),
    "金额的写法": (0.25, separators),
    "注与签字": (0.3, remarks),
}
