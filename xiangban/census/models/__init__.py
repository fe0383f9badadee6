"""Tables of the census, split by noun."""

from xiangban.census.models.explanations import Explanation
from xiangban.census.models.imports import ColumnMapping, Import, ImportFile, ImportMove
from xiangban.census.models.records import CensusRecord, Match, Remembered, Settlement
from xiangban.census.models.rounds import CensusRound
from xiangban.census.models.schools import SchoolNaming
from xiangban.census.models.submissions import Submission, SubmissionMove

__all__ = [
    "CensusRecord",
    "CensusRound",
    "ColumnMapping",
    "Explanation",
    "Import",
    "ImportFile",
    "ImportMove",
    "Match",
    "Remembered",
    "SchoolNaming",
    "Settlement",
    "Submission",
    "SubmissionMove",
]
