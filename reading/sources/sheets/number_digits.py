"""数字格式里的数字段: 0 # ? 占位、千分位、百分号、科学计数、分数."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from indicators.exact import Fraction
from reading.sources.sheets.number_format import EXACT, FormatSection, Token, general

_BLANK = {"0": "0", "#": "", "?": " "}
_FRACTION_DIGITS = 7


Tokens = tuple[Token, ...]


def digits_text(value: Decimal, section: FormatSection) -> str:
    """Show a number that is not negative in a section of digits."""
    if section.has("text", "general"):
        return _around(section.tokens, general(value))
    if section.has("slash") and section.has("digit"):
        return _fraction(value, section.tokens)
    if section.has("exponent"):
        return _scientific(value, section.tokens)
    percents = _count(section.tokens, "percent")
    scaled = EXACT.multiply(value, Decimal(100) ** percents)
    return _fixed(scaled, section.tokens)


def _count(tokens: Tokens, kind: str) -> int:
    return [token.kind for token in tokens].count(kind)


def _parted(tokens: Tokens, kind: str) -> tuple[Tokens, Tokens, Tokens]:
    """Part signs at the first of a kind: those before it, itself, those behind it."""
    kinds = [token.kind for token in tokens]
    at = kinds.index(kind) if kind in kinds else len(kinds)
    return tokens[:at], tokens[at : at + 1], tokens[at + 1 :]


def _around(tokens: Tokens, text: str) -> str:
    shown = {"text": text, "general": text}
    return "".join(
        shown.get(token.kind, token.text if token.kind == "literal" else "")
        for token in tokens
    )


def _fixed(value: Decimal, tokens: Tokens) -> str:
    """整数部分和小数部分, 四舍五入到格式的位数."""
    before, point, after = _parted(tokens, "point")
    value = EXACT.scaleb(value, -3 * (_scaling(before) + _scaling(after)))
    unit = Decimal(1).scaleb(-_count(after, "digit"))
    rounded = value.quantize(unit, ROUND_HALF_UP, EXACT)
    whole, _, decimals = format(rounded, "f").partition(".")
    return _whole(whole, before) + "." * len(point) + _decimals(decimals, after)


def _scaling(tokens: Tokens) -> int:
    """Count the commas behind the last digit: each divides by 1000."""
    behind, digit, _ = _parted(tokens[::-1], "digit")
    return _count(behind, "comma") if digit else 0


def _whole(digits: str, tokens: Tokens) -> str:
    """Fill the places before the point, with a comma at each thousand if one is asked.

    A comma between two places asks for it.
    """
    places = [token.text for token in tokens if token.kind == "digit"]
    filled = _filled(digits.lstrip("0"), places)
    _, _, behind = _parted(_parted(tokens, "digit")[2], "comma")
    if _count(behind, "digit"):
        filled = _grouped(filled)
    return _spread(filled, tokens)


def _filled(digits: str, places: list[str]) -> list[str]:
    """Put digits into places from the right; the first takes all that is left."""
    more = len(digits) - len(places)
    if more > 0:
        return [digits[: more + 1], *digits[more + 1 :]]
    return [*(_BLANK[place] for place in places[:-more]), *digits]


def _grouped(filled: list[str]) -> list[str]:
    """Put a comma behind each digit that has three, six … signs to its right."""
    right = len("".join(filled))
    grouped = []
    for signs in filled:
        shown = ""
        for sign in signs:
            right -= 1
            comma = right and right % 3 == 0 and sign != " "
            shown += f"{sign}," if comma else sign
        grouped.append(shown)
    return grouped


def _decimals(digits: str, tokens: Tokens) -> str:
    """Fill the places behind the point; # drops the zeros at the end."""
    kept = len(digits.rstrip("0"))
    places = [token.text for token in tokens if token.kind == "digit"]
    blanks = (_BLANK[place] for place in places[kept:])
    return _spread([*digits[:kept], *blanks], tokens)


def _spread(filled: list[str], tokens: Tokens) -> str:
    """Write the places one after the other, and the plain signs between them."""
    left = iter(filled)
    return "".join(
        next(left) if token.kind == "digit" else _plain(token) for token in tokens
    )


def _plain(token: Token) -> str:
    return token.text if token.kind in {"literal", "percent"} else ""


def _scientific(value: Decimal, tokens: Tokens) -> str:
    mantissa, (mark,), power = _parted(tokens, "exponent")
    whole, _, decimals = _parted(mantissa, "point")
    step = max(1, _count(whole, "digit"))
    unit = Decimal(1).scaleb(-_count(decimals, "digit"))
    exponent = value.adjusted() // step * step if value else 0
    scaled = EXACT.scaleb(value, -exponent)
    if scaled.quantize(unit, ROUND_HALF_UP) >= Decimal(1).scaleb(step):
        exponent += step
        scaled = EXACT.scaleb(value, -exponent)
    sign = "-" if exponent < 0 else mark.text[1].replace("-", "")
    return _fixed(scaled, mantissa) + "E" + sign + _whole(str(abs(exponent)), power)


def _fraction(value: Decimal, tokens: Tokens) -> str:
    """分数: ``# ?/?`` 取位数以内最接近的分数, ``# ?/8`` 用写定的分母."""
    before, _, after = _parted(tokens, "slash")
    below = "".join(t.text for t in after if t.kind in {"digit", "literal"})
    if not below:
        return general(value)
    top, bottom = _nearest(Fraction(value), below)
    groups = "".join("#" if t.kind == "digit" else " " for t in before).split()
    if len(groups) <= 1:
        return f"{top}/{bottom}"
    whole, top = divmod(top, bottom)
    if top == 0:
        return str(whole)
    lead = f"{whole} " if whole else ""
    return f"{lead}{top}/{bottom}"


def _nearest(value: Fraction, below: str) -> tuple[int, int]:
    """The nearest fraction with the denominator, or as many places, as are written."""
    if below.strip("?#0") and below.isdigit():
        return int(value * int(below) + Fraction(1, 2)), int(below)
    most: int = 10 ** min(len(below), _FRACTION_DIGITS) - 1
    near = value.limit_denominator(most)
    return near.numerator, near.denominator
