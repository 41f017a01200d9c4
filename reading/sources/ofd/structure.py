"""OFD 的结构: 包里有哪些文档, 各有哪些页、模板页、资源, 先后照文档所列."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname, normpath
from posixpath import join as joined
from typing import Final

from attrs import define, field, frozen

from indicators.errors import InputError
from reading.sources.encrypted import encrypted
from reading.sources.ofd.content import ContentReader, Graphic, PageContent
from reading.sources.package import Attributes, Handlers, Package, local

PAGE_LIMIT: Final = 3000
ROOT: Final = "ofd.xml"
_ENCRYPTIONS: Final = "encryptions.xml"
_RESOURCES: Final = frozenset({"PublicRes", "DocumentRes"})
A4: Final = (0.0, 0.0, 210.0, 297.0)
"""The page of a document that states none, in millimetres."""


@frozen
class OfdPage:
    """一页: 自己的内容在前的是底层的模板页, 在后的是上层的."""

    content: PageContent
    templates: tuple[PageContent, ...]
    area: str

    @property
    def graphics(self) -> list[Graphic]:
        """All that is drawn, the templates first."""
        parts = (*self.templates, self.content)
        return [graphic for part in parts for graphic in part.graphics]


@frozen
class OfdDocument:
    """一份文档: its pages, and what they draw by reference."""

    pages: tuple[OfdPage, ...]
    units: dict[str, list[Graphic]]
    fonts: dict[str, str]
    media: dict[str, str]
    """The parts that hold pictures, by their resource."""


@define
class _Listing:
    """What OFD.xml, or a Document.xml, says: which part is what."""

    roots: list[str] = field(factory=list)
    pages: list[str] = field(factory=list)
    templates: dict[str, str] = field(factory=dict)
    resources: list[str] = field(factory=list)
    area: str = ""
    _heard: str = ""
    _text: str = ""

    @property
    def handlers(self) -> Handlers:
        """What `Package.parse` takes."""
        return Handlers(self._start, self._end, self._characters)

    def _start(self, tag: str, given: Attributes) -> None:
        name = local(tag)
        self._heard, self._text = name, ""
        if name == "Page":
            self.pages.append(given.get("BaseLoc", ""))
        elif name == "TemplatePage":
            self.templates[given.get("ID", "")] = given.get("BaseLoc", "")

    def _end(self, tag: str) -> None:
        name, text = local(tag), self._text.strip()
        if name != self._heard or not text:
            return
        if name == "DocRoot":
            self.roots.append(text)
        elif name in _RESOURCES:
            self.resources.append(text)
        elif name == "PhysicalBox":
            self.area = text

    def _characters(self, text: str) -> None:
        self._text += text


def documents(package: Package) -> list[OfdDocument]:
    """Read every document of a package.

    Raises:
        InputError: it is encrypted, damaged, or too long for what is looked for.

    """
    if _ENCRYPTIONS in package:
        raise encrypted(package.where)
    listing = _Listing()
    package.parse(ROOT, listing.handlers)
    found = [_Parts(package, "").document(root) for root in listing.roots]
    if not any(document.pages for document in found):
        raise InputError.of(
            package.where, "OFD 文件里没有一页", remedy="请用阅读器打开后另存"
        )
    return found


@frozen
class _Parts:
    """Reads parts of a package, named as in a part of some folder."""

    package: Package
    folder: str

    def document(self, root: str) -> OfdDocument:
        """Read a document."""
        listing = _Listing()
        name = self._name(root)
        self.package.parse(name, listing.handlers)
        if len(listing.pages) > PAGE_LIMIT:
            raise InputError.of(
                self.package.where,
                f"文件超过 {PAGE_LIMIT} 页",
                value=f"{len(listing.pages)} 页",
                remedy="请只保留自评表所在的页",
            )
        here = _Parts(self.package, dirname(name))
        templates = {key: here.content(at) for key, at in listing.templates.items()}
        pages = tuple(here.page(at, templates, listing.area) for at in listing.pages)
        named = [*listing.resources, *here.resources(listing.pages, pages)]
        resources = [here.content(each) for each in named]
        return OfdDocument(
            pages,
            {key: unit for each in resources for key, unit in each.units.items()},
            {key: font for each in resources for key, font in each.fonts.items()},
            here.media(named, resources),
        )

    def page(self, at: str, templates: dict[str, PageContent], area: str) -> OfdPage:
        """Read a page; its own area is before that of the document."""
        content = self.content(at)
        used = tuple(templates[k] for k in content.templates if k in templates)
        return OfdPage(content, used, content.area or area)

    def content(self, at: str) -> PageContent:
        """Read a page, a template or resources."""
        reader = ContentReader(self.package.where)
        self.package.parse(self._name(at), reader.handlers)
        return reader.content

    def resources(self, named: list[str], pages: tuple[OfdPage, ...]) -> Iterable[str]:
        """Name the parts of resources that pages have for themselves, each once."""
        found = (
            f"/{self._file(at, '', page.content.resources.strip())}"
            for at, page in zip(named, pages, strict=True)
            if page.content.resources.strip()
        )
        return dict.fromkeys(each for each in found if each[1:] in self.package)

    def media(self, named: list[str], resources: list[PageContent]) -> dict[str, str]:
        """Name the parts of all files of resources."""
        return {
            key: self._file(at, each.folder, file.strip())
            for at, each in zip(named, resources, strict=True)
            for key, file in each.media.items()
        }

    def _file(self, at: str, folder: str, file: str) -> str:
        """Name the part of a file of resources: in their folder, or beside them."""
        beside = _Parts(self.package, dirname(self._name(at)))
        stated = beside._name(joined(folder, file))
        return stated if stated in self.package else beside._name(file)

    def _name(self, at: str) -> str:
        """The whole name of a part: from the root, or from this folder."""
        return normpath(joined("/", self.folder, at.replace("\\", "/"))).lstrip("/")
