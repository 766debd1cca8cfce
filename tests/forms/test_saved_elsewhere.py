"""Forms that a real spreadsheet program has saved. All data is made up (样例市样例区)."""

from __future__ import annotations

import io
import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import collected
import openpyxl
import pytest
import rendering
from collected import exported, imported, opened

from lawgov_report.checking import check
from lawgov_report.forms import annotated, departments, returned
from lawgov_report.writing import archive

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("cases", "closed", "rate", "patrols", "books", "visits", "ratio")
UNITS = ("件", "件", "%", "次", "册", "人次", "比")
CATALOGUE = "departments: {justice: 样例区司法局}\nindicators:\n" + "".join(
    f"  {key}: {{label: 样例{number}, unit: '{unit}', part: leadership, department: justice}}\n"
    for number, (key, unit) in enumerate(zip(KEYS, UNITS, strict=True))
)
FIGURES = "".join(f"  {key}: 待报\n" for key in KEYS)
KNOWN = opened(CATALOGUE, f"{collected.HEAD}indicators:\n{FIGURES}{collected.TAIL}".encode())
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAME = "样例区司法局.xlsx"
EXPECTED = {"cases": "717件", "closed": "1200件", "rate": "95.5%", "patrols": "1917次", "visits": ""}


def answered() -> bytes:
    """Return a form with what people type and what a spreadsheet makes of it."""
    book = openpyxl.load_workbook(io.BytesIO(exported(KNOWN)[NAME]))
    page = book["报送表"]
    for row, value, shown in (
        (5, 717, "General"),
        (6, "１,２００", "@"),
        (7, 0.955, "0.0%"),
        (8, "=E5+1200", "General"),
        (9, date(2021, 3, 5), 'm"月"d"日"'),
        (10, "无此项", "@"),
        (11, "待报", "@"),
    ):
        page[f"E{row}"] = value
        page[f"E{row}"].number_format = shown
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def saved(folder: Path, source: Path, form: str) -> Path:
    """Return the file that LibreOffice saves of another one, in `folder`."""
    profile = folder.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    environment = {**os.environ, "HOME": str(folder.parent)}
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        env=environment,
        check=True,
        capture_output=True,
        timeout=rendering.TIMEOUT,
    )
    return folder / f"{source.stem}.{form}"


def returned_form() -> bytes:
    """Return the form with what was found in it as comments."""
    form = returned.read(NAME, answered())
    found = check.complete(imported(KNOWN, {NAME: answered()})[0].findings, [])
    collection = departments.Collection(collected.OFFICE)
    (asked,) = departments.forms(KNOWN.catalogue, KNOWN.year, None, collection)
    return annotated.write(asked, form, found)


def comments(content: bytes) -> dict[str, str]:
    page = openpyxl.load_workbook(io.BytesIO(content))["报送表"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.comment]
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def test_a_returned_form_has_its_findings_as_comments_and_the_same_bytes_on_any_day() -> None:
    content = returned_form()
    assert content == returned_form()
    found = comments(content)
    assert set(found) == {"E8", "E9"}
    assert found["E9"].splitlines() == [
        "样例4：“3月5日”是日期：表格软件把填的数变成了日期",
        "怎么改：填的若是 3-5，把单元格格式改为文本再写 3—5册",
    ]
    page = openpyxl.load_workbook(io.BytesIO(content))["报送表"]
    assert page["E9"].fill.start_color.rgb == f"00{annotated.MARK}"
    assert [page[f"E{row}"].value for row in (5, 6, 7, 10)] == ["717", "１,２００", "95.5%", "无此项"]
    # a second reader: the parts themselves
    root = ET.fromstring(archive.members(content)["xl/comments/comment1.xml"])  # noqa: S314 our own output
    texts = {one.get("ref"): "".join(one.itertext()) for one in root.iter(f"{MAIN}comment")}
    assert texts == found
    # corrected and sent back, it is a form like any other
    merged = imported(KNOWN, {NAME: content})[0]
    assert {entry.key: entry.value for entry in merged.entries} == {
        key: value for key, value in EXPECTED.items() if key != "patrols"
    }


@pytest.mark.renders
def test_what_libreoffice_saves_comes_back_the_same(tmp_path: Path) -> None:
    rendering.need()
    first, second = tmp_path / "xlsx", tmp_path / "ods"
    (tmp_path / NAME).write_bytes(answered())
    through_ods = saved(second, saved(second, tmp_path / NAME, "ods"), "xlsx")
    for path in (saved(first, tmp_path / NAME, "xlsx"), through_ods):
        merged = imported(KNOWN, {NAME: path.read_bytes()})[0]
        assert {entry.key: entry.value for entry in merged.entries} == EXPECTED
        (finding,) = merged.findings
        assert (finding.code, finding.place.cell) == ("LG104", "E9")
    (tmp_path / "退回.xlsx").write_bytes(returned_form())
    kept = comments(saved(first, tmp_path / "退回.xlsx", "xlsx").read_bytes())
    assert kept == comments(returned_form())
