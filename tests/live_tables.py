"""任意的一张空表与填它的手: 目标、分值已定, 实际完成值等照人的写法键入.

One seed is one table. What is typed is known both as keys on the keyboard and as the
`Evaluation` that a person means by it, so that the engine can be asked beside the sheet.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve, field, frozen

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from scoring import Policy, Result, score
from scoring.policy_parts import Band
from scoring.result import JUDGED, MISSING, RowResult
from templates.forms.form import Form, load_form
from templates.forms.planned import planned
from templates.live.book import write_live
from templates.live.sheets.cells import CHECKS, FORM, Cells
from templates.live.sheets.form_sheet import LiveForm, live_form
from templates.live.sheets.reasons import SAID

YEAR = 2023
WORKER = Path(__file__).parent / "office_worker.py"
PYTHON = "/usr/bin/python3"
"""The interpreter that LibreOffice's bridge (python3-uno) belongs to."""
HAS_BRIDGE = (
    Path(PYTHON).exists()
    and not subprocess.run(
        [PYTHON, "-c", "import uno"], capture_output=True, check=False
    ).returncode
)
needs_office = pytest.mark.skipif(
    not (HAS_BRIDGE and shutil.which("soffice")),
    reason="没有 LibreOffice 或 python3-uno",
)
GROUPS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
FIRSTS = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
SECONDS = {path[0]: path for path in reversed(GROUPS)}
UNITS = ("个", "人", "次", "台", "公里", "场", "万元")
NOTHING: dict[str, Any] = {
    "typed": {},
    "inserted": [],
    "copied": [],
    "edited": [],
    "typed_after": {},
    "kept": None,
}
REASON = "受天气影响，下年度加快进度"
LABELS = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")


@frozen
class DrawnTable:
    """一张表: 填好的样子 `meant`, 和在空表上逐格键入的 `typed`."""

    form: Form
    policy: Policy
    meant: Evaluation
    blank: Result
    typed: Mapping[str, str] = field(factory=dict)

    def book(self) -> bytes:
        """The blank live workbook."""
        return write_live(self.blank, self.form)

    @property
    def filled(self) -> Evaluation:
        """What the table says once all is typed: what was left out is blank."""
        cells = self.live.cells

        def kept(owner: str, role: str, count: int = 0) -> str | None:
            return self.typed.get(f"{FORM}!{cells.at(owner, role, count)}")

        rows = tuple(
            evolve(
                row,
                actual=kept("indicators", "actual", n),
                stated=kept("indicators", "stated", n) and row.stated,
                variance_note=kept("indicators", "note", n),
            )
            for n, row in enumerate(self.meant.indicators)
        )
        return evolve(self.meant, indicators=rows)

    @property
    def live(self) -> LiveForm:
        """The blank, with the places of all values."""
        return live_form(self.blank, self.form)


def draw_table(
    seed: int, policy: Policy, form_id: str = "national-2020", *, whole: bool = False
) -> DrawnTable:
    """抽一张表; of a `whole` one every cell is filled and every row applies."""
    draw, form = Random(seed), load_form(form_id)  # noqa: S311
    rows = [
        _row(draw, policy, first, weight, whole=whole)
        for first, points in FIRSTS.items()
        for weight in _weights(draw, points)
    ]
    rows = [evolve(row, name=f"第{n}项{row.name}") for n, row in enumerate(rows, 1)]
    rows.sort(key=lambda row: GROUPS.index(row.path))
    meant = Evaluation(
        form=form.title,
        year=YEAR,
        project="某项目",
        department="某局",
        unit="某中心",
        funds=_funds(draw, whole=whole),
        goals=Goals("按期完成", "已完成"),
        indicators=_grouped(rows),
        total=Total(weight=Decimal(100)),
    )
    meant = _awarded(draw, meant, policy)
    blank = score(planned(meant, form), policy)
    table = DrawnTable(form, policy, meant, blank)
    often = 1.0 if whole else draw.choice((1.0, 0.9))
    return evolve(table, typed=dict(_keys(table, draw, often)))


def _awarded(draw: Random, meant: Evaluation, policy: Policy) -> Evaluation:
    """Let a person give the points that no formula gives: those of late deadlines."""
    rows = []
    for row, scored in zip(meant.indicators, score(meant, policy).rows, strict=True):
        if scored.outcome == JUDGED and row.stated is None:
            low, most = (int((p or 0) * 100) for p in (scored.low, scored.most))
            stated = Decimal(draw.randint(low, most)) / 100
            rows.append(evolve(row, stated=stated))
        else:
            rows.append(row)
    return evolve(meant, indicators=tuple(rows))


