"""数据文件: TOML 与 JSON 文字 → 普通值, 数字按原文精确读取, 重复的键拒绝."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from indicators.errors import InputError

LARGEST_FILE = 32 * 1024 * 1024


def read_document(path: Path) -> dict[str, Any]:
    """Read a TOML or JSON file into plain values, numbers as exact Decimals."""
    where = str(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError.of(where, "文件超过 32 MB", remedy="请确认选对了文件")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError.of_file(path, error) from None
    except UnicodeDecodeError:
        raise InputError.of(where, "不是 UTF-8 文本", remedy="请另存为 UTF-8") from None
    return parse_document(text, where, json_text=path.suffix.lower() == ".json")


def parse_document(text: str, where: str, *, json_text: bool = False) -> dict[str, Any]:
    """Parse TOML (or JSON) text; broken text and repeated keys are refused."""
    import json
    import tomllib

    try:
        if json_text:
            document = json.loads(
                text,
                parse_float=Decimal,
                parse_int=Decimal,
                parse_constant=_no_number,
                object_pairs_hook=_no_repeats,
            )
        else:
            document = tomllib.loads(text, parse_float=Decimal)
    except InputError as error:
        raise InputError.of(where, str(error)) from None
    except (ValueError, RecursionError) as error:
        kind = "JSON" if json_text else "TOML"
        remedy = "请核对该处的引号、逗号、括号与等号"
        raise InputError.of(
            where, f"{kind} 格式有误，{_spot(error)}读不下去", remedy=remedy
        ) from None
    if not isinstance(document, dict):
        raise InputError.of(where, "文件的最外层应为一组键值")
    return document


def _spot(error: Exception) -> str:
    """Say in Chinese where a parser stopped.

    >>> _spot(ValueError("Expected '=' after a key (at line 2, column 5)"))
    '第 2 行第 5 列'
    """
    if isinstance(error, RecursionError):
        return "嵌套过深，"
    found = re.search(r"line (\d+),? column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 列" if found else "到文件末尾"


def _no_number(word: str) -> None:
    raise InputError.of("数字", "不是数", word)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise InputError.of(twice, "同一个键出现了两次", remedy="请只留一个")
    return found
