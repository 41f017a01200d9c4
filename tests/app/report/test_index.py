"""许多张表的目录: 一次一页, 找得到, 排得动; 没有脚本也看得到最重的."""

from __future__ import annotations

import html as entities
import random
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from tests.app.report.many_lines import index_of, line

CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
TABLES = 250


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("目录") / "index.html"
    path.write_bytes(index_of(TABLES))
    return path


def dom(page: Path, profile: Path) -> html.HtmlElement:
    """What Chromium makes of a page; a word on its console fails the test."""
    options = ("--enable-logging=stderr", "--virtual-time-budget=4000", "--dump-dom")
    command = [*CHROMIUM, f"--user-data-dir={profile}", *options, page.as_uri()]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=120
    )
    assert "CONSOLE" not in done.stderr
    return html.document_fromstring(done.stdout)


def told(index: Path, tmp_path: Path, script: str, width: int = 1280) -> str:
    """What a script tells of the page: `$` finds one element, `all` all of them."""
    text = re.sub(
        r'<meta http-equiv="Content-Security-Policy"[^>]*>',
        "",
        index.read_text("utf-8"),
    )
    frame = tmp_path / "外.html"
    frame.write_text(
        f"""<!DOCTYPE html><iframe style="width:{width}px;height:900px;border:0"
        srcdoc="{entities.escape(text)}"></iframe><script>
        document.querySelector("iframe").addEventListener("load", (event) => {{
          const page = event.target.contentWindow.document;
          const $ = (what) => page.querySelector(what);
          const all = (what) => [...page.querySelectorAll(what)];
          const type = (what, text, kind) => {{
            $(what).value = text; $(what).dispatchEvent(new Event(kind));
          }};
          {script}
          document.title = String(said);
        }});</script>""",
        "utf-8",
    )
    return str(dom(frame, tmp_path).xpath("//title/text()")[0])


def test_without_scripts_the_worst_stand_there_and_the_page_says_so(
    index: Path,
) -> None:
    page = html.document_fromstring(index.read_text("utf-8"))
    rows = page.xpath("//nav//tbody/tr")
    assert [row[0].text_content() for row in rows] == [str(n) for n in range(1, 101)]
    (note,) = page.find_class("unscripted")
    assert "最重的 100 张" in note.text_content()
    assert "全部 250 张" in note.text_content()


def test_the_page_shows_one_part_at_a_time(index: Path, tmp_path: Path) -> None:
    page = dom(index, tmp_path)
    assert page.xpath("//nav//p[@role='status']/text()") == [
        "共 250 张，这里是第 1～100 张"
    ]
    assert len(page.xpath("//nav//tbody/tr")) == 100
    assert page.find_class("unscripted") == []
    turned = """all(".pager button")[1].click(); all(".pager button")[1].click();
      const said = [$("[role=status]").textContent, all("nav tbody tr").length,
        $("nav tbody tr").cells[0].textContent, $(".pager input").value,
        all(".pager button").map((each) => each.disabled)].join(" ");"""
    assert told(index, tmp_path, turned) == (
        "共 250 张，这里是第 201～250 张 50 201 3 false,true"
    )


def test_tables_are_found_by_words_verdict_and_check(
    index: Path, tmp_path: Path
) -> None:
    search = """type(".find input", "县17 工程", "input");
      const first = all("nav tbody tr").map((row) => row.cells[4].textContent);
      type(".find input", "", "input");
      type(".find select", "0", "change");
      const word = all(".find select option")[1].textContent;
      const same = all("nav tbody tr").every((row) => row.cells[7].textContent === word);
      const said = [first.join(","), same, $("[role=status]").textContent].join(" ");"""
    files, same, count = told(index, tmp_path, search).split(" ", 2)
    names = {f"上报/县17/自评表{number}.xlsx" for number in (17, 107, 197)}
    assert set(files.split(",")) == names
    assert same == "true"
    assert re.match(r"找到 \d+ 张", count)


def test_a_click_on_a_heading_or_on_the_rest_of_a_check_goes_over_all_tables(
    index: Path, tmp_path: Path
) -> None:
    script = """$("nav th:nth-child(6)").click();
      const highest = $("nav tbody tr").cells[5].textContent;
      $("nav th:nth-child(6)").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
      const lowest = $("nav tbody tr").cells[5].textContent;
      const link = $("a[data-code]");
      link.addEventListener("click", (event) => event.preventDefault());
      link.click();
      const own = link.closest("tr").cells[4].textContent;
      const said = [highest, lowest, own, $("[role=status]").textContent].join(" ");"""
    chance = random.Random(13)  # noqa: S311 - the same values
    stated = sorted(line(number, chance).stated for number in range(TABLES))
    highest, lowest, own, *count = told(index, tmp_path, script).split(" ")
    assert (highest, lowest) == (stated[-1], stated[0])
    assert count == ["找到", own, "张"]


def test_tables_whose_totals_stand_out_are_listed_by_the_rule_on_the_page(
    index: Path, tmp_path: Path
) -> None:
    page = html.document_fromstring(index.read_text("utf-8"))
    apart = page.xpath("//table[contains(@class, 'apart')]/tbody/tr")
    titles = {row[1].text_content() for row in apart}
    assert titles == {f"第{n}号农村公路养护与安全生命防护工程" for n in (0, 97, 194)}
    (row,) = (row for row in apart if "第97号" in row[1].text_content())
    said = [cell.text_content() for cell in row]
    assert said[3] == "全部 mof-2020 的 250 张"
    total, middle = Decimal(said[2]), Decimal(said[5])
    assert said[6] == f"−{middle - total}"
    choose = """type(".find label:last-child select", "1", "change");
      const said = [$("[role=status]").textContent,
        ...all("nav tbody tr").map((row) => row.cells[2].textContent)].join(" ");"""
    count, *found = told(index, tmp_path, choose).split(" ")[1:]
    assert (count, set(found[1:])) == ("3", titles)


def test_the_page_of_a_table_leads_back_to_its_line_wherever_it_stands(
    index: Path, tmp_path: Path
) -> None:
    page = html.document_fromstring(index.read_text("utf-8"))
    known = set(page.xpath("//nav//tbody/tr/@id"))
    id_ = next(
        each for each in (f"c-{n:012x}1" for n in range(TABLES)) if each not in known
    )
    frame = tmp_path / "到.html"
    frame.write_text(
        f'<meta http-equiv="refresh" content="0;url={index.as_uri()}#{id_}">', "utf-8"
    )
    assert dom(frame, tmp_path).xpath("//nav//tbody/tr/@id").count(id_) == 1


def test_on_a_phone_the_contents_and_what_finds_them_fit(
    index: Path, tmp_path: Path
) -> None:
    wide = """const cut = all("nav *").filter((each) => each.checkVisibility()
        && !each.closest("thead") && each.getBoundingClientRect().right > 390.5);
      const said = `${all("nav tbody tr").length} ${cut.map((each) => each.tagName)}`;"""
    assert told(index, tmp_path, wide, 390).strip() == "100"
