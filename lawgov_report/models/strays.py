"""Files of data/ that nothing reads: which name each was meant to have, and what is said of it.

Knows names; not what the files hold.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "data"
CATALOGUE = "indicators.yaml"
OFFICE = "office.yaml"
TERMS = "terms.yaml"
OTHERS = frozenset({CATALOGUE, OFFICE, TERMS})
YEAR_FILE = re.compile(r"([1-9][0-9]{3})[.]yaml")
# .yml, .YAML, and .yaml.txt, which is what Windows' Notepad makes of it
SUFFIXES = re.compile(r"(?:\s*[.](?:ya?ml|txt))+$")
YEAR = re.compile("([1-9][0-9]{3})(?:年度?)?(?:报告|数据)?")
CHINESE = {
    "指标": CATALOGUE,
    "指标目录": CATALOGUE,
    "单位": OFFICE,
    "用语": TERMS,
}
NOTEPAD = "；.txt 是记事本自动加的，在“查看”里勾选“文件扩展名”才看得见"


def meant(name: str) -> str:
    """Return the name that a file was meant to have: 2025.yaml for 2025年.yml; "" where that is not known."""
    stem = SUFFIXES.sub("", unicodedata.normalize("NFKC", name).lower()).strip()
    year = YEAR.fullmatch(stem)
    if year:
        return f"{year[1]}.yaml"
    return CHINESE.get(stem) or next((other for other in OTHERS if other == f"{stem}.yaml"), "")


def found(names: Iterable[str], read: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the finding of each file of `names` that is none of those that are read."""
    read = frozenset(read)
    for name in sorted(names):
        if name not in read:
            message, hint = _wording(name, meant(name), read)
            yield Diagnostic(Place(f"{FOLDER}/{name}", 1, 1, 1, 1), "LG012", message, hint)


def _wording(name: str, right: str, read: frozenset[str]) -> tuple[str, str]:
    if not right:
        hint = "年度文件的名字是四位年份，例如 2020.yaml；备份和其他文件移出 data/"
        return f"{name} 不是年度文件，没有读取", hint
    if right in read:
        return f"{name} 没有读取，读取的是 {right}", f"两个文件对照以后，只留 {right}，另一个移出 data/"
    notepad = NOTEPAD if name.lower().endswith(".txt") else ""
    return f"{name} 没有读取：文件名应为 {right}", f"把文件改名为 {right}{notepad}"
