"""符号字体: Word 里 Symbol、Wingdings 的字, 读成人看到的符号."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indicators.quantity import Text, read_value
from reading.sources import load

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_of(tmp_path: Path, runs: str) -> str:
    """The text of the only cell of a document with these runs."""
    path = tmp_path / "表.docx"
    body = f"<w:tbl><w:tr><w:tc><w:p>{runs}</w:p></w:tc></w:tr></w:tbl>"
    with zipfile.ZipFile(path, "w") as package:
        xml = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", xml)
    return load(path)[0].text(1, 1)


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/><w:t>90</w:t></w:r>'


def run(font: str, text: str) -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return f"<w:r>{fonts}<w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [
        ("Symbol", "F0B3", "≥90"),
        ("Symbol", "F0A3", "≤90"),
        ("Symbol", "00B3", "≥90"),
        ("symbol", "f0b1", "±90"),
        ("Symbol", "F0B4", "×90"),
        ("Symbol", "F03E", ">90"),
        ("Symbol", "F0B0", "°90"),
        ("Wingdings 2", "F0A3", "□90"),
        ("Wingdings 2", "F052", "☑90"),
        ("Wingdings", "F0FE", "☑90"),
        ("Wingdings", "F0A8", "□90"),
    ],
)
def test_a_sign_is_what_its_font_draws(
    tmp_path: Path, font: str, code: str, seen: str
) -> None:
    assert text_of(tmp_path, sym(font, code)) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [("\uf0b3", "≥95%"), ("³", "≥95%"), ("\uf0a3", "≤95%"), ("\uf03d", "=95%")],
)
def test_a_run_in_a_symbol_font_is_what_a_person_sees(
    tmp_path: Path, text: str, seen: str
) -> None:
    runs = run("Symbol", text) + "<w:r><w:t>95%</w:t></w:r>"
    assert text_of(tmp_path, runs) == seen
    assert text_of(tmp_path, run("Symbol", f"{text}95%")) == seen


def test_a_sign_that_is_not_known_leaves_its_value_unread(tmp_path: Path) -> None:
    text = text_of(tmp_path, sym("Wingdings", "F0D9"))
    assert len(text) == 3
    assert isinstance(read_value(text), Text)


def test_a_hidden_sign_is_not_seen(tmp_path: Path) -> None:
    hidden = (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    )
    assert text_of(tmp_path, f"{hidden}<w:r><w:t>90</w:t></w:r>") == "90"


def test_chinese_in_a_symbol_font_stays(tmp_path: Path) -> None:
    assert text_of(tmp_path, run("Symbol", "完成")) == "完成"
