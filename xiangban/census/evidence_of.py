"""Why two rows are held to be one child, kept with the question as data: kinds with both values.

The words for a reader are in says.py, which loads no matching library.
"""

from xiangban.census.judging import Judged, Question
from xiangban.matching.reasons import explain


def evidence_of(judged: Judged, question: Question) -> list[list[str | int]]:
    """For each reason its kind, for which side it speaks, and both values as written."""
    if judged.linking is None:
        return []
    reasons = explain(judged.linking, question.pair)
    return [[reason.kind, reason.speaks, reason.left, reason.right] for reason in reasons]
