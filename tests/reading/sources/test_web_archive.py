"""网页归档 (MHTML) 取了 .xls、.doc 的名: 说出是什么, 该怎么办."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import InputError
from reading import read
from reading.sources.detect import kind_of

EXCEL = """MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related; boundary="----=_NextPart_01"

This document is a Single File Web Page.

------=_NextPart_01
Content-Location: file:///C:/1/a.htm
Content-Type: text/html; charset="gb2312"

<html><table><tr><td>a, b</table></html>
"""
BROWSER = """From: <Saved by Blink>\r
Snapshot-Content-Location: http://czj.example.gov.cn/zp.html\r
Subject: =?utf-8?Q?=E8=87=AA=E8=AF=84?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
------MultipartBoundary--x----\r
Content-Type: text/html\r
\r
<!DOCTYPE html><html>\r
"""
WPS = "\ufeffMime-Version: 1.0\nContent-Type: multipart/related\n\n<html></html>"


@pytest.mark.parametrize("text", [EXCEL, BROWSER, WPS])
@pytest.mark.parametrize("name", ["表.xls", "表.doc", "表.mht", "表.html", "表.txt"])
def test_a_web_archive_is_named_with_what_to_do(
    tmp_path: Path, text: str, name: str
) -> None:
    (tmp_path / name).write_bytes(text.encode())
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert "网页归档（MHTML" in str(caught.value)
    assert "另存为 .xlsx 或 .docx" in str(caught.value)


def test_a_page_about_web_archives_is_a_page(tmp_path: Path) -> None:
    page = "<html><pre>\nMIME-Version: 1.0\n</pre><table><tr><td>x</table></html>"
    (tmp_path / "表.html").write_text(page)
    assert kind_of(tmp_path / "表.html") == "html"
