"""审核人: 上传一批排队做, 清单重的在先, 表旁是发现, 说一句; 打开批量审核的结果只看."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from lxml import html
from openpyxl import load_workbook

from app.cli import run as ziping_
from app.web.application import application
from app.web.auditor.bringing import member, unique
from app.web.opening import Home, site_in
from app.web.site import Site
from app.web.store import decisions, runs
from batch.results.opened import ResultFolder, id_of
from indicators import load
from indicators.errors import InputError
from templates.writing.writer import write
from tests.app.web.conftest import LOCAL, NANCHANG, TOKEN, Clerk

HOSTILE = "<script>alert(1)</script>"


def tables() -> dict[str, bytes]:
    """Five tables of three units, one of them clean, one hostile, one no table."""
    own = load(NANCHANG)
    short = evolve(own, indicators=own.indicators[:6])
    return {
        "一局/甲.xlsx": write(
            evolve(short, unit="一局", project="甲项目"), "national-2020"
        ),
        "一局/乙.xlsx": write(
            evolve(short, unit="一局", project="乙项目", year=2022), "national-2020"
        ),
        "二局/丙.xlsx": write(
            evolve(short, unit="二局", project=HOSTILE), "national-2020"
        ),
        "二局/读我.txt": "不是表".encode(),
    }


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `ziping batch` wrote of them."""
    home = tmp_path_factory.mktemp("batch")
    for name, content in tables().items():
        path = home / "上报" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    ziping_(["batch", str(home / "上报"), "--out", str(home / "结果"), "--jobs", "1"])
    return home / "结果"


@pytest.fixture
def auditor(tmp_path: Path, result: Path) -> Iterator[Clerk]:
    site = site_in(Home(tmp_path / "data"), result)
    with Clerk(application(site, print), base_url=LOCAL) as made:
        yield made
    site.database.close()


def names(told: str) -> list[str]:
    return re.findall(r'<a data-row href="/results/[^"]+">([^<]+)</a>', told)


def address(told: str, name: str) -> str:
    found = re.search(rf'<a data-row href="([^"]+)">{re.escape(name)}</a>', told)
    assert found, name
    return found[1]


# --- results of a batch ---------------------------------------------------------------


def test_the_list_of_a_batch_is_opened_worst_first(auditor: Clerk) -> None:
    told = auditor.get("/results/given").text
    assert sorted(names(told)) == sorted(
        ["甲项目", "乙项目", "&lt;script&gt;alert(1)&lt;/script&gt;"]
    )
    assert "3 张表" in told
    assert HOSTILE not in told
    assert "看 ziping batch 的结果" in auditor.get("/audits").text


def test_the_list_tells_what_was_not_audited_and_why(
    auditor: Clerk, tmp_path: Path
) -> None:
    told = html.fromstring(auditor.get("/results/given").text)
    (where,) = told.xpath("//a[@href='#unread']/text()")
    assert where == "1 个文件没有审成"
    unread = told.get_element_by_id("unread")
    assert unread.xpath(".//summary/text()") == ["1 个：没有自评表 1"]
    ((name, why),) = [row.xpath("*/text()") for row in unread.xpath(".//tbody/tr")]
    assert name.endswith("上报/二局/读我.txt")
    assert why.startswith("没有找到自评表。请")
    brought = tmp_path / "上报"
    brought.mkdir()
    (brought / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (brought / "空.xlsx").write_bytes(
        write(evolve(load(NANCHANG), indicators=()), "national-2020")
    )
    out = tmp_path / "果"
    ziping_(["batch", str(brought), "--out", str(out), "--jobs", "1"])
    found = ResultFolder(out).unread(1)
    assert found.kinds == [("读不了", 1), ("空表", 1)]
    assert [Path(each["file"]).name for each in found.listed] == ["坏.xlsx"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("unit=一局", 2),
        ("unit=一局&year=2022", 1),
        ("search=甲项", 1),
        ("search=丙.XLSX", 1),
        ("search=没有这样的", 0),
        ("search=%27%3B+DROP+TABLE", 0),
        ("code=F301", 3),
        ("code=F301%27+OR+1%3D1", 0),
        ("verdict=", 3),
        ("policy=mof-2020", 3),
        ("page=99", 3),
        ("page=x", 3),
    ],
)
def test_every_condition_is_in_the_address(
    auditor: Clerk, asked: str, found: int
) -> None:
    told = auditor.get(f"/results/given?{asked}").text
    assert f"<p>{found} 张表" in told


