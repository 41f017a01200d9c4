"""批量审核: 结果写成一个文件夹; 做过的不再做; 中断了接着做, 一个字节不差."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pytest
from attrs import evolve
from openpyxl import load_workbook

from batch import run as audit_run
from batch.inputs import Read
from indicators import Evaluation, Quantity, load
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.commands.test_audit_folders import FAULTY, FILES, SOUND, packed
from tests.app.commands.test_chain_of_papers import evaluated
from tests.app.commands.test_plan_check import plan
from tests.app.conftest import ROOT, Said
from tests.auditing.tables import with_row

Ziping = Callable[..., Said]
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
KINDS = ("hubei-gbk-by-hand.csv", "cohesion-libreoffice.docx", "yunnan-xlsxwriter.xlsx")


def made(table: Evaluation) -> bytes:
    return write(table, load_form())


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables, copies, and what is none."""
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "上报"
    (top / "市局").mkdir(parents=True)
    for name in KINDS:
        shutil.copy(FILES / name, top / "市局" / name)
    (top / "南昌.xlsx").write_bytes(made(load(NANCHANG)))
    (top / "错.xlsx").write_bytes(FAULTY)
    (top / "错 副本.xlsx").write_bytes(FAULTY)
    (top / "包.zip").write_bytes(packed(**{"好.xlsx": SOUND}))
    (top / "说明.txt").write_text("请于三月底前报送。", "utf-8")
    (top / "坏.xlsx").write_bytes(SOUND[: len(SOUND) // 2])
    return top


def contents(folder: str) -> dict[str, bytes]:
    """Every file of the results."""
    top = Path(folder)
    return {
        str(path.relative_to(top)): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def rows(query: str) -> list[tuple[Any, ...]]:
    return duckdb.sql(query).fetchall()


@pytest.mark.usefixtures("reported")
def test_the_data_are_what_an_audit_of_each_file_says(ziping: Ziping) -> None:
    code, out, err = ziping("batch", "上报", "--out", "果", "--ndjson")
    assert code == 1
    assert out == (
        "读 9 个文件，7 张表：5 张有发现，2 张没有，1 张没有填完，1 个文件没有自评表，1 个文件读不了\n"
        "1 个文件与别的文件完全相同\n"
    )
    assert err.endswith("已写出 果\n")
    audits = json.loads(ziping("audit", "上报", "--json")[1])
    tables = {a["source"]["path"]: a for a in audits if a["schema"] == "ziping.audit/1"}
    found = rows(
        "SELECT file, code, place, name, stated, expected, message, at_stake"
        " FROM '果/findings.parquet'"
    )
    keys = ("code", "place", "name", "stated", "expected", "message", "points")
    said = [
        (path, *(f[key] for key in keys))
        for path, table in sorted(tables.items())
        for f in table["findings"]
    ]
    assert found == said
    totals = "file, total_stated::VARCHAR, total_low::VARCHAR, total_high::VARCHAR"
    for path, *numbers in rows(f"SELECT {totals} FROM '果/tables.parquet'"):
        told = tables[path]["totals"]
        for number, name in zip(numbers, ("stated", "low", "high"), strict=True):
            assert (number and float(number)) == (told[name] and float(told[name]))
    counted = "SELECT file, count(*) FROM '果/rows.parquet' GROUP BY file"
    assert dict(rows(counted)) == {p: len(t["rows"]) for p, t in tables.items()}
    lines = Path("果/tables.ndjson").read_text("utf-8").splitlines()
    assert len(lines) == 9
    assert {json.loads(line)["schema"] for line in lines} == {"ziping.batch/1"}


@pytest.mark.usefixtures("reported")
def test_numbers_are_exact_and_a_place_is_columns(ziping: Ziping) -> None:
    ziping("batch", "上报/南昌.xlsx", "--out", "果")
    for name in ("tables", "rows", "findings"):
        kinds = {
            kind for _, kind, *_ in rows(f"DESCRIBE SELECT * FROM '果/{name}.parquet'")
        }
        assert kinds <= {"VARCHAR", "INTEGER", "BIGINT", "BOOLEAN", "DECIMAL(38,10)"}
    columns = "total_stated::VARCHAR, sum_of_stated::VARCHAR, execution_rate"
    (told,) = rows(f"SELECT {columns} FROM '果/tables.parquet'")
    assert told[:2] == ("97.7400000000", "97.7400000000")
    assert "/" in told[2] or "." in told[2]
    summed = rows("SELECT sum(stated)::VARCHAR FROM '果/rows.parquet'")
    assert summed == [("97.7400000000",)]
    query = "SELECT place, place_sheet, place_address, place_row FROM '果/findings.parquet' WHERE code = 'P402' OR code = 'P403'"
    for place, sheet, address, row in rows(query):
        assert place == f"{sheet}!{address}"
        assert address.endswith(str(row))


@pytest.mark.usefixtures("reported")
def test_results_are_the_same_for_any_number_of_processes_and_any_order(
    ziping: Ziping,
) -> None:
    ziping("batch", "上报", "--out", "甲", "--jobs", "1")
    ziping("batch", "上报/市局", "上报", "--out", "乙", "--jobs", "3")
    assert contents("甲") == contents("乙")


Again = Callable[..., list[str]]


@pytest.fixture
def again(
    ziping: Ziping, reported: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Again:
    """Run over the folder, and tell which files were opened."""
    opened = tmp_path / "开过的"
    read = audit_run.read_tables

    def noted(path: Path, sheet: str | None, **more: bool) -> tuple[Read, ...]:
        with opened.open("a", encoding="utf-8") as file:
            file.write(f"{path.resolve().name}\n")
        return read(path, sheet, **more)

    def run(*options: str) -> list[str]:
        opened.write_text("")
        ziping("batch", reported.name, "--out", "果", *options)
        return sorted(opened.read_text("utf-8").splitlines())

    monkeypatch.setattr("batch.run.read_tables", noted)
    return run


def test_what_is_done_is_not_opened_again(again: Again, reported: Path) -> None:
    assert len(again()) == 8  # of nine files one is the copy of another
    first = contents("果")
    assert again() == []
    assert contents("果") == first
    (reported / "错.xlsx").write_bytes(made(with_row(0, actual="4个")))
    (reported / "新.xlsx").write_bytes(made(with_row(0, actual="5个")))
    (reported / "说明.txt").unlink()
    assert again() == ["新.xlsx", "错.xlsx"]
    assert contents("果") != first
    kept = contents("果")
    shutil.rmtree("果/pages")
    assert len(again()) == 9
    assert contents("果") == kept
    assert len(again("--policy", "mof-2020")) == 9
    assert len(again("--anew")) == 9
    assert contents("果") == kept


def test_what_was_moved_or_renamed_is_not_opened_again(
    again: Again, ziping: Ziping, reported: Path
) -> None:
    again()
    (reported / "市局").rename(reported / "县<b>&局")
    (reported / "错.xlsx").rename(reported / "改了\n名.xlsx")
    (reported / "南昌.xlsx").rename(reported / "县<b>&局/南昌 2021.xlsx")
    shutil.copy(reported / "县<b>&局/南昌 2021.xlsx", reported / "又一份.xlsx")
    assert again() == []
    ziping("batch", reported.name, "--out", "新")
    assert contents("果") == contents("新")


def test_what_says_its_name_is_not_opened_again_when_it_is_called_otherwise(
    again: Again, ziping: Ziping, reported: Path
) -> None:
    """A doubt about a whole file says its name, as does what cannot be read."""
    damaged = reported / "市局" / KINDS[0]
    damaged.write_bytes(damaged.read_text("gb18030").encode() + b"\n\xff")
    again()
    (reported / "市局").rename(reported / "县局")
    for old, new in zip(KINDS, ("表<1>.csv", '"二".docx', "三.xlsx"), strict=True):
        (reported / "县局" / old).rename(reported / new)
    (reported / "坏.xlsx").rename(reported / "还是坏.xlsx")
    (reported / "说明.txt").rename(reported / "县局/通知.txt")
    assert again() == []
    ziping("batch", reported.name, "--out", "新")
    assert contents("果") == contents("新")
    said = b"".join(text for name, text in contents("果").items() if "pages" in name)
    assert "表&lt;1&gt;<!--/stem-->.csv：" in said.decode()
    assert KINDS[0] not in said.decode()
    (reported / "表<1>.csv").rename(reported / "四.csv")
    again("--sheet", "四")
    (reported / "四.csv").rename(reported / "五.csv")
    assert "五.csv" in again("--sheet", "四")  # by its name it was chosen


def test_folders_for_units_open_no_more_than_the_files_to_annotate(
    again: Again, ziping: Ziping, reported: Path
) -> None:
    again()
    plain = contents("果")
    annotated = again("--per-unit")
    files = {"南昌.xlsx", "错.xlsx", "错 副本.xlsx", "好.xlsx", *KINDS}
    assert {"南昌.xlsx"} < set(annotated) <= files
    assert again("--per-unit") == []
    ziping("batch", reported.name, "--out", "新", "--per-unit")
    assert contents("果") == contents("新")
    (reported / "南昌.xlsx").rename(reported / "市局/南昌.xlsx")
    assert again("--per-unit") == []  # the copy says the name, not the folder
    (reported / "市局/南昌.xlsx").rename(reported / "市局/省会.xlsx")
    assert again("--per-unit") == ["省会.xlsx"]
    (reported / "市局/省会.xlsx").rename(reported / "南昌.xlsx")
    assert again() == []
    assert contents("果") == plain


def test_a_run_that_was_killed_goes_on_to_the_same_bytes(
    ziping: Ziping, reported: Path
) -> None:
    for number in range(16):
        table = with_row(0, actual=f"{number}个", variance_note="雨季")
        (reported / f"{number}.xlsx").write_bytes(made(table))
    began = time.monotonic()
    _start("整").wait()
    whole = time.monotonic() - began
    chance = random.Random(13)  # noqa: S311 - moments, no secrets
    for number in range(6):
        run = _start("断")
        time.sleep(chance.uniform(0.1, 0.7) * whole)
        run.send_signal(signal.SIGKILL)
        run.wait()
        if number % 2:
            _start("断").wait()
            assert contents("断") == contents("整")
            shutil.rmtree("断")
    assert ziping("batch", "上报", "--out", "断", "--per-unit")[0] == 1
    assert contents("断") == contents("整")
    assert {name.split("/")[0] for name in contents("断")} > {"units", "pages"}


def _start(folder: str) -> subprocess.Popen[bytes]:
    script = "import sys; from app.cli import main; main(sys.argv[1:])"
    run = ["batch", "上报", "--out", folder, "--per-unit"]
    command = [sys.executable, "-c", script, *run]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )


def test_a_line_that_was_not_written_to_its_end_does_not_count(
    ziping: Ziping, reported: Path
) -> None:
    shutil.rmtree(reported / "市局")
    ziping("batch", "上报", "--out", "果")
    whole = contents("果")
    done = Path("果/.ziping/done.tsv")
    for end in (-1, -400, 200, 0):
        done.write_bytes(whole[".ziping/done.tsv"][:end])
        ziping("batch", "上报", "--out", "果")
        assert contents("果") == whole


@pytest.mark.usefixtures("reported")
def test_the_workbook_has_the_worst_first_filters_and_links_that_lead_somewhere(
    ziping: Ziping,
) -> None:
    ziping("batch", "上报", "--out", "果/一")
    book = load_workbook("果/一/复核汇总表.xlsx")
    names = ["总览", "逐表", "按单位", "按项目", "按核对", "发现", "没有审的文件"]
    assert book.sheetnames == names
    assert len(book["总览"]._charts) == 3
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")
    tables = book["逐表"]
    head = [cell.value for cell in tables[2]]
    files = [row[head.index("文件")] for row in tables.iter_rows(min_row=3)]
    assert files[0].value == "上报/南昌.xlsx"
    assert len(files) == 7
    links = [
        cell.hyperlink.target
        for row in tables.iter_rows(min_row=3)
        for cell in row
        if cell.hyperlink
    ]
    assert len(links) == 14
    for link in links:
        assert (Path("果/一") / unquote(link.replace("\\", "/"))).exists(), link
    row = next(
        r
        for r in tables.iter_rows(min_row=3)
        if r[1].value and r[head.index("文件")].value == "上报/错 副本.xlsx"
    )
    assert row[head.index("相同的文件")].value == "上报/错.xlsx"
    found = [row[1].value for row in book["发现"].iter_rows(min_row=3)]
    assert len(found) == rows("SELECT count(*) FROM '果/一/findings.parquet'")[0][0]
    kinds = [row[0].value for row in book["没有审的文件"].iter_rows(min_row=3)]
    assert kinds == ["没有自评表", "读不了"]


@pytest.mark.usefixtures("reported")
def test_the_page_leads_to_one_page_for_each_table(ziping: Ziping) -> None:
    ziping("batch", "上报", "--out", "果")
    index = Path("果/index.html").read_text("utf-8")
    pages = sorted(path.name for path in Path("果/pages").iterdir())
    assert len(pages) == 7
    led = {unquote(part.split('"')[0]) for part in index.split('href="pages/')[1:]}
    assert led <= set(pages)
    assert len(led) == 6  # a copy stands under its original
    assert "上报/错.xlsx" in index
    for page in led:
        text = (Path("果/pages") / page).read_text("utf-8")
        anchor = text.split('href="../index.html#')[1].split('"')[0]
        assert f'id="{anchor}"' in index


@pytest.mark.usefixtures("reported")
def test_accepted_findings_count_no_more(ziping: Ziping) -> None:
    code, _, _ = ziping("batch", "上报/错.xlsx", "--out", "果")
    found = rows("SELECT code, file, place FROM '果/findings.parquet' ORDER BY 1, 3")
    lines = [f"{code},{file},{place or ''}" for code, file, place in found]
    Path("认可.csv").write_text(
        "\n".join(["编号,文件,位置", *lines, "P401,别的.xlsx,"]), "utf-8"
    )
    call = (
        "batch",
        "上报/错.xlsx",
        "上报/包.zip",
        "--out",
        "果",
        "--accepted",
        "认可.csv",
    )
    code, out, err = ziping(*call)
    assert code == 0
    assert f"认可了的发现 {len(found)} 处，没有算作发现\n" in out
    assert "认可的这一条没有对上发现：P401，别的.xlsx\n" in err
    assert rows("SELECT count(*) FROM '果/findings.parquet' WHERE accepted") == [
        (len(found),)
    ]
    assert "1 张有发现，1 张没有" in out  # a note on the other
    Path("认可.csv").write_text("文件,位置\n", "utf-8")
    code, _, err = ziping(*call)
    assert (code, err) == (
        2,
        "错误：认可.csv：没有找到列名“编号、文件”。请在第一行写上列名\n",
    )


@pytest.mark.usefixtures("reported")
def test_units_that_sent_nothing_are_told(ziping: Ziping) -> None:
    ziping("batch", "上报/错.xlsx", "--out", "果")
    ((unit, department),) = rows("SELECT unit, department FROM '果/tables.parquet'")
    Path("名单.txt").write_text(f"{unit or department}\n市水利局\n", "utf-8")
    _, out, _ = ziping("batch", "上报/错.xlsx", "--out", "果", "--roster", "名单.txt")
    assert "名单上 2 个单位，1 个没有报来：市水利局\n" in out
    sheet = load_workbook("果/复核汇总表.xlsx")["未报的单位"]
    assert [cell.value for cell in sheet["A"]][2:] == ["市水利局"]


def test_papers_of_one_project_are_compared_wherever_they_lie(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("自评", "申报"):
        Path(name).mkdir()
    Path("自评/表.xlsx").write_bytes(write(evaluated(), "national-2020"))
    changed = evolve(
        plan(),
        indicators=(
            evolve(plan().indicators[0], target="≥9家"),
            *plan().indicators[1:],
        ),
    )
    paper = Path("申报/表.xlsx")

    def found() -> list[tuple[Any, ...]]:
        ziping("batch", "自评", "申报", "--out", "果")
        return rows("SELECT file, name FROM '果/findings.parquet' WHERE code = 'X701'")

    paper.write_bytes(write(changed, "target-declaration"))
    assert found() == [("自评/表.xlsx", "联网单位数量")]
    paper.write_bytes(write(plan(), "target-declaration"))
    assert found() == []
    paper.write_bytes(write(changed, "target-declaration"))
    assert len(found()) == 1
    assert json.loads(ziping("audit", "自评", "申报", "--json", "--only", "X701")[1])[
        0
    ]["findings"]
    paper.unlink()
    assert found() == []


def test_a_file_that_changes_while_it_is_read_is_told(
    ziping: Ziping, reported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = audit_run.read_tables

    def changing(path: Path, sheet: str | None) -> tuple[Read, ...]:
        found = read(path, sheet)
        if path.resolve().name == "南昌.xlsx":
            path.write_bytes(SOUND)
        return found

    with monkeypatch.context() as patch:
        patch.setattr("batch.run.read_tables", changing)
        ziping("batch", "上报", "--out", "果")
    (reported / "南昌.xlsx").write_bytes(made(load(NANCHANG)))
    told = load_workbook("果/复核汇总表.xlsx")["没有审的文件"]
    texts = [str(row[2].value) for row in told.iter_rows(min_row=3)]
    assert (
        "上报/南昌.xlsx：读的时候文件变了或移走了，没有做完。请等它存好，再运行一次"
        in texts
    )


def test_results_go_nowhere_but_into_a_folder_of_their_own(
    ziping: Ziping, reported: Path
) -> None:
    for folder, told in (
        ("上报", "结果与要审的是同一处。请换个文件夹"),
        ("上报/市局", "文件夹里已有别的文件，未改动。请换个文件夹，或先清空"),
        ("上报/错.xlsx", "这里不是一个文件夹。请写出文件夹的名字"),
        ("/proc/果", ""),
    ):
        code, out, err = ziping("batch", "上报", "--out", folder)
        assert (code, out) == (2, "")
        assert err.startswith(f"错误：{folder}")
        assert told in err
    before = contents("上报")
    ziping("batch", "上报", "--out", "上报/果")
    ziping("batch", "上报", "--out", "上报/果")
    assert {
        n: b for n, b in contents("上报").items() if not n.startswith("果")
    } == before
    assert rows("SELECT count(*) FROM '上报/果/tables.parquet'") == [(7,)]
    assert reported.exists()


def test_a_full_disk_is_told_and_nothing_is_half_written(reported: Path) -> None:
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (30000,) * 2);"
        "from app.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, "batch", str(reported), "--out", "果"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "错误：" in told
    assert "Traceback" not in told
    assert {name.split("/")[0] for name in contents("果")} <= {".ziping", "pages"}
    assert [p for p in contents("果") if p.startswith("pages")] == []


def rounded_up(number: int, stated: int | None = None) -> bytes:
    """A table that spends 86.2 % or the like, and states the next whole point."""
    whole = evaluated(project=f"项目{number}")
    spent = Decimal(43 - number) + Decimal("0.1")
    line = evolve(
        whole.funds.lines[0],
        spent=Quantity(spent),
        rate=None,
        stated=Decimal(int(spent / 5) + 1 if stated is None else stated),
    )
    funds = evolve(whole.funds, lines=(line,))
    return write(evolve(whole, funds=funds), "national-2020")


def test_points_that_are_always_rounded_up_are_told_of_the_set(
    ziping: Ziping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("上报").mkdir()

    for number in range(6):
        Path(f"上报/{number}.xlsx").write_bytes(rounded_up(number))
    message = "6 张表按办法得出的执行率得分不是整数，填报的都是向上取整的"
    _, out, _ = ziping("batch", "上报", "--out", "果")
    assert f"X704 提示：{message}\n" in out
    query = (
        "SELECT file, severity, message FROM '果/findings.parquet' WHERE code = 'X704'"
    )
    assert rows(query) == [(None, "info", message)]
    codes = load_workbook("果/复核汇总表.xlsx")["按核对"]
    assert ("X704", 6) in {(row[0].value, row[3].value) for row in codes.iter_rows()}
    Path("上报/0.xlsx").write_bytes(rounded_up(0, 8))
    assert "X704" not in ziping("batch", "上报", "--out", "果")[1]


@pytest.mark.usefixtures("reported")
def test_findings_are_accepted_by_a_mark_in_the_workbook_that_lists_them(
    ziping: Ziping,
) -> None:
    call = ("batch", "上报/错.xlsx", "上报/包.zip", "--out", "果")
    ziping(*call)
    book = load_workbook("果/复核汇总表.xlsx")
    sheet = book["发现"]
    head = [cell.value for cell in sheet[2]]
    codes = [row[head.index("编号")].value for row in sheet.iter_rows(min_row=3)]
    sheet.cell(3, head.index("认可") + 1, "是")
    book.save("看过.xlsx")
    _, out, err = ziping(*call, "--accepted", "看过.xlsx")
    assert "认可了的发现 1 处，没有算作发现\n" in out
    assert "没有对上发现" not in err
    query = "SELECT code FROM '果/findings.parquet' WHERE accepted"
    assert rows(query) == [(codes[0],)]


def test_a_pipe_and_a_link_to_nothing_are_told_and_not_waited_for(
    ziping: Ziping, reported: Path
) -> None:
    shutil.rmtree(reported / "市局")
    os.mkfifo(reported / "管.xlsx")
    (reported / "断.xlsx").symlink_to("没有.xlsx")
    assert ziping("batch", "上报", "--out", "果")[0] == 1
    told = load_workbook("果/复核汇总表.xlsx")["没有审的文件"]
    texts = {str(row[2].value) for row in told.iter_rows(min_row=3)}
    assert "上报/管.xlsx：不是普通文件。请先存成文件" in texts
    assert "上报/断.xlsx：找不到这个文件。请核对路径" in texts


def test_the_first_doubts_are_told_and_the_others_counted(
    ziping: Ziping, reported: Path
) -> None:
    doubted = ROOT / "tests/drawn/files/x71-干部培训会议费.xlsx"
    for number in range(9):
        shutil.copy(doubted, reported / f"会议费{number}.xlsx")
    every = [line for line in ziping("audit", "上报")[2].splitlines() if "存疑" in line]
    told = ziping("batch", "上报", "--out", "果")[2].splitlines()
    shown = [line for line in told if line.startswith("存疑：")]
    assert shown[:-1] == every[:20]
    assert shown[-1] == f"存疑：另有 {len(every) - 20} 条，见各张表的页"
