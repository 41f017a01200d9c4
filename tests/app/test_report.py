"""审核报告: 在真的浏览器里打开, 点得到, 印得出, 单元格里的文字只是文字."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from app.cli import run
from app.pictures import Scale, waterfall
from app.report import report
from app.report_section import Source, section
from auditing import audit
from auditing.bridge import bridge
from indicators import load
from tests.auditing.published import NAMES, published

ROOT = Path(__file__).parents[2]
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
Open = Callable[..., str]

HOSTILE = r"""
project = "<script>alert(1)</script>"
unit = "\"><img src=x onerror=alert(2)>"
form = "{{7*7}}{% raw %}"
year = 2023
[[funds.lines]]
label = "年度资金总额<b>"
budget = "100"
spent = "50"
weight = "10"
rate = "80%"
stated = "8"
[[indicators]]
path = ["产出指标</title><script>alert(3)</script>", "数量指标"]
name = "\u0007响铃\u202E反向{{7*7}}"
target = "≥100%"
actual = "=1+1"
weight = "40"
stated = "40"
variance_note = "</style><script>alert(4)</script>"
[[indicators]]
path = ["产出指标</title><script>alert(3)</script>", "数量指标"]
name = "<svg onload=alert(5)>"
target = "≥100%"
actual = "50%"
weight = "40"
stated = "40"
[[indicators]]
path = ["满意度指标", "满意度指标"]
name = "javascript:alert(6)"
target = "≥90%"
actual = "95%"
weight = "10"
stated = "8"
[total]
weight = "100"
stated = "97"
"""

CLEAN = """
project = "甲"
year = 2023
[[funds.lines]]
label = "年度资金总额"
initial = "100"
budget = "100"
spent = "100"
weight = "10"
rate = "100%"
stated = "10"
[[indicators]]
path = ["产出指标", "数量指标"]
path_weights = ["50", "50"]
name = "建设数量"
target = "≥5个"
actual = "5个"
weight = "50"
stated = "50"
[[indicators]]
path = ["效益指标", "社会效益指标"]
path_weights = ["30", "30"]
name = "服务人次"
target = "≥100人次"
actual = "120人次"
weight = "30"
stated = "30"
[[indicators]]
path = ["满意度指标", "服务对象满意度指标"]
path_weights = ["10", "10"]
name = "群众满意度"
target = "≥90%"
actual = "80%"
weight = "10"
stated = "8.89"
variance_note = "样本少"
[total]
weight = "100"
stated = "98.89"
"""


@pytest.fixture(scope="session")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Run Chromium on a page; a word on its console fails the test."""
    profile = tmp_path_factory.mktemp("chromium")

    def call(page: Path, *arguments: str) -> str:
        command = [
            *CHROMIUM,
            f"--user-data-dir={profile}",
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            *arguments,
            page.as_uri(),
        ]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=120
        )
        assert "CONSOLE" not in done.stderr
        return done.stdout

    return call


def reported(folder: Path, *files: Path, **options: str) -> Path:
    out = folder / "报告.html"
    given = [f"--{name}={value}" for name, value in options.items()]
    run(["audit", *map(str, files), "--report", str(out), "--force", *given])
    return out


def printed(pdf: Path) -> tuple[str, str]:
    """What poppler says about a PDF, and its text."""
    commands = (["pdfinfo", str(pdf)], ["pdftotext", "-layout", str(pdf), "-"])
    about, text = (
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for command in commands
    )
    return about, text


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reported(tmp_path_factory.mktemp("report"), NANCHANG)


@pytest.fixture(scope="module")
def dom(page: Path, browse: Open) -> html.HtmlElement:
    return html.document_fromstring(browse(page, "--dump-dom"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    table = folder / "<b>&表.toml"
    table.write_text(HOSTILE, "utf-8")
    return reported(folder, table)


def test_every_link_leads_to_one_place_of_the_same_page(dom: html.HtmlElement) -> None:
    ids = dom.xpath("//@id")
    links = dom.xpath("//@href")
    assert len(ids) == len(set(ids))
    assert len(links) > 80
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_a_finding_leads_to_its_row_and_the_row_back(dom: html.HtmlElement) -> None:
    missed = dom.xpath('//tr[td[contains(., "P408")] and starts-with(@id, "t1-f")]')
    assert len(missed) == 3
    for finding in missed:
        (row,) = (
            dom.get_element_by_id(link.removeprefix("#"))
            for link in finding.xpath(".//a/@href")
        )
        assert f"#{finding.get('id')}" in row.xpath(".//a/@href")


def test_the_page_asks_for_nothing_from_elsewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"https?:|url\(|@import|<link|<iframe|\bsrc=", text)


def test_every_row_explains_itself_in_three_lines(dom: html.HtmlElement) -> None:
    rows = dom.xpath('//tr[starts-with(@id, "t1-r")]')
    assert len(rows) == 119
    for row in rows:
        assert row.xpath(".//details/summary")
        assert row.xpath(".//dt/text()")[:2] == ["公式", "代入"]


def test_the_head_names_file_hash_policy_and_doubts(dom: html.HtmlElement) -> None:
    head = dom.xpath("//dl[@class='head']")[0].text_content()
    for text in ("2021 年度", "evaluation.toml", "mof-2020", "没有别的依据", "未注明"):
        assert text in head
    assert re.search(r"[0-9a-f]{64}", head)
    doubts = dom.get_element_by_id("t1-doubts").text_content()
    assert "正向（≥）：" in doubts or "正向" in doubts


def test_the_bridge_leads_from_the_printed_to_the_corrected_total(
    dom: html.HtmlElement,
) -> None:
    drawing = dom.xpath("//*[@aria-label='得分桥']")[0]
    values = drawing.xpath(".//*[contains(@class, 'value')]/text()")
    assert values == [
        "97.74",
        "−3.81",
        "+0.1",
        "+0.1",
        "+0.03",
        "−0.01",
        "94.15",
        "89.35～94.55",
    ]


def test_many_steps_are_drawn_as_twelve_with_the_rest_in_one() -> None:
    made = bridge(audit(load(NANCHANG)).facts)
    assert made is not None
    (first, *_), few = made.steps, made.within(3)
    assert few[0] == first
    assert few[-1].name == "其余 3 项"
    assert sum(step.delta for step in few) == made.end - made.start
    assert len(waterfall(made, ("89.35", "94.55")).bars) == len(made.steps) + 3


def test_a_step_too_small_to_see_is_still_drawn() -> None:
    made = bridge(audit(load(NANCHANG)).facts)
    assert made is not None
    assert all(bar.width >= 1.5 for bar in waterfall(made, ("0", "100")).bars)
    assert Scale(made.end, made.start).at(made.end) < Scale(made.end, made.start).at(
        made.start
    )


def test_hostile_text_is_shown_as_text(hostile: Path, browse: Open) -> None:
    dom = html.document_fromstring(browse(hostile, "--dump-dom"))
    assert len(dom.xpath("//script")) == 1
    assert not dom.xpath("//img | //b[not(ancestor::div[@class])] | //svg[@onload]")
    shown = dom.text_content()
    for text in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(2)>',
        "{{7*7}}{% raw %}",
        "␇响铃[U+202E]反向{{7*7}}",
        "<svg onload=alert(5)>",
        "</style><script>alert(4)</script>",
        "<b>&表.toml",
    ):
        assert text in shown
    assert not any("javascript" in link for link in dom.xpath("//@href"))


