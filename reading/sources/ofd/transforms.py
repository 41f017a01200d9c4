"""OFD 的坐标: 毫米, 向右向下; 每个图元有自己的外接矩形和变换矩阵."""

from __future__ import annotations

from typing import Final

from reading.sources.pages.drawing import Corners, bounds

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""
Point = tuple[float, float]

IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
POINTS: Final = 72 / 25.4
"""So many points are a millimetre."""
_SIX, _FOUR = 6, 4


def numbers(text: str) -> list[float]:
    """The numbers of an attribute; what is none ends them.

    >>> numbers("20 30.5  -4"), numbers("1 x 2")
    ([20.0, 30.5, -4.0], [1.0])
    """
    found = []
    for part in text.split():
        number = as_number(part)
        if number is None:
            break
        found.append(number)
    return found


def as_number(text: str) -> float | None:
    """A number that a page can have; None for anything else.

    >>> as_number("4.23"), as_number("1e999"), as_number("g"), as_number("")
    (4.23, None, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < _FAR else None


_FAR: Final = 1e9


def matrix_of(text: str) -> Matrix:
    """The matrix of an attribute; nothing is moved where there is none.

    >>> matrix_of("0.5 0 0 0.5 10 20"), matrix_of("")
    ((0.5, 0.0, 0.0, 0.5, 10.0, 20.0), (1, 0, 0, 1, 0, 0))
    """
    found = numbers(text)
    if len(found) != _SIX:
        return IDENTITY
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def box_of(text: str) -> Corners | None:
    """The rectangle of an attribute (x, y, width, height) by its corners.

    >>> box_of("0 0 210 297"), box_of("")
    ((0.0, 0.0, 210.0, 297.0), None)
    """
    found = numbers(text)
    if len(found) != _FOUR:
        return None
    x, y, width, height = found
    return x, y, x + width, y + height


def moved(x: float, y: float) -> Matrix:
    """A move to the right and down."""
    return 1, 0, 0, 1, x, y


def within(inner: Matrix, outer: Matrix) -> Matrix:
    """What comes of one after the other, the inner one first.

    >>> within((1, 0, 0, 1, 2, 3), (2, 0, 0, 2, 10, 20))
    (2, 0, 0, 2, 14, 26)
    """
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (
        *(a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p),
        *(e * k + f * n + q, e * m + f * p + r),
    )


def applied(matrix: Matrix, point: Point) -> Point:
    """Where a point is.

    >>> applied((0, 1, -1, 0, 5, 5), (2, 0))
    (5, 7)
    """
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def box_under(matrix: Matrix, box: Corners) -> Corners:
    """The upright rectangle round a rectangle that was moved and turned."""
    left, top, right, bottom = box
    edges = ((left, top), (right, top), (right, bottom), (left, bottom))
    return bounds((x, y, x, y) for x, y in (applied(matrix, edge) for edge in edges))