def _weights(draw: Random, points: int) -> list[Decimal]:
    """Weights with up to two decimals that add up to the points of a first level."""
    quarters = points * 4
    cuts = sorted(
        draw.sample(range(1, quarters), draw.randint(1, points // 10 + 1) - 1)
    )
    edges = zip((0, *cuts), (*cuts, quarters), strict=True)
    return [Decimal(after - before) / 4 for before, after in edges]


def _grouped(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Print the weights of the groups: what their rows add up to."""
    return tuple(
        evolve(
            row,
            path_weights=tuple(
                sum(
                    (r.weight or 0 for r in rows if r.path[:n] == row.path[:n]),
                    Decimal(0),
                )
                for n in (1, 2)
            ),
        )
        for row in rows
    )


def _funds(draw: Random, *, whole: bool) -> Funds:
    budget = Decimal(draw.randint(100, 2_000_000)) / 100
    part = Decimal(draw.randint(int(budget * 80), int(budget * 100))) / 100
    spent = Quantity(draw.choice((budget, part)))
    if not whole and draw.random() < 0.1:
        spent = None
    amounts = [Quantity(budget), Quantity(budget), spent]
    line = FundLine(LABELS[0], *amounts, weight=Decimal(10))
    parts = (FundLine(LABELS[1], *amounts), *map(FundLine, LABELS[2:]))
    return Funds((line, *parts), "万元")


def _row(
    draw: Random, policy: Policy, first: str, weight: Decimal, *, whole: bool
) -> Indicator:
    if not whole and draw.random() < 0.04:
        return Indicator(SECONDS[first], "数量", "/", weight=weight)
    if first == "产出指标":
        return draw.choice((_percent, _count, _deadline))(draw, weight)
    if first == "效益指标" and draw.random() < 0.7:
        return _text(draw, draw.choice(policy.bands.bands), weight)
    return evolve(_percent(draw, weight), path=SECONDS[first])


def _percent(draw: Random, weight: Decimal) -> Indicator:
    sign = draw.choice(("≥", "≥", "≤", "="))
    target = draw.choice((Decimal(95), Decimal(100), Decimal("92.5"), Decimal(30)))
    cents = Decimal(draw.randint(0, 10000)) / 100
    actual = draw.choice((target, cents, Decimal(draw.randint(0, 100))))
    texts = f"{sign}{target}%", f"{actual}%"
    return Indicator(("产出指标", "质量指标"), "占比", *texts, weight)


def _count(draw: Random, weight: Decimal) -> Indicator:
    unit, sign = draw.choice(UNITS), draw.choice(("≥", "≥", "≤", "="))
    target = draw.choice((0, 1, 3, 7, 12, 30, 365, draw.randint(1, 100_000)))
    tenths = Decimal(draw.randint(0, 20 * target + 9)) / 10
    actual = draw.choice((target, draw.randint(0, 2 * target + 3), tenths))
    texts = f"{sign}{target}{unit}", f"{actual}{unit}"
    return Indicator(("产出指标", "数量指标"), "数量", *texts, weight)


def _deadline(draw: Random, weight: Decimal) -> Indicator:
    limit = date(YEAR, draw.randint(3, 9), draw.randint(1, 28))
    late = timedelta(days=draw.choice((-40, -1, 0, 1, 7, 8, 61, 92, 93)))
    texts = (f"{day.year}-{day.month}-{day.day}" for day in (limit, limit + late))
    return Indicator(("产出指标", "时效指标"), "完成时间", *texts, weight)


def _text(draw: Random, band: Band, weight: Decimal) -> Indicator:
    """A text, and points inside its band."""
    cents = int(weight * 100)
    low, high = math.ceil(band.low * cents), int(band.high * cents)
    points = draw.randint(low, max(low, high - 1))
    return Indicator(
        ("效益指标", "社会效益指标"),
        "效果",
        "显著提升",
        band.texts[0],
        weight,
        Decimal(points) / 100,
    )


def _keys(table: DrawnTable, draw: Random, often: float) -> Iterator[tuple[str, str]]:
    """What is typed, cell by cell; a cell is filled as `often` as that."""
    cells, meant = table.live.cells, table.meant
    apart = cells.box("indicators", "unit") is not None
    for count, row in enumerate(meant.indicators):
        answered = row.actual is not None and draw.random() < often
        if answered:
            place = cells.at("indicators", "actual", count)
            yield f"{FORM}!{place}", _as_typed(row.actual or "", apart=apart)
        if answered and row.stated is not None and draw.random() < often:
            yield f"{FORM}!{cells.at('indicators', 'stated', count)}", f"{row.stated}"
        if often == 1.0 or draw.random() < 0.5:
            yield f"{FORM}!{cells.at('indicators', 'note', count)}", REASON
    for count, line in enumerate(meant.funds.lines):
        if line.spent is not None:
            yield f"{FORM}!{cells.at('funds', 'spent', count)}", f"{line.spent}"
    yield f"{FORM}!{cells.at('goals', 'actual')}", meant.goals.actual or ""


def _as_typed(text: str, *, apart: bool) -> str:
    """A number alone where its unit stands in a cell of its own."""
    number = re.match(r"[\d.]+(?=[^\d.-]+$)", text) if apart else None
    return number[0] if number else text


def in_office(jobs: Iterable[Mapping[str, Any]]) -> list[dict[str, list[list[Any]]]]:
    """Have LibreOffice do the jobs; the cells of each, sheet by sheet."""
    done = subprocess.run(
        [PYTHON, str(WORKER)],
        input=json.dumps([NOTHING | job for job in jobs]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, list[list[Any]]]] = json.loads(done.stdout)
    return found


def value_at(sheet: list[list[Any]], address: str | None) -> Any:
    """The value of a cell in what LibreOffice gave back: a float, or a text."""
    from openpyxl.utils.cell import coordinate_to_tuple

    assert address is not None
    row, column = coordinate_to_tuple(address)
    return sheet[row - 1][column - 1] if row <= len(sheet) else ""


def differences(table: DrawnTable, found: Mapping[str, Any]) -> Iterator[str]:
    """Say where the sheet, as LibreOffice worked it out, is not what the engine says."""
    result, cells = score(table.filled, table.policy), table.live.cells
    form, said = found[FORM], said_of_rows(found[CHECKS])
    for count, row in enumerate(result.rows):
        shown = value_at(form, cells.at("indicators", "stated", count))
        status, asked, _ = said[row.name].partition(SAID)
        if not _same(shown, _points(row)):
            yield f"{row.name}：表 {shown!r}，引擎 {_points(row)}，检查 {status}"
        if row.scored and (shown == "") != bool(status) and "请核对" not in status:
            yield f"{row.name}：得分 {shown!r}，而检查说 {status!r}"
        if bool(asked) is not _lacks_reason(table.filled.indicators[count], row):
            yield f"{row.name}：原因，检查说 {said[row.name]!r}"
    execution = result.execution
    if execution is not None:
        shown = value_at(form, cells.at("funds", "stated"))
        if not _same(shown, _points(execution)):
            yield f"执行率：表 {shown!r}，引擎 {_points(execution)}"
    yield from _total_differs(form, cells, result)


def _total_differs(form: Any, cells: Cells, result: Result) -> Iterator[str]:
    """Compare total and grade; while a row is open the total says so."""
    total = value_at(form, cells.at("total", "stated"))
    grade = value_at(form, cells.at("total", "grade"))
    open_ = [row for row in result.all_rows if row.scored and _points(row) is None]
    if open_:
        if f"{len(open_)} 行未定" not in str(total) or grade:
            yield f"总分：{len(open_)} 行未定，表 {total!r}、{grade!r}"
    elif not _same(total, result.totals.points) or grade != (result.totals.grade or ""):
        yield f"总分：表 {total!r}、{grade!r}，引擎 {result.totals.points}"


def said_of_rows(checks: Any) -> dict[str, str]:
    """Name → what the check sheet says of the row."""
    found: dict[str, str] = {}
    for line in checks:
        if isinstance(line[0], float):
            found.setdefault(line[1], line[2])
    return found


def _points(row: RowResult) -> Decimal | None:
    """The points that a sheet shows: none for what is open, where the engine adds 0."""
    return None if row.outcome == MISSING or not row.scored else row.points


def _same(shown: Any, points: Decimal | None) -> bool:
    if points is None or not isinstance(shown, float):
        return points is None and shown == ""
    return Decimal(repr(shown)).quantize(Decimal("1e-9")) == points


def _lacks_reason(row: Indicator, scored: RowResult) -> bool:
    points, weight = _points(scored), scored.weight
    lost = points is not None and weight is not None and points < weight
    return lost and not row.variance_note


def without_results(content: bytes, path: Path) -> None:
    """The workbook with no stored result in it, so that each has to be worked out."""
    path.write_bytes(content)
    stripped = path.with_suffix(".stripped")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stripped, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if "worksheets/sheet" in name:
                part = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    stripped.replace(path)
