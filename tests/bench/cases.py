"""What is measured, against what, and what it may cost: one case for each group of commands run in turn.

Knows the command lines and the limits; not how a process is measured or a result printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.measure import Command, Cost, costs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.inputs import Inputs
    from bench.tools import Bench

NAMES = ("floor", "help", "validate", "checks", "build", "html", "pdf", "diff", "years", "items", "diffs")


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table. Without a limit it is for orientation."""

    ours: str
    cost: str
    peer: str
    peers_cost: str
    outcome: str
    limit: str
    kept: bool


Claim = Callable[[Sequence[Cost]], Result]


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that run in turn, ours first, and what is claimed of their costs."""

    name: str
    commands: tuple[Command, ...]
    claims: tuple[Claim, ...]


def cases(bench: Bench, made: Inputs) -> tuple[Case, ...]:
    """Return all cases. A further one is a line here, and its name in NAMES."""
    return (
        Case("floor", _floor(), (beside(1),)),
        Case("help", _help(bench), (faster(0.35),)),
        Case("validate", _validate(bench, made), (faster(0.75),)),
        Case("checks", _checks(bench, made), (faster(0.03),)),
        Case("build", _build(bench, made), (faster(1.3), faster(0.3, peer=2), beside(3))),
        Case("html", _html(bench, made), (faster(1.1), beside(2))),
        *([Case("pdf", _pdf(bench, made, bench.office), _pdf_claims(bench))] if bench.office else []),
        Case("diff", _diff(bench), (faster(1.0),)),
        Case(
            "years",
            _years(bench, made),
            (faster(0.25), faster(0.12, peer=2), leaner(10, peer=3), beside(4)),
        ),
        Case("items", _items(bench, made), (linear(130, made.size.times),)),
        Case("diffs", _diffs(bench, made), (linear(130, made.size.times),)),
    )


def results(case: Case, rounds: int, folder: Path) -> Iterator[Result]:
    """Yield what was found for each claim of a case."""
    taken = costs(case.commands, rounds, folder)
    for claim in case.claims:
        yield claim(taken)


def _floor() -> tuple[Command, ...]:
    return (
        Command("python -c pass", ((sys.executable, "-c", "pass"),)),
        Command("python -I -S -c pass", ((sys.executable, "-I", "-S", "-c", "pass"),)),
    )


def _help(bench: Bench) -> tuple[Command, ...]:
    return (
        Command("lawgov --help", ((bench.ours("lawgov"), "--help"),)),
        Command("check-jsonschema --help", ((bench.peer("check-jsonschema"), "--help"),)),
    )


def _validate(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    checked = (bench.peer("check-jsonschema"), "--schemafile", str(made.schema), str(made.year))
    return (
        Command("lawgov validate 2020", (_lawgov(bench, bench.project, "validate", "2020"),)),
        Command("check-jsonschema on the same file", (checked,)),
    )


def _checks(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    size = made.size
    files = sorted(made.many.glob("data/[0-9]*.yaml"))[: size.sample]
    peer = (bench.peer("check-jsonschema"), "--schemafile", str(made.schema))
    return (
        Command(f"lawgov validate, {size.many:,} years", (_lawgov(bench, made.many, "validate"),)),
        Command(
            "check-jsonschema once per file",
            tuple((*peer, str(file)) for file in files),
            size.many / size.sample,
        ),
    )


def _build(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    out = str(bench.work / "out")
    cv = ("render", str(made.peers / "cv.yaml"), "-nopdf", "-nopng", "-nohtml", "-o", f"{out}-rendercv")
    return (
        Command("lawgov build 2020", (_lawgov(bench, bench.project, "build", "2020", "--out", out),)),
        Command("docxtpl script, DOCX alone", (_docxtpl(bench, made, [made.year]),)),
        Command("rendercv render without PDF", ((bench.peer("rendercv"), *cv),)),
        Command(
            "docxtpl script with the C YAML loader", (_docxtpl(bench, made, [made.year], "CSafeLoader"),)
        ),
    )


def _html(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    page, text = (
        _lawgov(bench, bench.project, "build", "2020", "--to", name, "--out", str(bench.work / f"out-{name}"))
        for name in ("html", "md")
    )
    target = str(made.peers / "report.html")
    return (
        Command("lawgov build 2020 --to html", (page,)),
        Command("lawgov build 2020 --to md", (text,)),
        Command(
            "pandoc, Markdown to HTML", ((bench.pandoc(), str(made.peers / "report.md"), "-s", "-o", target),)
        ),
    )


def _pdf(bench: Bench, made: Inputs, office: str) -> tuple[Command, ...]:
    """Return both with the stand-ins of the office fonts, where these are here, and with the system's fonts.

    With the system's alone LibreOffice may set all in one font, where ours takes one for each role.
    """
    out = bench.work / "out-pdf"
    profile = (bench.work / "office").as_uri()  # its own: started before, as a user's is
    ours = _lawgov(bench, bench.project, "build", "2020", "--to", "pdf", "--out", str(out))
    converts = (office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf")
    theirs = (*converts, "--outdir", str(out), str(made.word))
    named = {"lawgov build 2020 --to pdf": ours, "LibreOffice, our DOCX to PDF": theirs}
    given = [Command(name, (line,), fonts=bench.fonts) for name, line in named.items()] if bench.fonts else []
    return (*given, *(Command(f"{name}, system's fonts", (line,)) for name, line in named.items()))


def _pdf_claims(bench: Bench) -> tuple[Claim, ...]:
    return (faster(0.25), *([beside(3, ours=2)] if bench.fonts else []))


def _diff(bench: Bench) -> tuple[Command, ...]:
    sample = bench.project / "tests" / "projects" / "shifan"
    years = (str(sample / "data" / "2019.yaml"), str(sample / "data" / "2020.yaml"))
    return (
        Command("lawgov diff 2019 2020", (_lawgov(bench, sample, "diff", "2019", "2020"),)),
        Command("deep diff on the two files", ((bench.peer("deep", "diff"), "diff", *years),)),
    )


def _years(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    size = made.size
    files = sorted(made.many.glob("data/[0-9]*.yaml"))[: size.loop]
    pandoc = tuple(_pandoc(bench, made, number) for number in range(size.sample))
    return (
        Command(f"lawgov build, {size.many:,} years", (_lawgov(bench, made.many, "build"),)),
        Command("docxtpl loop in one process", (_docxtpl(bench, made, files),), size.many / size.loop),
        Command("pandoc once per file", pandoc, size.many / size.sample),
        Command(f"lawgov build, {size.few} years", (_lawgov(bench, made.few, "build"),)),
        Command(
            "docxtpl loop with the C YAML loader",
            (_docxtpl(bench, made, files, "CSafeLoader"),),
            size.many / size.loop,
        ),
    )


def _items(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(f"lawgov build, {times} × the items", (_lawgov(bench, folder, "build"),))
        for times, folder in zip(made.size.times, made.longer, strict=True)
    )
    return most, some, once


def _diffs(bench: Bench, made: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(
            f"lawgov diff, {times} × the items",
            (_lawgov(bench, old, "diff", *(str(folder / "data" / "2020.yaml") for folder in (old, new))),),
        )
        for times, old, new in zip(made.size.times, made.longer, made.reworded, strict=True)
    )
    return most, some, once


def _lawgov(bench: Bench, project: Path, *arguments: str) -> tuple[str, ...]:
    return (bench.ours("lawgov"), "-C", str(project), *arguments)


def _docxtpl(
    bench: Bench, made: Inputs, files: Sequence[Path], loader: str = "SafeLoader"
) -> tuple[str, ...]:
    out = bench.work / "out-docxtpl"
    template = made.peers / "template.docx"
    return (*bench.script("docxtpl_reports.py"), loader, str(template), str(out), *map(str, files))


def _pandoc(bench: Bench, made: Inputs, number: int) -> tuple[str, ...]:
    look = f"--reference-doc={made.peers / 'template.docx'}"
    return (bench.pandoc(), str(made.peers / "report.md"), look, "-o", str(made.peers / f"{number}.docx"))


def faster(limit: float, peer: int = 1) -> Claim:
    """Claim that ours takes at most `limit` × the time of a peer, as whole processes."""

    def judge(taken: Sequence[Cost]) -> Result:
        ours, other = taken[0], taken[peer]
        ratio = ours.seconds / other.seconds
        shown = f"{ratio:.2f} ×", f"{limit:.2f} ×"
        return Result(ours.name, _time(ours), other.name, _time(other), *shown, ratio <= limit)

    return judge


def leaner(limit: float, peer: int = 1) -> Claim:
    """Claim that the peak memory of ours is at most `limit` MB over that of a peer."""

    def judge(taken: Sequence[Cost]) -> Result:
        ours, other = taken[0], taken[peer]
        more = ours.megabytes - other.megabytes
        shown = f"{more:+.1f} MB", f"+{limit:.0f} MB"
        return Result(ours.name, _memory(ours), other.name, _memory(other), *shown, more <= limit)

    return judge


def linear(limit: float, times: tuple[int, int, int]) -> Claim:
    """Claim that the most items take at most `limit` × the time of once the items, start-up taken off.

    Start-up is the same in all three commands (most, some, once), so it falls out of the differences. The
    time of once the items, a few ms, would be lost in the noise: it is taken from the step from once to some.
    """
    once, some, _ = times

    def judge(taken: Sequence[Cost]) -> Result:
        longest, longer, shortest = (cost.seconds for cost in taken[:3])
        single = (longer - shortest) / (some - once)
        grown = once + (longest - shortest) / single if single > 0 else float("inf")
        against = f"{taken[2].name}, {some} ×"
        shown = f"{grown:.0f} ×", f"{limit:.0f} ×"
        costs_of_both = f"{_time(taken[2])}, {_time(taken[1])}"
        return Result(taken[0].name, _time(taken[0]), against, costs_of_both, *shown, grown <= limit)

    return judge


def beside(peer: int, ours: int = 0) -> Claim:
    """Claim nothing: show a peer beside ours, for orientation."""

    def judge(taken: Sequence[Cost]) -> Result:
        one, other = taken[ours], taken[peer]
        ratio = f"{one.seconds / other.seconds:.2f} ×"
        return Result(one.name, _time(one), other.name, _time(other), ratio, "", kept=True)

    return judge


def _time(cost: Cost) -> str:
    return f"{cost.seconds * 1000:,.0f} ms"


def _memory(cost: Cost) -> str:
    return f"{cost.megabytes:.1f} MB"
