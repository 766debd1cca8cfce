"""Who imports whom, as docs/architecture.md says, read from the code itself."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lawgov_report

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def ours(path: Path, *, typing: bool) -> set[str]:
    """Return the dotted names of our own that a file imports at run time; with `typing`, all of them."""
    names = imports(ast.parse(path.read_bytes()), typing=False)
    found = {name.partition(".")[2] for name, only in names if name.startswith(f"{NAME}.") and typing >= only}
    return {name for name in found if not name.startswith("__")}


def rooms(path: Path, *, typing: bool) -> set[str]:
    return {name.split(".")[0] for name in ours(path, typing=typing)} - {room(path)}


@pytest.mark.parametrize("path", [path for path in FILES if room(path) != "__init__"], ids=module)
def test_a_file_imports_only_from_boxes_below_its_own(path: Path) -> None:
    box = room(path)
    below = {*BOXES[BOXES.index(box) + 1 :]} - APART.get(box, set())
    assert rooms(path, typing=False) <= below | {"__init__"}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("writing/*.py")), ids=module)
def test_a_writer_knows_the_document_and_of_the_models_only_the_layout(path: Path) -> None:
    known = {name for name in ours(path, typing=True) if name.startswith("models.")}
    assert {name.split(".")[1] for name in known} <= {"layout"}


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


@pytest.mark.parametrize("path", [path for path in FILES if room(path) not in OUTSIDE], ids=module)
def test_only_the_outside_touches_disk_and_terminal(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {name.split(".")[0] for name, only in imports(tree, typing=False) if not only}
    assert not names & {"open", "print", "input"}
    assert not attributes & {"sys.stdout", "sys.stderr", "sys.stdin", "os.environ"}
    assert not imported & {"pathlib", "os", "shutil", "tempfile", "subprocess", "socket", "http"}


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_says_first_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_bytes()))
