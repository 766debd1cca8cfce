"""What is measured, against what, and what it may cost: one case for each group of commands run in turn.

Knows the command lines and the limits; not how a process is measured or a result printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import bombs, crafted, forms, runs, workbooks
from bench.measure import Command, Cost, costs, one_core
from corrected import Corrected, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.inputs import Inputs, Size
    from bench.tools import Bench

NAMES = (
    *("floor", "help", "validate", "checks", "build", "html", "pdf", "diff"),
    *("pull", "years", "cores", "items", "diffs", "forms", "indicators"),
    *("imported", "answers", "runs", "bombs", "workbooks", "crafted"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table. Without a limit it is for orientation."""

    ours: str
    cost: str
    peer: str
    peers_cost: str
    outcome: str
    limit: str
    within: bool


Claim = Callable[[Sequence[Cost]], Result]


@dataclass(frozen=True, slots=True)
class Case:
    """Commands that run in turn, ours first, and what is claimed of their costs.

    They run on one core, unless the cores are what is measured.
    """

    name: str
    commands: tuple[Command, ...]
    claims: tuple[Claim, ...]
    all_cores: bool = False


def cases(bench: Bench, inputs: Inputs) -> tuple[Case, ...]:
    """Return all cases. A further one is a line here, and its name in NAMES."""
    return (
        Case("floor", _floor(), (beside(1),)),
        Case("help", _help(bench), (faster(0.40),)),
        Case("validate", _validate(bench, inputs), (faster(0.90),)),
        Case("checks", _checks(bench, inputs), (faster(0.03),)),
        Case("build", _build(bench, inputs), (faster(1.75), faster(0.5, peer=2), beside(3))),
        Case("html", _html(bench, inputs), (faster(1.15), beside(2))),
        *([Case("pdf", _pdf(bench, inputs, bench.office), _pdf_claims(bench))] if bench.office else []),
        Case("diff", _diff(bench), (faster(1.4),)),
        Case("pull", _pull(bench, inputs), (faster(3),)),
        Case("years", _years(bench, inputs), (faster(1.3), leaner(10, peer=2))),
        *([_cores(bench, inputs)] if cores_usable() > 1 else []),
        Case("items", _items(bench, inputs), (linear(130, inputs.size.times),)),
        Case("diffs", _diffs(bench, inputs), (linear(130, inputs.size.times),)),
        Case("forms", _forms(bench), (faster(2),)),
        Case("indicators", _indicators(bench, inputs), (linear(130, inputs.size.times),)),
        Case("imported", _imported(bench), (faster(2),)),
        Case("answers", _answers(bench, inputs), (linear(130, inputs.size.times),)),
        Case("bombs", _bombs(bench), (refused(5, 300),)),
        Case("workbooks", _workbooks(bench), (refused(5, 300),)),
        Case("crafted", _crafted(bench), (accepted(15, 300),)),
        Case("runs", (), (straight(4.6, bench.project, inputs.size),)),
    )


def cores_usable() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def results(case: Case, rounds: int, folder: Path) -> Iterator[Result]:
    """Yield what was found for each claim of a case."""
    with nullcontext() if case.all_cores else one_core():
        measured = costs(case.commands, rounds, folder)
    for claim in case.claims:
        yield claim(measured)


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


