"""读表头: 表名、年度、项目名称、主管部门、实施单位."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from attrs import define, frozen

from indicators.place import Place
from reading.doubts import Doubts
from reading.locating.form_map import FormMap
from reading.locating.head import FALLBACK
from reading.locating.head_fields import HeadLabel
from reading.text import single
from reading.vocabulary.head_labels import names_both
from reading.vocabulary.titles import numbered, title, year_in

_LABELLED = 2
"""How much a year beside its own label is the table's (see locating/head.py)."""


@frozen
class Head:
    """What stands above the tables."""

    title: str | None
    year: int | None
    values: Mapping[str, str]


def read_head(form_map: FormMap, doubts: Doubts) -> Head:
    """Read the head; of several labels of a field the best one that is filled wins."""
    values: dict[str, str] = {}
    years = _Years(doubts)
    for year in form_map.years:
        years.add(year.text, year.place, year.trust)
    for what, field in form_map.head.items():
        filled = [label for label in field.labels if single(label.text)]
        if not filled:
            continue
        kept = min(filled, key=attrgetter("rank"))
        values[what] = single(kept.text)
        if what == "year":
            years.add(kept.text, kept.place, _LABELLED)
        if names_both(kept.wording):
            values.setdefault("department", values[what])
        if what == "department":
            _note_others(kept, filled, doubts)
    return Head(numbered(_name(form_map), form_map.number), years.year, values)


def _name(form_map: FormMap) -> str | None:
    """The last wide title, else the first narrow one."""
    name: str | None = None
    for spot in form_map.titles:
        if spot.wide or not name:
            name = title(spot.text)
    return name


def _note_others(kept: HeadLabel, filled: Iterable[HeadLabel], doubts: Doubts) -> None:
    """自治区主管部门 beside 市县主管部门: one is read, the other is said."""
    for other in filled:
        wording = _wording(other)
        if single(kept.text) != single(other.text) and "中央" not in wording:
            message = f"主管部门有几栏，取“{_wording(kept)}”，“{wording}”未读取"
            doubts.note(other.place, message, single(other.text))


def _wording(label: HeadLabel) -> str:
    return single(label.wording).rstrip(":：")


@define
class _Years:
    """The years that are said, the best one kept; two that differ are noted."""

    doubts: Doubts
    year: int | None = None
    _trust: int = FALLBACK

    def add(self, text: str, place: Place | None, trust: int) -> None:
        """Take in a text that may say the year."""
        year, old = year_in(text), self.year
        if year is None or (trust == FALLBACK and old is not None):
            return
        differs = self._trust > FALLBACK and year != old
        if trust >= self._trust:
            self.year, self._trust = year, trust
        if differs:
            message = f"年度写法不一，取 {self.year} 年度"
            self.doubts.note(place, message, f"{old}、{year}")
