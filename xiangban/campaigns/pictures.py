"""The curve as a picture: points of an SVG line in a fixed frame, and the numbers for a reader who does not see it.

Pure; what a curve is stands in rules.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xiangban.campaigns.rules import CurveDay

WIDTH, HEIGHT, MARGIN = 720, 220, 30


@dataclass(frozen=True)
class CurvePicture:
    """Two step lines as SVG points, the frame's labels, how many are open at the end and at which height."""

    listed: str
    open: str
    first: date
    last: date
    highest: int
    open_last: int
    open_height: int


def picture_of(points: Sequence[CurveDay], until: date) -> CurvePicture | None:
    """The lines of a curve from its first day to `until`; None while there is nothing on the list."""
    if not points:
        return None
    first, last = points[0].day, max(until, points[-1].day)
    days, highest = max((last - first).days, 1), max(point.listed for point in points) or 1

    def at(day: date, number: int) -> str:
        right = MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days / days
        down = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * number / highest
        return f"{right:.1f},{down:.1f}"

    def line(numbers: Sequence[int]) -> str:
        found = [at(points[0].day, numbers[0])]
        for before, number, point in zip(numbers, numbers[1:], points[1:], strict=False):
            found += [at(point.day, before), at(point.day, number)]
        return " ".join([*found, at(last, numbers[-1])])

    opened = points[-1].open
    height = int(float(at(last, opened).split(",")[1])) + 4  # the middle of a figure lies on its line
    lines = (line([point.listed for point in points]), line([point.open for point in points]))
    return CurvePicture(*lines, first, last, highest, opened, height)
