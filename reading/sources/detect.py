"""认文件: 看内容 (开头的字节), 不看扩展名."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from stat import S_ISDIR
from typing import IO, Final

from indicators.errors import InputError
from reading.sources.encrypted import encrypted
from reading.sources.ole import OleSort, sort_of
from reading.sources.package import Package

SIZE_LIMIT: Final = 200 << 20
_HEAD: Final = 4096
_IN_MEMORY: Final = 1 << 20
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
_RTF: Final = b"{\\rtf"
OFFICE_HEADS: Final = (_OLE, _RTF)
"""How files begin that may have to be converted."""

NAMES: Final[dict[str, str]] = {
    "xlsx": "Excel 工作簿 (.xlsx)",
    "xls": "旧版 Excel 工作簿 (.xls)",
    "xlsb": "二进制工作簿 (.xlsb)",
    "ods": "ODF 工作簿 (.ods)",
    "docx": "Word 文档 (.docx)",
    "odt": "ODF 文档 (.odt)",
    "doc": "旧版 Word 文档 (.doc、.wps)",
    "rtf": "RTF 文档 (.rtf)",
    "pdf": "PDF",
    "picture": "图片",
    "ofd": "OFD 版式文件 (.ofd)",
    "html": "网页 (.html)",
    "csv": "文字表格 (.csv)",
    "txt": "纯文字 (.txt)",
}
EXTENSIONS: Final[dict[str, frozenset[str]]] = {
    "xlsx": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett"}),
    "xls": frozenset({".xls", ".xlt", ".et", ".ett"}),
    "xlsb": frozenset({".xlsb"}),
    "ods": frozenset({".ods"}),
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"}),
    "odt": frozenset({".odt", ".ott"}),
    "doc": frozenset({".doc", ".dot", ".wps", ".wpt"}),
    "rtf": frozenset({".rtf"}),
    "pdf": frozenset({".pdf"}),
    "picture": frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"}),
    "ofd": frozenset({".ofd"}),
    "html": frozenset({".html", ".htm"}),
    "csv": frozenset({".csv", ".tsv"}),
    "txt": frozenset({".txt"}),
}
_ACCEPTED = "可读取：.xlsx .xls .et .xlsb .ods .docx .doc .wps .rtf .odt .pdf .ofd .png .jpg .tif .html .csv .txt"
_IS_ARCHIVE = "文件是网页归档（MHTML，单个文件网页），不是工作簿或文档"
_SAVE_ARCHIVE = "请用 Excel、WPS 或 Word 打开后另存为 .xlsx 或 .docx"
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_REFUSED: Final = (
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x7fELF", "程序"),
    (b"MZ", "程序"),
)
_MARKUP = (
    b"<html",
    b"<table",
    b"<!doctype html",
    b"<body",
    b"<meta",
    b"<head",
    b"<div",
)
_ODF_TYPE_PARTS: Final = ("mimetype", "META-INF/manifest.xml")
_ODF_TYPE: Final = re.compile(rb"vnd\.oasis\.opendocument\.([a-z]+)")
_ODF_KINDS: Final = {"spreadsheet": "ods", "text": "odt"}
# A web archive begins with the head of a mail, whatever its file is named.
_ARCHIVE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^<\r\n]*(?:<saved by [^>\r\n]*>)?\r?\n)*?mime-version:"
)
# LibreOffice loses merged cells of these.
_WORD_XML: Final = re.compile(rb"office/word/2003/wordml|office/2006/xmlpackage")
# Extensions of texts that are tables whatever they hold, and of those that never are.
_OF_TABLES: Final = frozenset({".csv", ".tsv", ".xls", ".et"})
_OF_LINES: Final = frozenset({".txt", ".md", ""})
_OLE_KINDS: Final = {OleSort.DOCUMENT: "doc", OleSort.WORKBOOK: "xls"}


def kind_of(path: Path) -> str:
    """Name the kind of a file's content, or say why it cannot be read."""
    kind, package = opened(path)
    if package is not None:
        package.close()
    return kind


def opened(path: Path) -> tuple[str, Package | None]:
    """Name the kind of a file's content; a package is given open, to be read once.

    Whoever takes the package closes it.
    """
    file = _opened(path)
    head = file.read(_HEAD)
    if not head.startswith(_ZIP):
        file.close()
        return _kind_of_plain(path, head), None
    package = Package(path, file)
    try:
        return _kind_of_package(path, package), package
    except InputError:
        package.close()
        raise


