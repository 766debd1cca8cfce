"""Series as a chart, SVG or PNG: Chinese labels that are really drawn, breaks shown.

Knows Matplotlib, the extra `charts`, which is imported only when a chart is drawn; nothing of years or files.
"""

from __future__ import annotations

import io
import logging
import math
from typing import TYPE_CHECKING, Any, cast

from lawgov_report.files import Unusable, installing
from lawgov_report.series import labels
from lawgov_report.series.labels import ABOVE, BELOW, PointLabel
from lawgov_report.series.series import Break, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lawgov_report.series.series import Point, Series

FORMATS = ("svg", "png")
# In this order, sans serif first; what Linux, Windows and macOS bring or offer, free ones before others.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "FandolHei",
    "Noto Serif CJK SC",
    "SimSun",
    "FandolSong",
)
TITLES = {Break.REPLACES: "年起口径变化，此前为另一指标", Break.UNIT: "年起单位变化", None: "没有数值"}
EXTRA = f"画图要用 Matplotlib：{installing('charts')}；不装也可以用 --format bars、csv"
FONT = "安装一种中文字体（例如 Noto Sans CJK SC）后再试，或用 --format bars、csv"
WIDTH, HEIGHT, DPI = 8.0, 2.6, 150  # inches, of a panel; dots per inch
INCH = 72  # points
FOOT = 0.2  # inches, of the line that says where the figures are from
MOST = 100  # panels: Matplotlib draws no picture higher than 65 536 dots
TICKS = 12  # years that are named, and whose figures are written out
SCALES = ((10**8, "亿"), (10**4, "万"))
SMALL = 9
BAR = 8  # points, as wide as a range is drawn
# Two strokes across the foot of the axis: it does not begin at zero
CUT_AT = (0.03, 0.06)
CUT: dict[str, Any] = {"marker": [(-1, -0.6), (1, 0.6)], "markersize": 9, "color": "black", "clip_on": False}
INK, PALE = "#1f4e79", "#8c8c8c"
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "lawgov",  # else ids are random, and no two pictures the same bytes
    "svg.fonttype": "path",  # a reader's computer may have none of our fonts
    "axes.unicode_minus": False,  # many Chinese fonts lack U+2212
    "text.parse_math": False,  # a $ in a label is a $
    "font.size": 10,
}
# All else that a chart may print, so that a font is looked for that draws it.
FIXED = "0123456789.%-（更正）年起：万亿，纵轴不从0起"


def draw(found: Sequence[Series], form: str, source: str) -> bytes:
    """Return a picture of the series, one panel per stretch of one unit: the same bytes on any day.

    `source` is the line below it, which says where the figures are from.
    Raises Unusable where Matplotlib or a font for the labels is missing.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise Unusable(EXTRA) from error
    # Matplotlib reports on standard error, in English, that it builds its own font cache.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    settings = cast("Any", {**SETTINGS, "font.family": _families([*_words(found), source])})
    # A date and a version of Matplotlib in the file would make its bytes differ from day to day.
    known: dict[str, str | None] = {"Title": "、".join(series.label for series in found)}
    known |= {"Date": None, "Creator": "lawgov"} if form == "svg" else {"Software": None}
    buffer = io.BytesIO()
    with mpl.rc_context(settings):
        figure(found, source).savefig(buffer, format=form, metadata=known)
    return buffer.getvalue()


def figure(found: Sequence[Series], source: str) -> Figure:
    """Return the picture, every panel over all years. Raises Unusable where there are too many panels."""
    from matplotlib.figure import Figure

    panels = [(series, stretch) for series in found for stretch in stretches(series)]
    if len(panels) > MOST:
        raise Unusable(f"一张图里画不下 {len(panels)} 幅，最多 {MOST} 幅；少写几个指标")
    years = [point.year for series in found for point in series.points]
    first, last = min(years), max(years)
    ticks = range(first, last + 1, math.ceil((last - first + 1) / TICKS))
    picture = Figure(figsize=(WIDTH, HEIGHT * len(panels) + FOOT), dpi=DPI, layout="constrained")
    picture.supxlabel(source, x=0.01, ha="left", fontsize=SMALL, color=PALE)
    every = picture.subplots(len(panels), squeeze=False)[:, 0]
    words: list[PointLabel] = []
    for axes, (series, stretch) in zip(every, panels, strict=True):
        words += _panel(axes, series, stretch, ticks)
        _years(axes, ticks, last)
    # where lines are on the paper is known when all is laid out; what is written beside them moves nothing
    picture.draw_without_rendering()
    picture.set_layout_engine("none")
    labels.write(words, DPI / INCH)
    return picture


def _families(words: Iterable[str]) -> list[str]:
    """Return the fonts that together draw all characters of `words`. Raises Unusable where none do.

    Matplotlib itself would draw an empty box for a character that is missing, and only warn.
    """
    from matplotlib import font_manager

    left = {character for word in words for character in word if not character.isspace()}
    chosen: list[str] = []
    for family in installed():
        path = font_manager.findfont(family, fallback_to_default=False)
        font = font_manager.get_font(path)
        drawn = {character for character in left if font.get_char_index(ord(character))}
        if drawn:
            chosen.append(family)
            left -= drawn
        if not left:
            return chosen
    characters = "".join(sorted(left)[:10])
    raise Unusable(f"没有字体能画出“{characters}”等字；{FONT}")


def installed() -> list[str]:
    """Return the families that are installed; fonts installed since Matplotlib last looked are found too."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    # Its list of fonts is cached on disk when it first runs and not looked over again by itself.
    if not {font.name for font in manager.ttflist} & set(FAMILIES):
        seen = {font.fname for font in manager.ttflist}
        for path in font_manager.findSystemFonts():
            if path not in seen:
                manager.addfont(path)
    known = {font.name for font in manager.ttflist}
    return [family for family in FAMILIES if family in known]


