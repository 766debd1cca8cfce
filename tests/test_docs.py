"""The documentation against the project: links, commands, and paths of the machine it was written on."""

from __future__ import annotations

import re
import shlex
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt
from typer.main import get_group

from lawgov_report.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SHELLS = {"sh", "powershell"}
READMES = ("README.md", "README.zh-CN.md")
NOT_OURS = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())]
MACHINE = re.compile(r"(?<![\w<./])/(?:(?:work|root|home)\b|tmp/)")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the project's files; what .gitignore names is none of them."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in NOT_OURS):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


FILES = tuple(path.relative_to(ROOT).as_posix() for path in _files(ROOT))
PAGES = tuple(name for name in FILES if name.endswith(".md") and not name.startswith("tests/"))


def _links(page: str) -> Iterator[str]:
    """Yield the targets of a page's links and pictures."""
    for token in MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8")):
        for inline in token.children or ():
            target = inline.attrGet("href") or inline.attrGet("src")
            if target is not None:
                yield str(target)


def _commands(page: str) -> Iterator[tuple[str, ...]]:
    """Yield the command lines in a page's shell blocks, as words without comments."""
    for token in MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8")):
        if token.type == "fence" and token.info in SHELLS:
            for line in token.content.splitlines():
                words = tuple(shlex.split(line, comments=True))
                if words:
                    yield words


def _parse(words: tuple[str, ...]) -> None:
    """Parse a command line as the command does, without running it; raises where it cannot."""
    group = get_group(app)
    context = group.make_context("lawgov", list(words))
    name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])  # noqa: SLF001
    assert command is not None
    command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_a_file(page: str) -> None:
    targets = [urlsplit(target) for target in _links(page)]
    paths = [unquote(target.path) for target in targets if not target.scheme and target.path]
    assert [path for path in paths if not (ROOT / page).parent.joinpath(path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_lawgov_command_shown_can_be_parsed(page: str) -> None:
    for program, *words in _commands(page):
        if program == "lawgov":
            _parse(tuple(words))


def test_an_unknown_option_would_not_parse() -> None:
    with pytest.raises(Exception, match="--nonsense"):
        _parse(("build", "2020", "--nonsense"))


def test_both_readmes_show_the_same_commands_in_the_same_order() -> None:
    english, chinese = (list(_commands(page)) for page in READMES)
    assert len(english) > 5
    assert english == chinese


@pytest.mark.parametrize("name", FILES)
def test_no_text_names_a_folder_of_the_machine_it_was_written_on(name: str) -> None:
    content = (ROOT / name).read_bytes()
    text = content.decode("utf-8", errors="ignore") if b"\0" not in content else ""
    assert [line for line in text.splitlines() if MACHINE.search(line)] == []
