"""许多文件、许多张表: 每处都看得出是哪一张; 审完一张写出一张; 读不了的不耽误."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from auditing import CHECKS
from indicators import Evaluation, Total
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.conftest import ROOT, Said, Saved
from tests.auditing.tables import sound, with_row

Ziping = Callable[..., Said]
FAULTY = with_row(0, actual="3个", variance_note="雨季")
NOTED = sound()
QUIET = with_row(1, variance_note="多培训一期")


def copied(source: Worksheet, page: Worksheet) -> None:
    """Copy the values and the merges of a sheet to another workbook's."""
    for row in source.iter_rows():
        for cell in row:
            if type(cell).__name__ != "MergedCell":
                page[cell.coordinate] = cell.value
    for area in source.merged_cells.ranges:
        page.merge_cells(str(area))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook of two tables; the second is faulty."""
    path = tmp_path / "两张.xlsx"
    path.write_bytes(write(sound(), load_form()))
    other = tmp_path / "另一张.xlsx"
    other.write_bytes(write(FAULTY, load_form()))
    book, source = load_workbook(path), load_workbook(other).active
    copied(source, book.create_sheet("二季度"))
    book.save(path)
    other.unlink()
    return path


@pytest.fixture
def blank(tmp_path: Path, ziping: Ziping) -> str:
    path = tmp_path / "空表.xlsx"
    ziping("forms", "national-2020", "--out", str(path))
    return str(path)


def test_each_table_begins_with_its_file_verdict_and_counts(
    ziping: Ziping, saved: Saved
) -> None:
    first, second = saved("甲", FAULTY), saved("乙", QUIET)
    code, out, _ = ziping("audit", first, second)
    assert code == 1
    heads = [line for line in out.splitlines() if line.startswith((first, second))]
    assert re.fullmatch(r".*：不一致；发现 (\d+) 处：不一致 \1 处", heads[0])
    assert heads[1] == f"{second}：认可评定则一致；没有发现"
    assert out.endswith("\n读 2 个文件，2 张表：1 张有发现，1 张没有\n")


def test_of_several_tables_of_a_file_the_sheet_is_named(
    ziping: Ziping, workbook: Path
) -> None:
    _, out, _ = ziping("audit", str(workbook))
    assert f"{workbook}［自评表］：认可评定则一致" in out
    assert f"{workbook}［二季度］：不一致；发现 " in out
    assert "读 1 个文件，2 张表：" in out
    _, out, _ = ziping("audit", str(workbook), "--sheet", "二季度")
    assert out.startswith(f"{workbook}［二季度］：不一致")
    assert "【第 2 张，共 2 张：二季度】" in ziping("read", str(workbook))[1]


def test_doubts_and_errors_name_the_file_as_it_was_given(
    ziping: Ziping, tmp_path: Path, blank: str
) -> None:
    copy = tmp_path / "夹" / "空表.xlsx"
    copy.parent.mkdir()
    shutil.copy(blank, copy)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04....")
    _, _, err = ziping("audit", blank, str(copy), str(broken))
    told = [line.partition("：")[2] for line in err.splitlines()]
    assert all(text.startswith((blank, str(copy), str(broken))) for text in told)
    assert {name for name in (blank, str(copy)) if name in err} == {blank, str(copy)}


def test_a_table_without_an_indicator_is_refused_and_the_run_goes_on(
    ziping: Ziping, saved: Saved, blank: str, tmp_path: Path
) -> None:
    empty = tmp_path / "空.json"
    empty.write_text("{}", "utf-8")
    good = saved("甲", QUIET)
    code, out, err = ziping("audit", blank, str(empty), good)
    assert code == 2
    for path in (blank, str(empty)):
        assert (
            f"错误：{path}：空表，没有一行指标，无从审核。请填好三级指标后再审核" in err
        )
        assert f"{path}：" not in out
    assert f"{good}：认可评定则一致" in out
    assert "3 张表：0 张有发现，1 张没有，2 张空表" in out
    assert ziping("audit", str(empty))[0] == 2


def test_a_blank_form_beside_a_filled_table_spoils_nothing(
    ziping: Ziping, blank: str, tmp_path: Path
) -> None:
    book = load_workbook(blank)
    filled = tmp_path / "已填.xlsx"
    filled.write_bytes(write(sound(), load_form()))
    copied(load_workbook(filled).active, book.create_sheet("已填"))
    path = tmp_path / "两张.xlsx"
    book.save(path)
    code, out, err = ziping("audit", str(path))
    assert code in {0, 1}
    assert "没有一行指标，未审核" in err
    assert "错误" not in err
    assert "两张.xlsx［已填］" in out


def test_a_total_that_cannot_be_recomputed_is_said_where_nothing_is_found(
    ziping: Ziping, saved: Saved
) -> None:
    rows = tuple(
        evolve(row, weight=None, path_weights=(None, None))
        for row in sound().indicators[:3]
    )
    total = Total(stated=Decimal(30))
    table = Evaluation(indicators=rows, total=total)
    _, out, _ = ziping("audit", saved("甲", table), "--only", "P4")
    assert out.splitlines()[0].endswith("总分无从重算；所选核对没有发现")
    assert "总分无从重算。" in out


def test_each_table_is_written_before_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch, ziping: Ziping, saved: Saved
) -> None:
    from app.terminal import console
    from batch import run as audit_run

    events: list[str] = []
    read, show = audit_run.read_tables, console.show
    monkeypatch.setattr(
        "batch.run.read_tables",
        lambda path, sheet: (events.append("读"), read(path, sheet))[1],
    )
    monkeypatch.setattr(
        "app.terminal.console.show",
        lambda blocks: (events.append("写"), show(blocks))[1],
    )
    ziping("audit", saved("甲", FAULTY), saved("乙", QUIET))
    assert events == ["读", "写", "读", "写", "写"]


def test_memory_does_not_grow_with_the_number_of_files(saved: Saved) -> None:
    path = saved("甲", FAULTY)
    script = (
        "import resource, sys; from app.cli import run; code = run(sys.argv[1:]);"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(peak, file=sys.stderr)"
    )

    def peak(count: int, *options: str) -> int:
        call = [sys.executable, "-c", script, "audit", *[path] * count, *options]
        done = subprocess.run(
            call, capture_output=True, text=True, check=True, cwd=ROOT
        )
        return int(done.stderr.splitlines()[-1])

    for options in ((), ("--json",), ("--brief",)):
        assert peak(300, *options) < peak(30, *options) * 1.15


def test_json_of_several_files_is_a_list_that_tells_what_was_not_audited(
    ziping: Ziping, saved: Saved, workbook: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.json"
    broken.write_text("{", "utf-8")
    good = saved("甲", QUIET)
    code, out, err = ziping("audit", good, str(broken), str(workbook), "--json")
    documents = json.loads(out)
    assert code == 2
    assert [document["schema"] for document in documents] == [
        "ziping.audit/1",
        "ziping.unread/1",
        "ziping.audit/1",
        "ziping.audit/1",
    ]
    sheets = [document["source"].get("sheet") for document in documents]
    assert sheets == [None, None, "自评表", "二季度"]
    unread = documents[1]
    assert unread["source"] == {"path": str(broken), "sha256": None}
    assert unread["problems"][0]["where"] == str(broken)
    assert f"错误：{broken}" in err
    assert "读 3 个文件，3 张表：" in err


def test_json_of_one_file_is_one_object_whether_it_could_be_read_or_not(
    ziping: Ziping, saved: Saved, workbook: Path
) -> None:
    good = saved("甲", QUIET)
    assert json.loads(ziping("audit", good, "--json")[1])["source"]["path"] == good
    unread = json.loads(ziping("audit", "没有.xlsx", "--json")[1])
    assert unread["schema"] == "ziping.unread/1"
    assert len(json.loads(ziping("audit", str(workbook), "--json")[1])) == 2


def test_brief_is_a_line_for_each_table_the_worst_first(
    ziping: Ziping, saved: Saved, workbook: Path
) -> None:
    names = (saved("静", QUIET), saved("注", NOTED), saved("错", FAULTY))
    code, out, _ = ziping("audit", *names, str(workbook), "--brief")
    assert code == 1
    head, *lines, _, closing = out.splitlines()
    assert head.split() == [
        "错误",
        "不一致",
        "提醒",
        "提示",
        "填报",
        "重算",
        "结论",
        "文件",
    ]
    files = [line.split()[-1] for line in lines]
    assert files == [
        names[2],
        f"{workbook}［二季度］",
        names[1],
        f"{workbook}［自评表］",
        names[0],
    ]
    assert closing.startswith("读 4 个文件，5 张表：")
    assert ziping("audit", *names, "--brief", "--json")[0] == 2
    code, out, err = ziping("audit", names[0], "没有.xlsx", "--brief")
    assert code == 2
    assert "没有.xlsx" not in out
    assert err == "错误：没有.xlsx：找不到这个文件。请核对路径\n"


def test_the_lock_files_of_office_are_passed_over_with_a_note(
    ziping: Ziping, saved: Saved, tmp_path: Path
) -> None:
    lock = tmp_path / "~$甲.xlsx"
    lock.write_bytes(b"\x05office")
    good = saved("甲", QUIET)
    code, out, err = ziping("audit", str(lock), good)
    assert code == 0
    assert err == f"略过：{lock} 是 Office 的锁定文件\n"
    assert out.startswith(f"{good}：")
    assert ziping("audit", str(lock))[0] == 2
    assert "请给出 甲.xlsx 本身" in ziping("read", str(lock))[2]


def test_a_fault_of_the_program_costs_one_file_and_not_the_run(
    ziping: Ziping, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditing import audit

    def sometimes(table: Evaluation, *rest: object, **others: object) -> object:
        if table.project == "坏":
            raise KeyError("G12")
        return audit(table, *rest, **others)

    monkeypatch.setattr("batch.run.audit", sometimes)
    bad, good = saved("坏", evolve(sound(), project="坏")), saved("甲", QUIET)
    code, out, err = ziping("audit", bad, good)
    assert code == 2
    assert f"错误：{bad}：程序内部出错（KeyError：'G12'）。请报告此问题" in err
    assert f"{good}：认可评定则一致" in out
    monkeypatch.setenv("ZIPING_DEBUG", "1")
    with pytest.raises(KeyError):
        ziping("audit", bad)


def test_only_says_that_the_chosen_checks_found_nothing_and_why_they_do_not_apply(
    ziping: Ziping, saved: Saved
) -> None:
    code, out, _ = ziping("audit", saved("甲", FAULTY), "--only", "X7")
    assert code == 0
    assert "不一致；所选核对没有发现" in out
    assert "核对 3 项：0 项通过，0 项有发现（共 0 处），3 项不适用" in out
    assert re.search(r"；其余核对另有发现 [1-9]\d* 处，未列出$", out, re.MULTILINE)
    assert "X701 指标与批复一致：不适用，没有给出批复的目标表" in out


@pytest.mark.parametrize(
    "written", ["P402, N5", "P402、N5", "P402 N5", "p402，n5", " P402；N5 "]
)
def test_codes_are_parted_by_commas_or_blanks(
    ziping: Ziping, saved: Saved, written: str
) -> None:
    table = with_row(0, actual="3个", stated=Decimal(9))
    _, out, _ = ziping("audit", saved("甲", table), "--only", written)
    codes = re.findall(r"^([A-Z]\d{3}) (?:不一致|提醒)", out, re.MULTILINE)
    assert sorted(set(codes)) == ["N501", "P402"]


def test_no_code_at_all_is_refused(ziping: Ziping, saved: Saved) -> None:
    code, out, err = ziping("audit", saved("甲", FAULTY), "--only", " ，")
    assert (code, out) == (2, "")
    assert "没有写编号" in err


def test_checks_are_listed_one_by_one_with_the_reasons_on_request(
    ziping: Ziping, saved: Saved
) -> None:
    path = saved("甲", QUIET)
    _, out, _ = ziping("audit", path, "--checks")
    assert len(re.findall(r"^[A-Z]\d{3}  ", out, re.MULTILINE)) == len(CHECKS)
    assert re.search(r"^X701 .* 没有给出批复的目标表$", out, re.MULTILINE)
    _, out, _ = ziping("audit", path, "--checks", "--only", "X7")
    assert len(re.findall(r"^[A-Z]\d{3}  ", out, re.MULTILINE)) == 3


def test_who_closes_the_pipe_still_gets_the_report(
    saved: Saved, tmp_path: Path
) -> None:
    tables = (evolve(FAULTY, project=f"示例 {number}") for number in range(60))
    names = " ".join(f"'{saved(str(table.project), table)}'" for table in tables)
    out = tmp_path / "报告.html"
    program = f'"{sys.executable}" -c "from app.cli import main; main()"'
    subprocess.run(  # noqa: S602 - a pipe is the point
        f"{program} audit {names} --report '{out}' | head -n 1",
        shell=True,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert out.read_text("utf-8").count('<section class="file') == 60
