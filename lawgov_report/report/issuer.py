"""Who reports: the name and the level of the office, as far as anything says them.

Knows office.yaml as a model, and what a report says of itself; not where either is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.models.office import CALLED
from lawgov_report.report.document import OfficeDetails

if TYPE_CHECKING:
    from lawgov_report.models.office import Office

ABOUT = "关于"  # 关于样例区2020年度…的报告, 样例局关于2020年度…的报告


def details(office: Office, signature: str, title: str, year: int) -> OfficeDetails:
    """Return who reports: as office.yaml says, else who signs, else what the title begins with."""
    level = CALLED[office.level] if office.level else ""
    if office.name:
        return OfficeDetails(office.name.text, level)
    before, found, _ = title.partition(f"{year}年")
    titled = before.removeprefix(ABOUT).removesuffix(ABOUT) if found else ""
    return OfficeDetails(signature or titled, level)
