"""Merges that wait for a decision: the two files of each and the lowest place that covers both, written by hand."""

from dataclasses import dataclass

from tests.gate.cast import COUNTY, OTHER_COUNTY, TOWNSHIP


@dataclass(frozen=True)
class MergeAt:
    """Who decides, and which two files may be one child."""

    place: int
    child: str
    double: str


MERGES: dict[str, MergeAt] = {
    "merge of the township": MergeAt(TOWNSHIP, "ming", "hong"),
    "merge of the county": MergeAt(COUNTY, "he", "tao"),
    "merge of the other county": MergeAt(OTHER_COUNTY, "lan", "wan"),
}