def test_a_table_stands_beside_its_findings_marked_in_the_cells(auditor: Clerk) -> None:
    where = address(auditor.get("/results/given?unit=一局").text, "甲项目")
    told = auditor.get(where).text
    assert "F302" in told
    page = html.fromstring(told)
    marks = page.xpath("//td[.//a[contains(@class, 'mark')]]/@id")
    linked = {each.removeprefix("#") for each in page.xpath("//ol//a[@data-row]/@href")}
    assert marks
    assert set(marks) == linked
    assert "<textarea" not in told
    assert 'name="verdict"' not in told
    (copy,) = page.xpath("//a[contains(., '批注的副本')]/@href")
    book = load_workbook(io.BytesIO(auditor.get(copy).content))
    cells = [cell for row in book["自评表"] for cell in row if cell.comment]
    assert any("F302" in cell.comment.text for cell in cells)


def test_another_policy_is_seen_beside(auditor: Clerk) -> None:
    where = address(auditor.get("/results/given?unit=一局").text, "甲项目")
    told = auditor.get(f"{where}?policy=hubei-2020").text
    assert "mof-2020 与 hubei-2020" in told
    assert "行不同" in told
    assert auditor.get(f"{where}?policy=none").status_code == 422


def test_results_of_elsewhere_are_only_read(auditor: Clerk) -> None:
    where = address(auditor.get("/results/given?unit=一局").text, "甲项目")
    data = {"csrf": auditor.token(), "number": "1", "verdict": "accepted"}
    answer = auditor.post(f"{where}/decisions", data=data)
    assert answer.status_code == 403
    assert "只能看" in answer.text


def test_what_a_batch_wrote_is_taken_away(auditor: Clerk, result: Path) -> None:
    for name in ("复核汇总表.xlsx", "tables.parquet", "findings.parquet"):
        answer = auditor.get(f"/results/given/files/{name}")
        assert answer.content == (result / name).read_bytes()
        assert answer.headers["Content-Disposition"].startswith("attachment")
    packet = auditor.get("/results/given/packet?unit=一局")
    with zipfile.ZipFile(io.BytesIO(packet.content)) as made:
        assert len(made.namelist()) == 2
    where = address(auditor.get("/results/given?unit=一局").text, "甲项目")
    assert "甲项目" in auditor.get(f"{where}/page").content.decode()


@pytest.mark.parametrize(
    "where",
    [
        "/results/none",
        "/results/given/tables/none",
        "/results/given/tables/0123456789ab1",
        "/results/given/tables/%25",
        "/results/given/files/done.tsv",
        "/results/given/files/..%2Fsecret",
        "/results/given/packet?unit=没有",
        "/results/../secret/files/tables.parquet",
    ],
)
def test_what_is_not_there_is_told(auditor: Clerk, where: str) -> None:
    assert auditor.get(where).status_code == 404


def test_a_file_that_changed_is_not_shown_as_the_audited_one(
    tmp_path: Path, result: Path
) -> None:
    site = site_in(Home(tmp_path / "data"), result)
    changed = result.parent / "上报/一局/乙.xlsx"
    kept = changed.read_bytes()
    with Clerk(application(site, print), base_url=LOCAL) as asking:
        where = address(asking.get("/results/given?unit=一局").text, "乙项目")
        changed.write_bytes(kept + b"\0")
        told = asking.get(where).text
        assert asking.get(f"{where}/annotated").status_code == 404
        changed.write_bytes(kept)
    site.database.close()
    assert "原文件不在了或变了" in told
    assert "F302" in told