def test_the_report_prints_on_a4_landscape_with_everything_open(
    page: Path, browse: Open, tmp_path: Path
) -> None:
    out = tmp_path / "报告.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    about, text = printed(out)
    wide, tall = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", about).groups()
    assert (round(float(wide)), round(float(tall))) == (842, 595)
    assert "0.8 × 83% ÷ 100%" in text
    assert "第 1 页，共" in text


@pytest.mark.parametrize("number", [name[:3] for name in NAMES])
def test_every_published_table_gives_a_report_whose_links_resolve(number: str) -> None:
    result = audit(published(number))
    source = Source(f"{number}.json", "0" * 64)
    made = section(result, result.findings, source, 1)
    dom = html.document_fromstring(report([made]).decode())
    ids = dom.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in dom.xpath("//@href")} <= set(ids)
    first, last = made.sums[0], result.panel.total
    assert (first.stated == "") == (last.stated is None)
    assert len(dom.xpath("//tr[starts-with(@id, 't1-r')]")) == len(result.result.rows)


def test_the_same_file_gives_the_same_report(page: Path, tmp_path: Path) -> None:
    again = reported(tmp_path, NANCHANG)
    assert again.read_bytes() == page.read_bytes()


def test_a_date_is_printed_only_when_one_is_given(tmp_path: Path) -> None:
    text = reported(tmp_path, NANCHANG, date="2026 年 3 月").read_text("utf-8")
    assert "<dd>2026 年 3 月</dd>" in text


def test_a_clean_table_gives_a_short_quiet_report(tmp_path: Path, browse: Open) -> None:
    table = tmp_path / "甲.toml"
    table.write_text(CLEAN, "utf-8")
    page = reported(tmp_path, table)
    dom = html.document_fromstring(browse(page, "--dump-dom"))
    said = dom.xpath("//div[contains(@class, 'verdict')]")[0].text_content()
    assert "填报总分 98.89，与表内各行的数据一致。" in said
    assert "没有发现。" in said
    assert not dom.xpath("//*[@aria-label='得分桥'] | //tr[starts-with(@id, 't1-f')]")
    out = tmp_path / "甲.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    assert int(re.search(r"Pages: +(\d+)", printed(out)[0])[1]) <= 2


def test_several_files_share_a_report_and_the_unread_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, broken = tmp_path / "甲.toml", tmp_path / "坏.toml"
    table.write_text(CLEAN, "utf-8")
    broken.write_text("= =", "utf-8")
    out = tmp_path / "报告.html"
    names = [str(table), str(broken), str(NANCHANG)]
    assert run(["audit", *names, "--report", str(out)]) == 2
    dom = html.document_fromstring(out.read_text("utf-8"))
    assert [s.get("id") for s in dom.find_class("file")] == ["t1", "t2"]
    assert (
        "坏.toml"
        in dom.xpath("//section[@aria-label='未能读取的文件']")[0].text_content()
    )
    links = {link.removeprefix("#") for link in dom.xpath("//@href")}
    assert links <= set(dom.xpath("//@id"))
    assert f"已写出 {out}" in capsys.readouterr().err


def test_an_output_never_replaces_a_file_unasked_nor_an_input_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "甲.toml"
    table.write_text(CLEAN, "utf-8")
    out = tmp_path / "有.html"
    out.write_text("旧", "utf-8")
    assert run(["audit", str(table), "--report", str(out)]) == 2
    assert out.read_text("utf-8") == "旧"
    assert run(["audit", str(table), "--report", str(table), "--force"]) == 2
    assert table.read_text("utf-8") == CLEAN
    said = capsys.readouterr()
    assert "文件已存在" in said.err
    assert "输出与输入是同一个文件" in said.err
    assert not said.out
