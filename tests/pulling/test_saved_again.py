"""A corrected file that LibreOffice saved again, with other runs and other marks, comes back as it was."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
import rendering
from corrected import Corrected
from pulled import back, built, sample

from lawgov_report.readers import word_changes

if TYPE_CHECKING:
    from pathlib import Path


def saved_again(content: bytes, folder: Path) -> bytes:
    (folder / "typed.docx").write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    paths = [str(folder / "out"), str(folder / "typed.docx")]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=rendering.TIMEOUT)
    return (folder / "out" / "typed.docx").read_bytes()


@pytest.mark.renders
def test_a_corrected_file_that_libreoffice_saved_comes_back(tmp_path: Path) -> None:
    rendering.need()
    base = sample("national")
    word = Corrected(built("national"), "区长")
    word.replace("限时办结", "五日内办结")
    word.replace("二是及时清理", "二是新的一条内容。三是及时清理")
    word.new_paragraph("2024年，我区坚持依法行政", "新加的一段。")
    word.author = "办公室"
    word.replace("五日内", "三日内")
    word.replace("规范行政执法行为", "严格规范行政执法行为")
    word.split("主要原因是编制")
    word.comment("同类案件", "举个例子")
    word.author = ""
    word.replace("136", "140")
    again = saved_again(word.content, tmp_path)
    found, before = back(again, base), back(word.content, base)
    assert found.said == before.said
    assert (found.result.content, found.result.left) == (before.result.content, before.result.left)
    assert [(each.author, each.text) for each in word_changes.read(again).comments] == [
        ("办公室", "举个例子")
    ]
    assert {each.author for each in word_changes.read(again).revisions} == {"区长", "办公室"}
