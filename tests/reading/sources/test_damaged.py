"""损坏的文件: 截断或改动任何字节, 要么读出格子, 要么说清楚, 不会有别的异常."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.errors import InputError
from reading.grid import Grid
from reading.sources import load
from tests.reading.sources.handmade import write_pdf

Convert = Callable[[Path, str], Path]
PACKAGES = ("xlsx", "docx", "odt", "ods")
KINDS = (*PACKAGES, "xls", "pdf", "html", "csv", "txt")
PAGE = (
    '<meta charset="gbk"><table><tr><td rowspan="2">产出<td colspan=2>数量</tr>'
    "<tr><td>≥98.63%<td><b>9.9</b></table>"
).replace("≥", "&ge;")


@pytest.fixture(scope="session")
def samples(
    convert: Convert,
    workbook: Path,
    long_document: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("samples")
    rules = "50 100 m 50 700 l 350 700 l 350 100 l 50 100 l S 50 400 m 350 400 l S"
    text = "BT /F1 12 Tf 60 650 Td (Score 9.9) Tj ET"
    return {
        "xlsx": workbook.read_bytes(),
        "xls": convert(workbook, "xls").read_bytes(),
        "ods": convert(workbook, "ods").read_bytes(),
        "docx": long_document.read_bytes(),
        "odt": convert(long_document, "odt").read_bytes(),
        "pdf": write_pdf(folder / "a.pdf", [f"{rules} {text}"] * 2).read_bytes(),
        "html": PAGE.encode("gbk"),
        "csv": "指标,得分\n数量,9.9\n".encode("gbk"),
        "txt": "绩效自评\n得分 9.9\n".encode(),
    }


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Cut a file off, or overwrite some of its bytes."""
    cut = draw(st.one_of(st.none(), st.floats(0, 1)))
    flips = draw(
        st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=4)
    )

    def damage(data: bytes) -> bytes:
        changed = bytearray(data)
        for where, new in flips:
            start = int(where * len(changed))
            changed[start : start + len(new)] = new
        return bytes(changed[: int(cut * len(changed))] if cut is not None else changed)

    return damage


def repacked(data: bytes, damage: Callable[[bytes], bytes], part: float) -> bytes:
    """Damage one part inside a package that is whole otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = sorted(parts)[int(part * (len(parts) - 1))]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for key, content in parts.items():
            new.writestr(key, damage(content) if key == name else content)
    return made.getvalue()


def read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with contextlib.suppress(InputError):
        grids = load(path)
        assert grids
        assert all(isinstance(grid, Grid) for grid in grids)
        for grid in grids:
            for cell in grid.cells:
                assert grid.at(cell.row, cell.column) is not None
                assert cell.row + cell.rows - 1 <= grid.height
                assert cell.column + cell.columns - 1 <= grid.width


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused(
    kind: str, samples: dict[str, bytes], tmp_path: Path
) -> None:
    # A process of its own for each file costs more than a damaged byte.
    examples = 25 if kind in {"pdf", "xls"} else 80

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(damages())
    def check(damage: Callable[[bytes], bytes]) -> None:
        read(tmp_path / f"a.{kind}", damage(samples[kind]))

    check()


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_with_a_damaged_part_is_read_or_refused(
    kind: str, samples: dict[str, bytes], tmp_path: Path
) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damages(), st.floats(0, 1))
    def check(damage: Callable[[bytes], bytes], part: float) -> None:
        read(tmp_path / f"a.{kind}", repacked(samples[kind], damage, part))

    check()


def test_a_package_whose_parts_begin_before_the_file_is_refused(
    samples: dict[str, bytes], tmp_path: Path
) -> None:
    data = bytearray(samples["xlsx"])
    field = data.rindex(b"PK\x05\x06") + 16  # where the list of the parts begins
    begins = int.from_bytes(data[field : field + 4], "little")
    data[field : field + 4] = (begins + 65_536).to_bytes(4, "little")
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(InputError, match="文件不完整或已损坏"):
        load(tmp_path / "a.xlsx")
