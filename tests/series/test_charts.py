"""Series as a picture: labels that are really drawn, breaks shown, and one line where it cannot be done."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
import shifan
from made import ROOT, lawgov
from test_series import collected, valued

from lawgov_report import cli

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from lawgov_report.series.series import Series

mpl = pytest.importorskip("matplotlib")

from lawgov_report.files import Unusable  # noqa: E402
from lawgov_report.series import charts  # noqa: E402 behind the extra that it needs

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = "来源：样例区2019—2021年度报告"
KEYS = ("penalty_amount", "service_matters", "normative_documents_repealed")


@pytest.fixture(autouse=True)
def _font() -> None:
    try:
        charts._families(["汉字"])  # noqa: SLF001 whether this machine has a font at all
    except Unusable as error:
        pytest.skip(str(error))


def svg(*found: Series) -> str:
    return charts.draw(found, "svg", SOURCE).decode()


def panels(picture: str) -> int:
    root = ET.fromstring(picture)  # noqa: S314 our own file
    return sum(element.get("id", "").startswith("axes_") for element in root.iter(f"{SVG}g"))


def panel(*values: str) -> Axes:
    """Return the only panel of a series of these values, laid out."""
    years = valued(**{f"y{2009 + number}": value for number, value in enumerate(values)})
    with mpl.rc_context({"font.family": charts.installed()[:1]}):
        (axes,) = charts.figure(collected("penalty_cases", years=years), SOURCE).axes
    return axes


def comments(picture: str) -> str:
    """Return the words that are drawn: Matplotlib tells the text of each group of glyphs in a comment."""
    return "\n".join(part.partition("-->")[0].strip() for part in picture.split("<!--")[1:])


def test_labels_are_drawn_as_outlines_and_every_figure_is_written() -> None:
    picture = svg(*collected("penalty_cases"))
    assert "<text" not in picture
    assert "font-family" not in picture
    for words in ("全区办结行政处罚案件（起）", "418起", "356起", "389起", "2019年"):
        assert words in comments(picture)


def test_a_break_begins_a_panel_of_its_own_and_says_why() -> None:
    picture = svg(*collected("service_matters"))
    assert panels(picture) == 2
    assert "2021年起：办理政务服务事项（件）" in comments(picture)
    assert "2021年起口径变化，此前为另一指标" in comments(picture)
    assert panels(svg(*collected("penalty_cases", years=valued(y2019="4起", y2020="4宗")))) == 2


def test_a_gap_parts_the_line_and_is_named() -> None:
    assert "没有数值" in comments(svg(*collected("normative_documents_repealed")))


def test_a_restated_figure_stands_beside_the_first_one() -> None:
    printed = comments(svg(*collected("penalty_amount")))
    assert "98.75万元" in printed
    assert "101.25万元（更正）" in printed


def test_a_line_below_says_where_the_figures_are_from(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    done = lawgov("-C", shifan.FOLDER, "series", "penalty_cases", "-o", path)
    assert done.returncode == 0
    source = "来源：示范市示范区人民政府2019—2021年度法治政府建设工作情况报告"
    assert source in comments(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("unit", "values", "cut"),
    [("起", ("98起", "99起"), False), ("%", ("95%", "97%"), True), ("%", ("2%", "97%"), False)],
)
def test_an_axis_that_does_not_begin_at_zero_says_so(
    unit: str, values: tuple[str, ...], *, cut: bool
) -> None:
    axes = panel(*values)
    low, _ = axes.get_ylim()
    assert (low > 0) == cut
    remark = "，纵轴不从0起" if cut else ""
    assert axes.get_title(loc="left") == f"全区办结行政处罚案件（{unit}{remark}）"
    assert len(axes.lines) == (2 if cut else 1)  # the strokes across the axis


SHAPES = {
    "rising": ("3起", "9起", "20起", "41起", "60起", "99起"),
    "falling": ("99起", "60起", "41起", "20起", "9起", "3起"),
    "to and fro": ("3起", "99起", "4起", "98起", "5起", "97起", "6起", "96起", "7起", "95起", "8起", "94起"),
    "level": ("12345678起",) * 12,
    "ranges": ("3—5起", "40—60起", "7起", "3—90起", "95起"),
    "shares": ("91.25%", "91.5%以上", "99.75%", "95%", "约92%", "90.5%"),
}


@pytest.mark.parametrize("values", SHAPES.values(), ids=SHAPES.keys())
def test_no_label_meets_a_line_or_another(values: tuple[str, ...]) -> None:
    axes = panel(*values)
    boxes = [words.get_window_extent() for words in axes.texts]
    assert len(boxes) == len(values)
    for number, box in enumerate(boxes):
        assert box.count_overlaps(boxes[:number]) == 0
        for line in axes.lines:
            path = line.get_transform().transform_path(line.get_path())
            assert not path.intersects_bbox(box, filled=False), axes.texts[number].get_text()


@pytest.mark.slow
@pytest.mark.parametrize("form", charts.FORMATS)
def test_same_series_give_the_same_bytes(form: str) -> None:
    found = collected("service_matters")
    assert charts.draw(found, form, SOURCE) == charts.draw(found, form, SOURCE)


@pytest.mark.parametrize(
    "values",
    [("待报",), ("0起",), ("-3起", "5起"), ("1件",) * 40, ("3亿起", "0起"), ("7起", "待报", "待报", "9起")],
)
def test_any_figures_can_be_drawn(values: tuple[str, ...]) -> None:
    years = valued(**{f"y{2000 + number}": value for number, value in enumerate(values)})
    assert charts.draw(collected("penalty_cases", years=years), "png", SOURCE).startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "suffix", "start"),
    [(KEYS, "png", b"\x89PNG"), (KEYS[:1], "svg", b"<?xml"), (KEYS[:1], "SVG", b"<?xml")],
)
def test_the_command_writes_a_picture(
    keys: tuple[str, ...], suffix: str, start: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"图.{suffix}"
    done = lawgov("-C", shifan.FOLDER, "series", *keys, "-o", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}\n", "")
    assert path.read_bytes().startswith(start)


def test_without_the_extra_one_line_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    path = tmp_path / "a.svg"
    code = cli.run(["-C", str(shifan.FOLDER), "series", "penalty_cases", "-o", str(path)])
    printed = capsys.readouterr()
    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert '-m pip install "lawgov[charts]"' in printed.err
    assert not path.exists()


def test_without_a_font_one_line_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(charts, "FAMILIES", ("DejaVu Sans",))
    code = cli.run(["-C", str(shifan.FOLDER), "series", "penalty_cases", "-o", str(tmp_path / "a.svg")])
    printed = capsys.readouterr()
    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert "没有字体能画出“" in printed.err
    assert "安装一种中文字体" in printed.err


def test_no_other_form_and_no_other_command_loads_the_library() -> None:
    script = (
        "import sys\nfrom lawgov_report import cli\n"
        "assert cli.run(['-C', sys.argv[1], 'series', 'penalty_cases', '--format', 'bars']) == 0\n"
        "assert not [name for name in ('matplotlib', 'numpy', 'docx', 'jinja2') if name in sys.modules]\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(shifan.FOLDER)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
