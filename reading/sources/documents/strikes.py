"""网页里的删除线: 标签 (s、strike、del)、style 里的 line-through, 与样式表里的类."""

from __future__ import annotations

import re

from attrs import define, field

from reading.sources.documents.html_tags import Tag

_TAGS = frozenset({"s", "strike", "del"})
_VOID = frozenset({"br", "hr", "img", "input", "col", "meta", "link", "wbr"})
# A paragraph ends where the next block begins, whether or not that is written.
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINE = "line-through"
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
# The last part of a selector that names a class: td.old, .xl65, table .old
_CLASS = re.compile(r"(?:^|[\s>])[a-z0-9]*\.([\w-]+)$")
_DEEPEST = 200


def struck_classes(css: str) -> frozenset[str]:
    """Name the classes that a style sheet strikes out.

    >>> sorted(struck_classes(".xl65 {color:red} td.old, .gone{text-decoration:line-through}"))
    ['gone', 'old']
    """
    found = set()
    for selectors, look in _RULE.findall(css) if _LINE in css else ():
        if _LINE in look:
            matches = (_CLASS.search(each.strip()) for each in selectors.split(","))
            found |= {match[1].lower() for match in matches if match}
    return frozenset(found)


@define
class HtmlStrikes:
    """Hears the tags inside a cell: is the text that comes now struck out?"""

    _classes: frozenset[str] = frozenset()
    _open: list[tuple[str, bool]] = field(factory=list)
    _cell: bool = False

    def sheet(self, css: str) -> None:
        """A style sheet says which classes are struck out."""
        self._classes |= struck_classes(css.lower())

    def cell(self, tag: Tag) -> None:
        """A cell begins: nothing of the one before goes on in it."""
        self._open.clear()
        self._cell = self._strikes(tag)

    def end_cell(self) -> None:
        """A cell ends."""
        self._open.clear()
        self._cell = False

    def start(self, tag: Tag) -> None:
        """Anything else begins."""
        if tag.name in _VOID or len(self._open) >= _DEEPEST:
            return
        if tag.name in _BLOCKS and any(name == "p" for name, _ in self._open):
            self.end("p")
        self._open.append((tag.name, self._strikes(tag)))

    def end(self, name: str) -> None:
        """Anything else ends, and what is open in it."""
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == name:
                del self._open[number:]
                return

    def _strikes(self, tag: Tag) -> bool:
        """Say whether a tag, its style or its classes strike out what it holds."""
        if tag.name in _TAGS:
            return True
        if not tag.body or not (self._classes or _LINE in tag.body.lower()):
            return False
        given = tag.attributes()
        classes = given.get("class", "").lower().split()
        return _LINE in given.get("style", "").lower() or any(
            each in self._classes for each in classes
        )

    @property
    def on(self) -> bool:
        """The text that comes now is struck out."""
        return self._cell or any(struck for _, struck in self._open)
