"""What a file may cost: each crafted file is read, and made into a model, by a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING

import pytest
from made import CATALOGUE, ROOT, YEAR, look, read, with_

from lawgov_report.models.catalogue import MOST_OF_RELATIONS
from lawgov_report.models.year import MOST_PROSE
from lawgov_report.reading import source
from lawgov_report.reading.diagnostics import MOST_OF_A_FILE, Written

if TYPE_CHECKING:
    from pathlib import Path

NAME = "data/2020.yaml"
MOST_MEGABYTES = 300
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux tells it")
# VmHWM and not ru_maxrss, which a process inherits from the one that started it
READS = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
import made
for path in sorted(Path(sys.argv[3]).iterdir()):
    found = len(made.look(**{sys.argv[2]: path.read_bytes()}).found)
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    print(path.name, found, int(peak.split()[1]) // 1024, sep="\\t", flush=True)
"""
NAMED = "k" * 60
TEXT = "text: 组织学习。"


def lines(line: str, count: int = source.MAX_LINES - 100) -> str:
    """Return as many lines as a file may have, but for those of a year; each {} is its number."""
    most = (source.MAX_BYTES - len(YEAR.encode())) // (len(line.encode()) + 8)
    return "".join(f"{line.replace('{}', str(number))}\n" for number in range(min(count, most)))


def deep(key: str, depth: int = 60) -> str:
    return "".join(f"{' ' * level}{key}:\n" for level in range(depth))


def many(text: str) -> str:
    """Return a year with as many items of this text as a file holds."""
    item = f"      - id: more\n        {text}\n"
    count = (source.MAX_BYTES - len(YEAR.encode()) - 1000) // len(item.encode())
    return YEAR.replace("      - id: study\n", item * min(count, 12_000) + "      - id: study\n", 1)


