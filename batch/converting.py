"""旧式文书 (.doc、.wps、.rtf) 先一起转好: 许多份只启动一次 LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from batch.outcomes import Started
from batch.sources.found_file import FoundFile


def converted_ahead(sources: Sequence[FoundFile]) -> Iterator[Started]:
    """转好要转的各份, 随读随取; what a start of LibreOffice begins with is given.

    Nothing happens outside of a `shelf`, for a single one, or without LibreOffice: each
    file then is converted, or refused, when it is read.
    """
    from reading.sources.office.shelf import fill

    found = {source.real: (n, source.path) for n, source in enumerate(sources, 1)}
    for real in fill(found):
        number, path = found[real]
        yield Started(path, number, len(sources))
