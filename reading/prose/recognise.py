"""认文段: 一行行文字 → 其中每一个项目与它的指标.

Budget documents write a project as a title, some fields (项目概述、立项依据、预算 …) and
its indicators by group (数量指标：甲；乙). What is not of a project is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable

from indicators.evaluation import Evaluation
from reading.grid import Grid
from reading.prose.draft import Draft, Path
from reading.prose.head import Title, budget_years, names_project, title_of
from reading.prose.items import OpenGroup
from reading.prose.pages import body_lines
from reading.prose.statements import Line, Said, statements
from reading.vocabulary.plan_words import level_of, path_of

_COST = "成本指标"


def recognise_prose(grid: Grid) -> tuple[Evaluation, ...]:
    """Find every project with indicators in lines of text; none gives an empty tuple."""
    lines = list(body_lines(grid))
    reader = _Reader(lines)
    years = budget_years(line.text for line in lines)
    found = (draft.evaluation(years) for draft in reader.drafts)
    return tuple(filter(None, found))


def head_above(lines: Iterable[str]) -> Evaluation:
    """读出表格上面的文字说的项目: the last one before the table, without indicators."""
    reader = _Reader([Line(text, None) for text in lines])
    return reader.last_head()


class _Reader:
    """Takes statements one after the other.

    `leads` are the headings and texts since the last label: one of them may be the
    title of the next project.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.drafts = [Draft(Title(), None)]
        self._leads: list[Said] = []
        self._group: OpenGroup | None = None
        self._field: list[str] | None = None
        self._step = 0
        for said in statements(lines):
            self.take(said)

    def last_head(self) -> Evaluation:
        """The project that is open; a title without any field is one too."""
        if title := title_of(self._leads):
            self.drafts.append(Draft(title, None))
        return self.drafts[-1].head(set())

    def take(self, said: Said) -> None:
        """Take in a statement."""
        if said.kind == "field":
            self._take_field(said)
        elif said.kind == "group":
            self._take_group(said)
        elif not self._goes_on(said):
            self._group = self._field = None
            self._leads.append(said)

    def _goes_on(self, said: Said) -> bool:
        """Give a line to the group or the field that is open."""
        if self._group is not None:
            return self._group.takes(said)
        if self._field is None:
            return False
        if said.mark is not None:
            next_ = said.mark.number in {None, self._step + 1}
            if not next_ or names_project(said.rest):
                return False
            self._step += 1
        self._field.append(said.rest)
        return True

    def _take_field(self, said: Said) -> None:
        self._group = None
        if self._is_new(said.label):
            self._begin(said)
        draft = self.drafts[-1]
        self._field = draft.fields.setdefault(said.label, [])
        self._field.append(said.rest)
        self._step = 0
        self._leads.clear()

    def _is_new(self, name: str) -> bool:
        """Say whether a field belongs to another project than the last."""
        draft = self.drafts[-1]
        if draft.is_empty or name == "project":
            return draft.is_empty or bool(draft.groups) or name in draft.fields
        again = name in draft.fields.keys() - {"opener", "note", "goal"}
        if title_of(self._leads):
            named = draft.name_of("project") or draft.title.name
            return bool(draft.groups) or again or not named
        return bool(draft.groups) and again

    def _begin(self, said: Said) -> None:
        """Begin a project: one of the lines before its first label is its title."""
        self.drafts.append(Draft(title_of(self._leads) or Title(), said.place))

    def _take_group(self, said: Said) -> None:
        self._field = None
        path, is_first = self._path(said)
        if self._is_next(path):
            self._begin(said)
            path, is_first = self._path(said)
        self._leads.clear()
        draft = self.drafts[-1]
        if is_first or draft.first != path[0]:
            draft.first = path[0]
            draft.first_weight = said.weight if is_first else None
        draft.first_kinds |= {said.mark_kind} if is_first else set()
        weight = None if is_first else said.weight
        self._group = draft.open(said, path, weight)

    def _is_next(self, path: Path) -> bool:
        """Say whether a group belongs to another project: a title stands before it."""
        draft = self.drafts[-1]
        known = path in {group.path for group in draft.groups}
        return draft.is_empty or (known and title_of(self._leads) is not None)

    def _path(self, said: Said) -> tuple[Path, bool]:
        """Place a group under its first level; and whether it is a first level itself.

        Cost stands below 产出指标 unless it is numbered as the first levels are.
        """
        label = _last(said.label)
        level, alone = level_of(label), path_of(label)
        if level is None or alone is None:
            return (said.label, None), True
        numbered = said.mark_kind in self.drafts[-1].first_kinds - {""}
        if level == (_COST, True) and numbered:
            return (_COST, None), True
        return alone, level[1] and alone[0] == level[0]


def _last(label: str) -> str:
    """The second level of a label that names both.

    >>> _last("产出指标-数量指标")
    '数量指标'
    """
    return label.replace("—", "-").replace("－", "-").split("-")[-1]
