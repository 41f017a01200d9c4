"""网页上的填写框: 输入框里的字、选中的一项、勾没勾, 都是人看得到的内容."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from reading.sources.documents.html_tags import Tag

_TICKS: Final = {"checkbox": ("☑", "□"), "radio": ("●", "○")}
_SILENT: Final = frozenset(
    ("hidden", "button", "submit", "reset", "image", "file", "password")
)


@define
class _Option:
    chosen: bool
    pieces: list[str] = field(factory=list)


@define
class Controls:
    """The controls of a page, in the order in which they come."""

    _options: list[_Option] | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the options of a list are being told."""
        return self._options is not None

    def start(self, tag: Tag) -> str:
        """A control begins: the text that it shows."""
        match tag.name:
            case "input":
                return _shown(tag.attributes())
            case "select":
                self._options = []
            case "option" if self._options is not None:
                self._options.append(_Option("selected" in tag.attributes()))
        return ""

    def hear(self, text: str) -> None:
        """Take in the text of an option."""
        if self._options:
            self._options[-1].pieces.append(text)

    def close(self) -> str:
        """A list ends: the option that it shows, which is the first where none is chosen."""
        options, self._options = self._options or [], None
        chosen = [option for option in options if option.chosen] or options
        return "".join(chosen[0].pieces) if chosen else ""


def _shown(given: dict[str, str]) -> str:
    """What an input shows: its value, or whether it is ticked."""
    kind = given.get("type", "").lower()
    if kind in _TICKS:
        ticked, blank = _TICKS[kind]
        return ticked if "checked" in given else blank
    return "" if kind in _SILENT else given.get("value", "")
