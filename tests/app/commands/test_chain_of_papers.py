"""同一批文件里的申报表、监控表、自评表自己配成一套 (X701-X703); 认不准的不配, 说出来."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook

from indicators import Evaluation, Funds, Goals, Quantity, Total
from templates.writing.writer import write
from tests.app.commands.test_plan_check import plan
from tests.app.conftest import ROOT, Saved, Ziping
from tests.kept_office import convert
from tests.test_schemas import faults

Found = dict[str, list[tuple[str, str]]]
Put = Callable[..., str]
IMPOSSIBLE = (("完全不可能", "√"),)


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a table into a form, and give its path."""

    def write_it(name: str, table: Evaluation, form: str = "national-2020") -> str:
        path = tmp_path / name
        path.write_bytes(write(table, form))
        return str(path)

    return write_it


def evaluated(**head: object) -> Evaluation:
    """A filled self-evaluation of the plan, with everything met."""
    table = plan()
    line = evolve(
        table.funds.lines[0],
        initial=Quantity(Decimal(50)),
        spent=Quantity(Decimal(50)),
        weight=Decimal(10),
        rate=Quantity(Decimal(100), "%"),
        stated=Decimal(10),
    )
    rows = tuple(
        evolve(row, actual=(row.target or "").lstrip("≥"), stated=row.weight)
        for row in table.indicators
    )
    return evolve(
        table,
        funds=evolve(table.funds, lines=(line,)),
        goals=Goals("联通百家", "已联通百家"),
        indicators=rows,
        total=Total(Decimal(100), Decimal(100), "优"),
        **head,
    )


def with_target(table: Evaluation, row: int, target: str) -> Evaluation:
    rows = list(table.indicators)
    rows[row] = evolve(rows[row], target=target)
    return evolve(table, indicators=tuple(rows))


def monitored(row: int, **head: object) -> Evaluation:
    """A table of July in which one row cannot be reached."""
    rows = [evolve(each, actual="30%") for each in plan().indicators]
    rows[row] = evolve(rows[row], extra=IMPOSSIBLE)
    return evolve(plan(), indicators=tuple(rows), **head)


def crossed(ziping: Ziping, *files: str) -> tuple[Found, dict[str, list[str]], str]:
    """The findings X7 by file, what each was compared with, and what stderr says."""
    _, out, told = ziping("audit", *files, "--json", "--only", "X7")
    said = json.loads(out)
    documents = said if isinstance(said, list) else [said]
    found: Found = {}
    compared: dict[str, list[str]] = {}
    for document in documents:
        name = Path(document["source"]["path"]).name
        found.setdefault(name, []).extend(
            (f["code"], f["name"]) for f in document["findings"]
        )
        compared.setdefault(name, []).extend(document.get("compared_with", []))
    return found, compared, told


def test_the_papers_of_a_project_are_compared_by_themselves(
    ziping: Ziping, put: Put, tmp_path: Path
) -> None:
    files = (
        put("自评.xlsx", with_target(evaluated(), 0, "≥90家")),
        put("申报.xlsx", plan(), "target-declaration"),
        put("监控.xlsx", monitored(3), "monitoring"),
    )
    found, compared, told = crossed(ziping, *files)
    assert found == {
        "自评.xlsx": [("X701", "联网单位数量"), ("X703", "用户满意度")],
        "申报.xlsx": [],
        "监控.xlsx": [],
    }
    assert compared["自评.xlsx"] == [
        f"项目支出绩效目标申报表 {tmp_path / '申报.xlsx'}",
        f"项目支出绩效运行监控表 {tmp_path / '监控.xlsx'}",
    ]
    assert "没有对照" not in told
    _, out, _ = ziping("audit", *files)
    assert f"对照：项目支出绩效目标申报表 {tmp_path / '申报.xlsx'}" in out
    assert "指标值“≥90家”，申报为“≥100家”" in out
    report = tmp_path / "报告.html"
    ziping("audit", *files, "--report", str(report))
    assert "<dt>对照</dt>" in report.read_text("utf-8")


def test_a_chain_that_agrees_has_no_finding(ziping: Ziping, put: Put) -> None:
    missed = monitored(3)
    rows = tuple(evolve(row, extra=(("确定能", "√"),)) for row in missed.indicators)
    files = (
        put("申报.xlsx", plan(), "target-declaration"),
        put("监控.xlsx", evolve(missed, indicators=rows), "monitoring"),
        put("自评.xlsx", evaluated()),
    )
    code, out, _ = ziping("audit", *files, "--json", "--only", "P,F,X")
    assert code == 0
    assert ziping("audit", *files[1:], "--only", "P,F,X")[0] == 0
    assert ziping("audit", *files[:2], "--only", "P,F,X")[0] == 1
    document = json.loads(out)[2]
    assert faults("audit", document) == []
    assert len(document["compared_with"]) == 2
    for code in ("X701", "X703"):
        tally = document["checks"][code]
        assert (tally["passed"], tally["failed"]) == (4, 0)


