"""How each verb succeeds: the object, the form and the state it needs; run once per seat that is granted the verb.

Who is granted what stands in policy.py; that the verb was done is read from the trail.
"""

from tests.gate import (
    scenes_of_campaigns,
    scenes_of_census,
    scenes_of_children,
    scenes_of_conference,
    scenes_of_figures,
    scenes_of_merging,
    scenes_of_offices,
    scenes_of_papers,
    scenes_of_schools,
    scenes_of_submissions,
    scenes_of_supervision,
    scenes_of_tasks,
)
from tests.gate.scenes import SCENARIOS, fault_of_scene, someone_new

__all__ = [
    "SCENARIOS",
    "fault_of_scene",
    "scenes_of_campaigns",
    "scenes_of_census",
    "scenes_of_children",
    "scenes_of_conference",
    "scenes_of_figures",
    "scenes_of_merging",
    "scenes_of_offices",
    "scenes_of_papers",
    "scenes_of_schools",
    "scenes_of_submissions",
    "scenes_of_supervision",
    "scenes_of_tasks",
    "someone_new",
]
