"""The indicators of two years: gone, new, changed by how much, or why that cannot be said.

Knows catalogues and figures; not texts, nor how changes are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.comparing.changes import ChangeKind, IndicatorChange, NotCompared
from lawgov_report.language import quantity_change
from lawgov_report.models.outline import home
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.comparing.changes import Side
    from lawgov_report.language.quantity_change import Change
    from lawgov_report.models.catalogue import Indicator
    from lawgov_report.models.year import Amount, Figure

    Links = Mapping[str, tuple[NotCompared, str]]


def compare(old: Side, new: Side) -> list[IndicatorChange]:
    """Return what became of each indicator of either year, in the order of the newer catalogue."""
    present = {**old.year.indicators, **new.year.indicators}
    # A key that both have keeps the place of its first mention: the newer catalogue's order holds.
    known = {**new.catalogue.indicators, **old.catalogue.indicators}
    ordered = [key for key in known if key in present] + [key for key in present if key not in known]
    links = _links(old, new)
    return [_compared(key, old, new, links) for key in ordered]


def _links(old: Side, new: Side) -> Links:
    """Return which indicators replace which, by label, where one year has the one and the other the other.

    Looked for in both directions, since the newer year may be the earlier one: A→B mirrors B→A.
    """
    found: dict[str, tuple[NotCompared, str]] = {}
    for side, other in ((old, new), (new, old)):
        here, there = side.year.indicators, other.year.indicators
        for key, indicator in side.catalogue.indicators.items():
            gone = indicator.replaces.text if indicator.replaces else ""
            if key in here and key not in there and gone in there and gone not in here:
                found[key] = (NotCompared.REPLACES, _label(gone, old, new))
                # One indicator may be replaced by several, which its row names all.
                others = [found[gone][1]] if gone in found else []
                found[gone] = (NotCompared.REPLACED, "、".join([*others, _label(key, old, new)]))
    return found


def _compared(key: str, old: Side, new: Side, links: Links) -> IndicatorChange:
    before, now = old.year.indicators.get(key), new.year.indicators.get(key)
    row = _unchanged(key, old, new)
    if before is None or now is None:
        kind = ChangeKind.GONE if now is None else ChangeKind.NEW
        reason, other = links.get(key, (None, ""))
        return row._replace(kind=kind, not_compared=reason, other=other)
    reason = _reason(key, old, new)
    restated = _restated(key, old, new)
    if row.old == row.new and not restated and reason in {None, NotCompared.OWED}:
        return row
    row = row._replace(kind=ChangeKind.CHANGED, not_compared=reason)
    if restated:
        row = row._replace(restated=restated.written.text)
    return row if reason else _measured(row, _counted(old, new, before, now, restated))


def _unchanged(key: str, old: Side, new: Side) -> IndicatorChange:
    """Return the figures of both years; what the newer catalogue says of the indicator goes first."""
    side = new if key in new.catalogue.indicators else old
    indicator = side.catalogue.indicators.get(key)
    department = indicator.department.text if indicator and indicator.department else ""
    name = side.catalogue.departments.get(department)
    return IndicatorChange(
        kind=None,
        key=key,
        label=indicator.label.text if indicator else key,
        unit=indicator.unit.text if indicator else "",
        part=(home(side.year.outline, indicator.part) or indicator.part).id if indicator else "",
        department=name.text if name else department,
        department_key=department,
        old=_written(old.year.indicators.get(key)),
        new=_written(new.year.indicators.get(key)),
    )


def _counted(
    old: Side, new: Side, before: Figure, now: Figure, restated: Amount | None
) -> tuple[Amount, Amount]:
    """Return the two amounts between which the change counts: the earlier one as it is restated."""
    if restated is None:
        return before.value, now.value
    if old.year.year < new.year.year:
        return restated, now.value
    return before.value, restated


def _measured(row: IndicatorChange, amounts: tuple[Amount, Amount]) -> IndicatorChange:
    change = _change(*amounts)
    return row._replace(change=change, not_compared=None if change else NotCompared.UNIT)


def _label(key: str, old: Side, new: Side) -> str:
    indicator = new.catalogue.indicators.get(key) or old.catalogue.indicators.get(key)
    return indicator.label.text if indicator else key


def _reason(key: str, old: Side, new: Side) -> NotCompared | None:
    """Return why the figures of an indicator that both years have are not compared; None where they are."""
    before, now = old.catalogue.indicators.get(key), new.catalogue.indicators.get(key)
    if before and now and before.unit.text != now.unit.text:
        return NotCompared.UNIT
    if before and now and _definition(before) != _definition(now):
        return NotCompared.DEFINITION
    values = (side.year.indicators[key].value for side in (old, new))
    if any(value.quantity is None for value in values):
        return NotCompared.OWED
    return None


def _definition(indicator: Indicator) -> str:
    return indicator.definition.text if indicator.definition else ""


def _restated(key: str, old: Side, new: Side) -> Amount | None:
    """Return the earlier figure as the later year corrects it; None where it does not.

    Only the year before can be corrected.
    """
    earlier, later = (old, new) if old.year.year < new.year.year else (new, old)
    if later.year.year != earlier.year.year + 1:
        return None
    correct = year_on_year.last_value(key, later.year, earlier.year)
    if correct is None or correct.written.text == earlier.year.indicators[key].value.written.text:
        return None
    return correct


def _change(before: Amount, now: Amount) -> Change | None:
    if before.quantity is None or now.quantity is None:
        return None
    return quantity_change.between(before.quantity, now.quantity)


def _written(figure: Figure | None) -> str:
    return figure.value.written.text if figure else ""