def test_a_monitoring_table_without_an_answer_is_not_compared(
    ziping: Ziping, put: Put
) -> None:
    july = evolve(monitored(0), indicators=plan().indicators)
    files = (put("自评.xlsx", evaluated()), put("监控.xlsx", july, "monitoring"))
    found, compared, told = crossed(ziping, *files)
    assert (found["自评.xlsx"], compared["自评.xlsx"]) == ([], [])
    assert "完成可能性" not in told


def test_last_years_targets_are_found_too(ziping: Ziping, put: Put) -> None:
    now, last = put("今年.xlsx", evaluated()), put("去年.xlsx", evaluated(year=2023))
    found, compared, _ = crossed(ziping, now, last)
    assert found == {"今年.xlsx": [("X702", "年度指标值")], "去年.xlsx": []}
    assert compared["去年.xlsx"] == []
    older = put("前年.xlsx", evaluated(year=2022))
    assert crossed(ziping, now, older)[0]["今年.xlsx"] == []


@pytest.mark.parametrize(
    "head",
    [
        {"project": "政务网"},
        {"year": 2023},
        {"unit": "二中心"},
        {"department": "县局"},
    ],
)
def test_what_belongs_to_another_table_is_left_alone(
    ziping: Ziping, put: Put, head: dict[str, object]
) -> None:
    other = with_target(evolve(plan(), **head), 0, "≥9家")
    files = (
        put("自评.xlsx", evaluated()),
        put("申报.xlsx", other, "target-declaration"),
        put("监控.xlsx", monitored(0, **head), "monitoring"),
    )
    found, compared, told = crossed(ziping, *files)
    assert (found["自评.xlsx"], compared["自评.xlsx"]) == ([], [])
    assert "没有对照" not in told


@pytest.mark.parametrize(
    "head", [{"year": None}, {"unit": None, "department": None}, {"unit": None}]
)
def test_what_is_not_printed_settles_nothing_and_is_said(
    ziping: Ziping, put: Put, head: dict[str, object]
) -> None:
    other = with_target(evolve(plan(), **head), 0, "≥9家")
    declaration = put("申报.xlsx", other, "target-declaration")
    table = put("自评.xlsx", evaluated())
    found, compared, told = crossed(ziping, declaration, table)
    assert (found["自评.xlsx"], compared["自评.xlsx"]) == ([], [])
    message = "批复的目标表有 1 张像是本表的，年度或单位没有印全，没有对照"
    assert (
        f"存疑：{table}：{message}：{declaration}。请单独审核这个文件，用 --approved 指明"
        in told
    )


def test_where_no_unit_is_printed_the_departments_decide(
    ziping: Ziping, put: Put
) -> None:
    other = with_target(evolve(plan(), unit=None), 0, "≥9家")
    files = (
        put("自评.xlsx", evaluated(unit=None)),
        put("申报.xlsx", other, "target-declaration"),
    )
    found, _, _ = crossed(ziping, *files)
    assert ("X701", "联网单位数量") in found["自评.xlsx"]


def test_one_declaration_of_a_department_is_not_that_of_each_unit(
    ziping: Ziping, put: Put
) -> None:
    other = with_target(evolve(plan(), unit=None), 0, "≥9家")
    files = (
        put("甲.xlsx", evaluated(unit="甲所")),
        put("乙.xlsx", evaluated(unit="乙所")),
        put("申报.xlsx", other, "target-declaration"),
    )
    found, compared, told = crossed(ziping, *files)
    assert found["甲.xlsx"] == found["乙.xlsx"] == []
    assert compared["甲.xlsx"] == compared["乙.xlsx"] == []
    assert told.count("没有印全，没有对照") == 2


def test_of_two_different_declarations_none_is_taken(ziping: Ziping, put: Put) -> None:
    files = (
        put("自评.xlsx", evaluated()),
        put("申报.xlsx", plan(), "target-declaration"),
        put("申报改.xlsx", with_target(plan(), 0, "≥9家"), "target-declaration"),
    )
    found, compared, told = crossed(ziping, *files)
    assert (found["自评.xlsx"], compared["自评.xlsx"]) == ([], [])
    assert "批复的目标表有 2 张像是本表的，内容不同，没有对照：" in told
    _, out, told = ziping("audit", *files, "--approved", files[2], "--only", "X7")
    assert "申报为“≥9家”" in out
    assert "没有对照" not in told


def test_two_copies_of_one_declaration_are_one(
    ziping: Ziping, put: Put, tmp_path: Path
) -> None:
    first = put("申报.xlsx", with_target(plan(), 0, "≥9家"), "target-declaration")
    copy = tmp_path / "副本.xlsx"
    shutil.copy(first, copy)
    found, _, told = crossed(ziping, put("自评.xlsx", evaluated()), first, str(copy))
    assert found["自评.xlsx"] == [("X701", "联网单位数量")]
    assert "没有对照" not in told


