"""复核汇总表的各张单子: 逐表、按单位、按项目、按核对、发现、没有审的文件、未报的单位."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from app.report.contents import ContentsLine
from app.report.summary import summary
from app.views.row_points import number_or_range
from auditing.check import Check
from auditing.checks.over_many import SetCheck
from auditing.finding import SEVERITIES, SEVERITY_WORDS
from auditing.registry import CHECKS, SET_CHECKS
from indicators.quantity import plain
from templates.writing.list_book import FileLink, ListColumn, ListSheet, ListValue
from templates.writing.list_charts import ChartSheet, ChartTable

Record = Mapping[str, Any]
Linked = Callable[[str], str]
"""The path of a file as it was given → the path to it from the results."""

MOST_CODES = 15
_DARK, _LIGHT, _RED = "#3D566E", "#A9BCCD", "#8F1D14"
COUNTS = ("errors", "inconsistencies", "warnings", "notes")
_SEVERITY = tuple((word, 7) for word in SEVERITY_WORDS.values())
_TABLES = (
    ("序号", 6), ("结论", 12), *_SEVERITY, ("认可", 6), ("填报", 8), ("重算", 12),
    ("单位", 22), ("项目", 32), ("年度", 7), ("文件", 36), ("审核页", 9),
    ("相同的文件", 30),
)  # fmt: skip
_GROUPS = (("张数", 7), ("不一致的", 9), *_SEVERITY, ("没有读懂", 9))
_CODES = (
    ("编号", 8), ("轻重", 9), ("发现", 36), ("张数", 7), ("处数", 7), ("其中认可", 9),
    ("办法", 40), ("依据", 40),
)  # fmt: skip
_FINDINGS = (
    ("轻重", 9), ("编号", 8), ("单位", 20), ("项目", 26), ("指标", 24), ("位置", 20),
    ("填报", 12), ("应为", 12), ("说明", 56), ("办法", 36), ("认可", 6), ("文件", 36),
)  # fmt: skip
_UNREAD = (("类别", 12), ("文件", 44), ("原因与办法", 80))


@frozen
class ReviewTable:
    """一张表: its record, and the files that are the same as its own."""

    record: Record
    copies: tuple[str, ...] = ()


def charts(lines: Sequence[ContentsLine]) -> ChartSheet | None:
    """总览: 结论、总分的分布、表数最多的核对; `lines` come worst first."""
    if not lines:
        return None
    whole = summary(lines)
    codes = sorted(whole.codes, key=lambda each: -len(each.tables))[:MOST_CODES]
    tables = (
        ChartTable(
            "各种结论几张表",
            ("结论", "张数"),
            tuple((share.word, share.count) for share in whole.shares),
            (_DARK,),
        ),
        ChartTable(
            "总分的分布（张）",
            ("总分", "填报", "重算"),
            tuple((band.name, *band.counts) for band in whole.bands),
            (_DARK, _LIGHT),
        ),
        ChartTable(
            f"表数最多的 {len(codes)} 项核对" if len(codes) > 1 else "有发现的核对",
            ("核对", "张数"),
            tuple((f"{each.code} {each.title}", len(each.tables)) for each in codes),
            (_RED,),
            along=True,
        ),
    )
    note = f"{len(lines)} 张表（完全相同的只计一份）；重算取区间的上端，满分不是 100 的折成 100 分。"
    return ChartSheet("总览", note, tables)


def tables_sheet(tables: Sequence[ReviewTable], linked: Linked) -> ListSheet:
    """逐表: 重的在先, as they are given."""
    rows = (_table(n, each, linked) for n, each in enumerate(tables, 1))
    note = f"{len(tables)} 张表，重的在先；文件、审核页可以点开。"
    return ListSheet("逐表", note, _columns(_TABLES), rows, len(tables))


def _table(number: int, each: ReviewTable, linked: Linked) -> tuple[ListValue, ...]:
    table = each.record
    label = f"{table['file']}［{table['sheet']}］" if table["sheet"] else table["file"]
    return (
        number,
        table["conclusion"],
        *_counts(table),
        table["accepted"] or None,
        number_of(table["total_stated"]),
        _span(table),
        table["unit"] or table["department"],
        table["project"],
        table["year"],
        FileLink(label, linked(table["file"])),
        FileLink("打开", table["page"]),
        "\n".join(each.copies) or None,
    )


def _counts(table: Record) -> tuple[int | None, ...]:
    return tuple(table[name] or None for name in COUNTS)


def _span(table: Record) -> str | Decimal | None:
    """The recomputed total: a number, or a range as a text."""
    low, high = table["total_low"], table["total_high"]
    if low is None or high is None or table["verdict"] is None:
        return None
    if low == high:
        return Decimal(low)
    return number_or_range(Decimal(low), Decimal(high))


def number_of(text: str | None) -> Decimal | None:
    """A number of a record."""
    return None if text is None else Decimal(text)


def groups_sheet(
    name: str, heading: str, tables: Iterable[ReviewTable], of: Callable[[Record], str]
) -> ListSheet:
    """按单位或按项目: the gravest findings first."""
    groups: dict[str, list[Record]] = {}
    names: dict[str, str] = {}
    for each in tables:
        told = of(each.record)
        key = plain(told)
        names.setdefault(key, told)
        groups.setdefault(key, []).append(each.record)
    made = [(names[key], _sums(own), own) for key, own in groups.items()]
    made.sort(key=lambda group: (*(-n for n in group[1]), group[0]))
    rows = [_group(*each) for each in made]
    note = f"{len(rows)} 个{heading}，发现重的在先。"
    return _sheet(name, note, ((heading, 36), *_GROUPS), rows)


def _group(
    name: str, sums: tuple[int, ...], own: Sequence[Record]
) -> tuple[ListValue, ...]:
    wrong = sum(each["verdict"] == "inconsistent" for each in own)
    unread = sum(each["unread"] for each in own)
    numbers = (wrong, *sums, unread)
    return (name, len(own), *(number or None for number in numbers))


def _sums(tables: Sequence[Record]) -> tuple[int, ...]:
    return tuple(sum(each[name] for each in tables) for name in COUNTS)


def codes_sheet(
    tables: Counter[str], places: Counter[str], accepted: Counter[str]
) -> ListSheet:
    """按核对: 重的在先, then those of the most tables."""
    known: dict[str, Check | SetCheck] = {**CHECKS, **SET_CHECKS}

    def order(code: str) -> tuple[int, int, str]:
        return SEVERITIES.index(known[code].severity), -tables[code], code

    rows = [
        (
            code,
            SEVERITY_WORDS[known[code].severity],
            known[code].title_failed,
            tables[code] or None,
            places[code] or None,
            accepted[code] or None,
            known[code].remedy,
            known[code].basis,
        )
        for code in sorted({*places, *accepted}, key=order)
    ]
    return _sheet("按核对", "有发现的各项核对；处数连认可的在内。", _CODES, rows)


def findings_sheet(
    found: Iterable[tuple[Record, Record]], whole: int, linked: Linked
) -> ListSheet:
    """发现: 逐条; each is a table's record and its own."""
    rows = (
        (
            SEVERITY_WORDS[each["severity"]],
            each["code"],
            table["unit"] or table["department"],
            table["project"],
            each["name"],
            each["place"],
            each["stated"],
            each["expected"],
            each["message"],
            each["remedy"],
            "是" if each["accepted"] else None,
            FileLink(each["file"], linked(each["file"])),
        )
        for table, each in found
    )
    note = (
        f"{whole} 处发现，表的次序同“逐表”。要认可的，在“认可”一栏写“是”，另存一份，"
        "下次用 --accepted 给出。"
    )
    return ListSheet("发现", note, _columns(_FINDINGS), rows, whole)


def unread_sheet(unread: Sequence[Record], linked: Linked) -> ListSheet:
    """没有审的文件: 空表、没有自评表的、读不了的分开."""
    rows = [
        (
            each["kind"],
            FileLink(each["file"], linked(each["file"])),
            "\n".join(each["problems"]),
        )
        for each in sorted(unread, key=lambda each: each["kind"])
    ]
    return _sheet("没有审的文件", f"{len(rows)} 个。", _UNREAD, rows)


def missing_sheet(names: Sequence[str], asked: int) -> ListSheet:
    """名单上没有报来的单位."""
    note = (
        f"名单上 {asked} 个单位，{len(names)} 个没有报来（按表上的单位、主管部门认）。"
    )
    return _sheet("未报的单位", note, (("单位", 40),), [(name,) for name in names])


def _sheet(
    name: str,
    note: str,
    columns: Iterable[tuple[str, int]],
    rows: Sequence[Sequence[ListValue]],
) -> ListSheet:
    return ListSheet(name, note, _columns(columns), rows, len(rows))


def _columns(columns: Iterable[tuple[str, int]]) -> tuple[ListColumn, ...]:
    return tuple(ListColumn(heading, width) for heading, width in columns)
