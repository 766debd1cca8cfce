"""What the rules find in correct official prose: `python tests/precision.py LG614 LG622 …`.

Knows ../shared/corpus, which is not part of the project, and where in each of its texts the plans begin; not
which findings are right: whoever runs it reads them, and says so in precision.txt, a line each (code, text,
words, true or false; the words are those found, or 【those】 with some around). It prints the findings of
the codes given, of all but typed numbers where none is, and ends with 1 where too few are right or one is
unjudged. Of typed numbers a hundred each are judged: those of the least digest, so that other rules draw
mostly the same.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.reading.diagnostics import Diagnostic

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
VERDICTS = Path(__file__).with_suffix(".txt")
YEAR = 2025
TYPED = frozenset({"LG350", "LG351", "LG612"})  # every figure of these texts is typed
DRAWN = {"LG350": 100, "LG351": 100}  # LG612 is left out: speeches number in words what a year's items do
EACH, MANY, ALL, TYPED_RIGHT = 0.8, 5, 0.9, 0.95
WORDS = {True: "true", False: "false", None: "new"}
AROUND = 16
# the paragraph, from 1, with which a text goes over from what was done to what is planned
PLANS = {
    "上海市_2026": 30,
    "内蒙古自治区_2026": 12,
    "吉林省_2026": 12,
    "天津市_2026": 31,
    "安徽省_2026": 21,
    "山西省_2026": 23,
    "广西壮族自治区_2026": 24,
    "江苏省_2026": 17,
    "河北省_2026": 13,
    "浙江省_2026": 24,
    "湖北省_2026": 23,
    "甘肃省_2026": 20,
    "西藏自治区_2026": 23,
    "辽宁省_2026": 18,
    "陕西省_2026": 12,
    "黑龙江省_2026": 17,
}
HEAD = f"""\
year: {YEAR}
document:
  title: {YEAR}年度法治政府建设工作情况报告
indicators:
  cases: 120件
preamble: |
  现将工作情况报告如下。
parts:
"""
# the parts with nothing of the corpus in them
REST = (
    ("decision_making", "科学决策", "严格审核。", ""),
    ("law_enforcement", "规范执法", "开展培训。", ""),
    ("dispute_resolution", "化解纠纷", "受理案件{{ cases }}。", ""),
    ("shortcomings", "存在的问题", "由于培训不够，能力不足。", "cause: 培训不够"),
)
CATALOGUE = """\
departments:
  justice: 司法局
indicators:
  cases: {label: 受理案件, unit: 件, part: dispute_resolution, department: justice}