def _words(found: Sequence[Series]) -> list[str]:
    """Return all that is printed."""
    points = [point for series in found for point in series.points]
    names = [name for point in points for name in (point.label, point.unit, point.written)]
    return [
        *names,
        *(str(point.restated or "") for point in points),
        *TITLES.values(),
        FIXED,
    ]


def _panel(axes: Axes, series: Series, stretch: list[Point], ticks: range) -> list[PointLabel]:
    """Draw a stretch, a line that stops at gaps and a bar for each range; return what is to be written."""
    from matplotlib.ticker import FuncFormatter

    shown = [point for point in stretch if point.known]
    for line in _lines(stretch):
        axes.plot(
            [point.year for point in line], [float(point.value or 0) for point in line], "o-", color=INK
        )
    words: list[PointLabel] = []
    for point in stretch:
        if point.span:
            bounds = [float(bound) for bound in point.span]
            axes.plot([point.year, point.year], bounds, color=INK, linewidth=BAR, solid_capstyle="butt")
        if point.year in ticks or point.restated or shown == [point]:
            words += _at(axes, point)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    cut = _limits(axes, shown)
    named = shown[0] if shown else stretch[0]
    axes.set_title(f"{named.label}（{named.written_unit}{'，纵轴不从0起' if cut else ''}）", loc="left")
    _breaks(axes, series, stretch)
    return words


def _lines(stretch: list[Point]) -> list[list[Point]]:
    """Return the runs of years that have figures."""
    runs: list[list[Point]] = [[]]
    for point in stretch:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _at(axes: Axes, point: Point) -> list[PointLabel]:
    """Return the figure to be written at its point; one that was corrected stands there too, pale."""
    value, first = point.span[1] if point.span else point.value, point.first
    if value is None:
        place = (point.year, 0.04)
        axes.annotate(TITLES[None], place, xycoords=("data", "axes fraction"), ha="center", color=PALE)
        return []
    if not point.restated or first is None:
        return [PointLabel(axes, (point.year, float(value)), _shown(point))]
    # the greater of the two stands above, the lesser below: so each is seen beside its own point
    upper, lower = ((ABOVE,), (BELOW,)) if first <= value else ((BELOW,), (ABOVE,))
    axes.plot([point.year], [float(first)], "o", color=PALE, markerfacecolor="white", clip_on=False)
    return [
        PointLabel(axes, (point.year, float(value)), _shown(point), upper),
        PointLabel(axes, (point.year, float(first)), point.written, lower, PALE),
    ]


def _shown(point: Point) -> str:
    """Return the figure as it is written, marked as corrected where another stands beside it."""
    if not point.restated:
        return point.written
    return f"{point.restated}（更正）" if point.written else str(point.restated)


def _breaks(axes: Axes, series: Series, stretch: list[Point]) -> None:
    """Mark where the stretch begins or ends because the indicator or its unit changed."""
    begin, follows = stretch[0], series.points.index(stretch[-1]) + 1
    remarks = {begin.year: f"{begin.year}{TITLES[begin.broken]}"} if begin.broken else {}
    if follows < len(series.points):
        after = series.points[follows]
        remarks[after.year] = f"{after.year}年起：{after.label}（{after.written_unit}）"
    for year in remarks:
        axes.axvline(year - 0.5, color=PALE, linestyle="--", linewidth=1)
    axes.set_title("  ".join(remarks.values()), loc="right", color=PALE, fontsize=SMALL)


def _limits(axes: Axes, shown: list[Point]) -> bool:
    """Leave room for what is written; return whether the axis is cut, and does not begin at zero.

    Amounts are drawn from zero; shares need not be.
    """
    if not shown:
        axes.set_yticks([])
        return False
    every = (value for point in shown for value in (point.value, point.first, *(point.span or ())))
    values = [float(value) for value in every if value is not None]
    low, high = min(values), max(values)
    # An axis cut above zero makes a small change look large; but drawn from zero, 95 and 97 % look the same.
    if not shown[0].written_unit.startswith("%"):
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low or abs(high) or 1.0) * 0.25
    bottom = low - room if low < 0 or low > room else 0.0
    axes.set_ylim(bottom, high + room)
    if bottom > 0:
        axes.plot([0, 0], CUT_AT, linestyle="none", transform=axes.transAxes, **CUT)
    return bottom > 0


def _years(axes: Axes, ticks: range, last: int) -> None:
    room = max(0.6, (last - ticks[0]) * 0.07)  # for half of what is written at the first and the last
    axes.set_xlim(ticks[0] - room, last + room)
    axes.set_xticks(list(ticks), [f"{year}年" for year in ticks])
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _short(value: float) -> str:
    for size, scale in SCALES:
        if abs(value) >= size:
            return f"{value / size:g}{scale}"
    return f"{value:g}"
