"""The digest that a file carries of itself: put in, read, and gone as soon as anything else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import ROOT
from openxml_audit import OpenXmlValidator

from lawgov_report.files import Unusable
from lawgov_report.reading import openxml
from lawgov_report.writing import archive, digest
from lawgov_report.writing.digest import Origin

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = (ROOT / "templates" / "reference.docx").read_bytes()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF"
JSON = b'{\n  "resources": []\n}\n'
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82"
OTHERS = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:t="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="lawgov">'
    "<t:lpwstr>sha256:of another file</t:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="密级">'
    "<t:lpwstr>内部</t:lpwstr></property></Properties>"
).encode()


def packed(members: dict[str, bytes]) -> bytes:
    return archive.join(archive.member(*member) for member in members.items())


def signed_word(members: dict[str, bytes]) -> bytes:
    """Return a Word file of these parts with its digest."""
    parts = digest.with_custom(members)
    parts[digest.CUSTOM] = digest.filled(parts[digest.CUSTOM], digest.sums(parts))
    return packed(parts)


def bare() -> dict[str, bytes]:
    """Return the parts of a Word file without properties of its own."""
    members = archive.members(REFERENCE)
    del members[digest.CUSTOM]
    for part in (digest.TYPES, digest.RELATIONSHIPS):
        root = ET.fromstring(members[part])  # noqa: S314 our own file
        for child in [child for child in root if "custom" in str(child.attrib)]:
            root.remove(child)
        members[part] = ET.tostring(root)
    return members


SIGNED = [
    *(("md", b"# \xe5\xb9\xb4\n\ntext\n"), ("html", b"<!DOCTYPE html>\n<p>x\n"), ("svg", b"<svg/>\n")),
    *(("index", JSON), ("pdf", PDF), ("png", PNG), ("txt", b"text\n")),
]


@pytest.mark.parametrize(("form", "content"), SIGNED)
def test_what_is_signed_is_ours_until_any_byte_changes(form: str, content: bytes) -> None:
    signed = digest.signed(form, content)
    assert digest.signed(form, content) == signed
    assert digest.origin(form, signed) is Origin.OURS
    assert digest.origin(form, content) is Origin.UNKNOWN
    for place in range(len(signed)):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert digest.origin(form, changed) is not Origin.OURS, signed[place:]
    assert digest.origin(form, signed + b"x") is not Origin.OURS
    assert digest.origin(form, signed + signed) is not Origin.OURS


@given(st.binary())
def test_markdown_of_any_bytes_carries_its_digest_in_its_last_line(content: bytes) -> None:
    signed = digest.signed("md", content)
    assert digest.origin("md", signed) is Origin.OURS
    assert digest.origin("md", digest.with_plain_ends(signed).replace(b"\n", b"\r\n")) is Origin.OURS
    assert signed.splitlines()[-1].startswith(b"<!-- lawgov sha256:")


@given(st.binary(max_size=200))
def test_whatever_stands_there_is_judged_without_a_traceback(content: bytes) -> None:
    for form in ("md", "txt", "html", "svg", "png", "pdf", "index", "docx", "csv", "json", "text"):
        assert digest.origin(form, content) is Origin.UNKNOWN


def test_an_update_behind_a_pdf_is_a_change() -> None:
    assert digest.origin("pdf", digest.signed("pdf", PDF) + b"\n" + PDF) is Origin.CHANGED


@pytest.mark.slow
@pytest.mark.parametrize("members", [bare(), archive.members(REFERENCE)])
def test_a_word_file_is_ours_until_a_part_changes(members: dict[str, bytes], tmp_path: Path) -> None:
    content = signed_word(members)
    assert digest.origin("docx", content) is Origin.OURS
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert not OpenXmlValidator().validate(path).errors
    parts = archive.members(content)
    for name in parts:
        if name != digest.CUSTOM:
            assert digest.origin("docx", packed({**parts, name: parts[name] + b" "})) is Origin.CHANGED
    assert digest.origin("docx", packed({**parts, "word/comments.xml": b""})) is Origin.CHANGED
    assert digest.origin("docx", packed(bare())) is Origin.UNKNOWN


def test_properties_that_a_word_file_has_stay_and_ours_is_written_once(tmp_path: Path) -> None:
    content = signed_word({**archive.members(REFERENCE), digest.CUSTOM: OTHERS})
    root = ET.fromstring(archive.members(content)[digest.CUSTOM])  # noqa: S314 our own file
    found = [(child.get("pid"), child.get("name"), child[0].text or "") for child in root]
    assert found[0] == ("7", "密级", "内部")
    assert [(pid, name) for pid, name, _ in found[1:]] == [("8", "lawgov")]
    assert digest.origin("docx", content) is Origin.OURS
    (tmp_path / "a.docx").write_bytes(content)
    assert not OpenXmlValidator().validate(tmp_path / "a.docx").errors


@pytest.mark.parametrize("number", ["9" * 100_000, "٣", "", "-1"])
def test_a_property_with_an_id_that_is_none_stays_as_it_is(number: str) -> None:
    members = {**archive.members(REFERENCE), digest.CUSTOM: OTHERS.replace(b'"7"', f'"{number}"'.encode())}
    root = ET.fromstring(digest.with_custom(members)[digest.CUSTOM])  # noqa: S314 our own file
    assert [child.get("pid") for child in root] == [number, "2"]


def test_parts_that_are_nested_too_deep_are_said() -> None:
    nested = OTHERS.replace(b"</Properties>", b"<a>" * 50_000 + b"</a>" * 50_000 + b"</Properties>")
    with pytest.raises(Unusable, match="嵌套太深"):
        digest.with_custom({**archive.members(REFERENCE), digest.CUSTOM: nested})


@pytest.mark.parametrize("broken", [b"<", b"<!DOCTYPE a><a/>", b"\xff", b" " * (digest.MAX_XML + 1)])
def test_properties_that_cannot_be_read_are_said(broken: bytes) -> None:
    members = {**archive.members(REFERENCE), digest.CUSTOM: broken}
    with pytest.raises(Unusable, match=r"docProps/custom[.]xml"):
        digest.with_custom(members)
    assert digest.origin("docx", packed(members)) is Origin.UNKNOWN


def test_a_word_file_that_would_fill_the_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = signed_word(bare())
    size = sum(map(len, archive.members(content).values()))
    monkeypatch.setattr(openxml, "MAX_PACKAGE", size)
    assert digest.origin("docx", content) is Origin.OURS
    monkeypatch.setattr(openxml, "MAX_PACKAGE", size - 1)
    assert digest.origin("docx", content) is Origin.UNKNOWN
