"""The reference document and its layout. Sample data that is not real."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from lawgov_report.models import layout as layouts
from lawgov_report.models.layout import Layout
from lawgov_report.reading import source
from lawgov_report.writing import archive, docx_reference

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PROFILE = (TEMPLATES / "gbt9704.yaml").read_bytes()
COMMITTED = (TEMPLATES / "reference.docx").read_bytes()


def data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(PROFILE)
    return loaded


def layout(**changed: object) -> Layout:
    return Layout.model_validate({**data(), **changed})


def member(name: str) -> str:
    return archive.members(COMMITTED)[name].decode()


def style(name: str) -> str:
    """Return the XML of a style of the committed file."""
    found = re.search(rf'<w:style [^>]*><w:name w:val="{name}"/>.*?</w:style>', member("word/styles.xml"))
    assert found, name
    return found[0]


def test_committed_file_is_made_from_the_committed_layout() -> None:
    made = archive.members(docx_reference.make(layout()))
    kept = archive.members(COMMITTED)
    assert list(made) == list(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_same_layout_gives_the_same_bytes() -> None:
    assert docx_reference.make(layout()) == docx_reference.make(layout())


def test_layout_reads_from_strict_yaml_as_from_plain_data() -> None:
    read, found = source.read("gbt9704.yaml", PROFILE)
    assert found == []
    assert layouts.read(read) == (layout(), [])


def test_nothing_of_the_default_template_of_python_docx_remains() -> None:
    everything = b"".join(archive.members(COMMITTED).values()).decode()
    assert not re.search(
        r"python-docx|Steve Canny|docProps/app|thumbnail|customXml|Macintosh|2013", everything
    )
    assert 'w:w="12240"' not in everything
    assert len(COMMITTED) < 10_000


def test_every_date_in_the_package_is_the_first_of_1980() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(COMMITTED)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_is_a4_with_the_type_area_of_the_standard() -> None:
    body = member("word/document.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in body
    assert (
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="850" w:footer="1430"'
        in body
    )
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in body


def test_normal_is_the_measured_recipe() -> None:
    assert '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>' in style("Normal")
    assert '<w:spacing w:val="-5"/><w:kern w:val="0"/><w:sz w:val="32"/>' in style("Normal")
    assert '<w:widowControl w:val="0"/>' in style("Normal")
    assert '<w:ind w:firstLineChars="200" w:firstLine="632"/>' in style("Body Text")
    assert '<w:snapToGrid w:val="0"/>' in style("Title")


def test_headings_have_outline_levels_and_no_bold() -> None:
    assert [
        f'<w:outlineLvl w:val="{level - 1}"/>' in style(f"heading {level}") for level in (1, 2, 3, 4)
    ] == [True] * 4
    assert "<w:b/>" not in member("word/styles.xml")


def test_settings_tell_odd_from_even_pages_and_compress_nothing() -> None:
    settings = member("word/settings.xml")
    assert "<w:evenAndOddHeaders/>" in settings
    assert '<w:characterSpacingControl w:val="doNotCompress"/>' in settings
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    )
    assert '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>' in settings


def test_another_pitch_changes_every_line() -> None:
    grid = {**data()["grid"], "line_pt": 28}
    styles = archive.members(docx_reference.make(layout(grid=grid)))["word/styles.xml"].decode()
    assert 'w:line="560"' in styles
    assert 'w:line="579"' not in styles


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("page", {"width_mm": 40}),
        ("page", {"width_mm": "wide"}),
        ("page", {"colour": "red"}),
        ("grid", {"lines": 0}),
        ("styles", {"标题": {"font": "none"}}),
        ("styles", {"标题": {"based_on": "标题"}}),
        ("styles", {"标题": {"left_chars": -1}}),
        ("styles", {"标题": {"first_line_chars": 2, "hanging_chars": 2}}),
        ("styles", {'<"&>': {}}),
    ],
)
def test_a_layout_that_cannot_be_is_refused(section: str, change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        layout(**{section: {**data()[section], **change}})


def test_what_is_wrong_with_a_layout_has_its_place() -> None:
    text = PROFILE.decode().replace("top_mm: 37 ", "top: 37 ").encode()
    read, _ = source.read("own.yaml", text)
    made, found = layouts.read(read)
    assert made is None
    line = next(number for number, line in enumerate(text.decode().split("\n"), 1) if "top: 37" in line)
    assert [(item.code, item.place.line) for item in found] == [("LG102", line)]
