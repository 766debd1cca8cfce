"""What the rules find in correct official prose: `python tests/precision.py LG614 LG622 …`.

Knows ../shared/corpus, which is not part of the project, and where in each of its texts the plans begin; not
which findings are right: whoever runs it reads them, and says so in precision.txt, a line each (code, text,
words, true or false). Without codes it prints all but typed numbers; a finding without a line is marked new.
"""

from __future__ import annotations

import sys
from collections import Counter
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


def year(done: Iterable[str], planned: Iterable[str]) -> str:
    """Return the YAML of a year whose first part is what was done, and whose last is what is planned."""
    between = "".join(
        f'  {part}:\n    heading: {heading}\n    items:\n      - id: {part}_item\n        text: "{text}"\n'
        + (f"        {more}\n" if more else "")
        for part, heading, text, more in REST
    )
    first = _part("leadership", "履行职责", done)
    return f"{HEAD}{first}{between}{_part('next_steps', '下一步安排', planned)}"


def _part(part: str, heading: str, texts: Iterable[str]) -> str:
    items = "".join(
        f"      - id: {part}_{number}\n        text: |\n          {text.strip()}\n"
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


def main(codes: list[str]) -> None:
    """Print the findings of these codes, of all but typed numbers where none is given, and their counts."""
    if not CORPUS.is_dir():
        print(f"{CORPUS}: not there, nothing to judge")  # noqa: T201
        return
    known = dict(line.rsplit(" ", 1) for line in VERDICTS.read_text(encoding="utf-8").splitlines())
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for finding, name, around in hits():
        verdict = known.get(f"{finding.code} {name} {finding.quote}", "new")
        counts[finding.code] += 1
        right[finding.code] += 1 if verdict == "true" else 0
        if finding.code in codes or (not codes and finding.code not in TYPED):
            mended = "".join(f" → {edit.text}" for edit in finding.edits)
            print(f"{finding.code} {name} {around} {finding.message}{mended} [{verdict}]")  # noqa: T201
    for code in sorted(code for code in counts if right[code] or code in codes):
        print(f"{code}: {right[code]} of {counts[code]} true")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