"""


class Hit(NamedTuple):
    """A finding, the text of the corpus that it is found in, and the words around it."""

    finding: Diagnostic
    name: str
    around: str

    def __str__(self) -> str:
        return f"{self.finding.code} {self.name} {self.around}"

    @property
    def digest(self) -> str:
        return sha256(str(self).encode()).hexdigest()


class Verdict(NamedTuple):
    """What a reader says of the findings of a code in a text at these words."""

    code: str
    name: str
    words: str
    right: bool

    def is_of(self, hit: Hit) -> bool:
        if (self.code, self.name) != (hit.finding.code, hit.name):
            return False
        return self.words == hit.finding.quote or ("【" in self.words and self.words in hit.around)


def year(done: Iterable[str], planned: Iterable[str]) -> str:
    """Return the YAML of a year whose first part is what was done, and whose last is what is planned."""
    between = "".join(
        f'  {part}:\n    heading: {heading}\n    items:\n      - id: {part}_item\n        text: "{text}"\n'
        + (f"        {more}\n" if more else "")
        for part, heading, text, more in REST
    )
    first = _part("leadership", "履行职责", done)
    plans = _part("next_steps", "下一步安排", planned, "answers: [shortcomings_item]")
    return f"{HEAD}{first}{between}{plans}"


def _part(part: str, heading: str, texts: Iterable[str], more: str = "") -> str:
    items = "".join(
        f"      - id: {part}_{number}\n"
        + (f"        {more}\n" if more else "")
        + f"        text: |\n          {text.strip()}\n"
        for number, text in enumerate(texts)
    )
    return f"  {part}:\n    heading: {heading}\n    items:\n{items}"


def hits() -> Iterator[Hit]:
    """Yield what is found in the texts of the corpus."""
    # the package is below the root, which is on the path only where this file is run from there
    sys.path.insert(0, str(ROOT))
    from lawgov_report.checking import check
    from lawgov_report.models import project

    for path in sorted(CORPUS.glob("*.txt")):
        paragraphs = path.read_text(encoding="utf-8").splitlines()
        plans = PLANS[path.stem] - 1
        content = year(paragraphs[:plans], paragraphs[plans:])
        files = {"indicators.yaml": CATALOGUE.encode(), f"{YEAR}.yaml": content.encode()}
        opened = project.open_(files.__getitem__, (), (ROOT / "templates" / "terms.yaml").read_bytes)
        (reading,) = project.years(opened, [YEAR])
        for finding in check.year(opened, reading, final=False).diagnostics:
            yield Hit(finding, path.stem, _around(content.split("\n"), finding))


def _around(lines: list[str], finding: Diagnostic) -> str:
    place = finding.place
    line, start, end = lines[place.line - 1].strip(), place.column - 11, place.end_column - 11
    before = line[max(0, start - AROUND) : max(0, start)]
    return f"{before}【{line[max(0, start) : end]}】{line[end : end + AROUND]}"


def verdicts() -> list[Verdict]:
    """Return what readers said."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    split = ((*line.split(" ", 2)[:2], *line.split(" ", 2)[2].rsplit(" ", 1)) for line in lines)
    return [Verdict(code, name, words, right == "true") for code, name, words, right in split]


def judged(found: Iterable[Hit]) -> dict[str, list[tuple[Hit, bool | None]]]:
    """Return by code the findings that are to be judged, each with its verdict; None where there is none."""
    known = verdicts()
    by_code: dict[str, list[Hit]] = defaultdict(list)
    for hit in found:
        by_code[hit.finding.code].append(hit)
    return {
        code: [
            (hit, next((verdict.right for verdict in known if verdict.is_of(hit)), None))
            for hit in (sorted(those, key=lambda hit: hit.digest)[: DRAWN[code]] if code in DRAWN else those)
        ]
        for code, those in sorted(by_code.items())
        if code in DRAWN or code not in TYPED
    }


def failures(by_code: dict[str, list[tuple[Hit, bool | None]]]) -> Iterator[str]:
    """Yield what keeps these findings from being right often enough."""
    every = right = 0
    for code, those in by_code.items():
        yield from (f"{hit}: no verdict" for hit, verdict in those if verdict is None)
        count = sum(1 for _, verdict in those if verdict)
        if code in TYPED:
            bound = TYPED_RIGHT
        else:
            bound = EACH if len(those) >= MANY else 0
            every, right = every + len(those), right + count
        if count < bound * len(those):
            yield f"{code}: only {count} of {len(those)} are right"
    if right < ALL * every:
        yield f"all: only {right} of {every} are right"


def main(codes: list[str]) -> int:
    """Print the findings of these codes, of all but typed numbers where none is given, and the counts."""
    if not CORPUS.is_dir():
        print(f"{CORPUS}: not there, nothing to judge")  # noqa: T201
        return 0
    by_code = judged(hits())
    for code, those in by_code.items():
        for hit, verdict in those:
            if code in codes or (not codes and code not in TYPED):
                mended = "".join(f" → {edit.text}" for edit in hit.finding.edits)
                print(f"{hit} {hit.finding.message}{mended} [{WORDS[verdict]}]")  # noqa: T201
    for code, those in by_code.items():
        print(f"{code}: {sum(1 for _, verdict in those if verdict)} of {len(those)} true")  # noqa: T201
    failed = list(failures(by_code))
    print("\n".join(failed))  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