def test_a_folder_without_results_is_told(
    ziping: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, _, said = ziping("serve", "--results", str(tmp_path), "--port", "1")
    assert code == 2
    assert "不是 ziping batch 的结果" in said
    with pytest.raises(InputError):
        ResultFolder(tmp_path)


def test_tables_are_known_by_their_page(result: Path) -> None:
    opened = ResultFolder(result)
    listed = opened.listed({})
    assert listed.count == len(listed.tables) == 3
    for table in listed.tables:
        again = opened.table(id_of(table))
        assert again == table
        assert all(f["file"] == table["file"] for f in opened.findings(table))
    opened.close()


# --- a batch that is brought ----------------------------------------------------------


def bring(asking: Any, files: dict[str, bytes], title: str = "") -> Any:
    found = TOKEN.search(asking.get("/audits").text)
    assert found
    parts = [("files", (name, content)) for name, content in files.items()]
    data = {"csrf": found[1], "title": title}
    return asking.post("/audits", files=parts, data=data)


def finished(asking: Any, title: str, seconds: float = 120) -> str:
    """Wait until a run is done; gives the address of its results."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        told = asking.get("/audits").text
        found = re.search(rf'<a href="(/results/[^"]+)">{title}</a>', told)
        if found:
            return found[1]
        assert "没有做成" not in told, unescape(told)
        time.sleep(0.3)
    raise AssertionError(told)


@pytest.fixture
def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in tables().items():
            packed.writestr(name, content)
    return made.getvalue()


def test_a_batch_is_done_and_each_finding_answered(
    clerk: Clerk, site: Site, archive: bytes
) -> None:
    own = tables()
    answer = bring(
        clerk, {"三局/丁.xlsx": own["一局/甲.xlsx"], "包.zip": archive}, "一批"
    )
    assert answer.status_code == 200
    where = finished(clerk, "一批")
    listed = clerk.get(where).text
    assert "4 张表" in listed
    table = address(listed, "乙项目")
    told = clerk.get(table).text
    assert "上传.zip/包.zip/一局/乙.xlsx" in told
    assert 'class="mark' in told
    data = {"csrf": clerk.token("/audits"), "number": "1"}
    for verdict, remark, word in (
        ("asked", "请附凭证", "请单位说明"),
        ("accepted", "", "属实"),
    ):
        clerk.post(
            f"{table}/decisions", data=data | {"verdict": verdict, "remark": remark}
        )
        assert f'<p class="said"><b>{word}</b> {remark}' in clerk.get(table).text
    for wrong in (
        {"verdict": "rejected", "remark": " "},
        {"verdict": "none"},
        {"verdict": "accepted", "number": "999"},
    ):
        answer = clerk.post(f"{table}/decisions", data=data | wrong)
        assert answer.status_code == 422
    source = where.rpartition("/")[2]
    said = decisions.of_table(site.database, source, table.rpartition("/")[2])
    assert [each.verdict for each in said.values()] == ["accepted"]


def test_a_batch_without_a_table_is_told(clerk: Clerk) -> None:
    bring(clerk, {"读我.txt": "不是表".encode()}, "空的")
    end = time.monotonic() + 60
    while time.monotonic() < end and "做完了" not in clerk.get("/audits").text:
        time.sleep(0.3)
    told = unescape(clerk.get("/audits").text)
    assert "没有自评表" in told or "0 张表" in told
    assert bring(clerk, {}, "没有").status_code == 400


def test_a_run_whose_files_are_gone_is_told_and_the_next_is_done(
    clerk: Clerk, site: Site
) -> None:
    runs.add(site.database, "gone", "不见了", 1, "甲")
    bring(clerk, {"甲.xlsx": tables()["一局/甲.xlsx"]}, "下一批")
    end = time.monotonic() + 60
    while time.monotonic() < end and "做完了" not in clerk.get("/audits").text:
        time.sleep(0.3)
    told = unescape(clerk.get("/audits").text)
    assert "没有做成" in told
    assert ">下一批</a>" in told


def test_names_of_files_lead_nowhere(clerk: Clerk, site: Site) -> None:
    bring(clerk, {"../../../etc/甲.xlsx": tables()["一局/甲.xlsx"]}, "名字")
    where = finished(clerk, "名字")
    assert (
        "上传.zip/etc/甲.xlsx"
        in clerk.get(address(clerk.get(where).text, "甲项目")).text
    )
    assert sorted(p.name for p in (site.folder / runs.FOLDER).iterdir()) == [
        where.rpartition("/")[2]
    ]


def test_members_are_named_once() -> None:
    assert member("/a/./b/../c.xlsx") == "a/b/c.xlsx"
    assert unique(["a", "a", "a"]) == ["a", "2/a", "3/a"]
