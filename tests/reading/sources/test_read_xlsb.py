"""二进制工作簿 .xlsb: 照记录读, 数字照其格式显示; 坏的说是坏的, 不丢一格."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources import load
from reading.sources.sheets.xlsb_process import sheets_of
from reading.sources.sheets.xlsb_records import records

WRITTEN = Path(__file__).parents[2] / "files/national-sheetjs.xlsb"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
RELATION = '<Relationship Id="{}" Type="http://x/{}" Target="{}"/>'
STRUCK, PLAIN = 8 << 16, 0


def record(kind: int, layout: str = "", *values: float | str) -> bytes:
    """One record; a text in it is "s"."""
    body = b"".join(
        struct.pack("<I", len(value)) + value.encode("utf-16-le")
        if isinstance(value, str)
        else struct.pack(f"<{sign}", value)
        for sign, value in zip(layout, values, strict=True)
    )
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(body) & 127 | 128, len(body) >> 7]) + body


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, "IIHBBBI", number, 0, 0, 0, 16 * hidden, 0, 0)


def parts() -> Iterator[tuple[str, bytes]]:
    """A workbook counted from 1904, with dates, percents, formulas, struck out texts."""
    related = (("r1", "worksheet", "s.bin"), ("r2", "styles", "styles.bin"))
    shared = ("r3", "sharedStrings", "texts.bin")
    listed = "".join(RELATION.format(*each) for each in (*related, shared))
    yield "xl/_rels/workbook.bin.rels", RELATIONS.format(listed).encode()
    yield (
        "xl/workbook.bin",
        record(153, "I", 1) + record(156, "IIss", 1, 1, "r1", "自评表"),
    )
    fonts = record(43, "I", PLAIN) + record(43, "I", STRUCK)
    codes = record(44, "Hs", 164, "yyyy/m/d") + record(44, "Hs", 165, '"≥"0.0%')
    shown = ((0, 0), (164, 0), (165, 0), (9, 0), (0, 1))
    styles = b"".join(record(47, "HHHI", 0, *each, 0) for each in shown)
    yield (
        "xl/styles.bin",
        codes + fonts + record(47, "HHH", 0, 9, 1) + record(617) + styles + record(618),
    )
    rich = record(19, "BsIHHHH", 1, "100人90人", 2, 0, 1, 4, 0)
    yield "xl/texts.bin", record(19, "Bs", 0, "三级指标") + rich
    yield "xl/s.bin", b"".join(cells())


def cells() -> Iterator[bytes]:
    yield record(60, "IIIIH", 5, 5, 0, 0, 1)
    yield row(0)
    yield record(7, "III", 0, 0, 0) + record(18, "II", 0, 1)
    yield record(12, "I", 0) + record(17, "Is", 0, "甲") + record(17, "Is", 4, "废")
    yield record(6, "IIs", 5, 0, "藏")
    yield row(1, hidden=True)
    yield record(2, "III", 0, 1, 43_100 << 2 | 2) + record(13, "II", 2, 901 << 2 | 3)
    yield record(16, "Id", 3, 0.5) + record(14, "IB", 0, 0x17) + record(15, "IB", 0, 1)
    yield row(2)
    yield record(9, "IIdHI", 0, 3, 0.98, 0, 0) + record(8, "IIsI", 1, 0, "达标", 0)
    yield record(10, "IIB", 2, 0, 0) + record(11, "IIB", 3, 0, 7)
    (half,) = struct.unpack("<I", struct.pack("<d", 0.5)[4:])
    yield record(2, "III", 4, 0, half) + record(62, "IIBs", 5, 0, 0, "丙")
    yield record(176, "IIII", 2, 3, 1, 1)


def packed(path: Path, found: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in found.items():
            made.writestr(name, data)
    return path


def grid(path: Path) -> Grid:
    return load(packed(path, dict(parts())))[0]


def test_every_kind_of_cell_shows_what_a_person_sees(tmp_path: Path) -> None:
    found = grid(tmp_path / "a.xlsb")
    texts = [[found.text(r, c) for c in range(1, 7)] for r in (1, 2, 3)]
    assert texts == [
        ["三级指标", "90人", "", "甲", "", "藏"],
        ["2022/1/1", "≥901.0%", "50%", "#REF!", "TRUE", ""],
        ["98%", "达标", "FALSE", "#DIV/0!", "0.5", "丙"],
    ]
    merged = found.at(4, 2)
    assert merged
    assert (merged.text, merged.rows) == ("达标", 2)


def test_what_is_hidden_or_struck_out_is_marked(tmp_path: Path) -> None:
    found = grid(tmp_path / "a.xlsb")
    hidden = {(c.row, c.column) for c in found.cells if c.hidden}
    assert hidden == {*((2, n) for n in range(1, 6)), (1, 6), (3, 6)}
    assert found.hidden
    told = [str(w.where) for w in found.warnings if "删除线" in w.message]
    assert told == ["自评表!B1", "自评表!E1"]


def test_a_workbook_of_another_program_keeps_every_cell() -> None:
    (found,) = load(WRITTEN)
    (original,) = load(WRITTEN.with_name("national-openpyxl.xlsx"))
    assert [(c.row, c.column, c.text) for c in found.cells] == [
        (c.row, c.column, c.text) for c in original.cells
    ]
    assert found.warnings == original.warnings


@pytest.mark.parametrize("name", [name for name, _ in parts()])
def test_a_part_that_is_cut_off_is_never_taken_for_a_whole_one(
    name: str, tmp_path: Path
) -> None:
    whole = dict(parts())
    for cut in range(1, len(whole[name]), 7):
        damaged = whole | {name: whole[name][:-cut]}
        said = sheets_of(str(packed(tmp_path / "a.xlsb", damaged)))
        assert said.keys() <= {"sheets", "error", "detail"}
        if len(whole[name]) - cut not in ends_of(whole[name]):
            assert said["error"] == "broken"


def ends_of(part: bytes) -> set[int]:
    """Where the records of a part end: what is cut there is whole again."""
    if part.startswith(b"<Rel"):
        return set()
    ends = [0]
    for _, taken in records(part):
        head = 3 if part[ends[-1]] < 128 else 4
        ends.append(ends[-1] + head + len(taken.data))
    return set(ends)


def test_a_damaged_workbook_is_named_as_that(tmp_path: Path) -> None:
    broken = dict(parts()) | {"xl/s.bin": bytes(range(250, 200, -1))}
    with pytest.raises(InputError, match="工作簿不完整或已损坏"):
        load(packed(tmp_path / "a.xlsb", broken))