def _validate(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    checked = (bench.peer("check-jsonschema"), "--schemafile", str(inputs.schema), str(inputs.year))
    return (
        Command("lawgov validate 2020", (_lawgov(bench, bench.project, "validate", "2020"),)),
        Command("check-jsonschema on the same file", (checked,)),
    )


def _checks(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    size = inputs.size
    files = sorted(inputs.many.glob("data/[0-9]*.yaml"))[: size.sample]
    peer = (bench.peer("check-jsonschema"), "--schemafile", str(inputs.schema))
    return (
        Command(f"lawgov validate, {size.many:,} years", (_lawgov(bench, inputs.many, "validate"),)),
        Command(
            "check-jsonschema once per file",
            tuple((*peer, str(file)) for file in files),
            size.many / size.sample,
        ),
    )


def _build(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    out = str(bench.work / "out")
    cv = ("render", str(inputs.peers / "cv.yaml"), "-nopdf", "-nopng", "-nohtml", "-o", f"{out}-rendercv")
    return (
        Command("lawgov build 2020", (_lawgov(bench, bench.project, "build", "2020", "--out", out),)),
        Command("docxtpl script, DOCX alone", (_docxtpl(bench, inputs, [inputs.year]),)),
        Command("rendercv render without PDF", ((bench.peer("rendercv"), *cv),)),
        Command(
            "docxtpl script with the C YAML loader", (_docxtpl(bench, inputs, [inputs.year], "CSafeLoader"),)
        ),
    )


def _html(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    page, text = (
        _lawgov(bench, bench.project, "build", "2020", "--to", name, "--out", str(bench.work / f"out-{name}"))
        for name in ("html", "md")
    )
    target = str(inputs.peers / "report.html")
    return (
        Command("lawgov build 2020 --to html", (page,)),
        Command("lawgov build 2020 --to md", (text,)),
        Command(
            "pandoc, Markdown to HTML",
            ((bench.pandoc(), str(inputs.peers / "report.md"), "-s", "-o", target),),
        ),
    )


def _pdf(bench: Bench, inputs: Inputs, office: str) -> tuple[Command, ...]:
    """Return both with the stand-ins of the office fonts, where these are here, and with the system's fonts.

    With the system's alone LibreOffice may set all in one font, where ours takes one for each role.
    """
    out = bench.work / "out-pdf"
    profile = (bench.work / "office").as_uri()  # its own: started before, as a user's is
    ours = _lawgov(bench, bench.project, "build", "2020", "--to", "pdf", "--out", str(out))
    converts = (office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf")
    theirs = (*converts, "--outdir", str(bench.work / "out-office"), str(inputs.word))
    named = {"lawgov build 2020 --to pdf": ours, "LibreOffice, our DOCX to PDF": theirs}
    given = [Command(name, (line,), fonts=bench.fonts) for name, line in named.items()] if bench.fonts else []
    return (*given, *(Command(f"{name}, system's fonts", (line,)) for name, line in named.items()))


def _pdf_claims(bench: Bench) -> tuple[Claim, ...]:
    return (faster(0.35), *([beside(3, ours=2)] if bench.fonts else []))


def _diff(bench: Bench) -> tuple[Command, ...]:
    sample = bench.project / "tests" / "projects" / "shifan"
    years = (str(sample / "data" / "2019.yaml"), str(sample / "data" / "2020.yaml"))
    return (
        Command("lawgov diff 2019 2020", (_lawgov(bench, sample, "diff", "2019", "2020"),)),
        Command("deep diff on the two files", ((bench.peer("deep", "diff"), "diff", *years),)),
    )


def _pull(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    """Return a report pulled in which every paragraph was corrected, beside the same report built."""
    word = Corrected(inputs.word.read_bytes(), "区长")
    for paragraph in [*word.paragraphs()]:
        if "，" in (text := text_of(paragraph)):
            place = text.index("，")
            word.write(paragraph, place, place, "等")
    file = bench.work / "corrected-2020.docx"
    file.write_bytes(word.content)
    out = str(bench.work / "out")
    return (
        Command("lawgov pull 2020", (_lawgov(bench, bench.project, "pull", str(file), "2020"),), exits=(1,)),
        Command("lawgov build 2020", (_lawgov(bench, bench.project, "build", "2020", "--out", out),)),
    )


def _years(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    size = inputs.size
    files = sorted(inputs.many.glob("data/[0-9]*.yaml"))[: size.loop]
    return (
        Command(f"lawgov build, {size.many:,} years, one core", (_lawgov(bench, inputs.many, "build"),)),
        Command(
            "docxtpl loop with the C YAML loader",
            (_docxtpl(bench, inputs, files, "CSafeLoader"),),
            size.many / size.loop,
        ),
        Command(f"lawgov build, {size.few} years", (_lawgov(bench, inputs.few, "build"),)),
    )


def _cores(bench: Bench, inputs: Inputs) -> Case:
    """Return many years on two cores beside one, and what each process of the two needs."""
    size = inputs.size
    two, one = (
        Command(
            f"lawgov build --jobs {jobs}, {size.many:,} years",
            (_lawgov(bench, inputs.many, "build", "--jobs", jobs),),
        )
        for jobs in ("2", "1")
    )
    few = Command(f"lawgov build, {size.few} years", (_lawgov(bench, inputs.few, "build"),))
    return Case("cores", (two, one, few), (sooner(1.7), leaner(10, peer=2)), all_cores=True)


def _items(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(f"lawgov build, {times} × the items", (_lawgov(bench, folder, "build"),))
        for times, folder in zip(inputs.size.times, inputs.longer, strict=True)
    )
    return most, some, once


def _diffs(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(
            f"lawgov diff, {times} × the items",
            (_lawgov(bench, old, "diff", *(str(folder / "data" / "2020.yaml") for folder in (old, new))),),
        )
        for times, old, new in zip(inputs.size.times, inputs.longer, inputs.reworded, strict=True)
    )
    return most, some, once


def _forms(bench: Bench) -> tuple[Command, ...]:
    """Return forms written anew, each time with another day on them, and by a plain script the same cells."""
    office = forms.project(bench.work / "forms", forms.DEPARTMENTS, forms.INDICATORS)
    out = str(bench.work / "out-forms")
    exported = ("forms", "export", "2020", "-o", out, "--due")
    script = (*bench.script_beside_ours("openpyxl_forms.py"), str(forms.cells(bench, office)), f"{out}-plain")
    named = f"{forms.DEPARTMENTS} departments, {forms.INDICATORS} indicators, twice"
    days = tuple(_lawgov(bench, office, *exported, day) for day in ("01-20", "01-21"))
    return (
        Command(f"lawgov forms export, {named}", days),
        Command("plain openpyxl script", (script, script)),
    )


def _indicators(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(
            f"lawgov forms export, {times * forms.DEPARTMENTS:,} indicators",
            (_lawgov(bench, office, "forms", "export", "2020", "-o", f"{office}-out"),),
        )
        for times in inputs.size.times
        for office in [forms.project(bench.work / f"forms-{times}", 1, times * forms.DEPARTMENTS)]
    )
    return most, some, once


def _imported(bench: Bench) -> tuple[Command, ...]:
    """Return filled forms read, compared with the year and judged, and by a plain script only read."""
    office = forms.project(bench.work / "forms-back", forms.DEPARTMENTS, forms.INDICATORS)
    filled = forms.filled(bench, office)
    named = f"{forms.DEPARTMENTS} departments, {forms.INDICATORS} indicators"
    ours = _lawgov(bench, office, "forms", "import", str(filled))
    script = (*bench.script_beside_ours("openpyxl_read.py"), str(filled))
    return (
        Command(f"lawgov forms import, {named}", (ours,), exits=(1,)),
        Command("plain openpyxl script", (script,)),
    )


def _answers(bench: Bench, inputs: Inputs) -> tuple[Command, ...]:
    once, some, most = (
        Command(
            f"lawgov forms import, {times * forms.DEPARTMENTS:,} indicators",
            (_lawgov(bench, office, "forms", "import", str(forms.filled(bench, office))),),
            exits=(1,),
        )
        for times in inputs.size.times
        for office in [forms.project(bench.work / f"answers-{times}", 1, times * forms.DEPARTMENTS)]
    )
    return most, some, once


def _workbooks(bench: Bench) -> tuple[Command, ...]:
    return tuple(
        Command(
            f"lawgov forms import, {file.name}",
            (_lawgov(bench, bench.project, "forms", "import", str(file)),),
            exits=(2,),
        )
        for file in workbooks.make(bench.work / "workbooks")
    )


def _bombs(bench: Bench) -> tuple[Command, ...]:
    files = bombs.make(bench.work / "bombs")
    return tuple(
        Command(
            f"lawgov verify, {file.name}", (_lawgov(bench, bench.project, "verify", str(file)),), exits=(2,)
        )
        for file in files
    )


def _crafted(bench: Bench) -> tuple[Command, ...]:
    plain = Command("lawgov validate 2020", (_lawgov(bench, bench.project, "validate", "2020"),))
    return (
        plain,
        *(
            Command(
                f"lawgov validate, {folder.parent.name}", (_lawgov(bench, folder, "validate"),), exits=(0, 1)
            )
            for folder in crafted.make(bench.work / "crafted")
        ),
    )


def _lawgov(bench: Bench, project: Path, *arguments: str) -> tuple[str, ...]:
    return (bench.ours("lawgov"), "-C", str(project), *arguments)


def _docxtpl(
    bench: Bench, inputs: Inputs, files: Sequence[Path], loader: str = "SafeLoader"
) -> tuple[str, ...]:
    out = bench.work / "out-docxtpl"
    template = inputs.peers / "template.docx"
    return (*bench.script("docxtpl_reports.py"), loader, str(template), str(out), *map(str, files))


def faster(limit: float, peer: int = 1) -> Claim:
    """Claim that ours takes at most `limit` × the time of a peer, as whole processes."""

    def judge(measured: Sequence[Cost]) -> Result:
        ours, other = measured[0], measured[peer]
        ratio = ours.seconds / other.seconds
        shown = f"{ratio:.2f} ×", f"{limit:.2f} ×"
        return Result(ours.name, _time(ours), other.name, _time(other), *shown, ratio <= limit)

    return judge


def sooner(limit: float, peer: int = 1) -> Claim:
    """Claim that ours is done at least `limit` × as fast as a peer, as whole processes."""

    def judge(measured: Sequence[Cost]) -> Result:
        ours, other = measured[0], measured[peer]
        ratio = other.seconds / ours.seconds
        shown = f"{ratio:.2f} × as fast", f"≥ {limit:.2f} ×"
        return Result(ours.name, _time(ours), other.name, _time(other), *shown, ratio >= limit)

    return judge


def leaner(limit: float, peer: int = 1) -> Claim:
    """Claim that the peak memory of ours is at most `limit` MB over that of a peer."""

    def judge(measured: Sequence[Cost]) -> Result:
        ours, other = measured[0], measured[peer]
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

    def judge(measured: Sequence[Cost]) -> Result:
        longest, longer, shortest = (cost.seconds for cost in measured[:3])
        single = (longer - shortest) / (some - once)
        grown = once + (longest - shortest) / single if single > 0 else float("inf")
        against = f"{measured[2].name}, {some} ×"
        shown = f"{grown:.0f} ×", f"{limit:.0f} ×"
        costs_of_both = f"{_time(measured[2])}, {_time(measured[1])}"
        return Result(measured[0].name, _time(measured[0]), against, costs_of_both, *shown, grown <= limit)

    return judge


def straight(limit: float, project: Path, size: Size) -> Claim:
    """Claim that no rule takes more than `limit` × the time for four times a run of any kind of character."""

    def judge(_: Sequence[Cost]) -> Result:
        worst = max(runs.growths(runs.base(project), size.run, size.rounds), key=lambda growth: growth.times)
        ours = f"rules, runs of {4 * size.run:,} characters; slowest to grow: {worst.code} on {worst.run}"
        shown = f"{worst.times:.1f} ×", f"{limit:.1f} ×"
        against = f"{worst.seconds * 1000:,.0f} ms", f"the same, {size.run:,} characters", ""
        return Result(ours, *against, *shown, worst.times <= limit)

    return judge


def refused(seconds: float, megabytes: float) -> Claim:
    """Claim that none of the commands takes more than so many seconds, or megabytes."""

    def judge(measured: Sequence[Cost]) -> Result:
        slowest = max(measured, key=lambda cost: cost.seconds)
        largest = max(measured, key=lambda cost: cost.megabytes)
        within = slowest.seconds <= seconds and largest.megabytes <= megabytes
        costs_ = f"{slowest.seconds:.1f} s, {largest.megabytes:.0f} MB"
        limit = f"{seconds:.0f} s, {megabytes:.0f} MB"
        return Result(slowest.name, _time(slowest), largest.name, _memory(largest), costs_, limit, within)

    return judge


def accepted(limit: float, megabytes: float) -> Claim:
    """Claim that none of the commands takes more than `limit` × the time of the first, or more megabytes."""

    def judge(measured: Sequence[Cost]) -> Result:
        plain, slowest = measured[0], max(measured[1:], key=lambda cost: cost.seconds)
        largest = max(measured, key=lambda cost: cost.megabytes)
        ratio = slowest.seconds / plain.seconds
        within = ratio <= limit and largest.megabytes <= megabytes
        shown = f"{ratio:.1f} ×, {largest.megabytes:.0f} MB", f"{limit:.0f} ×, {megabytes:.0f} MB"
        return Result(slowest.name, _time(slowest), plain.name, _time(plain), *shown, within)

    return judge


def beside(peer: int, ours: int = 0) -> Claim:
    """Claim nothing: show a peer beside ours, for orientation."""

    def judge(measured: Sequence[Cost]) -> Result:
        first, other = measured[ours], measured[peer]
        ratio = f"{first.seconds / other.seconds:.2f} ×"
        return Result(first.name, _time(first), other.name, _time(other), ratio, "", within=True)

    return judge


def _time(cost: Cost) -> str:
    return f"{cost.seconds * 1000:,.0f} ms"


def _memory(cost: Cost) -> str:
    return f"{cost.megabytes:.1f} MB"
