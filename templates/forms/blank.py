"""空表: 版式自己印好的资金行与指标样行, 值都空着."""

from __future__ import annotations

from indicators.evaluation import Evaluation, FundLine, Funds, Indicator
from templates.forms.form import Form


def blank(form: Form, year: int | None = None) -> Evaluation:
    """空表: the form's own component rows and group rows, nothing filled in."""
    rows = (
        Indicator(group.path, name, path_weights=group.weights)
        for group in form.groups
        for name in group.names
    )
    lines = tuple(FundLine(label) for label in form.labels)
    return Evaluation(year=year, indicators=tuple(rows), funds=Funds(lines, form.unit))
