"""填报人: 改一格就有得分, 试算不存, 版本回得去, 两个人改一格看得见, 取得走."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.web.clerk import editing
from app.web.site import Site
from app.web.store import cells, papers, versions
from app.web.store.cells import stamp
from app.web.store.papers import Brought
from indicators import load
from reading import read
from templates.forms.blank import blank
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.web.conftest import NANCHANG, Clerk

SEEN = 'id="s{}" value="([0-9a-f]+)"'
ACTUAL, REASON, BUDGET = "0-13-7", "0-13-10", "0-6-6"
JUDGED = "提升市委党校信息化水平"


class Filling:
    """Who fills one table."""

    def __init__(self, clerk: Clerk, where: str) -> None:
        self.clerk, self.where = clerk, where
        self.headers = {"x-csrf": clerk.token(), "hx-request": "true"}

    @property
    def page(self) -> str:
        return self.clerk.get(self.where).text

    def seen(self, key: str, mode: str = "all") -> str:
        told = self.clerk.get(f"{self.where}?mode={mode}").text
        found = re.search(SEEN.format(key), told)
        assert found, key
        return found[1]

    def edit(
        self,
        key: str,
        text: str,
        seen: str | None = None,
        to: str = "cells",
        **more: str,
    ) -> Any:
        data = {"cell": key, "text": text, "seen": seen or self.seen(key), **more}
        return self.clerk.post(f"{self.where}/{to}", data=data, headers=self.headers)

    def act(self, what: str, **data: str) -> Any:
        token = {"csrf": self.headers["x-csrf"]}
        return self.clerk.post(f"{self.where}/{what}", data=data | token)

    def take(self, what: str) -> bytes:
        return self.taken(self.clerk.get(f"{self.where}/{what}"))

    def taken(self, answer: Any) -> bytes:
        """What is taken away, also from a page that says something of it first."""
        if answer.headers["content-type"].startswith("text/html; charset=utf-8"):
            way = re.search(r'href="(/filled/[^"]+)"', answer.text)
            if way:
                assert "要知道的" in answer.text
                answer = self.clerk.get(way[1])
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Disposition"].startswith("attachment")
        content: bytes = answer.content
        return content


@pytest.fixture
def filling(clerk: Clerk, site: Site, read_once: Brought) -> Filling:
    (id_,) = papers.add(site.database, read_once)
    return Filling(clerk, f"/papers/{id_}")


def told_of(answer: Any) -> str:
    return unescape(answer.text)


# --- one cell -------------------------------------------------------------------------


def test_a_cell_gives_points_reasons_sums_and_what_is_missing(filling: Filling) -> None:
    answer = filling.edit(ACTUAL, "83%")
    assert answer.status_code == 200
    told = told_of(answer)
    assert "<b>0.75</b>" in told
    assert "0.9 × 83% ÷ 100%" in told
    assert "94～94.3" in told
    assert "还差 7 处" in told
    assert told.count('class="worth"') == 1
    assert ">83%</textarea>" in filling.page.replace("\n83%", "83%")
    told = told_of(filling.edit(ACTUAL, ""))
    assert "未填" in told
    assert f'<a href="#c{ACTUAL}">' in told


def test_amounts_move_the_execution_and_reasons_what_is_owed(filling: Filling) -> None:
    told = told_of(filling.edit(BUDGET, "6130.36"))
    assert "10 × 6130.36 ÷ 6130.36" in told or "得满分 10" in told
    before = filling.page
    owed = re.search(r'#c(0-\d+-10)">[^<]+</a>：偏差原因', before)
    assert owed
    filling.edit(owed[1], "场地交付晚于计划")
    assert f'#c{owed[1]}"' not in filling.page


def test_what_is_typed_back_is_no_change(filling: Filling, site: Site) -> None:
    id_ = filling.where.rpartition("/")[2]
    filling.edit(ACTUAL, "83%")
    filling.edit(ACTUAL, "100%")
    assert cells.cells(site.database, id_) == {}


def test_judged_rows_take_points_and_offer_the_texts_of_the_policy(
    filling: Filling,
) -> None:
    told = filling.page
    assert f'aria-label="{JUDGED}　得分"' in told
    assert '<option value="达成年度指标">' in told or "<option value=" in told
    assert "分值的 80%～100%" in told
    key = re.search(
        r'value="(0-\d+-9)"[^§]{0,200}?' + f'aria-label="{JUDGED}　得分"', told
    )
    assert key
    assert "4.5" in told_of(filling.edit(key[1], "4.5"))


@pytest.mark.parametrize("key", ["0-1-1", "0-13-99", "7-1-1", "x", "", "0-13-3-1"])
def test_what_is_no_field_cannot_be_written(filling: Filling, key: str) -> None:
    answer = filling.edit(key, "甲", seen="0")
    assert answer.status_code == 422
    assert "不能填" in answer.text


def test_what_is_too_long_is_told(filling: Filling) -> None:
    answer = filling.edit(ACTUAL, "长" * (editing.LONGEST + 1))
    assert answer.status_code == 422
    assert "至多" in answer.text


def test_text_typed_stays_text(filling: Filling) -> None:
    answer = filling.edit(REASON, "<script>alert(1)</script>")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text + filling.page
    book = load_workbook(io.BytesIO(filling.take("form")))
    filling.edit(REASON, "=1+1")
    book = load_workbook(io.BytesIO(filling.take("form")))
    assert book.worksheets[0]["J13"].value == "=1+1"
    assert book.worksheets[0]["J13"].data_type == "s"


# --- two people -----------------------------------------------------------------------


def test_two_who_edit_one_cell_see_both_values(filling: Filling) -> None:
    seen = filling.seen(ACTUAL)
    assert filling.edit(ACTUAL, "83%", seen).status_code == 200
    answer = filling.edit(ACTUAL, "90%", seen)
    assert answer.status_code == 409
    told = told_of(answer)
    assert "现在写着“83%”，您写的是“90%”" in told
    assert ">83%<" in filling.page.replace("\n83%", ">83%")
    again = re.search(SEEN.format(ACTUAL), answer.text)
    assert again
    assert filling.edit(ACTUAL, "90%", again[1]).status_code == 200


def test_two_who_edit_two_cells_do_not_meet(filling: Filling) -> None:
    first, second = filling.seen(ACTUAL), filling.seen("0-14-7")
    assert filling.edit(ACTUAL, "83%", first).status_code == 200
    assert filling.edit("0-14-7", "84%", second).status_code == 200


# --- trial, versions, handing in ------------------------------------------------------


def test_a_trial_is_worked_out_and_not_stored(filling: Filling, site: Site) -> None:
    answer = filling.edit(ACTUAL, "83%", to="trial", tried="{}")
    told = told_of(answer)
    assert "<b>0.75</b>" in told
    assert "试算，没有存" in told
    tried = re.search(r'id="tried" value="([^"]+)"', answer.text)
    assert tried
    more = filling.edit("0-14-7", "50%", to="trial", tried=unescape(tried[1]))
    assert "<b>0.45</b>" in more.text
    assert "93.55～93.85" in more.text
    assert cells.cells(site.database, filling.where.rpartition("/")[2]) == {}
    for wrong in ("[]", "{", "1"):
        assert filling.edit(ACTUAL, "1", to="trial", tried=wrong).status_code == 400


def test_versions_are_kept_compared_and_gone_back_to(filling: Filling) -> None:
    filling.act("versions", note="一稿")
    filling.edit(ACTUAL, "83%")
    filling.act("versions", note="二稿")
    filling.act("versions", note="一样的不另存")
    listed = filling.clerk.get(f"{filling.where}/versions").text
    assert "一稿" in listed
    assert "二稿" in listed
    assert "第 3 版" not in listed
    compared = filling.clerk.get(f"{filling.where}/versions?before=1&after=2").text
    assert "南昌市小额工程网上交易系统建设完成率" in compared
    assert "83%" in compared
    assert "0.75" in compared
    filling.edit(ACTUAL, "50%")
    filling.act("versions/1/back")
    assert "89.35～94.55" in filling.page
    history = filling.clerk.get(f"{filling.where}/versions").text
    assert "回到第 1 版之前" in history
    kept = filling.clerk.get(f"{filling.where}/versions?before=1&after=3").text
    assert "50%" in kept
    for asked in ("before=9&after=1", "before=x&after=1"):
        answer = filling.clerk.get(f"{filling.where}/versions?{asked}")
        assert answer.status_code == 404


def test_what_was_handed_in_stands_until_it_is_given_back(filling: Filling) -> None:
    filling.edit(ACTUAL, "83%")
    assert "已报送（第 1 版）" in filling.act("hand-in").text
    assert "<textarea" not in filling.page
    assert filling.edit(ACTUAL, "90%", seen=stamp("83%")).status_code == 423
    assert filling.act("versions/1/back").status_code == 423
    assert filling.act("hand-in").status_code == 423
    assert "已报送" in filling.clerk.get("/").text
    assert "退回：请补原因" in filling.act("give-back", remark="请补原因").text
    assert "已退回" in filling.clerk.get("/").text
    assert filling.edit(ACTUAL, "90%").status_code == 200


def test_a_table_is_removed_with_all_that_is_its_own(
    filling: Filling, site: Site
) -> None:
    id_ = filling.where.rpartition("/")[2]
    filling.edit(ACTUAL, "83%")
    filling.act("versions")
    filling.act("remove")
    assert filling.clerk.get(filling.where).status_code == 404
    assert cells.cells(site.database, id_) == {}
    assert versions.versions(site.database, id_) == []


# --- what is taken away ---------------------------------------------------------------


def test_forms_and_workbooks_hold_what_was_typed(
    filling: Filling, tmp_path: Path
) -> None:
    filling.edit(ACTUAL, "83%")
    filling.edit(REASON, "延期")
    for what in ("form", "form?form=hubei", "live", "own"):
        path = tmp_path / "取走.xlsx"
        path.write_bytes(filling.take(what))
        row = read(path).indicators[0]
        assert (row.actual, row.stated) == ("83%", Decimal("0.75")), what
        assert row.variance_note == (None if "hubei" in what else "延期")
    told = filling.clerk.get(f"{filling.where}/form?form=hubei").text
    assert "没有位置，未写出：" in told
    assert "偏差原因" in told
    report = filling.take("report").decode()
    assert "0.9 × 83% ÷ 100%" in report
    assert "甲.xlsx" in report
    assert filling.clerk.get(f"{filling.where}/form?form=none").status_code == 422


def test_a_blank_of_the_bureau_is_filled(filling: Filling, tmp_path: Path) -> None:
    filling.edit(ACTUAL, "83%")
    form = load_form("national-2020")
    files = {"file": ("财政.xlsx", write(blank(form), form))}
    data = {"csrf": filling.headers["x-csrf"]}
    answer = filling.clerk.post(f"{filling.where}/fill", files=files, data=data)
    path = tmp_path / "填好.xlsx"
    path.write_bytes(filling.taken(answer))
    table = read(path)
    assert len(table.indicators) == 118
    assert table.indicators[0].stated == Decimal("0.75")
    files = {"file": ("坏.xlsx", b"PK\x03\x04broken")}
    answer = filling.clerk.post(f"{filling.where}/fill", files=files, data=data)
    assert answer.status_code == 422
    assert "坏.xlsx" in answer.text
    assert filling.clerk.get("/filled/none").status_code == 404


# --- from nothing ---------------------------------------------------------------------


def test_a_blank_form_is_filled_cell_by_cell(clerk: Clerk) -> None:
    data = {"csrf": clerk.token(), "form": "national-2020", "year": "2025"}
    answer = clerk.post("/papers/new", data=data)
    assert answer.status_code == 200
    filling = Filling(clerk, answer.url.path)
    typed = {
        "0-3-3": "甲项目", "0-13-4": "培训场次", "0-13-6": "≥10场", "0-13-7": "8场",
        "0-13-8": "50", "0-6-6": "100", "0-6-7": "50",
    }  # fmt: skip
    for key, text in typed.items():
        assert filling.edit(key, text).status_code == 200, key
    told = filling.page
    assert "<h1>甲项目</h1>" in told
    assert "50 × 8场 ÷ 10场" in told or "50 × 8 ÷ 10" in told
    assert "甲项目" in clerk.get("/").text
    wrong = clerk.post("/papers/new", data=data | {"year": "去年"})
    assert wrong.status_code == 422
    assert "四位数" in wrong.text


def test_last_year_becomes_this_year_without_its_results(clerk: Clerk) -> None:
    files = {"file": ("去年.toml", NANCHANG.read_bytes())}
    data = {"csrf": clerk.token(), "form": "national-2020", "year": "2022"}
    answer = clerk.post("/papers/from", files=files, data=data)
    told = answer.text
    assert answer.status_code == 200
    assert "（2022年度）" in told
    assert told.count('class="row"') == 118
    assert "97.74" not in told
    assert "未填" in told
    files = {"file": ("空.txt", b"x")}
    assert clerk.post("/papers/from", files=files, data=data).status_code == 422


def test_another_policy_is_chosen_and_let_go(filling: Filling) -> None:
    told = filling.act("policy", policy="hubei-2020").text
    assert "评分办法：hubei-2020" in told
    assert filling.act("policy", policy="none").status_code == 422
    assert "评分办法：mof-2020" in filling.act("policy", policy="").text
    filling.act("hand-in")
    assert filling.act("policy", policy="hubei-2020").status_code == 423


def test_every_mode_shows_its_fields_and_no_other(filling: Filling) -> None:
    count = {
        mode: filling.clerk.get(f"{filling.where}?mode={mode}").text.count(
            'class="cell"'
        )
        for mode in ("", "all", "trial")
    }
    assert count[""] == count["trial"] < count["all"]
    assert filling.clerk.get(f"{filling.where}?mode=none").status_code == 404


def test_the_published_table_gives_what_the_engine_gives(filling: Filling) -> None:
    from auditing import audit

    result = audit(load(NANCHANG)).result
    told = filling.page
    shown = re.findall(r'class="worth"><b>([^<]*)</b>', told)
    assert len(shown) == len(result.all_rows)
    assert json.dumps(shown[:3]) == json.dumps(["6.09", "0.9", "0.9"])
