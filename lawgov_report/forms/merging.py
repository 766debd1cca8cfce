"""Forms that came back beside the year that they are for: what is to be written, and what does not fit.

Knows the catalogue, the year and what was answered; not how a file is read, nor how a year is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.forms.figure_lines import FigureEntry
from lawgov_report.forms.returned import ROW
from lawgov_report.forms.sheet import NONE_SUCH
from lawgov_report.language import quantity
from lawgov_report.language.quantity import OWED
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from lawgov_report.forms.returned import Answer, Returned
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.year import Figure, Year

NO_QUANTITY, DIFFERS = "LG104", "LG912"  # not-a-quantity, form-value-differs
THEIRS, OURS = TAKEN = ("theirs", "ours")  # which value stays where form and year have different ones
LISTED = 5  # indicators that a message names


class Conditions(NamedTuple):
    """What forms are held to: whose they must be, and what is done where there is a choice.

    `take` is theirs, ours, or "" to ask; `names` is whether who filled in a form is noted; `today` is the day
    of figures whose form has none.
    """

    office: str
    today: date
    take: str = ""
    names: bool = False


class Merged(NamedTuple):
    """What becomes of the year: figures to be written, and where each of them was answered.

    `used` are the forms that fit, whatever they hold.
    """

    entries: tuple[FigureEntry, ...]
    answers: Mapping[str, Answer]
    findings: tuple[Diagnostic, ...]
    used: tuple[Returned, ...]


def merge(catalogue: Catalogue, year: Year, forms: Sequence[Returned], conditions: Conditions) -> Merged:
    """Return what the forms give to the year."""
    merging = _Merging(catalogue, year, conditions)
    for form in forms:
        merging.add(form)
    return merging.merged()


class _Merging:
    """Takes one form after another; what two of them say differently is in neither."""

    def __init__(self, catalogue: Catalogue, year: Year, conditions: Conditions) -> None:
        self.catalogue, self.year, self.conditions = catalogue, year, conditions
        self.names = {key: name.text for key, name in catalogue.departments.items()}
        self.used: dict[str, Returned] = {}  # by digest
        self.values: dict[str, tuple[str, Answer]] = {}
        self.entries: dict[str, FigureEntry] = {}
        self.findings: list[Diagnostic] = []

    def merged(self) -> Merged:
        answers = {key: self.values[key][1] for key in self.entries}
        return Merged(tuple(self.entries.values()), answers, tuple(self.findings), tuple(self.used.values()))

    def add(self, form: Returned) -> None:
        """Take a form, unless it is of another year or office, or was taken before."""
        if form.sha256 in self.used:
            message = f"与 {self.used[form.sha256].file} 是同一个文件，没有再读"
            self.warn(form, message, "只交一份；内容应当不同的，核对有没有存错")
            return
        unfit = [*self.misplaced(form)]
        self.findings += [*unfit, *form.findings]
        if unfit:
            return
        self.used[form.sha256] = form
        for answer in form.answers:
            self.answer(form, answer)
        self.left_out(form)

    def warn(self, form: Returned, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(form.place, ROW, message, hint, severity=Severity.WARNING))

    def misplaced(self, form: Returned) -> Iterator[Diagnostic]:
        """Yield why a form as a whole is none of this collection."""
        year, office = self.year.year, self.conditions.office
        if form.year not in {0, year}:
            hint = f"交 {year} 年的表；就是要导入 {form.year} 年的，加上 --year {form.year}"
            yield Diagnostic(form.place, ROW, f"这是 {form.year} 年的表，现在收的是 {year} 年的", hint)
        if form.office and office and form.office != office:
            hint = "核对是不是拿错了；单位改过名的，重新导出再填"
            yield Diagnostic(form.place, ROW, f"这是{form.office}的表，这里是{office}", hint)
        if form.department and form.department not in self.names:
            message = f"指标目录里没有部门 {form.department}"
            yield Diagnostic(form.place, ROW, message, "目录改过：重新导出再填")
        elif other := self.misnamed(form):
            own = self.names[form.department]
            hint = f"核对是不是另存错了；就是{own}的，把文件改名为 {own}.xlsx"
            yield Diagnostic(form.place, ROW, f"文件名里是{other}，表是{own}的", hint)

    def misnamed(self, form: Returned) -> str:
        """Return the other department that the name of a form's file names, "" for none."""
        own = self.names.get(form.department, "")
        if not own or own in form.name:
            return ""
        return next((name for name in self.names.values() if name in form.name), "")

    def left_out(self, form: Returned) -> None:
        """Find what the department still owes and was not asked for, as in a form of an older catalogue."""
        asked = {answer.key for answer in form.answers}
        labels = [
            indicator.label.text
            for key, indicator in self.catalogue.indicators.items()
            if form.department
            and indicator.department is not None
            and indicator.department.text == form.department
            and key not in asked
            and self.written(key) == OWED
        ]
        if labels:
            more = " 等" if len(labels) > LISTED else ""
            message = f"还有 {len(labels)} 项待报的不在这份表里：{'、'.join(labels[:LISTED])}{more}"
            self.warn(form, message, "表是按旧的目录导出的，或少了几行；重新导出，补报这几项")

    # One answer

    def answer(self, form: Returned, answer: Answer) -> None:
        """Take an answer, unless it says nothing, nothing new, or what cannot be."""
        indicator = self.catalogue.indicators.get(answer.key)
        if indicator is None:
            self.unknown(answer)
            return
        self.changed(answer, indicator)
        found = answer.understood(indicator.unit.text)
        if found.problem:
            message = f"{indicator.label.text}：{found.problem}"
            self.findings.append(Diagnostic(answer.place, NO_QUANTITY, message, found.hint))
        elif found.value not in {"", OWED, NONE_SUCH} and _same(found.value, answer.base):
            self.remark(form, answer, found.value)
        elif found.value not in {"", OWED}:
            self.value(form, answer, found.value)
        elif answer.base not in {"", OWED}:
            self.emptied(answer, indicator)

    def emptied(self, answer: Answer, indicator: Indicator) -> None:
        """Find that a value which stood in the form is gone: nobody knows whether that is meant."""
        ours = self.written(answer.key)
        if ours in {"", OWED}:
            return
        message = f"{indicator.label.text}：原来填着 {answer.base}，现在没有数"
        message += f"；{self.year.year} 年的数据里仍是 {ours}"
        hint = f"没有变的填回 {ours}；要收回的，把年度文件里的改为 {OWED}"
        self.findings.append(Diagnostic(answer.place, DIFFERS, message, hint, severity=Severity.WARNING))

    def unknown(self, answer: Answer) -> None:
        if not answer.shown.strip():
            return
        message = f"指标目录里没有 {answer.key}（{answer.label}），填的“{answer.shown}”没有导入"
        hint = "表是按旧的目录导出的：重新导出再填，或把指标加回目录"
        self.findings.append(Diagnostic(answer.place, ROW, message, hint))

    def changed(self, answer: Answer, indicator: Indicator) -> None:
        """Find that an indicator is no longer what the form called it."""
        hint = "表是按旧的目录导出的：核对口径，重新导出再填"
        unit, label = indicator.unit.text, indicator.label.text
        if answer.unit not in {"", unit} and answer.shown.strip():
            message = f"{label}：表里的单位是 {answer.unit}，目录里是 {unit}"
            self.findings.append(Diagnostic(answer.place, ROW, message, hint))
        elif answer.label not in {"", label}:
            message = f"表里的“{answer.label}”，目录里现在是“{label}”"
            self.findings.append(Diagnostic(answer.place, ROW, message, hint, severity=Severity.WARNING))

    def value(self, form: Returned, answer: Answer, value: str) -> None:
        """Take a value, unless another form or the year has a different one."""
        key, label = answer.key, self.catalogue.indicators[answer.key].label.text
        if key in self.values and not _same(self.values[key][0], value):
            earlier, other = self.values[key]
            message = f"{label}：这里是 {value}，{other.place.file} 里是 {earlier}"
            hint = "问清以哪一份为准，改正或只导入那一份"
            related = (Related(other.place, f"填的是 {earlier}"),)
            self.findings.append(Diagnostic(answer.place, DIFFERS, message, hint, related))
            self.entries.pop(key, None)
            return
        if key in self.values:
            return
        self.values[key] = value, answer
        ours = self.written(key)
        if _same(ours, value):
            self.remark(form, answer, value)
        elif ours == "" and value == NONE_SUCH:
            return
        elif ours in {"", OWED} or self.conditions.take == THEIRS:
            self.entries[key] = self.entry(form, answer, value)
        elif self.conditions.take != OURS:
            self.findings.append(self.differing(answer, value, ours))

    def remark(self, form: Returned, answer: Answer, value: str) -> None:
        """Take the remark on a value that the year has already, where it has none: a reason asked for."""
        figure = self.year.indicators.get(answer.key)
        if answer.note and figure and figure.note is None and _same(value, figure.value.written.text):
            self.values.setdefault(answer.key, (value, answer))
            self.entries.setdefault(answer.key, self.entry(form, answer, figure.value.written.text))

    def differing(self, answer: Answer, value: str, ours: str) -> Diagnostic:
        """Return the finding that the year has another value."""
        label = self.catalogue.indicators[answer.key].label.text
        message = f"{label}：表里是 {value}，{self.year.year} 年的数据里已经是 {ours}"
        hint = "核对后加上 --take theirs（用表里的）或 --take ours（留现有的）"
        related = (Related(self.year.indicators[answer.key].value.written.place, "现有的数"),)
        return Diagnostic(answer.place, DIFFERS, message, hint, related)

    def entry(self, form: Returned, answer: Answer, value: str) -> FigureEntry:
        """Return what is to be written."""
        if value == NONE_SUCH:
            return FigureEntry(answer.key, "")
        reporting = self.catalogue.indicators[answer.key].department
        known = {
            "department": form.department or (reporting.text if reporting else ""),
            "date": (form.date or self.conditions.today).isoformat(),
            "file": _file(form.name),
            "sha256": form.sha256,
            "by": form.footer.get("填报人", "") if self.conditions.names else "",
        }
        provenance = tuple((name, text) for name, text in known.items() if text)
        figure = self.year.indicators.get(answer.key)
        known_already = figure and figure.note and _plain(figure.note.text) == _plain(answer.note)
        return FigureEntry(answer.key, value, provenance, "" if known_already else answer.note)

    def written(self, key: str) -> str:
        """Return what the year says of an indicator, as written; "" for nothing."""
        figure: Figure | None = self.year.indicators.get(key)
        return figure.value.written.text if figure else ""


def _plain(text: str) -> str:
    return "".join(text.split())


def _file(name: str) -> str:
    """Return the name of a file without what a year file could not hold."""
    return " ".join(FORBIDDEN.sub("", name).split())


def _same(first: str, second: str) -> bool:
    """Return whether two values are written the same, or mean the same number: 98.40% and 98.4%."""
    if first == second:
        return True
    left, right = quantity.parse(first), quantity.parse(second)
    return left is not None and left == right
