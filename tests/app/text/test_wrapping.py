"""折行: 不超过宽度, 不拆开数, 数与单位不分家, 后面的行缩进."""

from __future__ import annotations

import pytest

from app.text.wrapping import width, wrapped

MESSAGE = (
    "    填报执行率 98.63%，执行数 6130.36 ÷ 预算数 10072.59 = 60.86%，多 37.77 个百分点；"
    "应得满分 0.3 分，填报 0.2 分，少 0.1 分；2021-12-31 比期限 2021-12-31 同一天（自评表!I84）"
)
WHOLE = (
    "98.63%",
    "6130.36",
    "10072.59",
    "37.77 个百分点",
    "0.3 分",
    "2021-12-31",
    "!I84",
)


@pytest.mark.parametrize("columns", range(26, 120, 3))
def test_a_line_is_folded_at_the_width_and_never_inside_a_number(columns: int) -> None:
    lines = wrapped(MESSAGE, columns)
    assert all(width(line) <= columns for line in lines)
    assert all(line.startswith(" " * 6) for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join(MESSAGE.split())
    for piece in WHOLE:
        assert any(piece in line for line in lines), piece
    assert not any(line.strip()[0] in "，。；）" for line in lines)


def test_what_no_line_can_hold_is_cut_all_the_same() -> None:
    lines = wrapped("甲" * 30 + "9" * 50, 20)
    assert all(width(line) <= 20 for line in lines)
    assert "".join(line.strip() for line in lines) == "甲" * 30 + "9" * 50
