"""Tables of supervision: inspections with samples and findings, papers of the ladder, suggestions of accountability.

Who may write them is said by the verbs in actions/.
"""

from xiangban.supervision.models.accountability import Suggestion
from xiangban.supervision.models.findings import Finding
from xiangban.supervision.models.inspections import (
    InspectedUnit,
    Inspection,
    Review,
    Sample,
    SampledChild,
    SampledPlace,
)
from xiangban.supervision.models.moves import SupervisionMove
from xiangban.supervision.models.orders import Appeal, Order

__all__ = [
    "Appeal",
    "Finding",
    "InspectedUnit",
    "Inspection",
    "Order",
    "Review",
    "Sample",
    "SampledChild",
    "SampledPlace",
    "Suggestion",
    "SupervisionMove",
]
