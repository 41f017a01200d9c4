"""改写会丢的东西: 改写工作簿前先看压缩包, 把 openpyxl 保存不了的说出来."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from indicators.errors import InputError, Problem

LARGEST_PART = 64 * 1024 * 1024

_MACROS = "xl/vbaProject.bin"
_PARTS = {
    _MACROS: "宏",
    "xl/ctrlProps/": "表单控件",
    "xl/activeX/": "ActiveX 控件",
    "xl/embeddings/": "嵌入的对象",
    "xl/threadedComments/": "会话批注",
    "xl/slicers/": "切片器",
    "xl/timelines/": "日程表",
    "xl/cellimages.xml": "单元格内嵌图片（WPS）",
    "xl/richData/": "单元格内嵌图片或数据类型",
    "xl/diagrams/": "SmartArt 图形",
    "xl/ink/": "手写墨迹",
    "customXml/": "自定义 XML 数据",
    "xl/webextensions/": "加载项",
}
"""A part that openpyxl drops → what a person calls it."""

_MARKS = {
    r"xl/drawings/drawing\d+\.xml": {
        r"<xdr:(sp|cxnSp|grpSp)[ >]": "文本框、线条或形状",
        r"<(c:chart|cx:chart)[ >]": "图表的部分格式",
    },
    r"xl/worksheets/sheet\d+\.xml": {
        r"<legacyDrawingHF[ />]": "页眉页脚里的图片",
        r"sparklineGroups": "迷你图",
        r"<x14:conditionalFormatting": "2010 年以后的条件格式（数据条、图标集）",
        r"<x14:dataValidation": "引用其他工作表的数据有效性",
        r"<x14:slicer": "切片器",
        r"<(\w+:)?protectedRanges": "允许编辑区域",
        r"<(\w+:)?customSheetViews": "自定义视图",
    },
}
"""In the parts that match, what is found → what a person calls it."""

_COMMENTS = re.compile(r"xl/comments\d*\.xml|xl/comments/")


def losses(
    path: Path,
    *,
    copy: str = "填写后的文件",
    remedy: str = "请填写后核对，必要时手工补回",
    keeps_macros: bool = False,
) -> tuple[Problem, ...]:
    """列出改写后会丢失或走样的东西.

    `copy` is what the sentences call the new file; `keeps_macros` tells that the caller
    keeps its macros.
    """
    try:
        with ZipFile(path) as package:
            found = _found(package, {_MACROS} if keeps_macros else set(), copy)
    except (BadZipFile, OSError, EOFError):
        raise InputError.of(
            path.name, "不是 .xlsx 工作簿", remedy="请用 Excel 或 WPS 另存为 .xlsx"
        ) from None
    return tuple(
        Problem(path.name, f"{name}{verb}", remedy=remedy)
        for name, verb in found.items()
    )


def _found(package: ZipFile, kept: set[str], copy: str) -> dict[str, str]:
    """Return what is lost by its name, with what becomes of it."""
    found: dict[str, str] = {}
    gone = f"无法保留，{copy}里没有"
    for info in package.infolist():
        found |= dict.fromkeys(_lost_parts(info, kept), gone)
        if _COMMENTS.match(info.filename):
            found.setdefault("批注框", "的大小和位置会恢复默认，文字保留")
        found |= dict.fromkeys(_lost_marks(package, info), gone)
    return found


def _lost_parts(info: ZipInfo, kept: set[str]) -> Iterator[str]:
    """Name a part that openpyxl drops whole."""
    for prefix, name in _PARTS.items():
        if prefix not in kept and info.filename.startswith(prefix):
            yield name


def _lost_marks(package: ZipFile, info: ZipInfo) -> Iterator[str]:
    """Name what stands inside a part that openpyxl keeps, but does not understand."""
    for part, marks in _MARKS.items():
        if re.fullmatch(part, info.filename) and info.file_size <= LARGEST_PART:
            text = package.read(info).decode("utf-8", "replace")
            yield from (name for mark, name in marks.items() if re.search(mark, text))
