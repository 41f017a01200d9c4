"""量房子: 读出每个模块的语法树, 量它引用谁、有多大、有多少分支.

Nothing is imported: the measures are taken on the syntax trees, so that they hold for a
made-up house in a temporary folder as for ours.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from attrs import define, field

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
BRANCH = (
    *(ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension),
    *(ast.match_case, ast.BoolOp, ast.Assert),
)


@define(eq=False)
class Module:
    """One file: its name relative to the house, its lines, its syntax tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def dotted(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def functions(self) -> list[FUNCTION]:
        return [n for n in ast.walk(self.tree) if isinstance(n, FUNCTION)]

    @cached_property
    def imports(self) -> list[tuple[str, str, bool]]:
        """(module, name or "", whether it runs when the module is imported)."""
        return list(_imports(self.tree, at_once=True))


@define(eq=False)
class House:
    """Every module of some packages below one folder."""

    root: Path
    packages: tuple[str, ...]
    modules: dict[str, Module] = field(init=False)

    def __attrs_post_init__(self) -> None:
        paths = [p for name in self.packages for p in (self.root / name).rglob("*.py")]
        found = [
            Module(p.relative_to(self.root).as_posix(), p.read_text("utf-8"))
            for p in sorted(paths)
        ]
        self.modules = {module.dotted: module for module in found}

    def targets(self, module: Module, *, at_once: bool = False) -> set[str]:
        """The modules of the house that a module imports, by their dotted names."""
        names = [
            (home, name) for home, name, first in module.imports if first or not at_once
        ]
        if not at_once:
            names += [(home, "") for home in _lazy_homes(module)]
        found = {
            full if (full := f"{home}.{name}") in self.modules else home
            for home, name in names
        }
        return {name for name in found if name in self.modules} - {module.dotted}


def _imports(node: ast.AST, *, at_once: bool) -> Iterator[tuple[str, str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _imports(ast.Module(child.orelse, []), at_once=at_once)
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, "", at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            home = "." * child.level + (child.module or "")
            yield from ((home, alias.name, at_once) for alias in child.names)
        inside = isinstance(child, FUNCTION | ast.Lambda)
        yield from _imports(child, at_once=at_once and not inside)


def _lazy_homes(module: Module) -> Iterator[str]:
    """The modules that a package imports when one of its names is first used."""
    if not module.path.endswith("__init__.py"):
        return
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            for word in (*node.value.keys, *node.value.values):
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield from (word.value, f"{module.dotted}.{word.value}")


# --- directions -----------------------------------------------------------------------


def wrong_directions(house: House, may: Mapping[str, str]) -> list[str]:
    """Imports from a room into one that the table does not allow."""
    wrong = []
    for module in house.modules.values():
        room = room_of(module.path, may)
        allowed = {room, *may.get(room, "").split()}
        for name in sorted(house.targets(module)):
            target = house.modules[name].path
            if not any(_within(target, place) for place in allowed):
                wrong.append(f"{module.path} → {target}")
    return wrong


def room_of(path: str, rooms: Mapping[str, str]) -> str:
    """The innermost room of the table that a file stands in; "" for none."""
    return max((r for r in rooms if _within(path, r)), key=len, default="")


def _within(path: str, room: str) -> bool:
    return path == room or path.startswith(f"{room}/")


def circles(house: House) -> list[str]:
    """Modules that import each other, at once or inside functions, however far round.

    Tarjan's strongly connected components: each with more than one module is a circle.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    found: list[str] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        waiting.append(name)
        for target in sorted(house.targets(house.modules[name])):
            if target not in order:
                visit(target)
            if target in waiting:
                low[name] = min(low[name], low[target])
        if low[name] == order[name]:
            start = waiting.index(name)
            circle = sorted(waiting[start:])
            del waiting[start:]
            if len(circle) > 1:
                found.append(" ⇄ ".join(circle))

    for name in house.modules:
        if name not in order:
            visit(name)
    return found


def misplaced_libraries(house: House, homes: Mapping[str, str]) -> list[str]:
    """Imports of a heavy library outside the rooms that the table gives it."""
    return [
        f"{module.path} imports {library}"
        for module in house.modules.values()
        for library in sorted({home.split(".")[0] for home, _, _ in module.imports})
        if library in homes
        and not any(_within(module.path, room) for room in homes[library].split())
    ]


def loaded_with(house: House, name: str) -> dict[str, str]:
    """Each library that importing a module loads, with the module that imports it."""
    seen, ahead, found = {name}, [name], dict[str, str]()
    while ahead:
        module = house.modules[ahead.pop()]
        for home, _, at_once in module.imports:
            if at_once:
                found.setdefault(home.split(".")[0], module.path)
        news = house.targets(module, at_once=True) - seen
        seen |= news
        ahead += sorted(news)
    return found


# --- words that are not allowed -------------------------------------------------------


def floats(house: House, rooms: tuple[str, ...]) -> list[str]:
    """Float literals, and the names float and round but where floats are refused."""
    found = []
    for module in _in(house, rooms):
        refused = {
            id(name)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance"
            for name in ast.walk(node.args[1])
        }
        for node in ast.walk(module.tree):
            literal = getattr(node, "value", None)
            named = getattr(node, "id", "") in {"float", "round"}
            if isinstance(literal, float | complex) or (
                named and id(node) not in refused
            ):
                found.append(f"{module.path}:{node.lineno}")
    return found


def outputs(house: House, rooms: tuple[str, ...], banned: set[str]) -> list[str]:
    """Calls and imports by which a module would print, read or write."""
    found = []
    for module in _in(house, rooms):
        names = {home.split(".")[0] for home, _, _ in module.imports}
        found += [f"{module.path} imports {name}" for name in sorted(names & banned)]
        for node in ast.walk(module.tree):
            called = getattr(node, "func", None)
            name = getattr(called, "id", None) or getattr(called, "attr", None)
            if name in banned:
                found.append(f"{module.path}:{called.lineno} calls {name}")
    return found


def _in(house: House, rooms: tuple[str, ...]) -> Iterator[Module]:
    for module in house.modules.values():
        if any(_within(module.path, room) for room in rooms):
            yield module


def repeated_classes(house: House) -> list[str]:
    """Class names that stand for two classes."""
    homes = defaultdict(list)
    for module in house.modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(f"{module.path}:{node.lineno}")
    return [f"{name}: {', '.join(at)}" for name, at in homes.items() if len(at) > 1]


# --- sizes ----------------------------------------------------------------------------


def crowded_folders(house: House, most: int) -> list[str]:
    """Folders with more modules than they may hold, the package file apart."""
    counts: defaultdict[str, int] = defaultdict(int)
    for module in house.modules.values():
        counts[module.folder] += not module.path.endswith("__init__.py")
    return [f"{folder}: {n}" for folder, n in sorted(counts.items()) if n > most]


def long_modules(house: House, most: int) -> list[str]:
    """Modules with more lines than they may have."""
    return [
        f"{module.path}: {lines}"
        for module in house.modules.values()
        if (lines := len(module.text.splitlines())) > most
    ]


def long_functions(house: House, most: int) -> list[str]:
    """Functions with more lines than they may have, from `def` to the last."""
    return [
        f"{module.path}:{node.lineno} {node.name}: {lines}"
        for module in house.modules.values()
        for node in module.functions
        if (lines := length(node)) > most
    ]


def length(node: FUNCTION) -> int:
    """The lines of a function, from `def` to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def branches(house: House) -> dict[str, float]:
    """Branches per 100 lines of function, for each folder."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for module in house.modules.values():
        for node in module.functions:
            counts[module.folder][0] += sum(
                isinstance(n, BRANCH) for n in ast.walk(node)
            )
            counts[module.folder][1] += length(node)
    return {folder: 100 * n / lines for folder, (n, lines) in counts.items()}


def complex_functions(house: House, most: int) -> list[str]:
    """Functions whose cyclomatic complexity is higher than `most`."""
    return [
        f"{module.path}:{node.lineno} {node.name}: {many}"
        for module in house.modules.values()
        for node in module.functions
        if (many := complexity(node)) > most
    ]


def complexity(node: FUNCTION) -> int:
    """Cyclomatic complexity as radon counts it; a function inside counts by itself."""
    return 1 + sum(_decisions(child) for child in node.body)


def _decisions(node: ast.AST) -> int:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return 0
        case ast.Assert():
            return 1
        case ast.Try():
            own = len(node.handlers) + bool(node.orelse)
        case ast.BoolOp():
            own = len(node.values) - 1
        case ast.If() | ast.IfExp():
            own = 1
        case ast.Match():
            own = len(node.cases) - any(_catches_all(case) for case in node.cases)
        case ast.For() | ast.While() | ast.AsyncFor():
            own = 1 + bool(node.orelse)
        case ast.comprehension():
            own = 1 + len(node.ifs)
        case _:
            own = 0
    return own + sum(map(_decisions, ast.iter_child_nodes(node)))


def _catches_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
