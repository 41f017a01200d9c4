"""读表头: 表名、年度、项目名称、主管部门、实施单位."""

from __future__ import annotations

import re
from collections.abc import Mapping
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

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_NAMES = {"project": "项目名称", "department": "主管部门", "unit": "实施单位"}
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
    kept = _kept(form_map)
    values = {what: single(label.text) for what, label in kept.items()}
    if "department" not in values:
        values |= _department(form_map)
    _note_others(form_map, kept, values, doubts)
    year = _year(form_map, kept, doubts)
    return Head(numbered(_name(form_map), form_map.number), year, values)


def _kept(form_map: FormMap) -> dict[str, HeadLabel]:
    """The best label of each field that is filled.

    Where what names both (部门名称、购买主体) is the department, another label that says
    someone else is the unit's: 承接主体.
    """
    filled = {
        what: sorted(filter(_is_filled, field.labels), key=attrgetter("rank"))
        for what, field in form_map.head.items()
    }
    kept = {what: labels[0] for what, labels in filled.items() if labels}
    unit = kept.get("unit")
    if unit and names_both(unit.wording):
        department = kept.get("department", unit).text
        others = (label for label in filled["unit"] if label.text != department)
        same = single(department) == single(unit.text)
        kept["unit"] = next(others, unit) if same else unit
    return kept


def _department(form_map: FormMap) -> dict[str, str]:
    """部门名称、购买主体, where the form has no 主管部门: {} where it has none of these."""
    field = form_map.head.get("unit")
    labels = filter(_is_filled, field.labels) if field else ()
    both = [single(label.text) for label in labels if names_both(label.wording)]
    return dict(zip(("department",), both, strict=False))


def _is_filled(label: HeadLabel) -> bool:
    return bool(single(label.text))


def _year(
    form_map: FormMap, kept: Mapping[str, HeadLabel], doubts: Doubts
) -> int | None:
    """The year of the form: below its title, in a field, in its title, or a mention."""
    years = _Years(doubts)
    for spot in form_map.years:
        years.add(spot.text, spot.place, spot.trust)
    if "year" in kept:
        years.add(kept["year"].text, kept["year"].place, _LABELLED)
    if "project" in kept:
        years.fall_back(kept["project"])
    return years.year


def _name(form_map: FormMap) -> str | None:
    """The last wide title, else the first narrow one."""
    name: str | None = None
    for spot in form_map.titles:
        if spot.wide or not name:
            name = title(spot.text)
    return name


def _note_others(
    form_map: FormMap,
    kept: Mapping[str, HeadLabel],
    values: Mapping[str, str],
    doubts: Doubts,
) -> None:
    """自治区主管部门 beside 市县主管部门: one is read, the other is said.

    An answer that is read in another field is not lost: 填报单位 may be the 主管部门.
    """
    for what in _NAMES.keys() & kept.keys():
        name = f"{_NAMES[what]}有几栏，取“{_wording(kept[what])}”"
        for other in filter(_is_filled, form_map.head[what].labels):
            text, wording = single(other.text), _wording(other)
            if text not in values.values() and "中央" not in wording:
                doubts.note(other.place, f"{name}，“{wording}”未读取", text)


def _wording(label: HeadLabel) -> str:
    return single(label.wording).rstrip(":：")


@define
class _Years:
    """The years that are said, the best one kept; two that differ are noted."""

    doubts: Doubts
    year: int | None = None
    _trust: int = FALLBACK

    def fall_back(self, project: HeadLabel) -> None:
        """2023年老旧小区改造: where nothing else says the year, the project's does."""
        said = set(_YEAR.findall(project.text))
        year = year_in(project.text)
        if self.year is None and year is not None and len(said) == 1:
            self.year = year
            message = f"没有写明年度，取项目名称里的 {year} 年"
            self.doubts.note(project.place, message, single(project.text))

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
