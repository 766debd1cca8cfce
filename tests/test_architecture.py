"""Who imports whom, as docs/architecture.md says, read from the code itself."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import lawgov_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = Path(lawgov_report.__file__).parent
NAME = PACKAGE.name
# Each box may import those below it, and no others: the order of docs/architecture.md
BOXES = (
    "__main__",
    "cli",
    "commands",
    "preview",
    "forms",
    "pulling",
    "importing",
    "verifying",
    "comparing",
    "series",
    "checking",
    "reporters",
    "writing",
    "readers",
    "report",
    "models",
    "reading",
    "language",
    "git",
    "files",
)
# What a box does without, though it stands lower
APART = {
    "forms": {"pulling", "importing"},
    "pulling": {"importing"},
    "reporters": {"writing", "readers", "report", "models", "files"},
    "checking": {"reporters", "writing", "readers", "files"},
    "writing": {"readers"},
    "readers": {"report", "models", "language"},  # reading.openxml bounds what they unpack
    "report": {"files"},
    "language": {"files"},
}
OUTSIDE = {"__main__", "cli", "commands", "preview", "files", "git"}  # these may touch disk and terminal
# By which they would touch them
FUNCTIONS = {"open", "print", "input"}
ATTRIBUTES = {"sys.stdout", "sys.stderr", "sys.stdin", "os.environ"}
MODULES = {"pathlib", "os", "shutil", "tempfile", "subprocess", "socket", "http"}
AT_THE_TOP = 21  # names that a newcomer meets in the package's folder
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """Return the room that a file belongs to: its folder, or its own name."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def module(path: Path) -> str:
    """Return a file's dotted name below the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"


def imports(node: ast.AST, *, typing: bool) -> Iterator[tuple[str, bool]]:
    """Yield what a file imports, and whether only for type checking."""
    for child in ast.iter_child_nodes(node):
        only = typing or (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING")
        if isinstance(child, ast.Import):
            yield from ((alias.name, only) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, "imports are absolute"
            yield from ((f"{child.module}.{alias.name}", only) for alias in child.names)
        yield from imports(child, typing=only)


@cache
def parsed(path: Path) -> ast.Module:
    """Return a file's code, parsed once for all tests."""
    return ast.parse(path.read_bytes())


@cache
def imported(path: Path) -> tuple[tuple[str, bool], ...]:
    """Return what `imports` yields for a file."""
    return (*imports(parsed(path), typing=False),)


def ours(path: Path, *, typing: bool) -> set[str]:
    """Return the dotted names of our own that a file imports at run time; with `typing`, all of them."""
    start = f"{NAME}."
    found = {
        name.partition(".")[2] for name, only in imported(path) if name.startswith(start) and typing >= only
    }
    return {name for name in found if not name.startswith("__")}


def rooms(path: Path, *, typing: bool) -> set[str]:
    return {name.split(".")[0] for name in ours(path, typing=typing)} - {room(path)}


def offenders(found: Mapping[Path, set[str]]) -> dict[str, set[str]]:
    """Return the files in which something was found that may not be there, by their dotted names."""
    return {module(path): names for path, names in found.items() if names}


def may_import(box: str) -> set[str]:
    return {"__init__", *BOXES[BOXES.index(box) + 1 :]} - APART.get(box, set())


def test_a_file_imports_only_from_boxes_below_its_own() -> None:
    files = [path for path in FILES if room(path) != "__init__"]
    assert offenders({path: rooms(path, typing=False) - may_import(room(path)) for path in files}) == {}


def test_a_writer_knows_the_document_and_of_the_models_only_the_layout() -> None:
    known = {path: ours(path, typing=True) for path in PACKAGE.glob("writing/*.py")}
    models = {
        path: {name for name in names if name.startswith("models.") and name.split(".")[1] != "layout"}
        for path, names in known.items()
    }
    assert offenders(models) == {}


def test_the_boxes_are_those_of_the_house() -> None:
    assert {room(path) for path in FILES} - {"__init__"} <= set(BOXES)
    names = {path.name for path in PACKAGE.iterdir()} - {"__init__.py", "__pycache__"}
    assert len(names) <= AT_THE_TOP


def test_there_is_no_cycle_at_run_time() -> None:
    known = {module(path) for path in FILES}
    graph = {
        module(path): {
            next(part for part in (name, name.rpartition(".")[0], "__init__") if part in known)
            for name in ours(path, typing=False)
        }
        for path in FILES
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_only_the_outside_touches_disk_and_terminal() -> None:
    files = [path for path in FILES if room(path) not in OUTSIDE]
    assert offenders({path: touched(path) for path in files}) == {}


def touched(path: Path) -> set[str]:
    """Return by what a file would touch disk or terminal: functions, attributes and modules."""
    nodes = [*ast.walk(parsed(path))]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {
        f"{node.value.id}.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    modules = {name.split(".")[0] for name, only in imported(path) if not only}
    return (names & FUNCTIONS) | (attributes & ATTRIBUTES) | (modules & MODULES)


def test_a_file_says_first_what_it_is() -> None:
    assert [module(path) for path in FILES if not ast.get_docstring(parsed(path))] == []
