"""还差什么的样子: 没有填、没有读懂、没有说明的各处, 与总分还能是多少."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from attrs import define

from app.text.blocks import Block, TextTable
from app.text.visible import flat
from app.views.audit_text import FEW
from app.views.policybook import unverified
from app.views.presentations import OneAfterAnother, source_of, unread_document
from app.views.row_points import number_or_range
from auditing.finding import points
from auditing.owed import Kind, Owed, Owing, document, draft
from auditing.owed.items import Where
from auditing.sorts import Sort
from batch.outcomes import Audited, Outcome, Unread
from indicators.place import Place, Places

PLACE = "位置"
POINTS = ("stated", "total.stated")
TITLES = {
    Kind.BLANK: "没有填的 {} 处{}：",
    Kind.MARKED: "只填了记号、按未填计的 {} 处{}：",
    Kind.UNREAD: "没有读懂的 {} 处{}，格里有内容，不算没有填：",
    Kind.REASON: "扣了分、没有说明原因的 {} 处{}：",
}


@define
class OwingInFull(OneAfterAnother):
    """逐张写出还差什么; with `reasons` only the drafts of the reasons."""

    reasons: bool

    def shown(self, outcome: Outcome) -> tuple[Block, ...]:
        """All blocks of a table."""
        if isinstance(outcome, Unread):
            return ()
        owing = outcome.owing
        said = _drafts(owing) if self.reasons else _body(owing)
        return (*_head(outcome), *said)


def owing_document(outcome: Outcome) -> Mapping[str, Any]:
    """一张表的 ziping.missing/1, or what could not be read."""
    if isinstance(outcome, Unread):
        return unread_document(outcome)
    return document(outcome.owing, source_of(outcome))


def _head(each: Audited) -> Iterator[str]:
    audited, evaluation = each.result, each.result.facts.evaluation
    yield flat(f"{each.label}：{_summary(each.owing)}")
    year = f"（{evaluation.year} 年度）" if evaluation.year else ""
    yield flat(f"{each.title}{year}")
    policy = audited.result.policy
    yield f"评分办法：{policy.id} {policy.title}（{flat(audited.choice.reason)}）"
    yield from unverified(policy)
    if audited.sort is not Sort.SELF_EVALUATION:
        yield f"这是{audited.sort.value}"


def _summary(owing: Owing) -> str:
    """没有填 12 处，没有说明原因 2 处."""
    counts = {kind.value: owing.counts[kind] for kind in Kind}
    counts["行没有读到"] = owing.rows_unread
    told = [f"{word} {count} 处" for word, count in counts.items() if count]
    return "，".join(told) or "该填的都填了"


def _body(owing: Owing) -> Iterator[Block]:
    sheet = _sheet(owing.owed)
    for kind, title in TITLES.items():
        owed = [each for each in owing.owed if each.kind is kind]
        if owed:
            yield ""
            where = f"（工作表“{flat(sheet)}”）" if sheet else ""
            yield title.format(len(owed), where)
            yield _TABLES[kind](owed, owing)
    if owing.beyond:
        yield ""
        yield "表上没有地方填、得分因此无从核对的："
        yield from _beyond(owing)
    yield ""
    yield from _total(owing)
    if any(each.value in POINTS for each in owing.owed):
        yield "得分与总分可由程序算好写出：ziping score 文件 --write 副本.xlsx（或 --out）"
    if owing.counts[Kind.REASON]:
        yield "偏差原因的草稿（只有表上的事实）：加 --reasons"


def _blank(owed: list[Owed], owing: Owing) -> TextTable:
    """One line for each row, with all that it lacks."""
    del owing
    rows = []
    for _, cells in groupby(owed, lambda each: (each.row, each.name)):
        group = list(cells)
        labels = "、".join(dict.fromkeys(each.label for each in group))
        place = _short([each.place for each in group])
        rows.append((group[0].name, labels, *_stakes(group[0]), place))
    return _table(("指标", "缺什么", ">分值", ">可得", PLACE), rows)


def _told(owed: list[Owed], owing: Owing) -> TextTable:
    """What stands in the cells that do not count."""
    del owing
    rows = [
        (
            each.name,
            each.label,
            each.text or "",
            *_stakes(each),
            _short([each.place]),
        )
        for each in owed
    ]
    return _table(("指标", "哪一栏", "格里写着", ">分值", ">可得", PLACE), rows)


def _reasons(owed: list[Owed], owing: Owing) -> TextTable:
    own = {row.spot.row: row.indicator for row in owing.audited.facts.rows}
    rows = []
    for each in owed:
        found = own.get(each.row)
        values = (found.target or "", found.actual or "") if found else ("", "")
        weight = _points(each.stake.weight)
        lost = _points(each.lost)
        rows.append((each.name, *values, weight, lost, _short([each.place])))
    return _table(("指标", "指标值", "实际完成值", ">分值", ">扣分", PLACE), rows)


def _beyond(owing: Owing) -> Iterator[str]:
    """The rows that lack what the form has no place for, those of one reason together."""
    names: dict[str, list[str]] = {}
    for row in owing.beyond:
        names.setdefault(str(row.reason), []).append(row.name)
    for reason, those in names.items():
        more = f" 等 {len(those)} 行" if len(those) > FEW else ""
        yield flat(f"    {reason}：{'、'.join(those[:FEW])}{more}")


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> TextTable:
    """A table; without the column of places where none is known."""
    if not any(row[-1] for row in rows):
        return TextTable(names[:-1], tuple(row[:-1] for row in rows))
    return TextTable(names, tuple(rows), kept=frozenset({len(names) - 1}))


_TABLES = {
    Kind.BLANK: _blank,
    Kind.MARKED: _told,
    Kind.UNREAD: _told,
    Kind.REASON: _reasons,
}


def _drafts(owing: Owing) -> Iterator[Block]:
    """One draft for each reason that is owed, on a line of its own to be copied."""
    owed = [each for each in owing.owed if each.kind is Kind.REASON]
    if not owed:
        yield ""
        yield "没有欠着的偏差原因"
    for each in owed:
        place = f"（{each.place}）" if each.place else ""
        yield ""
        yield flat(f"{each.name}{place}")
        yield flat(draft(owing.audited.facts, each))


def _total(owing: Owing) -> Iterator[str]:
    """总分还能是多少; what it is as the table stands now; which rows keep it open."""
    low, high = owing.outlook.low, owing.outlook.high
    if low is None or high is None:
        yield f"总分无从计算：{_why_not(owing)}"
        return
    grades = f"（{'～'.join(owing.outlook.grades)}）" if owing.outlook.grades else ""
    now = number_or_range(low, owing.outlook.now or low)
    still = number_or_range(low, high)
    word = "填完之后总分" if _moves(owing) else "按办法总分"
    also = f"；照现在的样子为 {now}" if now != still else ""
    yield f"{word}{'为' if low == high else '可为'} {still}{grades}{also}"
    if count := _undecided(owing):
        yield f"有 {count} 行还没有定分（由人评定，或无从核对），见 ziping score"


def _undecided(owing: Owing) -> int:
    """Count the rows without points of which nothing is owed."""
    listed, result = {each.row for each in owing.owed}, owing.audited.result
    every = enumerate(result.all_rows)
    return sum(row in result.pending and n not in listed for n, row in every)


def _moves(owing: Owing) -> bool:
    """Tell whether what is filled in will decide the total."""
    cells = (o for o in owing.owed if o.kind is not Kind.REASON and o.row is not None)
    return any(cell.stake.low != cell.stake.high for cell in cells)


def _why_not(owing: Owing) -> str:
    facts = owing.audited.facts
    if not facts.policy.scored:
        return "评分办法不计分"
    return "有的行没有读到" if facts.rows_left_out else "有的行没有分值"


def _stakes(owed: Owed) -> tuple[str, str]:
    stake = owed.stake
    if stake.low is None or stake.high is None:
        return _points(stake.weight), ""
    return _points(stake.weight), number_or_range(stake.low, stake.high)


def _points(number: Any) -> str:
    return "" if number is None else points(number)


def _sheet(owed: Iterable[Owed]) -> str | None:
    """The only sheet that cells of a workbook are on; None where there is no one."""
    names = {place.sheet for each in owed for place in _places(each.place)}
    return names.pop() if len(names) == 1 else None


def _places(where: Where) -> tuple[Place, ...]:
    if isinstance(where, Places):
        return where.places
    return () if where is None else (where,)


def _short(wheres: list[Where]) -> str:
    """几处的位置写在一格里: addresses alone, and of one row of a table its columns.

    >>> cell = Place("table", table=2, row=5, column=3)
    >>> _short([cell, cell.in_column(6)])
    '表2第5行第3列、第6列'
    """
    told: list[str] = []
    row = ""
    for place in dict.fromkeys(each for where in wheres for each in _places(where)):
        if place.address:
            told.append(place.address)
            continue
        own = str(Place(place.kind, page=place.page, table=place.table, row=place.row))
        same = place.kind == "table" and own == row
        told.append(str(place).removeprefix(own) if same else str(place))
        row = own
    return "、".join(told)
