"""Where entries of lists, and keys with their values, stand in a year file, line by line.

Knows YAML as it was read; not what any key means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.pulling.lines import Extent
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.reading.source import Path, Source


class Unplaceable(Exception):
    """A change that has no place in the file: the reason, in Chinese."""


class YamlPlaces:
    """The lines of entries and keys of a file as it was read."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def indent(self, extent: Extent) -> int:
        """Return how many blanks stand before the first of some lines."""
        line = self.source.lines[extent.first]
        return len(line) - len(line.lstrip(" "))

    def extent(self, path: Path) -> Extent:
        """Return the lines of an entry of a list, or of a key with its value. Raises Unplaceable."""
        if self.in_brackets((*path[:-1], 0)):
            raise Unplaceable("这里写在 [ ] 或 { } 里；在 YAML 里改")
        place = self.source.value(path) if isinstance(path[-1], int) else self.source.key(path)
        first = place.line - 1
        opens = self.source.lines[first].lstrip().startswith("-") if isinstance(path[-1], int) else True
        before = self.source.lines[first][: place.column - 1].strip(" -")
        if not opens or before:
            raise Unplaceable("这里的 YAML 几项写在一行；在 YAML 里改")
        return Extent(first, max(first, *_last_lines(self.source, path)) + 1)

    def in_brackets(self, path: Path) -> bool:
        """Return whether what stands at a path stands in [ ] or { }."""
        node = self.source.tree
        for step in path:
            if node is None or not hasattr(node, "content"):
                return False
            if node.event.flow_style:
                return True
            content = node.content
            known = (
                step in content
                if isinstance(content, dict)
                else isinstance(step, int) and step < len(content)
            )
            node = content[step] if known else None
        return False


def _last_lines(source: Source, path: Path) -> Iterator[int]:
    """Yield the last line, from 0, of each scalar and key from a path on."""
    given = source.at(path)
    if isinstance(given, Written):
        yield given.place.end_line - 1
        # a block without words, and the | above one
        yield source.value(path).line - 1
    elif given is not None:
        steps: Iterable[str | int] = range(len(given)) if isinstance(given, tuple) else given
        for step in steps:
            yield source.key((*path, step)).line - 1
            yield from _last_lines(source, (*path, step))
