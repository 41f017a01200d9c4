"""一组选项合成一个参数: a command with many options stays readable."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

Command = Callable[..., int]


def bundled(
    name: str, make: Callable[..., object], **options: dict[str, Any]
) -> Callable[[Command], Command]:
    """Add options to a command; it gets them as one argument, made by `make`.

    Each keyword is an option's parameter name; its value holds click's attributes.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def called(*arguments: Any, **given: Any) -> int:
            values = {option: given.pop(option) for option in options}
            return command(*arguments, **{name: make(**values)}, **given)

        decorated: Command = called
        for option, attributes in reversed(options.items()):
            flag = f"--{option.replace('_', '-')}"
            decorated = click.option(flag, option, **attributes)(decorated)
        return decorated

    return decorate
