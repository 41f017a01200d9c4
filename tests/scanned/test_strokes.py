"""字的笔画不是格线, 漏认的字不悄悄丢: 挤满一格的字、划过字的线、大标题、间隔号、句号."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from indicators.place import Place
from indicators.reasons import UncertainText
from reading.grid import Cell, Grid
from reading.known_labels import with_known_labels
from reading.locating.page_labels import PageLabels
from reading.reader import read_on
from reading.sources.scans.ill_seen import IllSeen, SeenLine
from reading.sources.scans.ink import Black, ink_of
from reading.sources.scans.reader import read_pictures
from reading.sources.scans.recogniser import Recogniser
from reading.sources.scans.signs.certainty import SettledText, settled
from reading.sources.scans.signs.legibility import Legibility
from tests.scanned.lines import TYPEFACES, line
from tests.scanned.scanning import Picture

FULL = (
    ("二级指标", "三级指标", "指标值"),
    ("社会效益指\n标社会效益", "指标1工程\n指标2工程", "≥95%"),
    ("社会效益指\n标社会效益", "指标1长期\n使用性指标", "100%"),
    ("经济效益指\n标经济效益", "指标1学校\n发展能力指", "≤30万元"),
)
WIDE, HIGH, SIZE = 260, 62, 28


def scanner(page: Image.Image) -> Picture:
    """A page as a scanner gives it."""
    soft = cv2.GaussianBlur(np.asarray(page.convert("RGB")), (0, 0), 0.6)
    grain = np.random.default_rng(1).normal(0, 5, soft.shape[:2])[:, :, None]
    return np.asarray(np.clip(soft * 0.94 + 6 + grain, 0, 255), np.uint8)


@cache
def typeface(size: int, name: str = "宋体") -> ImageFont.FreeTypeFont:
    path, index = TYPEFACES[name]
    return ImageFont.truetype(str(path), size, index=index)


def page_of(
    rows: tuple[tuple[str, ...], ...], top: int = 260, wide: int = WIDE
) -> Image.Image:
    """Rows that are just as high as their two lines of text, below a large title."""
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    draw.text((330, 120), "项目支出绩效自评表", font=typeface(64), fill="black")
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            x, y = 90 + across * wide, top + down * HIGH
            draw.rectangle((x, y, x + wide, y + HIGH), outline="black", width=2)
            for number, part in enumerate(text.split("\n")):
                at = (x + 12, y - 6 + number * 29)
                draw.text(at, part, font=typeface(SIZE), fill="black")
    return image


def read(*pages: Picture) -> tuple[Grid, ...]:
    pictures = [(n, len(pages), page) for n, page in enumerate(pages, 1)]
    return read_pictures("扫描", pictures, PageLabels(), lambda *_: None)


@pytest.fixture(scope="module")
def full() -> Grid:
    (grid,) = read(scanner(page_of(FULL)))
    return grid


def test_strokes_that_stand_below_one_another_are_no_rule(full: Grid) -> None:
    assert (full.height, full.width) == (len(FULL), len(FULL[0]))
    found = {(cell.row, cell.column): cell for cell in full.cells}
    for down, row in enumerate(FULL, 1):
        for across, text in enumerate(row, 1):
            cell = found[down, across]
            assert cell.text == text.replace("\n", "") or cell.uncertain


def test_a_large_title_is_one_line(full: Grid) -> None:
    assert full.before == ("项目支出绩效自评表",)


def test_pages_laid_higher_and_lower_are_put_beside_one_another() -> None:
    left = tuple((name, kind, f"指标{n}") for n, (name, kind) in enumerate(LEFT, 1))
    right = tuple(RIGHT)
    pages = page_of(left), page_of(right, top=275, wide=210)
    ImageDraw.Draw(pages[1]).rectangle((0, 0, 1240, 250), fill="white")
    (grid,) = read(*map(scanner, pages))
    assert (grid.height, grid.width) == (len(left), 6)
    rows = {cell.row: [] for cell in grid.cells}
    for cell in grid.cells:
        rows[cell.row].append(cell.text)
    assert rows[3] == ["产出指标", "质量指标", "指标3", "≥95%", "96%", "10"]


LEFT = (
    *(("一级指标", "二级指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")),
    *(("产出指标", "时效指标"), ("效益指标", "社会效益"), ("满意度", "满意度")),
)
RIGHT = (
    *(("指标值", "实际值", "分值"), ("≥5个", "6个", "10"), ("≥95%", "96%", "10")),
    *(("100%", "100%", "10"), ("≥80人", "82人", "10"), ("≥90%", "93%", "10")),
)


def settle(picture: Picture, recogniser: Recogniser) -> SettledText:
    (found,) = recogniser.read([picture])
    return settled(found, picture, recogniser.reread)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_characters_that_were_passed_over_are_doubted(recogniser: Recogniser) -> None:
    whole = line("补贴渔船数", "黑体", 24)
    assert settle(whole, recogniser) == SettledText("补贴渔船数")
    damaged = whole.copy()
    damaged[8:20, 56:104] = 250
    found = settle(damaged, recogniser)
    assert found.text == "补贴渔船数" or found.doubt


@pytest.mark.parametrize("typeface", ["黑体", "宋体", "粗宋"])
def test_a_dot_between_characters_stands_half_way_up(
    typeface: str, recogniser: Recogniser
) -> None:
    found = settle(line("标准（元/户·年）", typeface, 28), recogniser)
    assert "户·年" in found.text


def test_the_ring_of_a_full_stop_is_printed_where_no_stamp_is() -> None:
    dark = np.zeros((60, 200), np.uint8)
    dark[20:40, 20:24], dark[20:40, 60:64] = 230, 230
    dark[34:40, 80:86], dark[36:38, 82:84] = 118, 0
    clean, stamped = np.zeros(dark.shape, bool), np.zeros(dark.shape, bool)
    stamped[30:45, 75:95] = True
    without, below = (
        ink_of(Black(255 - dark, dark, dark, mask), 3.0) for mask in (clean, stamped)
    )
    assert without[34:40, 80:86].any()
    assert not below[34:40, 80:86].any()
    assert below[20:40, 20:24].all()


HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分")
ROW = ("产出指标", "质量指标", "合格率", "≥95%", "96%", "90", "90")


def form(*above: tuple[str, ...], doubted: dict[str, tuple[str, ...]]) -> Grid:
    """A small form; of some texts it is doubted what they are."""
    place = Place("table", table=1)
    cells = tuple(
        Cell(
            *(text, down, across, place),
            uncertain=UncertainText(text, "字迹不清", doubted[text])
            if text in doubted
            else None,
        )
        for down, row in enumerate((*above, HEADS, ROW), 1)
        for across, text in enumerate(row, 1)
        if text
    )
    return Grid("扫描", cells, len(above) + 2, len(HEADS), kind="table")


def test_a_doubtful_text_is_the_label_that_it_may_be() -> None:
    head = ("王管部门", "富水县残联", "顷目名称", "康复救助")
    others = {"王管部门": ("主管部门",), "顷目名称": ("须目名称", "项目名称")}
    grid = form(head, doubted=others)
    assert [c.text for c in with_known_labels(grid).cells][:3:2] == [
        "主管部门",
        "项目名称",
    ]
    table = read_on((grid,), "扫描")
    assert (table.department, table.project) == ("富水县残联", "康复救助")
    assert {w.recognised.read for w in table.warnings if w.recognised} == set(others)


def test_the_weight_in_a_doubtful_heading_is_not_understood() -> None:
    funds = (
        ("预算执行情况（20分）", "", "预算数", "执行数", "执行率", "", "得分"),
        ("年度资金总额", "", "85.00", "82.36", "96.89%", "", "19.38"),
    )
    certain = read_on((form(*funds, doubted={}),), "扫描").funds.total
    doubted = read_on((form(*funds, doubted={funds[0][0]: ()}),), "扫描").funds.total
    assert certain
    assert doubted
    assert (str(certain.weight), certain.unread) == ("20", ())
    assert doubted.weight is None
    assert doubted.unknown("weight") is not None


def ill_seen(picture: Picture, text: str, *, rule: bool, stamp: bool) -> str:
    """Why a line is doubted that stands alone on a page, below a rule or a stamp."""
    high, wide = picture.shape
    rules = np.zeros((high + 20, wide + 20), np.uint8)
    rules[8:10] = rule
    stamps = np.full(rules.shape, stamp)
    recogniser = Recogniser()
    (read,) = recogniser.read([picture])
    line_of = SeenLine((10, 10, wide, high), read, picture, SettledText(text))
    page = IllSeen(rules, stamps, Legibility(40, 1))
    found = dict(page.doubted([line_of], recogniser))
    return found[line_of.box].doubt if found else ""


def test_pale_figures_below_a_stamp_are_doubted() -> None:
    whole = line("0.4", "黑体", 30)
    assert ill_seen(whole, "0.4", rule=False, stamp=True) == ""
    pale = whole.copy()
    aslant = slice(pale.shape[1] * 6 // 10, pale.shape[1] * 8 // 10)
    pale[:, aslant] = 255 - (255 - pale[:, aslant]) // 10
    why = ill_seen(pale, "0.1", rule=False, stamp=True)
    assert why == "盖章处笔画不全，数看不准"


def test_a_metre_right_below_a_rule_may_be_a_square_metre() -> None:
    metres = line("8.2元/m", "黑体", 30)
    assert ill_seen(metres, "8.2元/m", rule=False, stamp=False) == ""
    assert "抬高的 2、3" in ill_seen(metres, "8.2元/m", rule=True, stamp=False)


def test_what_is_left_of_a_stamp_before_a_figure_is_no_minus(
    recogniser: Recogniser,
) -> None:
    figure = line("180", "黑体", 30)
    picture = np.pad(figure, ((0, 0), (18, 0)), constant_values=250)
    for row in (10, 18, 26):
        picture[row : row + 2, 4:16] = 20
    found = settle(picture, recogniser)
    assert found.doubt or found.text == "180"
    minus = settle(line("-6.2%", "黑体", 30), recogniser)
    assert minus == SettledText("-6.2%")


def test_one_character_is_not_wider_than_it_is_high(recogniser: Recogniser) -> None:
    alone = line("率", "宋体", 30)
    assert settle(alone, recogniser) == SettledText("率")
    wide = np.pad(alone, ((0, 0), (0, 14)), constant_values=250)
    assert settle(wide, recogniser).doubt
