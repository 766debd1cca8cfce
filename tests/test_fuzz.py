"""Random edits of the 2020 report: whatever is typed, lawgov tells what is wrong and never breaks.

LAWGOV_FUZZ says how many edits are tried: `make fuzz` tries 10,000.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import ROOT

from lawgov_report import cli
from lawgov_report.reporters import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = int(os.environ.get("LAWGOV_FUZZ", "50"))
TEXT = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
LINES = tuple(TEXT.split("\n"))
# What people type, what YAML heeds, and what breaks programs
# fmt: off
TYPED = st.sampled_from([
    "{{", "}}", "{{ ", " }}", "{", "}", "[", "]", ":", "：", ": ", "- ", "-", "#", " #", "|", ">", "'", '"',
    "&a ", "*a", "!t ", "? ", "---\n", "...\n", "\n", "\r\n", "\t", " ", "  ", "\u3000", "\ufeff", "\x00",
    "《", "》", "“", "”", "（", "）", "(", ")", "〔", "〕", "，", ",", "。", ".", "；", "、", "—", "～",
    "0", "00", "12", "9" * 30, "万", "亿", "余", "多", "%", "以上", "不足", "件", "两", "十", "百", "一是",
    "null", "true", "~", "待报", "year", "LG301", "fined", "2020年", "\U0001f600", "\u202e",
])
# fmt: on
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, len(TEXT)), TYPED | st.text(max_size=3)),
        st.tuples(st.just("delete"), st.integers(0, len(TEXT)), st.integers(1, 40)),
        st.tuples(st.just("replace"), st.integers(0, len(TEXT)), TYPED | st.characters()),
        st.tuples(st.just("drop line"), st.integers(0, len(LINES)), st.integers(1, 20)),
        st.tuples(st.just("copy line"), st.integers(0, len(LINES)), st.integers(0, len(LINES))),
        st.tuples(st.just("indent"), st.integers(0, len(LINES)), st.integers(-4, 4)),
    ),
    min_size=1,
    max_size=4,
)


def edited(text: str, kind: str, at: int, what: str | int) -> str:
    """Return a text after one edit."""
    lines = text.split("\n")
    if isinstance(what, str):
        return text[:at] + what + text[at + (kind == "replace") :]
    if kind == "delete":
        return text[:at] + text[at + what :]
    if kind == "drop line":
        del lines[at : at + what]
    elif kind == "copy line":
        lines.insert(at, lines[what % len(lines)])
    elif at < len(lines):
        lines[at] = " " * what + lines[at] if what > 0 else lines[at][-what:]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=EDITS, form=st.sampled_from(FORMATS), mending=st.sampled_from([(), (), ("--diff",), ("--fix",)]))
def test_no_edit_of_the_report_breaks_the_command(
    edits: list[tuple[str, int, str | int]],
    form: str,
    mending: tuple[str, ...],
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = TEXT
    for edit in edits:
        text = edited(text, *edit)
    content = text.encode("utf-8", errors="surrogatepass")
    path = project / "data" / "2020.yaml"
    path.write_bytes(content)
    shown = mending if "--diff" in mending else (*mending, "--format", form)
    code = cli.run(["-C", str(project), "validate", "2020", *shown])
    said = capsys.readouterr()
    assert code in {0, 1}, said.err
    assert "Traceback" not in said.err
    if mending != ("--fix",):
        assert path.read_bytes() == content
