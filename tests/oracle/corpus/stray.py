"""混在里面的别的文件: 没有表的、空表、坏的、不看的."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.oracle.clean import clean_table
from tests.oracle.page import Page
from tests.oracle.rendering import as_docx, by_xlsxwriter
from tests.oracle.writing import laid_out

ABSENT, BLANK, BROKEN, PASSED = "没有表", "空表", "坏的", "不看的"


@dataclass(frozen=True)
class Stray:
    """一种: how its name ends, what it is, what writes it."""

    suffix: str
    what: str
    write: Callable[[Path, Random], None]


def written_stray(kind: str, path: Path, draw: Random) -> str:
    """Write one; gives what it is."""
    STRAY[kind].write(path, draw)
    return STRAY[kind].what


def _notice(path: Path, draw: Random) -> None:
    path.write_text(f"请于 {draw.randint(3, 9)} 月底前报送自评表。\n", "utf-8")


def _page_of(lines: tuple[tuple[str, ...], ...]) -> Page:
    page = Page()
    for line in lines:
        for column, text in enumerate(line, 1):
            page.put(column, text)
        page.row += 1
    return page


def _addresses(path: Path, draw: Random) -> None:
    """通讯录."""
    people = tuple(
        (f"{n}", f"王某{n}", f"0791-8888{draw.randint(1000, 9999)}")
        for n in range(1, draw.randint(6, 20))
    )
    by_xlsxwriter([("Sheet1", _page_of((("序号", "姓名", "电话"), *people)))], path)


def _letter(path: Path, draw: Random) -> None:
    """没有表的 Word 文件: 一张一格的表也没有."""
    page = Page(lead=3)
    page.put(1, "关于报送绩效自评材料的通知")
    page.row = 2
    page.put(1, f"各单位：请按要求完成 {draw.randint(2019, 2024)} 年度绩效自评工作。")
    page.row = 3
    page.put(1, "联系人：王某")
    as_docx([("", page)], path)


def _blank(path: Path, draw: Random) -> None:
    """只印了指标名称的空表."""
    table = clean_table("national-2020", draw)
    for line in table.lines:
        line.aim = line.done = line.stated = line.note = None
        line.typed |= dict.fromkeys(("target", "actual", "weight", "stated"))
    for money in table.funds:
        money.initial = money.budget = money.spent = None
    table.rate = table.stated = table.total = None
    table.level_weights, table.goals = {}, ("", "")
    table.typed["total.weight"] = None
    by_xlsxwriter([("自评表", laid_out(table))], path)


def _broken(path: Path, draw: Random) -> None:
    """下载了一半的工作簿."""
    by_xlsxwriter([("自评表", laid_out(clean_table("yunnan", draw)))], path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _lock(path: Path, draw: Random) -> None:
    del draw
    path.write_bytes(b"\x05user" + bytes(160))


STRAY: dict[str, Stray] = {
    "通知": Stray(" 通知.txt", ABSENT, _notice),
    "通讯录": Stray(" 通讯录.xlsx", ABSENT, _addresses),
    "空表": Stray(" 空表.xlsx", BLANK, _blank),
    "坏的": Stray(" 自评表（下载）.xlsx", BROKEN, _broken),
    "公文": Stray(" 通知.docx", ABSENT, _letter),
}
