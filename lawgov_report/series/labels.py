"""Words beside the figures of a chart, placed so that they meet no line and no other words.

Knows Matplotlib's panels as they are laid out; not what is drawn in them, nor why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation
    from matplotlib.transforms import Bbox

AWAY = 13  # points from a figure to the middle of words above it: about as high as they are
FURTHER = (2, 3)  # times as far, where lines meet at a narrow angle
BESIDE = 9  # points from a figure to words beside it
CLEAR = 1.5  # points that words stay away from a line
OUTSIDE = 100  # as bad as meeting so many lines
HALO: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}  # over the lines of the grid


ABOVE, BELOW = 1, -1
EITHER = (ABOVE, BELOW)


class PointLabel(NamedTuple):
    """Words at a figure of a panel; `sides` are those on which they may stand, the better one first."""

    axes: Axes
    place: tuple[int, float]
    words: str
    sides: tuple[int, ...] = EITHER
    colour: str = "black"


def write(labels: Sequence[PointLabel], point: float) -> None:
    """Write each label where it meets no line and no other label, as far as there is such a place.

    The panels must have their places: what is drawn or laid out later is not known. A point has `point`
    pixels.
    """
    written: dict[Axes, list[Bbox]] = {}
    for label in labels:
        words = _annotated(label)
        box = words.get_window_extent().padded(CLEAR * point)
        others = written.setdefault(label.axes, [])
        tried = [(offset, _moved(box, offset, point)) for offset in _offsets(label, box.width / point)]
        # the first of the best, so that the order of the offsets decides where several are free
        offset, place = min(tried, key=lambda trial: _met(label.axes, trial[1], others, point))
        words.set_position(offset)
        others.append(place)


def _annotated(label: PointLabel) -> Annotation:
    """Return the words in the middle of their point, from which they are moved."""
    return label.axes.annotate(
        label.words,
        label.place,
        xytext=(0, 0),
        textcoords="offset points",
        ha="center",
        va="center",
        color=label.colour,
        bbox=HALO,
    )


def _offsets(label: PointLabel, width: float) -> Iterator[tuple[float, float]]:
    """Yield where words of this width may stand beside their figure, in points, the best place first."""
    sides = label.sides
    yield from ((0, side * AWAY) for side in sides)
    # above a line that falls, and below one that rises, there is room on one side of the figure
    yield from ((way * width / 2, side * AWAY) for side in sides for way in (1, -1))
    yield from ((way * (width / 2 + BESIDE), 0) for way in (1, -1))
    yield from ((0, side * far * AWAY) for far in FURTHER for side in sides)


def _moved(box: Bbox, offset: tuple[float, float], point: float) -> Bbox:
    across, up = offset
    return box.translated(across * point, up * point)


def _met(axes: Axes, box: Bbox, others: Sequence[Bbox], point: float) -> int:
    """Return how many lines and words a box meets; to leave the panel is worse than any of these."""
    met = box.count_overlaps(others)
    for line in axes.lines:
        path = line.get_transform().transform_path(line.get_path())
        near = box.padded(line.get_linewidth() / 2 * point)
        if path.intersects_bbox(near, filled=False) or near.count_contains(path.vertices):
            met += 1
    panel = axes.get_window_extent()
    within = panel.x0 <= box.x0 and box.x1 <= panel.x1 and panel.y0 <= box.y0 and box.y1 <= panel.y1
    return met if within else met + OUTSIDE
