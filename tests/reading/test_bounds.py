"""What a file may cost: each crafted file is read, and made into a model, by a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING

import pytest
from bench import crafted
from made import CATALOGUE, ROOT, YEAR, look, read, with_

from lawgov_report.models import catalogue as catalogues
from lawgov_report.models import year as years
from lawgov_report.models.catalogue import MOST_OF_RELATIONS
from lawgov_report.models.year import MOST_PROSE
from lawgov_report.reading import source
from lawgov_report.reading.diagnostics import MOST_OF_A_FILE, Diagnostic, Written

if TYPE_CHECKING:
    from pathlib import Path

NAME = "data/2020.yaml"
MOST_MEGABYTES = 300
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux tells it")
# VmHWM and not ru_maxrss, which a process inherits from the one that started it
READS = """
import gc, sys
from pathlib import Path
gc.set_threshold(150_000)  # as lawgov itself does when it starts
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
import made
made.look()
for path in [None, *sorted(Path(sys.argv[2]).glob("*/*"))]:
    found = len(made.look(**{path.parent.name: path.read_bytes()}).found) if path else 0
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    print(path.name if path else "", found, int(peak.split()[1]) // 1024, sep="\t", flush=True)
"""


def costs(contents: Mapping[str, Mapping[str, str]], folder: Path) -> dict[str, tuple[int, int]]:
    """Return how many findings each file has, and the peak memory in MB so far; "" is before the first."""
    for kind, files in contents.items():
        (folder / kind).mkdir()
        for name, content in files.items():
            (folder / kind / name).write_text(content, encoding="utf-8")
    command = [sys.executable, "-c", READS, str(ROOT), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = (row.split("\t") for row in done.stdout.splitlines())
    return {name: (int(found), int(megabytes)) for name, found, megabytes in rows}


@LINUX
@pytest.mark.slow
def test_no_file_takes_more_memory_or_gives_more_findings_than_is_allowed(tmp_path: Path) -> None:
    found = costs({"year": crafted.YEARS, "catalogue": crafted.CATALOGUES}, tmp_path)
    assert found.keys() == {"", *crafted.YEARS, *crafted.CATALOGUES}
    assert {name: cost for name, cost in found.items() if cost[1] >= MOST_MEGABYTES or cost[0] > 10_100} == {}


@LINUX
@pytest.mark.slow
def test_a_tenth_of_what_takes_longest_takes_a_tenth_of_the_memory_at_most(tmp_path: Path) -> None:
    # `make bench` has all of it read
    years, catalogues = crafted.slow_years(10), crafted.slow_catalogues(10)
    found = costs({"year": years, "catalogue": catalogues}, tmp_path)
    assert found.keys() == {"", *years, *catalogues}
    most = found[""][1] + MOST_MEGABYTES // 10
    assert {name: cost for name, cost in found.items() if cost[1] > most} == {}


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


@pytest.mark.slow
def test_a_year_has_so_much_prose_and_no_more() -> None:
    own = sum(len(line.text) for segment in read()[1].walk() for line in segment.lines)
    assert years.read(source.read(NAME, prose(MOST_PROSE - own).encode())[0], 2020)[1] == []
    (found,) = look(prose(MOST_PROSE - own + 1)).found
    assert (found.code, found.message) == ("LG002", "报告的文字到这里超过 60 万字，没有再读")


def test_attachments_count_as_prose() -> None:
    names = "".join(f"    - {'附' * 40_000}\n" for _ in range(16))
    (found,) = look(with_("document:\n", f"document:\n  attachments:\n{names}")).found
    assert (found.code, found.place.line) == ("LG002", 19)


def catalogue(relations: str) -> list[Diagnostic]:
    """Return what is found in the form of a catalogue with these relations more."""
    return catalogues.read(source.read(NAME, f"{CATALOGUE}{relations}".encode())[0])[1]


@pytest.mark.slow
def test_relations_have_so_many_characters_and_no_more() -> None:
    relation, room = "closed <= cases", MOST_OF_RELATIONS - len("closed <= casesrate == closed / cases")
    most = room // len(relation)
    assert catalogue(f"  - {relation}\n" * most) == []
    (found,) = catalogue(f"  - {relation}\n" * (most + 9))
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
    found = look(YEAR + crafted.lines("documen{}: a", 3000)).found
    assert len(found) == MOST_OF_A_FILE + 1
