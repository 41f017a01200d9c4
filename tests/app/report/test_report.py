"""审核报告: 在真的浏览器里打开, 点得到, 印得出, 单元格里的文字只是文字."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from html import escape
from pathlib import Path

import pytest
from attrs import evolve
from lxml import html

from app.cli import run
from app.report.pictures import Scale, waterfall
from app.report.report import Report
from auditing import audit
from auditing.results.bridge import bridge
from batch.outcomes import Audited
from indicators import load
from indicators.errors import Problem
from tests.auditing.published import NAMES, published

ROOT = Path(__file__).parents[3]
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
    for text in ("2021 年度", "evaluation.toml", "mof-2020", "没有别的依据"):
        assert text in head
    assert re.search(r"[0-9a-f]{64}", head)
    assert "未注明" in dom.xpath("//header")[0].text_content()
    assert "正向" in dom.get_element_by_id("doubts-mof-2020").text_content()


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
    assert all(bar.width > 0.2 for bar in waterfall(made, ("0", "100")).bars)
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
    result, path = audit(published(number)), Path(f"{number}.json")
    made = Report({path: path.name})
    made.add(Audited(path, "0" * 64, None, result, result.findings))
    dom = html.document_fromstring(made.page().decode())
    ids = dom.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in dom.xpath("//@href")} <= set(ids)
    stated = dom.xpath("//tr[@id='t1-s0']/td[3]/text()")
    assert bool(stated) == (result.panel.total.stated is not None)
    assert len(dom.xpath("//tr[starts-with(@id, 't1-r')]")) == len(
        result.result.all_rows
    )


def test_the_same_file_gives_the_same_report(page: Path, tmp_path: Path) -> None:
    again = reported(tmp_path, NANCHANG)
    assert again.read_bytes() == page.read_bytes()


def test_a_date_is_printed_only_when_one_is_given(tmp_path: Path) -> None:
    text = reported(tmp_path, NANCHANG, date="2026 年 3 月").read_text("utf-8")
    assert "审核日期：2026 年 3 月</p>" in text


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
    assert {s.get("id") for s in dom.find_class("file")} == {"t1", "t2"}
    unread = dom.xpath("//section[@aria-label='未能审核']")[0].text_content()
    assert str(broken) in unread
    links = {link.removeprefix("#") for link in dom.xpath("//@href")}
    assert links <= set(dom.xpath("//@id"))
    assert f"已写出 {out}" in capsys.readouterr().err


def measured(page: Path, browse: Open, width: int, script: str) -> str:
    """What a script finds out about a page of a width in pixels."""
    text = page.read_text("utf-8")
    open_ = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    probe = page.with_name("量.html")
    tell = f"<script>document.title = String({script});</script>"
    probe.write_text(open_.replace("</body>", f"{tell}</body>"), "utf-8")
    dom = browse(probe, "--dump-dom", f"--window-size={width},1000")
    return str(html.document_fromstring(dom).xpath("//title/text()")[0])


@pytest.mark.parametrize("width", [400, 800, 1400])
def test_a_number_in_the_first_column_stands_on_one_line(
    page: Path, browse: Open, width: int
) -> None:
    broken = """[...document.querySelectorAll("td.k")].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map((r) => r.top)).size > 1;
    }).length + " / " + document.querySelectorAll("td.k").length"""
    several, _, whole = measured(page, browse, width, broken).partition(" / ")
    assert several == "0"
    assert int(whole) > 150


def on_a_phone(page: Path, browse: Open, script: str) -> str:
    """What a script finds out about a page on a screen 390 pixels wide.

    No window of Chromium is that narrow, a frame is. `inner` is the page's window.
    """
    text = page.read_text("utf-8")
    open_ = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    frame = page.with_name("手机.html")
    frame.write_text(
        f"""<!DOCTYPE html><iframe style="width:390px;height:900px;border:0"
        srcdoc="{escape(open_)}"></iframe><script>
        document.querySelector("iframe").addEventListener("load", (event) => {{
          const inner = event.target.contentWindow;
          inner.document.querySelectorAll("details").forEach((d) => d.open = true);
          document.title = String({script});
        }});</script>""",
        "utf-8",
    )
    dom = browse(frame, "--dump-dom")
    return str(html.document_fromstring(dom).xpath("//title/text()")[0])


CUT = """(() => {
  const all = [...inner.document.body.querySelectorAll("*")];
  const shown = all.filter((each) => each.checkVisibility()
    && !each.closest("thead, .skip") && each.getClientRects().length);
  const cut = shown.filter((each) => each.getBoundingClientRect().right > 390.5
    || each.getBoundingClientRect().left < -0.5
    || each.scrollWidth > each.clientWidth + 1 && each.clientWidth);
  return [inner.innerWidth, shown.length > 500, ...cut.map((e) => `${e.tagName}.${e.className}`)].join(" ");
})()"""


def test_on_a_phone_nothing_is_cut_and_nothing_must_be_pushed_aside(
    page: Path, twelve: Path, browse: Open
) -> None:
    assert on_a_phone(page, browse, CUT) == "390 true"
    assert on_a_phone(twelve, browse, CUT) == "390 true"


def test_on_a_phone_the_bridge_shows_its_numbers_in_letters_to_read(
    page: Path, browse: Open
) -> None:
    numbers = """[...inner.document.querySelectorAll("[aria-label=得分桥] .value")]
      .map((each) => [each.textContent, each.getBoundingClientRect()])
      .filter(([text, at]) => at.left > 0 && at.right <= 390 && at.height >= 14)
      .map(([text]) => text).join(" ")"""
    shown = on_a_phone(page, browse, numbers)
    assert shown == "97.74 −3.81 +0.1 +0.1 +0.03 −0.01 94.15 89.35～94.55"


def test_on_a_phone_each_value_bears_the_name_of_its_column(
    page: Path, browse: Open
) -> None:
    names = """[...inner.document.querySelectorAll("#t1-r9 td")]
      .map((cell) => inner.getComputedStyle(cell, "::before").content).join(" ")"""
    shown = on_a_phone(page, browse, names)
    for word in ("指标值", "实际完成值", "分值", "填报", "重算", "差额"):
        assert f'"{word}"' in shown


def test_the_verdict_stands_before_the_head_and_many_doubts_are_folded() -> None:
    doubts = tuple(Problem(f"表!A{n}", "看不清", str(n)) for n in range(27))
    table = evolve(load(NANCHANG), warnings=doubts)
    result, path = audit(table), Path("甲.xlsx")
    made = Report({path: path.name})
    made.add(Audited(path, "0" * 64, None, result, result.findings))
    dom = html.document_fromstring(made.page().decode())
    verdict, head = dom.find_class("verdict")[0], dom.find_class("head")[0]
    assert verdict.getnext() is head
    assert len(head.xpath(".//dd/ul/li")) == 3
    (fold,) = head.xpath(".//details")
    assert fold.xpath("summary/text()") == ["其余 24 处"]
    assert len(fold.xpath(".//li")) == 24


def test_the_first_printed_page_holds_verdict_head_and_bridge(
    page: Path, browse: Open, tmp_path: Path
) -> None:
    out = tmp_path / "报告.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    first = printed(out)[1].split("\f")[0]
    for text in ("按本办法重算为 89.35～94.55", "sha256", "横轴不从 0 起"):
        assert text in first


@pytest.mark.parametrize("space", range(0, 640, 80))
def test_on_paper_no_heading_stands_alone_above_an_empty_box(
    tmp_path: Path, browse: Open, space: int
) -> None:
    table = tmp_path / "甲.toml"
    table.write_text(CLEAN.replace("≥100人次", "进一步提升"), "utf-8")
    page, out = reported(tmp_path, table), tmp_path / "甲.pdf"
    text = page.read_text("utf-8")
    before = f'<div style="height:{space}px"></div><h3>发现（'
    page.write_text(text.replace("<h3>发现（", before, 1), "utf-8")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    for sheet in printed(out)[1].split("\f"):
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        last = lines[-2] if lines else ""
        assert not re.match(r"办法：|发现（|合计$|[A-Z]\d{3} 提示", last)


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    """A report of a faulty table, one that only a note is about, and ten clean ones."""
    names = []
    for number in range(12):
        unit = "市教育局" if number % 2 == 0 else "市水利局"
        head = f'project = "项目{number}"\nunit = "{unit}"'
        text = CLEAN.replace('project = "甲"', head)
        if number == 7:
            text = text.replace('stated = "50"', 'stated = "51"')
        if number == 3:
            text = text.replace("≥100人次", "进一步提升")
        names.append(tmp_path / f"{number:02}.toml")
        names[-1].write_text(text, "utf-8")
    return reported(tmp_path, *names)


def test_contents_and_sections_name_the_worst_first(twelve: Path) -> None:
    dom = html.document_fromstring(twelve.read_text("utf-8"))
    rows = dom.xpath("//nav//tbody/tr")
    said = [[cell.text_content() for cell in row.xpath("td")] for row in rows]
    assert [line[2] for line in said[:3]] == ["项目7", "项目3", "项目0"]
    assert said[0][:5] == ["1", "市水利局", "项目7", "2023", "07.toml"]
    headings = [each.text_content() for each in dom.xpath("//section/h2")]
    assert headings[1:4] == ["1　项目7", "2　项目3", "3　项目0"]
    assert "同样重的看一处所涉的最多分数" in dom.xpath("//nav")[0].text_content()


def test_every_section_names_unit_and_year_and_leads_back_to_its_line(
    twelve: Path,
) -> None:
    dom = html.document_fromstring(twelve.read_text("utf-8"))
    sections = dom.find_class("file")
    assert len(sections) == 12
    for section in sections:
        (back, *_) = section.xpath(".//p[@class='way']/a/@href")
        line = dom.get_element_by_id(back.removeprefix("#"))
        assert f"#{section.get('id')}" in line.xpath(".//a/@href")
        about = section.find_class("about")[0].text_content()
        assert re.fullmatch(r"市.*局　2023 年度　\d\d\.toml", about)


def test_the_summary_counts_verdicts_totals_checks_and_units(twelve: Path) -> None:
    dom = html.document_fromstring(twelve.read_text("utf-8"))
    summary = dom.get_element_by_id("summary")
    shares = [each.text_content() for each in summary.xpath("p[@class='legend']/span")]
    assert shares == ["不一致 1 张", "一致 10 张", "认可评定则一致 1 张"]
    bands = {
        bar.find_class("label")[0].text_content(): bar.find_class("value")[0].text
        for bar in summary.find_class("bar")
    }
    assert bands["95～100"] == "12 ／ 12"
    assert set(bands.values()) == {"12 ／ 12", "0 ／ 0"}
    codes = [
        [cell.text_content().strip() for cell in row.xpath("td")]
        for row in summary.xpath(".//table[@class='cards codes']/tbody/tr")
    ]
    said = ["P401", "错误", "得分超出分值或低于 0", "通过 11，发现 1", "1", "1", "1"]
    assert codes[0] == said
    assert codes[-1][:1] + codes[-1][4:] == ["V612", "1", "1", "2"]
    for row in summary.xpath(".//table[@class='cards codes']/tbody/tr"):
        found = re.findall(r"\d+", row.find_class("soft")[-1].text_content())
        assert sum(map(int, found)) == 12  # each table passes, fails, or stands apart
    units = [
        [cell.text_content().strip() for cell in row.xpath("td")]
        for row in summary.xpath(".//table[contains(@class, 'units')]/tbody/tr")
    ]
    assert [line[:3] for line in units] == [
        ["市水利局", "6", "1"],
        ["市教育局", "6", ""],
    ]


def test_totals_out_of_another_sum_are_counted_as_of_a_hundred() -> None:
    made, path = Report({Path("甲"): "甲", Path("乙"): "乙"}), Path("甲")
    for number, name in enumerate(("甲", "乙")):
        table = load(NANCHANG)
        total = evolve(table.total, weight=Decimal(200), stated=Decimal(150))
        result = audit(evolve(table, total=total if number else table.total))
        path = Path(name)
        made.add(Audited(path, str(number) * 64, None, result, result.findings))
    shares = [line.share for line in made.lines]
    assert shares == [Fraction("97.74"), 75]


def test_identical_files_are_counted_once_and_named(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("甲.toml", "甲-副本.toml", "乙.toml")]
    for name in names[:2]:
        name.write_text(CLEAN, "utf-8")
    names[2].write_text(CLEAN.replace('project = "甲"', 'project = "乙"'), "utf-8")
    dom = html.document_fromstring(reported(tmp_path, *names).read_text("utf-8"))
    assert len(dom.find_class("file")) == 2
    assert len(dom.xpath("//nav//tbody/tr")) == 2
    assert "2 张表；另有 1 个文件" in dom.get_element_by_id("summary").text_content()
    (line,) = dom.xpath("//nav//tr[td[3]='甲']")
    assert "相同的文件：甲-副本.toml" in line.text_content()
    section = dom.get_element_by_id(line.get("id").removeprefix("c-"))
    assert "完全相同的文件：甲-副本.toml" in section.text_content()


def test_a_file_given_twice_is_told_once(tmp_path: Path) -> None:
    table = tmp_path / "甲.toml"
    table.write_text(CLEAN, "utf-8")
    dom = html.document_fromstring(reported(tmp_path, table, table).read_text("utf-8"))
    assert len(dom.find_class("file")) == 1
    assert "相同的文件" not in dom.text_content()


def test_many_small_tables_share_an_appendix_and_few_pages(
    twelve: Path, browse: Open, tmp_path: Path
) -> None:
    text = twelve.read_text("utf-8")
    dom = html.document_fromstring(text)
    assert text.count("附录：核对的项目与依据") == 1
    assert len(dom.xpath("//*[@id='doubts-mof-2020']")) == 1
    (row,) = dom.xpath("//section[@id='appendix']//tr[td[1]='X701']")
    cells = [cell.text_content() for cell in row.xpath("td")]
    assert cells[2:6] == ["", "", "12", "没有给出批复的目标表（12 张）"]
    said = [each.text_content() for each in dom.find_class("checked")]
    assert len(said) == 12
    assert all("X701" in text for text in said)
    out = tmp_path / "十二.pdf"
    browse(twelve, "--no-pdf-header-footer", f"--print-to-pdf={out}")
    assert int(re.search(r"Pages: +(\d+)", printed(out)[0])[1]) <= 24


def test_files_of_one_name_are_told_apart_and_a_sheet_is_named(
    tmp_path: Path,
) -> None:
    paths = []
    for name in ("东", "西"):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "甲.toml")
        paths[-1].write_text(CLEAN.replace('"甲"', f'"{name}"'), "utf-8")
    dom = html.document_fromstring(reported(tmp_path, *paths).read_text("utf-8"))
    labels = [cell.text_content() for cell in dom.xpath("//nav//td[5]")]
    assert labels == [str(path) for path in paths]
    result, path = audit(load(paths[0])), paths[0]
    made = Report({path: path.name})
    for sheet in ("一季度", "二季度"):
        made.add(Audited(path, "0" * 64, sheet, result, result.findings))
    dom = html.document_fromstring(made.page().decode())
    labels = [cell.text_content() for cell in dom.xpath("//nav//td[5]")]
    assert labels == ["甲.toml［一季度］", "甲.toml［二季度］"]
    assert "甲.toml［二季度］" in dom.find_class("head")[1].text_content()


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