def _kind_of_plain(path: Path, head: bytes) -> str:
    """Name the kind of a file that is no package."""
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith(_RTF):
        return "rtf"
    if _PDF in head[:1024]:
        return "pdf"
    if head.startswith(_PICTURES):
        return "picture"
    for magic, name in _REFUSED:
        if head.startswith(magic) and b"<" not in head[:8]:
            raise _unreadable(path, f"文件是{name}，无法读取文字")
    return _kind_of_text(path, head)


def _opened(path: Path) -> IO[bytes]:
    """Open a file, a small one in memory; every way in which a path can fail ends here."""
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise InputError.of(path.name, "是文件夹，不是文件")
        size = status.st_size
        if size == 0:
            raise InputError.of(path.name, "文件是空的", remedy="请检查是否上传完整")
        if size > SIZE_LIMIT:
            raise InputError.of(
                path.name,
                f"文件超过 {SIZE_LIMIT >> 20} MB",
                value=f"{size >> 20} MB",
                remedy="请只保留自评表所在的部分",
            )
        file = path.open("rb")
        return file if size > _IN_MEMORY else _in_memory(file)
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError.of(
            str(path), "找不到文件", remedy="请检查路径和文件名"
        ) from error
    except PermissionError as error:
        raise InputError.of(
            str(path), "没有权限读取文件", remedy="请检查文件权限，或关闭正在使用的程序"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError.of(str(path), "文件无法打开", value=str(error)) from error


def _in_memory(file: IO[bytes]) -> IO[bytes]:
    """Read a file whole: its parts are then taken without asking the system for each."""
    with file:
        return BytesIO(file.read())


def _kind_of_package(path: Path, package: Package) -> str:
    names = package.names()
    if "xl/workbook.bin" in names:
        return "xlsb"
    for folder, kind in (("xl/", "xlsx"), ("word/", "docx")):
        if any(name.startswith(folder) for name in names):
            return kind
    if "ofd.xml" in names:
        return "ofd"
    if "content.xml" in names:
        return _kind_of_odf(path, package)
    if "encryptedpackage" in names:
        raise encrypted(path.name)
    raise _unreadable(path, "文件是压缩包，不是工作簿或文档")


def _kind_of_odf(path: Path, package: Package) -> str:
    """Tell documents from workbooks by the type that the package states."""
    parts = (part for part in _ODF_TYPE_PARTS if part in package)
    stated = b"".join(package.begin(part, _HEAD) for part in parts)
    found = _ODF_TYPE.search(stated)
    kind = found[1].decode() if found else "spreadsheet"
    if kind not in _ODF_KINDS:
        raise _unreadable(path, "文件是 ODF 的演示文稿或绘图，没有自评表")
    return _ODF_KINDS[kind]


def _kind_of_ole(path: Path) -> str:
    found = sort_of(path)
    if found is OleSort.ENCRYPTED:
        raise encrypted(path.name)
    if found not in _OLE_KINDS:
        raise _unreadable(path, found.value)
    return _OLE_KINDS[found]


def _kind_of_text(path: Path, head: bytes) -> str:
    """Name the kind of a text: a web page, a table with commas, or lines."""
    small = _ascii(path, head)
    _refuse_saved(path, small)
    suffix = path.suffix.lower()
    if suffix != ".txt" and any(mark in small for mark in _MARKUP):
        return "html"
    parted = b"," in head or b"\t" in head
    if suffix in _OF_TABLES or (parted and suffix not in _OF_LINES):
        return "csv"
    return "txt"


def _refuse_saved(path: Path, small: bytes) -> None:
    """Refuse a workbook that was saved as XML, and a page saved with its pictures."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in small and b"<?xml" in small:
        raise InputError.of(
            path.name, "文件是 XML 表格 2003", remedy="请用 Excel 另存为 .xlsx"
        )
    if _WORD_XML.search(small):
        raise InputError.of(
            path.name,
            "文件是 Word 的 XML 文档",
            remedy="请用 Word 或 WPS 另存为 .docx",
        )
    if _ARCHIVE.match(small):
        raise InputError.of(path.name, _IS_ARCHIVE, remedy=_SAVE_ARCHIVE)


def _ascii(path: Path, head: bytes) -> bytes:
    """The ASCII letters of a text in small ones, those of UTF-16 too."""
    small = head.lower()
    if small.startswith((b"\xff\xfe", b"\xfe\xff")):
        return small[2:].replace(b"\0", b"")
    if b"\0" in small:
        raise _unreadable(path, "文件的内容无法识别")
    return small


def _unreadable(path: Path, message: str) -> InputError:
    return InputError.of(path.name, message, remedy=_ACCEPTED)
