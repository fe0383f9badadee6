"""Progress of the long verbs as a bar on a terminal.

Jobs tell theirs to the page.
"""

from collections.abc import Callable
from typing import Any

from tqdm import tqdm


def bar_of(bar: "tqdm[Any]") -> Callable[[int, int], None]:
    """What a verb calls with done and total."""

    def step(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return step
