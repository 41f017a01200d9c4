"""数据文件的读写: TOML / JSON ↔ attrs 值. 未知键拒绝, 数字精确, 错误一次说全.

The one place that knows cattrs (imported when a file is read, not before). Decimals are read from their text and written as
strings; a Python float never passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from attrs import evolve

from indicators import kinds
from indicators.documents import read_document
from indicators.errors import InputError, Problem
from indicators.evaluation import (
    Deduction,
    Evaluation,
    FundLine,
    Funds,
    Indicator,
    Total,
)
from indicators.exact import Fraction
from indicators.notation.right_lines import with_right_lines
from indicators.place import Place, given
from indicators.quantity import Quantity
from indicators.reasons import Doubt

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
_SPARSE: dict[type, tuple[str, ...]] = {
    Indicator: (
        "direction",
        "deduction",
        "extra",
        "unit",
        "unread",
        "blank",
        "target_from",
        "actual_stored",
    ),
    FundLine: ("accept_stated_rate", "variance_note", "unread", "blank"),
    Total: ("unread", "blank"),
    Funds: ("unit",),
    Deduction: ("reason",),
}
"""Fields beyond the printed contract: written only when they say something."""
_PLACED: tuple[type, ...] = (Indicator, FundLine, Total)
"""Kinds whose `places` belong to the file that was read, not to its data."""
_UNWRITTEN = ("reason", "recognised")
"""What a doubt has for later code, and no file."""


def load(path: str | Path) -> Evaluation:
    """读取一份自评数据 (TOML 或 JSON).

    Raises `InputError` with every problem of the file: unknown keys, wrong kinds,
    numbers that are none, each with its key path.
    """
    try:
        return structure(read_document(Path(path)), Evaluation, str(path))
    except InputError as error:
        raise InputError(with_right_lines(error.problems, str(path))) from None


def dump(evaluation: Evaluation) -> dict[str, Any]:
    """写成 ziping.evaluation/1 的 JSON 结构: numbers are strings, empty is null."""
    plain: dict[str, Any] = _converter().unstructure(evaluation)
    return {"schema": plain.pop("schema")} | plain


def structure(data: Mapping[str, Any], kind: type[T], where: str) -> T:
    """把普通值变成 `kind`; every problem is told at once, with its key path.

    >>> structure({"weight": "百", "grads": "优"}, Total, "a.toml")
    Traceback (most recent call last):
    indicators.errors.InputError: a.toml weight：不是数（原值“百”）。请填数字，如 0.9
    a.toml grads：不认识的键。请核对拼写，或删去
    """
    try:
        return _converter().structure(data, kind)
    except Exception:  # noqa: BLE001 - whatever a hook raised
        return _told(data, kind, where)


def _told(data: Mapping[str, Any], kind: type[T], where: str) -> T:
    """Read values that are faulty once more, to tell every problem."""
    try:
        return _converter(tells_all=True).structure(data, kind)
    except Exception as error:  # noqa: BLE001 - cattrs wraps whatever a hook raised
        raise InputError(_problems(error, where, data)) from None


def _problems(
    error: BaseException, path: str, value: object, sep: str = " "
) -> Iterator[Problem]:
    """Flatten the errors of cattrs, which nest, into problems at their key paths."""
    if not isinstance(error, BaseExceptionGroup):
        yield from _problems_of(error, path, value, sep)
        return
    for child in error.exceptions:
        step, inner = _step(child, value)
        spot = f"{path}{step if step.startswith('[') else sep + step}"
        deeper = "." if step else sep
        yield from _problems(child, spot if step else path, inner, deeper)


def _problems_of(
    error: BaseException, path: str, value: object, sep: str
) -> Iterator[Problem]:
    """Say what one error means that holds no others; `value` stands at the path."""
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, InputError):
        for problem in error.problems:
            where = f"{path}{sep}{problem.where}" if problem.where else path
            yield evolve(problem, where=where)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield Problem(f"{path}{sep}{key}", "不认识的键", None, "请核对拼写，或删去")
    elif isinstance(error, KeyError):
        yield Problem(path, "缺少这一项", None, "请补上")
    else:
        shown = None if isinstance(value, dict | list | None) else str(value)
        yield Problem(path, "值的种类不对，应为一组键值", shown)


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
def _converter(*, tells_all: bool = False) -> Converter:
    """Build the converter once: strict kinds, exact numbers, no unknown keys.

    Making the readers of a class takes twice as long where each is to tell all problems
    of its values; so one that stops at the first comes before it.
    """
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, detailed_validation=tells_all)
    converter.register_structure_hook_factory(_is_list, _list_reader)
    converter.register_structure_hook(Decimal, lambda value, _: kinds.decimal(value))
    converter.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    converter.register_structure_hook(Fraction, lambda value, _: kinds.share(value))
    converter.register_structure_hook(str, lambda value, _: kinds.text(value))
    converter.register_structure_hook(
        str | None,
        lambda value, _: None if value is None or value == "" else kinds.text(value),
    )
    converter.register_structure_hook(bool, lambda value, _: kinds.boolean(value))
    converter.register_structure_hook(int, lambda value, _: kinds.whole(value))
    converter.register_structure_hook(Quantity, lambda value, _: kinds.quantity(value))
    converter.register_unstructure_hook(Quantity, str)
    converter.register_structure_hook(Place, lambda value, _: given(kinds.text(value)))
    converter.register_structure_hook(
        Place | None,
        lambda value, _: given(kinds.text(value)) if value not in {None, ""} else None,
    )
    converter.register_structure_hook(Place | str, lambda value, _: kinds.text(value))
    converter.register_unstructure_hook(Place, str)
    # What reads or writes a class is made when the first of its kind comes along.
    reads, writes = (
        converter.register_structure_hook_factory,
        converter.register_unstructure_hook_factory,
    )
    for kind in _PLACED:
        reads(partial(is_, kind), partial(_reader, converter))
    reads(partial(is_, Problem), lambda _: _doubt_reader(converter))
    writes(partial(is_, Problem), lambda _: _doubt_writer(converter))
    for kind, names in _SPARSE.items():
        writes(partial(is_, kind), partial(_writer, converter, sparse=names))
    reads(partial(is_, Evaluation), lambda _: _evaluation_reader(converter))
    writes(partial(is_, Evaluation), lambda _: _evaluation_writer(converter))
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _list_reader(kind: Any, converter: Converter) -> Any:
    """Read a list; a text is none, though it could be taken letter by letter."""
    from cattrs.cols import homogenous_tuple_structure_factory as many

    kinds_of = get_args(kind)
    plain = many(kind, converter) if kinds_of[-1] is ... else None

    def read(value: Any, _: Any) -> Any:
        if plain is not None:
            return plain(kinds.listed(value), kind)
        items = kinds.listed(value, len(kinds_of))
        return tuple(map(converter.structure, items, kinds_of))

    return read


def _reader(converter: Converter, kind: type) -> Any:
    """Read a kind from a file, which says nothing of places."""
    from cattrs.gen import make_dict_structure_fn, override

    apart = {"places": override(omit=True), "_cattrs_forbid_extra_keys": True}
    return make_dict_structure_fn(kind, converter, **apart)  # type: ignore[arg-type]


def _writer(converter: Converter, kind: type, sparse: tuple[str, ...]) -> Any:
    """Write a kind: what says nothing is left out, places are."""
    from cattrs.gen import make_dict_unstructure_fn, override

    rules = {name: override(omit_if_default=True) for name in sparse}
    if kind in _PLACED:
        rules["places"] = override(omit=True)
    return make_dict_unstructure_fn(kind, converter, **rules)  # type: ignore[arg-type]


def _doubt_reader(converter: Converter) -> Any:
    """Read a doubt: a file has its sentence alone, by which the reason is found again."""
    from cattrs.gen import make_dict_structure_fn, override

    apart: dict[str, Any] = {name: override(omit=True) for name in _UNWRITTEN}
    apart["_cattrs_forbid_extra_keys"] = True
    plain: Any = make_dict_structure_fn(Problem, converter, **apart)

    def read(value: Any, kind: Any) -> Problem:
        found: Problem = plain(value, kind)
        known = (doubt for doubt in Doubt if doubt.sentence == found.message)
        return evolve(found, reason=next(known, None))

    return read


def _doubt_writer(converter: Converter) -> Any:
    """Write a doubt as its sentence, without what later code acts on."""
    from cattrs.gen import make_dict_unstructure_fn, override

    apart: dict[str, Any] = {name: override(omit=True) for name in _UNWRITTEN}
    return make_dict_unstructure_fn(Problem, converter, **apart)


def _evaluation_writer(converter: Converter) -> Any:
    """Write an evaluation: the year as a text, what says nothing left out."""
    from cattrs.gen import make_dict_unstructure_fn, override

    year = override(unstruct_hook=lambda year: None if year is None else str(year))
    sparse = override(omit_if_default=True)
    return make_dict_unstructure_fn(
        Evaluation,
        converter,
        year=year,
        concessions_under=sparse,
        remarks=sparse,
        blank=sparse,
        room_for_reasons=override(omit=True),
    )


def _evaluation_reader(converter: Converter) -> Any:
    """Read an evaluation, whose unknown keys are refused."""
    from cattrs.gen import make_dict_structure_fn, override

    return make_dict_structure_fn(
        Evaluation,
        converter,
        _cattrs_forbid_extra_keys=True,
        room_for_reasons=override(omit=True),
    )
