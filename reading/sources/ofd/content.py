"""OFD 的一页里有什么: 文字、路径、图片、引用的图元, 按画的先后.

What is set not to be seen is left out. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import define, field

from indicators.errors import InputError
from reading.sources.package import Attributes, Handlers, local

OBJECT_LIMIT: Final = 400_000
_OBJECTS: Final = frozenset(
    {"TextObject", "PathObject", "ImageObject", "CompositeObject"}
)
# Of an object these are no part of what it draws itself.
_ASIDE: Final = frozenset({"Clips", "Actions", "Border"})
_FALSE: Final = frozenset({"false", "0"})


@define
class TextCode:
    """一段文字: 起点, 以及每个字离前一个字多远."""

    given: Attributes
    text: str = ""


@define
class Graphic:
    """图元: what kind of object, its attributes, and what stands in it."""

    kind: str
    given: Attributes
    codes: list[TextCode] = field(factory=list)
    path: str = ""
    fill_color: str = ""
    glyphs: bool = False

    def says(self, name: str, *, otherwise: bool) -> bool:
        """What an attribute says that is true or false."""
        value = self.given.get(name)
        return otherwise if value is None else value.lower() not in _FALSE


@define
class PageContent:
    """What one part holds: graphics, templates of the page, units that others draw.

    `media` are files by their resource, in a `folder` beside the part; `resources` names
    the part that holds those of a page alone.
    """

    graphics: list[Graphic] = field(factory=list)
    templates: list[str] = field(factory=list)
    units: dict[str, list[Graphic]] = field(factory=dict)
    fonts: dict[str, str] = field(factory=dict)
    media: dict[str, str] = field(factory=dict)
    folder: str = ""
    resources: str = ""
    area: str = ""


class ContentReader:
    """Hears the tags of a page, a template or a list of resources in order."""

    def __init__(self, where: str) -> None:
        self.content = PageContent()
        self._where = where
        self._into = self.content.graphics
        self._object: Graphic | None = None
        self._heard: Callable[[str], None] | None = None
        self._aside = 0
        self._count = 0
        self._medium = ""
        self._told = {
            "PhysicalBox": self._hear_area,
            "MediaFile": self._hear_file,
            "PageRes": self._hear_resources,
        }

    @property
    def handlers(self) -> Handlers:
        """What `Package.parse` takes."""
        return Handlers(self._start, self._end, self._characters)

    def _start(self, tag: str, given: Attributes) -> None:
        name = local(tag)
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name in _OBJECTS:
            self._start_object(name, given)
        elif self._object is not None:
            self._start_inside(name, given, self._object)
        else:
            self._start_around(name, given)

    def _start_object(self, name: str, given: Attributes) -> None:
        self._count += 1
        if self._count > OBJECT_LIMIT:
            raise too_many(self._where)
        self._object = Graphic(name, given)

    def _start_inside(self, name: str, given: Attributes, graphic: Graphic) -> None:
        """A part of an object begins."""
        if name == "TextCode":
            graphic.codes.append(TextCode(given))
            self._heard = self._hear_text
        elif name == "AbbreviatedData":
            self._heard = self._hear_path
        elif name == "FillColor":
            graphic.fill_color = given.get("Value", "")
        elif name == "CGTransform":
            graphic.glyphs = True

    def _start_around(self, name: str, given: Attributes) -> None:
        """Anything begins that is no object and stands in none."""
        if name == "Template":
            self.content.templates.append(given.get("TemplateID", ""))
        elif name == "CompositeGraphicUnit":
            self._into = self.content.units.setdefault(given.get("ID", ""), [])
        elif name == "Font":
            self.content.fonts[given.get("ID", "")] = given.get("FontName", "")
        elif name == "MultiMedia":
            self._medium = given.get("ID", "")
        elif name == "Res":
            self.content.folder = given.get("BaseLoc", "")
        else:
            self._heard = self._told.get(name)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if self._aside:
            self._aside -= 1
            return
        self._heard = None
        if name in _OBJECTS and self._object is not None:
            if self._object.says("Visible", otherwise=True):
                self._into.append(self._object)
            self._object = None
        elif name == "CompositeGraphicUnit":
            self._into = self.content.graphics

    def _characters(self, text: str) -> None:
        if self._heard is not None and not self._aside:
            self._heard(text)

    def _hear_text(self, text: str) -> None:
        if self._object is not None:
            self._object.codes[-1].text += text

    def _hear_path(self, text: str) -> None:
        if self._object is not None:
            self._object.path += text

    def _hear_area(self, text: str) -> None:
        self.content.area += text

    def _hear_resources(self, text: str) -> None:
        self.content.resources += text

    def _hear_file(self, text: str) -> None:
        known = self.content.media.get(self._medium, "")
        self.content.media[self._medium] = known + text


def too_many(where: str) -> InputError:
    """Say that a page holds more than a page of a table does."""
    return InputError.of(
        where,
        f"一页里的图元超过 {OBJECT_LIMIT} 个，不像一份自评表",
        remedy="请只保留自评表所在的页",
    )
