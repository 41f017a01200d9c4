"""添的行: 与印好的行一样填、算、存、取走; 删了回得来, 别的格的称呼不变."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Thread

import pytest
from attrs import evolve
from lxml import html

from app.web.intake.files import brought
from app.web.site import Site
from app.web.store import papers, rows
from app.web.store.cells import RowGone, stamp
from app.web.store.papers import Brought
from app.web.store.row_keys import FIRST_ADDED, RowKey, added_rows
from indicators import load
from templates.writing.writer import write
from tests.app.web.conftest import NANCHANG, Clerk
from tests.app.web.test_clerk import Filling, told_of

OWN = load(NANCHANG)
SHORT = evolve(OWN, indicators=OWN.indicators[:3] + OWN.indicators[-3:])
FILES = Path(__file__).parents[2] / "drawn/files"
NEW = {4: "培训场次", 6: "≥10场", 7: "8场", 8: "2"}
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(scope="session")
def short() -> Brought:
    return brought("短.xlsx", write(SHORT, "national-2020"))


@pytest.fixture
def filling(clerk: Clerk, site: Site, short: Brought) -> Filling:
    (id_,) = papers.add(site.database, short)
    return Filling(clerk, f"/papers/{id_}")


def add(filling: Filling, above: str) -> str:
    """Add a row; gives its key."""
    known = set(buttons(filling))
    answer = filling.act("rows", above=above)
    assert answer.status_code == 200, answer.text
    assert "添了一行，请填名称、指标值、分值" in answer.text
    (new,) = set(buttons(filling)) - known
    return new


def buttons(filling: Filling) -> dict[str, str]:
    """The rows that may be removed, each with what its button sends."""
    found = re.findall(r'name="row" value="([^" ]+)( [^"]+)"', filling.page)
    return {key: key + seen for key, seen in found}


def fill(filling: Filling, row: str, texts: dict[int, str] = NEW) -> str:
    """Fill an empty row; gives the last answer."""
    told = ""
    for column, text in texts.items():
        answer = filling.edit(f"{row}-{column}", text, seen=stamp(""))
        assert answer.status_code == 200, answer.text
        told = told_of(answer)
    return told


def names(filling: Filling) -> list[str]:
    """The names of the rows, as they stand on the page."""
    page = html.fromstring(filling.page)
    cells = page.xpath("//td[contains(concat(' ', @class, ' '), ' name ')]")
    return [" ".join(cell.text_content().split()) for cell in cells]


def test_an_added_row_is_filled_scored_and_owed_like_any_other(
    filling: Filling,
) -> None:
    row = add(filling, "0-14")
    told = fill(filling, row)
    assert "2 × 8场 ÷ 10场" in told
    assert f'<a href="#c{row}-10">培训场次</a>：偏差原因' in told
    page = html.fromstring(filling.page)
    (line,) = page.xpath(f"//div[@id='r{row}']")
    assert "1.6" in line.text_content()
    assert page.xpath("//td[@id='c0-13-3']/@rowspan") == ["4"]
    assert names(filling)[2] == "培训场次"
    assert 'aria-label="培训场次　实际完成值">\n8场<' in filling.page
    assert filling.edit("0-14-7", "50%").status_code == 200
    assert (
        "0.45"
        in html.fromstring(filling.page).xpath("//div[@id='r0-14']")[0].text_content()
    )


def test_a_row_stands_right_below_the_one_it_was_added_to(filling: Filling) -> None:
    for above, name in (("0-14", "丙"), ("0-14", "甲"), (None, "乙")):
        last = add(filling, above or last)  # type: ignore[has-type]  # noqa: F821
        fill(filling, last, {4: name})
    assert names(filling)[1:6] == [
        SHORT.indicators[1].name, "甲", "乙", "丙", SHORT.indicators[2].name,
    ]  # fmt: skip


def test_a_qualitative_target_asks_for_points_by_hand(filling: Filling) -> None:
    row = add(filling, "0-14")
    told = fill(filling, row, {4: "效果", 6: "效果明显"})
    assert f'<div id="v{row}-9" hx-swap-oob="true"><form class="cell"' in told
    assert f'<div id="v{row}-7" hx-swap-oob="true"><form class="cell"' in told
    assert 'list="bands"' in told
    told = fill(filling, row, {7: "达成年度指标", 8: "1", 9: "0.9"})
    assert f'id="v{row}-9"' not in told
    assert (
        "0.8～1"
        in html.fromstring(filling.page).xpath(f"//div[@id='r{row}']")[0].text_content()
    )


def test_a_removed_row_comes_back_with_its_version(filling: Filling) -> None:
    row = add(filling, "0-14")
    fill(filling, row)
    sent = buttons(filling)[row]
    answer = filling.act("rows", row=sent)
    assert "删去之前的存作第 1 版" in answer.text
    assert "培训场次" not in filling.page
    assert filling.edit(f"{row}-7", "9场", seen=stamp("8场")).status_code == 422
    assert filling.act("rows", row=sent).status_code == 410
    compared = filling.clerk.get(f"{filling.where}/versions?before=0&after=1").text
    assert "培训场次" in compared
    filling.act("versions/1/back")
    assert names(filling)[2] == "培训场次"
    assert buttons(filling)[row] == sent
    filling.act("hand-in")
    assert filling.act("rows", row=sent).status_code == 423
    assert filling.act("rows", above="0-14").status_code == 423


def test_an_empty_row_goes_without_a_version(filling: Filling) -> None:
    one = add(filling, "0-14")
    other = add(filling, one)
    assert filling.act("rows", row=buttons(filling)[one]).status_code == 200
    assert list(buttons(filling)) == [other]
    assert "还没有存过版本" in filling.clerk.get(f"{filling.where}/versions").text


def test_a_row_that_somebody_wrote_into_is_not_removed_unseen(filling: Filling) -> None:
    row = add(filling, "0-14")
    seen = buttons(filling)[row]
    fill(filling, row, {4: "别人写的"})
    answer = filling.act("rows", row=seen)
    assert answer.status_code == 409
    assert "现在写着“别人写的”" in answer.text
    assert names(filling)[2] == "别人写的"
    assert filling.edit(f"{row}-4", "我写的", seen=stamp("")).status_code == 409


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"above": "0-12"}, 422),
        ({"above": "0-1"}, 422),
        ({"above": "9-14"}, 422),
        ({"above": "x"}, 422),
        ({"above": ""}, 422),
        ({"above": "0-14-7"}, 422),
        ({"above": f"0-{FIRST_ADDED + 7}"}, 422),
        ({"above": "0-" + "9" * 5000}, 422),
        ({"row": "0-14 x"}, 422),
        ({"row": "9" * 5000}, 422),
        ({"row": f"0-{FIRST_ADDED + 7} x"}, 410),
    ],
)
def test_what_is_no_row_is_told(
    filling: Filling, sent: dict[str, str], status: int
) -> None:
    assert filling.act("rows", **sent).status_code == status
    assert filling.edit("0-14-" + "9" * 5000, "1", seen="x").status_code == 422


def test_many_may_add_at_once_up_to_a_limit(
    filling: Filling, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = filling.where.rpartition("/")[2]
    adding = [
        Thread(target=rows.add, args=(site.database, id_, RowKey(0, 14)))
        for _ in range(10)
    ]
    for each in adding:
        each.start()
    for each in adding:
        each.join()
    assert len(buttons(filling)) == 10
    assert len(names(filling)) == len(SHORT.indicators) + 10
    monkeypatch.setattr(rows, "MOST", 10)
    assert "至多添" in filling.act("rows", above="0-14").text
    with pytest.raises(RowGone):
        rows.add(site.database, id_, RowKey(0, FIRST_ADDED))


def test_what_an_auditor_said_stays_beside_its_cell(filling: Filling) -> None:
    filling.act("hand-in")
    review = filling.clerk.get(f"{filling.where}/review").text
    finding = re.search(r'<li id="f(\d+)"[^>]*><b[^>]*>P405', review)
    number = finding[1] if finding else "1"
    filling.act("review/decisions", number=number, verdict="asked", remark="请附凭证")
    filling.act("review/remarks", cell="0-15-8", text="分值不符")
    filling.act("give-back", remark="见批注")
    before = beside(filling)
    assert len(before) == 2
    row = add(filling, "0-13")
    assert beside(filling) == before
    filling.act("hand-in")
    filling.act("review/remarks", cell=f"{row}-4", text="请写名称")
    filling.act("give-back", remark="见批注")
    assert "请写名称" in beside(filling)[f"c{row}-4"]
    filling.act("rows", row=buttons(filling)[row])
    assert "批注（那一行已删去）：请写名称" in filling.page


def beside(filling: Filling) -> dict[str, str]:
    page = html.fromstring(filling.page)
    cells = page.xpath("//td[.//p[@class='said']]")
    return {
        c.get("id"): c.xpath(".//p[@class='said']")[0].text_content() for c in cells
    }


def test_whatever_is_typed_into_a_row_stays_text_everywhere(filling: Filling) -> None:
    row = add(filling, "0-14")
    seen = buttons(filling)[row]
    fill(filling, row, dict.fromkeys((4, 6, 7, 8, 10), HOSTILE))
    told = [filling.clerk.get(f"{filling.where}{mode}") for mode in ("", "?mode=all")]
    told += [filling.act("rows", row=seen), filling.act("versions", note=HOSTILE)]
    told.append(filling.edit(f"{row}-4", "别的", seen=stamp("")))
    told.append(filling.edit(f"{row}-9", HOSTILE, seen=stamp("")))
    for where in ("versions?before=1&after=0", "report", "?mode=trial&done=gone"):
        told.append(filling.clerk.get(f"{filling.where}/{where}".replace("/?", "?")))
    filling.act("hand-in")
    told += [filling.clerk.get(f"{filling.where}{w}") for w in ("", "/review")]
    key = f"{row}-4"
    told.append(filling.act("review/remarks", cell=key, text=HOSTILE))
    assert told[-1].status_code == 200
    filling.act("give-back", remark=HOSTILE)
    told += [filling.clerk.get(where) for where in (filling.where, "/")]
    for answer in told:
        assert answer.status_code in {200, 409}, answer.text
        assert HOSTILE not in answer.text
        assert "<script>alert" not in answer.text
    assert "alert(1)" in told[-2].text


def test_rows_of_cells_are_found_and_nothing_else() -> None:
    cells = {"0-13-7": "x", "0-100000001": "13", "0-13": "x", "0-100000002": "y"}
    assert dict(added_rows(cells)) == {RowKey(0, FIRST_ADDED + 1): RowKey(0, 13)}
