"""数据文件的读写: TOML / JSON ↔ attrs 值. 未知键拒绝, 数字精确, 错误一次说全.

The one place that knows cattrs (imported when a file is read, not before). Decimals are read from their text and written as
strings; a Python float never passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from indicators.errors import InputError, Problem
from indicators.evaluation import (
    Deduction,
    Evaluation,
    FundLine,
    Funds,
    Indicator,
)
from indicators.quantity import LONGEST_NUMBER, Quantity, read_value

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
LARGEST_FILE = 32 * 1024 * 1024
_SPARSE: dict[type, tuple[str, ...]] = {
    Indicator: ("direction", "deduction", "extra"),
    FundLine: ("accept_stated_rate",),
    Funds: ("unit",),
    Deduction: ("reason",),
}
"""Fields beyond the printed contract: written only when they say something."""


def load(path: str | Path) -> Evaluation:
    """读取一份自评数据 (TOML 或 JSON).

    Raises `InputError` with every problem of the file: unknown keys, wrong kinds,
    numbers that are none, each with its key path.
    """
    return structure(read_document(Path(path)), Evaluation, str(path))


def dump(evaluation: Evaluation) -> dict[str, Any]:
    """写成 ziping.evaluation/1 的 JSON 结构: numbers are strings, empty is null."""
    plain: dict[str, Any] = _converter().unstructure(evaluation)
    return {"schema": plain.pop("schema")} | plain


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
        raise InputError.of(where, f"{kind} 格式有误：{error}") from None
    if not isinstance(document, dict):
        raise InputError.of(where, "文件的最外层应为一组键值")
    return document


def _no_number(word: str) -> None:
    raise InputError.of("数字", "不是数", word)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise InputError.of(twice, "同一个键出现了两次", remedy="请只留一个")
    return found


def structure(data: Mapping[str, Any], kind: type[T], where: str) -> T:
    """把普通值变成 `kind`; every problem is told at once, with its key path.

    >>> from indicators.evaluation import Total
    >>> structure({"weight": "百", "grads": "优"}, Total, "a.toml")
    Traceback (most recent call last):
    indicators.errors.InputError: a.toml weight：不是数（原值“百”）。请填数字，如 0.9
    a.toml grads：不认识的键。请核对拼写，或删去
    """
    try:
        return _converter().structure(data, kind)
    except Exception as error:  # noqa: BLE001 - cattrs wraps whatever a hook raised
        raise InputError(_problems(error, where, data)) from None


def _problems(
    error: BaseException, path: str, value: object, sep: str = " "
) -> Iterator[Problem]:
    """Flatten the errors of cattrs into problems at their key paths."""
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, BaseExceptionGroup):
        for child in error.exceptions:
            step, inner = _step(child, value)
            spot = f"{path}{step if step.startswith('[') else sep + step}"
            deeper = "." if step else sep
            yield from _problems(child, spot if step else path, inner, deeper)
    elif isinstance(error, InputError):
        for told in error.problems:
            where = f"{path}{sep}{told.where}" if told.where else path
            yield evolve(told, where=where)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield Problem(f"{path}{sep}{key}", "不认识的键", None, "请核对拼写，或删去")
    elif isinstance(error, KeyError):
        yield Problem(path, "缺少这一项", None, "请补上")
    else:
        shown = None if isinstance(value, dict | list | None) else str(value)
        yield Problem(path, "值的种类不对", shown)


def _step(error: BaseException, value: object) -> tuple[str, object]:
    """Find the key or the index at which a nested error happened, and its value."""
    from cattrs.errors import AttributeValidationNote, IterableValidationNote

    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name, _at(value, note.name)
        if isinstance(note, IterableValidationNote):
            named = isinstance(note.index, str)
            step = str(note.index) if named else f"[{note.index}]"
            return step, _at(value, note.index)
    return "", value


def _at(value: object, key: int | str) -> object:
    if isinstance(value, Mapping):
        return value.get(key)
    return value[key] if isinstance(value, list) and isinstance(key, int) else None


@cache
def _converter() -> Converter:
    """Build the converter once: strict kinds, exact numbers, no unknown keys."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Decimal, lambda value, _: _decimal(value))
    converter.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    converter.register_structure_hook(Fraction, lambda value, _: _share(value))
    converter.register_structure_hook(str, lambda value, _: _text(value))
    converter.register_structure_hook(bool, lambda value, _: _boolean(value))
    converter.register_structure_hook(int, lambda value, _: _whole(value))
    converter.register_structure_hook(Quantity, lambda value, _: _quantity(value))
    converter.register_unstructure_hook(Quantity, str)
    for kind, names in _SPARSE.items():
        rules = {name: override(omit_if_default=True) for name in names}
        converter.register_unstructure_hook(
            kind,
            make_dict_unstructure_fn(kind, converter, **rules),  # type: ignore[arg-type]
        )
    year = override(unstruct_hook=lambda year: None if year is None else str(year))
    under = override(omit_if_default=True)
    converter.register_unstructure_hook(
        Evaluation,
        make_dict_unstructure_fn(
            Evaluation, converter, year=year, concessions_under=under
        ),
    )
    return converter


def _decimal(value: object) -> Decimal:
    """Read a number from its text or an exact value; floats are refused."""
    if isinstance(value, float):
        raise InputError.of("", "浮点数不精确，不接受", str(value), "请写成文字")
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        value = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or len(text) > LONGEST_NUMBER:
        raise InputError.of("", "不是数", str(value), "请填数字，如 0.9")
    return Decimal(text)


def _share(value: object) -> Fraction:
    """Read an exact share: 0.8 or 5/6."""
    upper, slash, lower = value.partition("/") if isinstance(value, str) else ("",) * 3
    if not slash:
        return Fraction(_decimal(value))
    divisor = _decimal(lower)
    if not divisor:
        raise InputError.of("", "分母为 0", str(value))
    return Fraction(_decimal(upper)) / Fraction(divisor)


def _whole(value: object) -> int:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise InputError.of("", "应为整数", str(value))
    return int(number)


def _quantity(value: object) -> Quantity:
    """Read an amount with or without its unit: 10072.59、4753.66万元、98.63%."""
    read = read_value(value) if isinstance(value, str) else Quantity(_decimal(value))
    if not isinstance(read, Quantity):
        raise InputError.of("", "不是数", str(value), "请填数字，可带单位，如 98.63%")
    return read


def _text(value: object) -> str:
    """Accept text; a TOML date is text too, anything else wants quotes."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise InputError.of("", "应为文字", str(value), "请加引号")
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise InputError.of("", "应为 true 或 false", str(value))
    return value
