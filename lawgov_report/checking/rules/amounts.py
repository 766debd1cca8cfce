"""The amounts of a year as rules look at them: each figure's value, and last year's where it is restated.

Knows which amounts a year gives; not what is wrong with any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.reading.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Written

CHANGES = ("增", "降", "减", "同比", "环比", "变动", "变化", "提高", "完成", "上升", "下调")
AVERAGES = ("均", "每")


class Given(NamedTuple):
    """An amount that the year gives for an indicator of the catalogue."""

    indicator: Indicator
    quantity: Quantity
    written: Written
    path: str
    key: str

    def __str__(self) -> str:
        return f"{self.indicator.label.text} {self.written.text}"

    def finding(self, code: str, message: str, hint: str) -> Diagnostic:
        """Return the finding that this amount is wrong."""
        return Diagnostic(self.written.place, code, message, hint, path=self.path, quote=self.written.text)

    @property
    def is_change(self) -> bool:
        """Whether the label tells of a change or of a plan's fulfilment, which may pass 0 and 100 %."""
        return any(word in self.indicator.label.text for word in CHANGES)

    @property
    def is_average(self) -> bool:
        """Whether the label tells of an average, which may be a fraction."""
        return any(word in self.indicator.label.text for word in AVERAGES)


def given(catalogue: Catalogue, year: Year) -> Iterator[Given]:
    """Yield the amounts that are not owed, in order; indicators that the catalogue lacks are left out."""
    for key, figure in year.indicators.items():
        indicator = catalogue.indicators.get(key)
        if indicator is None:
            continue
        if figure.value.quantity is not None:
            yield Given(indicator, figure.value.quantity, figure.value.written, f"indicators.{key}", key)
        if figure.previous is not None and figure.previous.quantity is not None:
            path = f"indicators.{key}.previous"
            yield Given(indicator, figure.previous.quantity, figure.previous.written, path, key)
