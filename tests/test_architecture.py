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
MODELS = {"catalogue", "year", "schema", "terms"}
READING = {"diagnostics", "schema", "source"}
MIDDLE = {
    *("diagnostics", "document", "quantity", "change", "relation", "source", "schema", "catalogue", "year"),
    *("terms", "project", "narrative", "assemble", "compare", "comparison", "annex"),
}
OUTSIDE = {"__main__", "cli", "commands", "files", "late"}  # these may touch disk and terminal
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "document": {"diagnostics", "quantity"},
    "quantity": {"diagnostics"},
    "files": {"diagnostics"},
    "archive": set(),
    "terminal": set(),
    "likeness": set(),
    "change": {"quantity", "diagnostics"},
    "relation": {"quantity", "diagnostics"},
    "source": {"diagnostics"},
    "schema": {"diagnostics", "source"},
    "catalogue": {*READING, "quantity", "relation"},
    "terms": READING,
    "year": {*READING, "catalogue", "quantity"},
    "narrative": {"document", "quantity", "change", "diagnostics"},
    "project": {"source", "catalogue", "year", "terms", "diagnostics"},
    "comparison": {"catalogue", "year", "change", "quantity", "diagnostics"},
    "annex": {"comparison", "catalogue", "year", "document"},
    "assemble": {"catalogue", "year", "narrative", "document", "quantity", "diagnostics"}
    | {"comparison", "annex"},
    "series": {"comparison", "catalogue", "year", "quantity"},
    "csv_cells": set(),
    "series_tables": {"series", "terminal", "csv_cells"},
    "charts": {"series", "files"},
    "rules": MIDDLE,
    "examine": {"rules", "assemble", "project", "diagnostics", "mending"},
    "mending": {"diagnostics"},
    "pages": {"rules", "diagnostics", "terminal"},
    "json_schema": {*MODELS, "rules"},
    "drafting": {"narrative", "catalogue", "year", "diagnostics"},
    "layout": {*READING, "files"},
    "fonts": {"files"},
    "reference": {"layout", "archive"},
    "compare": {
        "likeness",
        "comparison",
        "catalogue",
        "year",
        "narrative",
        "document",
        "change",
        "quantity",
        "diagnostics",
    },
    "diffs": {"compare", "likeness", "change", "catalogue", "year", "terminal", "diagnostics"},
    "clauses": {"document"},
    "previewing": {"document", "writers", "diagnostics"},
    "writers": {"document", "files", "archive", "diagnostics", "layout", "fonts", "csv_cells"},
    "published": {"files"},
    "alignment": {"likeness"},
    "verify": {"published", "alignment", "csv_cells", "document", "files", "writers"},
    "reporters": {"diagnostics", "terminal"},
    "late": set(),
    "patterns": {"files"},
    "commands": {*MIDDLE, "files", "writers", "reporters", "rules", "examine"}
    | {"layout", "reference", "mending", "pages", "json_schema", "diffs", "terminal", "drafting"}
    | {
        "series",
        "series_tables",
        "charts",
        "fonts",
        "csv_cells",
        "published",
        "verify",
        "previewing",
        "clauses",
    },
    "cli": {"commands", "files", "late", "terminal"},
    "__main__": {"cli", "late", "patterns"},
    "__init__": set(),
}
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


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    assert rooms(path, typing=False) <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("writers/*.py")), ids=module)
def test_a_writer_does_not_know_the_models_even_by_name(path: Path) -> None:
    assert not rooms(path, typing=True) & {*MODELS, "project", "source", "rules", "examine", "commands"}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("r*/*.py")), ids=module)
def test_rules_and_reporters_do_not_know_commands_or_each_other(path: Path) -> None:
    assert not rooms(path, typing=True) & {"commands", "writers", "rules", "reporters", "cli", "files"}


def test_the_folders_and_files_are_those_of_the_house() -> None:
    assert {room(path) for path in FILES} <= set(ALLOWED)


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
def test_only_commands_files_and_cli_touch_disk_and_terminal(path: Path) -> None:
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
