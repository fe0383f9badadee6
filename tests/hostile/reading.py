"""What the child does with a case: read it, and say what it weighed.

A function of a module, because apart.py sends functions by their names.
"""

import re
from pathlib import Path

from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import SheetRefused, Workbook


def weighed_read(content: bytes) -> tuple[Workbook | str, int]:
    """The workbook or the kind of refusal, and the most bytes of memory this process ever held."""
    try:
        found: Workbook | str = read_workbook(content)
    except SheetRefused as refused:
        found = str(refused.kind)
    # Not the figure of getrusage: that one remembers the parent from before the start.
    said = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert said
    return found, int(said[1]) * 1024
