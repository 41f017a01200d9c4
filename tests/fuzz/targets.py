"""模糊测试的对象: 一段字节 → 读; 除了 `InputError`, 什么都不许抛出.

Each takes what the engine made and gives it to the door that a person's file goes through.
A file of several parts keeps all but the part that is under attack, so that the engine
need not guess a checksum first.
"""

from __future__ import annotations

import io
import re
import signal
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path

from auditing import audit
from indicators import Evaluation, Indicator, read_target, read_value
from indicators.codec import dump, structure
from indicators.errors import InputError
from reading import read_all
from reading.sources.ole import sort_of
from reading.sources.sheets.biff_process import CPU_SECONDS, sheets_of
from reading.sources.sheets.number_text import formatted, number_text
from scoring import load_policy, score

FILES = Path(__file__).parents[1] / "files"
_BREAK = "\x1f"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_PARTS = {
    b"w": ("national-openpyxl.xlsx", "xl/worksheets/sheet1.xml"),
    b"s": ("national-openpyxl.xlsx", "xl/styles.xml"),
    b"t": ("national-libreoffice.xlsx", "xl/sharedStrings.xml"),
    b"b": ("national-libreoffice.xlsx", "xl/workbook.xml"),
    b"d": ("transfer-libreoffice.docx", "word/document.xml"),
    b"o": ("national-libreoffice.ods", "content.xml"),
}
"""The first byte of what is tried → the file, and the part that is put in its place."""


def values(data: bytes) -> None:
    """指标值、完成值、名称、单位: read, scored, and the same after a journey as JSON."""
    said = (*data.decode("utf-8", "replace").split(_BREAK), *("",) * 4)
    target, actual, name, weight = said[:4]
    number = _NUMBER.fullmatch(weight)
    points = Decimal(number.group()) if number else None
    read_value(actual)
    read_target(target, name=name)
    rows = (Indicator((), name or "甲", target or None, actual or None, points),)
    evaluation = Evaluation(indicators=rows)
    score(evaluation, load_policy("mof-2020"))
    assert structure(dump(evaluation), Evaluation, "") == evaluation


def formats(data: bytes) -> None:
    """数字格式: a code and a number, as a cell shows them."""
    code, _, number = data.decode("utf-8", "replace").partition(_BREAK)
    match = _NUMBER.match(number)
    value = Decimal(match.group()) if match else Decimal("0.5")
    for from_1904 in (False, True):
        assert isinstance(number_text(value, code, from_1904=from_1904), str)
    assert isinstance(formatted(number, code), str)


def parts(data: bytes) -> None:
    """一份文件里的一个部分: the sheet, the styles, the texts, a Word document …"""
    name, part = _PARTS.get(data[:1], _PARTS[b"w"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for each, content in _members(name).items():
            package.writestr(each, data[1:] if each == part else content)
    _read(made.getvalue(), Path(name).suffix)


def packages(data: bytes) -> None:
    """一个压缩包的字节: whatever it calls itself."""
    _read(data, ".xlsx")


def old_workbooks(data: bytes) -> None:
    """旧版 Office 的容器: told what it is, and read as a workbook, for as long as its process may."""
    with _file(data, ".xls") as path:
        sort_of(path)
        signal.signal(signal.SIGVTALRM, _stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
        try:
            found = sheets_of(str(path))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        assert found.keys() <= {"sheets", "error", "detail"}


def _stop(*_: object) -> None:
    raise TimeoutError


def texts(data: bytes) -> None:
    """文字文件: .csv, .html and .txt by their first byte."""
    _read(data[1:], {b"c": ".csv", b"h": ".html"}.get(data[:1], ".txt"))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (values, formats, parts, packages, old_workbooks, texts)
}


def seeds(name: str) -> Iterator[bytes]:
    """Where the engine begins: small inputs of ours, and our small files."""
    for path in sorted((Path(__file__).parent / "seeds" / name).glob("*")):
        yield path.read_bytes().replace("␟".encode(), _BREAK.encode())
    if name == "parts":
        for mark, (file, part) in _PARTS.items():
            yield mark + _members(file)[part]
    for pattern in _WHOLE.get(name, ()):
        for path in sorted(FILES.glob(pattern)):
            yield path.read_bytes()


_WHOLE = {"packages": ("*.xlsx", "*.docx", "*.ods"), "old_workbooks": ("*.xls",)}


@cache
def _members(name: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(FILES / name) as package:
        return {each: package.read(each) for each in package.namelist()}


@contextmanager
def _file(data: bytes, suffix: str) -> Iterator[Path]:
    """A file that is there for as long as it is read."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


def _read(data: bytes, suffix: str) -> None:
    """Read and audit whatever it is: a table, or a refusal in words."""
    with _file(data, suffix) as path:
        try:
            tables = read_all(path)
        except InputError:
            return
        for table in tables:
            audit(table, load_policy("mof-2020"))
