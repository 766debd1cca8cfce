"""New sections put into a year file: a new heading with the paragraphs and items below it.

Knows how a section is written in YAML, beside one that is counted alike; not why it is new. A heading without
words below it is no section, and words below a heading that has no place have none either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.pulling import lines as yaml_lines
from lawgov_report.pulling.planning import PART
from lawgov_report.pulling.yaml_places import Unplaceable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawgov_report.pulling.lines import Lines
    from lawgov_report.pulling.planning import NewSection, TextAdded
    from lawgov_report.pulling.yaml_places import YamlPlaces

NO_PLACE = "新的标题（{label}）是新的部分、别处没有的编号，或者把一节分成了两节；在 YAML 里加"
EMPTY = "新的标题下面没有新的内容；在 YAML 里加"
STOP = "。"  # behind a heading it says that words of its section follow in the same paragraph
UNDER = "它上面的标题是新的，没有取回；在 YAML 里加"


class Sectioner:
    """Puts new sections into the lines of a file; `new_id` makes an id of a text.

    `opened` are those that were put in, by the paragraphs of their headings; `filled` are those that will
    have words.
    """

    def __init__(self, places: YamlPlaces, new_id: Callable[[str], str]) -> None:
        self.places, self.new_id = places, new_id
        self.opened: dict[int, _OpenSection] = {}
        self.filled: frozenset[int] = frozenset()

    def expect(self, steps: Iterable[TextAdded]) -> None:
        """Note which new headings have words below them, or behind them in their paragraph."""
        self.filled = frozenset(
            step.section.heading.paragraph.number
            for step in steps
            if step.section and (step.spoken.group != step.section.heading or STOP in step.text)
        )

    def add(self, lines: Lines, step: TextAdded, section: NewSection) -> None:
        """Open a section beside another, as the file has it now, or add to one. Raises Unplaceable."""
        number = section.heading.paragraph.number
        if step.spoken.group == section.heading:
            self.opened[number] = self._open(lines, step, section)
        elif number in self.opened:
            self._fill(self.opened[number], step)
        else:
            raise Unplaceable(UNDER)

    def _open(self, lines: Lines, step: TextAdded, section: NewSection) -> _OpenSection:
        beside = section.behind or section.before
        path = beside.path[: beside.path.index("heading")] if beside else ()
        # the parts of a year are those of its outline
        if len(path) <= PART:
            raise Unplaceable(NO_PLACE.format(label=step.spoken.group.label))
        if step.spoken.group.paragraph.number not in self.filled:
            raise Unplaceable(EMPTY)
        extent = self.places.extent(path)
        blank = " " * self.places.indent(extent)
        heading, stop, rest = step.text.partition(STOP)
        head = [
            f"{blank}- id: {self.new_id(heading)}",
            f"{blank}  heading: {yaml_lines.one_line(heading)}",
            *([f"{blank}  run_in: true"] if stop else []),
        ]
        opened = _OpenSection(head, [rest] if rest else [])
        opened.write()
        if section.behind:
            lines.put(extent.end - 1, opened.block)
        else:
            lines.put_before(extent.first, opened.block)
        return opened

    def _fill(self, opened: _OpenSection, step: TextAdded) -> None:
        begins = step.spoken.group.begins
        if step.counted:
            opened.add_item(self.new_id(step.text), step.text, begins=begins)
        elif opened.items:
            raise Unplaceable("新的一节里，条目后面还有话；在 YAML 里加")
        else:
            opened.add_passage(step.text)
        opened.write()


class _OpenSection:
    """A new section, whose lines in the file, `block`, grow with what is added."""

    def __init__(self, head: Sequence[str], lead: Sequence[str]) -> None:
        self.head, self.block = tuple(head), [*head]
        self.indent = len(head[-1]) - len(head[-1].lstrip(" "))
        self.intro, self.lead = list[str](), [*lead]
        self.items: list[tuple[str, str]] = []
        self.apart = False

    def add_passage(self, text: str) -> None:
        """Add a paragraph in front of the items."""
        (self.lead or self.intro).append(text)

    def add_item(self, id_: str, text: str, *, begins: bool) -> None:
        """Add an item; the first one may stand in the paragraph of the words before it."""
        if self.items:
            self.apart = self.apart or begins
        elif self.intro and not begins:
            self.lead = [self.intro.pop()]
        self.items.append((id_, text))

    def write(self) -> None:
        """Write its lines anew."""
        blank = " " * self.indent
        body = [*self._passages("intro", self.intro), *self._passages("lead", self.lead)]
        if self.apart:
            body.append(f"{blank}apart: true")
        if self.items:
            body.append(f"{blank}items:")
        for id_, text in self.items:
            first, *rest = yaml_lines.scalar(text, self.indent + 6)
            body += [f"{blank}  - id: {id_}", f"{blank}    text: {first}", *rest]
        self.block[:] = [*self.head, *body]

    def _passages(self, key: str, texts: Sequence[str]) -> Iterator[str]:
        blank = " " * self.indent
        if len(texts) == 1:
            first, *rest = yaml_lines.scalar(texts[0], self.indent + 2)
            yield from (f"{blank}{key}: {first}", *rest)
        elif texts:
            yield f"{blank}{key}:"
            for text in texts:
                first, *rest = yaml_lines.scalar(text, self.indent + 4)
                yield from (f"{blank}  - {first}", *rest)