def test_many_projects_each_with_its_own_papers(ziping: Ziping, put: Put) -> None:
    files = []
    for name in "甲乙丙":
        head = {"project": f"{name}项目", "unit": f"{name}中心"}
        files.append(put(f"{name}自评.xlsx", evaluated(**head)))
        own = with_target(evolve(plan(), **head), 1, "≥98%" if name == "乙" else "≥99%")
        files.append(put(f"{name}申报.xlsx", own, "target-declaration"))
    found, compared, _ = crossed(ziping, *files)
    assert found["乙自评.xlsx"] == [("X701", "网络可用率")]
    assert found["甲自评.xlsx"] == found["丙自评.xlsx"] == []
    assert all(len(compared[f"{name}自评.xlsx"]) == 1 for name in "甲乙丙")


def test_papers_in_one_workbook_belong_together(ziping: Ziping, put: Put) -> None:
    path = put("一本.xlsx", with_target(evaluated(), 0, "≥90家"))
    book = load_workbook(path)
    other = load_workbook(put("申报.xlsx", plan(), "target-declaration")).active
    page = book.create_sheet("申报")
    for row in other.iter_rows():
        for cell in row:
            if type(cell).__name__ != "MergedCell":
                page[cell.coordinate] = cell.value
    for area in other.merged_cells.ranges:
        page.merge_cells(str(area))
    book.save(path)
    found, compared, _ = crossed(ziping, path)
    assert found["一本.xlsx"] == [("X701", "联网单位数量")]
    assert compared["一本.xlsx"] == [f"项目支出绩效目标申报表 {path}［申报］"]


@pytest.mark.parametrize("kind", ["xls", "ods", "html", "pdf"])
def test_papers_of_other_kinds_are_found(
    ziping: Ziping, put: Put, tmp_path: Path, kind: str
) -> None:
    path = put(
        "绩效目标申报表.xlsx", with_target(plan(), 0, "≥9家"), "target-declaration"
    )
    convert((path,), tmp_path, kind)
    other = path.replace(".xlsx", f".{kind}")
    found, _, _ = crossed(ziping, put("自评.xlsx", evaluated()), other)
    assert found["自评.xlsx"] == [("X701", "联网单位数量")]


def test_only_what_may_be_such_a_paper_is_read_ahead(
    monkeypatch: pytest.MonkeyPatch, ziping: Ziping, put: Put, saved: Saved
) -> None:
    from batch import chain

    ahead: list[str] = []
    read = chain.read_tables
    monkeypatch.setattr(
        "batch.chain.read_tables",
        lambda path, sheet: (ahead.append(path.name), read(path, sheet))[1],
    )
    files = (
        put("甲.xlsx", evaluated()),
        saved("乙", evaluated(project="乙")),
        put("丙.xlsx", plan(), "target-declaration"),
        str(ROOT / "tests/files/national-libreoffice.pdf"),
    )
    ziping("audit", *files)
    assert ahead == ["丙.xlsx"]
    ziping("audit", files[2])
    assert ahead == ["丙.xlsx"]


def test_a_broken_paper_costs_nothing_else(
    ziping: Ziping, put: Put, tmp_path: Path
) -> None:
    broken = tmp_path / "申报表.xlsx"
    broken.write_bytes(b"PK\x03\x04....")
    table = put("自评.xlsx", evaluated())
    code, out, told = ziping("audit", str(broken), table, "--brief")
    assert code == 2
    assert table in out
    assert told.count("错误：") == 1


@pytest.mark.parametrize("policy", ["mof-2020", "sichuan-department"])
def test_what_was_reached_by_july_is_not_judged_as_a_result(
    ziping: Ziping, put: Put, policy: str
) -> None:
    table = monitored(3)
    line = evolve(
        table.funds.lines[0], initial=Quantity(Decimal(50)), spent=Quantity(Decimal(70))
    )
    july = put("监控.xlsx", evolve(table, funds=Funds((line,), "万元")), "monitoring")
    code, out, _ = ziping("audit", july, "--policy", policy, "--json")
    document = json.loads(out)
    assert (code, document["sort"]) == (1, "monitoring")
    assert [f["code"] for f in document["findings"] if f["code"][0] in "PFNVC"] == []
    reasons = document["checks"]["F304"]["reasons"]
    assert reasons == ["本表是绩效运行监控表，没有全年的结果"]
    _, out, _ = ziping("audit", july, "--policy", policy)
    assert "重算" not in out


def test_no_face_shows_points_for_what_was_reached_by_july(
    ziping: Ziping, put: Put, tmp_path: Path
) -> None:
    july, report = put("监控.xlsx", monitored(3), "monitoring"), tmp_path / "报告.html"
    _, out, _ = ziping("audit", july, july, "--brief", "--report", str(report))
    line = next(line for line in out.splitlines() if july in line)
    assert line.split() == ["绩效运行监控表", july]
    page = report.read_text("utf-8")
    assert "<summary>不计分</summary>" in page
    assert "得 6.67 分" not in page
    assert "失分</h3>" not in page
    totals = json.loads(ziping("audit", july, "--json")[1])["totals"]
    assert (totals["low"], totals["high"], totals["verdict"]) == (None, None, None)