LONG = source.LONGEST_LINE - 20
MOST = source.MAX_ENTRIES - 100
CRAFTED = {
    "a long id above many scalars": f"a:\n- id: {'x' * 40_000}\n  b: [{'a,' * 20_000}]\n",
    "a long key above many scalars": f"? {'x' * 900}\n: b: [{'a,' * 20_000}]\n",
    "long keys, nested": deep(NAMED) + " " * 60 + f"b: [{'a,' * 20_000}]\n",
    "scalars at the bottom": deep(NAMED) + lines(f"{' ' * 60}k{{}}: a", MOST),
    "items": lines("- a", MOST),
    "empty items": lines("-", MOST),
    "keys": lines("k{}: a", MOST),
    "lists of items": "".join(f"{key}:\n{lines('- a', MOST)}" for key in "abcd"),
    "more keys than are read": YEAR + lines("k{}: a", 48_000),
    "unknown keys like known ones": YEAR + lines("documen{}: a", MOST),
    "long unknown keys": YEAR + lines(f"{NAMED[:55]}{{}}: a", MOST),
    "keys too long": YEAR + lines(f"{NAMED * 11}{{}}: a", MOST),
    "figures": with_("  cases: 120件\n", "  cases: 120件\n" + lines("  k{}: 1件", MOST)),
    "wrong figures": with_("  cases: 120件\n", "  cases: 120件\n" + lines("  k{}: x", MOST)),
    "digits": with_("120件", "9" * LONG + "件"),
    "chains of dashes": "a:\n" + ("- " * 60 + "a\n") * 800,
    "brackets": "[" * LONG,
    "closed brackets": f"a: [{'[],' * (LONG // 3)}]\n",
    "braces": "{" * LONG,
    "a scalar": "a: " + "a" * LONG,
    "a text of one line": with_(TEXT, "text: " + "学" * LONG),
    "a block of many lines": with_("  现将样例区工作情况报告如下。\n", lines("  学")),
    "blanks before a hash": with_("  现将样例区工作情况报告如下。\n", f"  学{' ' * LONG}学#\n"),
    "quotes": 'a: "' + "''" * (LONG // 2) + '"\n',
    "escapes": 'a: "' + "\\n" * (LONG // 2) + '"\n',
    "lines of escapes": "a:\n" + lines('- "\\n"', MOST),
    "comments": lines("# " + "x" * 70) + YEAR,
    "tabs": lines("\t"),
    "controls": lines("\x01"),
    "duplicate keys": lines("a: 1", MOST),
    "anchors": "a:\n" + lines("- &a b", MOST),
    "tags": "a:\n" + lines("- !a b", MOST),
    "folded texts": "a:\n" + lines("- >\n  a\n  b", MOST),
    "waivers": YEAR + "waivers:\n" + lines("  - {code: LG301, at: a, quote: b, reason: c}", 8_900),
    "an error behind many keys": lines("k{}: a", MOST) + " x: y\n",
    "references": with_(TEXT, "text: |\n" + lines("          {{ x }}", 5_000)),
    "prose": many("text: " + "结合实际情况，认真组织学习。" * 15),
    "comments alone": "#\n" * (source.MAX_BYTES // 2),
    "items alone": "- a\n" * (source.MAX_BYTES // 4),
}
CATALOGUES = {
    "indicators": CATALOGUE.replace(
        "indicators:\n", "indicators:\n" + lines("  k{}: {label: 受, unit: 件, part: leadership}", 8_000)
    ),
    "departments": CATALOGUE.replace("departments:\n", "departments:\n" + lines("  k{}: a", MOST)),
    "a long label": CATALOGUE.replace("受理案件", "受" * (LONG - 90)),
    "relations": CATALOGUE + lines("  - closed <= cases", 13_000),
    "wrong relations": CATALOGUE + lines("  - closed << cases", 13_000),
    "relations beyond what is read": CATALOGUE + lines("  - closed << cases"),
    "long relations": CATALOGUE + lines(f"  - closed <= cases{' + cases' * 99}", 280),
    "a long relation": CATALOGUE + "  - cases == " + "cases + " * 5000 + "cases\n",
    "a relation of brackets": CATALOGUE + "  - cases == " + "(" * 40_000 + "\n",
}


def costs(kind: str, contents: dict[str, str], folder: Path) -> dict[str, tuple[int, int]]:
    """Return how many findings each file has, and the peak memory in MB so far."""
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    command = [sys.executable, "-c", READS, str(ROOT), kind, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = (row.split("\t") for row in done.stdout.splitlines())
    return {name: (int(found), int(megabytes)) for name, found, megabytes in rows}


@LINUX
@pytest.mark.slow
@pytest.mark.parametrize(("kind", "contents"), [("year", CRAFTED), ("catalogue", CATALOGUES)])
def test_no_file_takes_more_memory_or_gives_more_findings_than_is_allowed(
    kind: str, contents: dict[str, str], tmp_path: Path
) -> None:
    taken = costs(kind, contents, tmp_path)
    assert taken.keys() == contents.keys()
    assert {name: cost for name, cost in taken.items() if cost[1] >= MOST_MEGABYTES or cost[0] > 10_100} == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\n" + "#\n" * source.MAX_LINES, f"LG002 {source.MAX_LINES + 1}:1"),
        ("a: 1\n# " + "x" * source.LONGEST_LINE, f"LG002 2:{source.LONGEST_LINE + 1}"),
        ("a: [" + "\n a," * source.MAX_LINES + "]", f"LG002 {source.MAX_LINES + 1}:1"),
        ("a:\n" + "- - a\n" * (source.MAX_EVENTS // 3), "LG002 33333:5"),
        ("a: |\n" + f"  {'学' * 1000}\n" * 51, "LG002 1:4"),
        ("a: |\n" + "  {{ a }}{{ b }}{{ c }}\n" * 17_000, "LG002 1:1"),
        ("a:\n" + "- a\n" * (source.MAX_ENTRIES + 1), "LG002 2:1"),
        ("".join(f"k{number}: a\n" for number in range(source.MAX_ENTRIES + 1)), "LG002 1:1"),
        (f"{'k' * 65}: 1\nb: 2\n", "LG105 1:1"),
    ],
)
def test_what_passes_a_bound_is_one_finding_at_its_place(content: str, expected: str) -> None:
    _, found = source.read(NAME, content.encode())
    assert [f"{one.code} {one.place.line}:{one.place.column}" for one in found] == [expected]


ITEM = "      - id: more{}\n        text: {}\n"


def prose(length: int) -> str:
    """Return a year with so many characters of text more, in items of 40,000."""
    texts = ("学" * min(40_000, length - start) for start in range(0, length, 40_000))
    items = "".join(ITEM.format(number, text) for number, text in enumerate(texts))
    return YEAR.replace("      - id: study\n", f"{items}      - id: study\n", 1)


def test_a_year_has_so_much_prose_and_no_more() -> None:
    own = sum(len(line.text) for segment in read()[1].walk() for line in segment.lines)
    assert "LG002" not in {finding.code for finding in look(prose(MOST_PROSE - own)).found}
    (found,) = look(prose(MOST_PROSE - own + 1)).found
    assert (found.code, found.message) == ("LG002", "报告的文字到这里超过 60 万字，没有再读")


def test_attachments_count_as_prose() -> None:
    names = "".join(f"    - {'附' * 40_000}\n" for _ in range(16))
    (found,) = look(with_("document:\n", f"document:\n  attachments:\n{names}")).found
    assert (found.code, found.place.line) == ("LG002", 19)


def test_relations_have_so_many_characters_and_no_more() -> None:
    relation, room = "closed <= cases", MOST_OF_RELATIONS - len("closed <= casesrate == closed / cases")
    most = room // len(relation)
    assert look(catalogue=CATALOGUE + f"  - {relation}\n" * most).found == ()
    (found,) = look(catalogue=CATALOGUE + f"  - {relation}\n" * (most + 9)).found
    assert (found.code, found.message) == ("LG002", "勾稽关系到这里合计超过 20 万个字符，没有再读")


def written(content: str, *path: str | int) -> Written:
    found = source.read(NAME, content.encode())[0].at(path)
    assert isinstance(found, Written)
    return found


def test_a_key_that_is_too_long_is_not_carried_along() -> None:
    loaded, _ = source.read(NAME, f"{'k' * 65}: 1\n{'k' * 64}: 2\n".encode())
    assert isinstance(loaded.data, Mapping)
    assert [*loaded.data] == ["k" * 64]


def test_an_id_that_is_too_long_is_no_step_of_a_path() -> None:
    assert written(f"a:\n- id: {'x' * 65}\n", "a", 0, "id").path == "a.0.id"
    assert written(f"a:\n- id: {'x' * 64}\n", "a", 0, "id").path == f"a.{'x' * 64}.id"


def test_all_values_below_one_key_share_its_way() -> None:
    loaded, _ = source.read(NAME, b"a:\n  b: {c: 1, d: 2}\n")
    ways = [found.way for key in "cd" if isinstance(found := loaded.at(("a", "b", key)), Written)]
    assert [way[0] is ways[0][0] for way in ways if way and ways[0]] == [True, True]


def test_a_written_text_equals_itself_and_survives_another_process() -> None:
    here, again = (written("a:\n- id: x\n", "a", 0, "id") for _ in range(2))
    sent = ForkingPickler.loads(ForkingPickler.dumps(here))
    assert here == again == sent
    assert sent.path == "a.x.id"


def test_of_many_findings_the_first_are_listed_and_the_last_says_that_there_are_more() -> None:
    _, found = source.read(NAME, ("a: 1\n" * 3000).encode())
    assert len(found) == MOST_OF_A_FILE + 1
    assert (found[-1].code, found[-1].place.line) == ("LG002", MOST_OF_A_FILE + 2)


def test_many_unknown_keys_are_listed_up_to_the_same_bound() -> None:
    found = look(YEAR + lines("documen{}: a", 3000)).found
    assert len(found) == MOST_OF_A_FILE + 1
