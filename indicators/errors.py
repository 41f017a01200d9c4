"""输入错误: 一次说全, 每个错误都带位置、原值和办法.

An error is a value (`Problem`) before it is an exception (`InputError`): readers
gather every problem of a file and raise once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

from indicators.place import Place, given
from indicators.reasons import Reason, UncertainText


@frozen
class Problem:
    """一处问题: 在哪里、是什么、原值、怎么办.

    `where` is the place in the table, or the name of a file or a key path such as
    ``indicators[3].weight``. `reason` is given where later code acts on the problem: it
    compares this and never `message`, which is the sentence of it. `recognised` is given
    where the value is a text out of a picture that may be another one.
    """

    where: Place | str
    message: str
    value: str | None = None
    remedy: str | None = None
    reason: Reason | None = field(default=None, eq=False, repr=False)
    recognised: UncertainText | None = field(default=None, eq=False, repr=False)

    @classmethod
    def of(
        cls,
        where: Place | str,
        what: Reason | str,
        value: str | None = None,
        remedy: str | None = None,
    ) -> Problem:
        """Build a problem from a reason or, where no code acts on it, from a sentence."""
        if isinstance(what, Reason):
            return cls(where, what.sentence, value, remedy, what)
        return cls(where, what, value, remedy)

    @property
    def place(self) -> Place:
        """The place in the table; of what a data file tells only the text is known."""
        return self.where if isinstance(self.where, Place) else given(self.where)

    def __str__(self) -> str:
        """Say it in one line.

        >>> print(Problem("indicators[3].weight", "分值不是数", "abc", "请填数字"))
        indicators[3].weight：分值不是数（原值“abc”）。请填数字
        """
        value = "" if self.value is None else f"（原值“{self.value}”）"
        remedy = f"。{self.remedy}" if self.remedy else ""
        return f"{self.where}：{self.message}{value}{remedy}"


class InputError(ValueError):
    """输入无法使用. 所有问题都在 `problems` 里, 一行一个.

    >>> print(InputError([Problem("a.toml", "文件是空的")]))
    a.toml：文件是空的
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(
        cls,
        where: Place | str,
        message: str,
        value: str | None = None,
        remedy: str | None = None,
    ) -> InputError:
        """Build the error of a single problem."""
        return cls([Problem(where, message, value, remedy)])

    @classmethod
    def of_file(cls, path: Path, error: OSError) -> InputError:
        """Build the error of a file that the system would not open or write.

        >>> print(InputError.of_file(Path("a.toml"), FileNotFoundError()))
        a.toml：找不到这个文件。请核对路径
        """
        for kind, message, remedy in _FILE_ERRORS:
            if isinstance(error, kind):
                return cls.of(str(path), message, remedy=remedy)
        return cls.of(str(path), "文件打不开或写不进去", error.strerror)


def refuse(where: str, faults: Iterable[tuple[str, str]]) -> None:
    """Raise one `InputError` of all faults of a file, each a key and a sentence.

    Nothing happens where there are none.
    """
    problems = [Problem(f"{where} {key}", text) for key, text in faults]
    if problems:
        raise InputError(problems)


_FILE_ERRORS: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "找不到这个文件", "请核对路径"),
    (PermissionError, "没有权限", "请检查文件的权限，或是否正被别的程序打开"),
    (IsADirectoryError, "这是一个文件夹", "请给出文件"),
    (NotADirectoryError, "路径中有一段不是文件夹", "请核对路径"),
)
