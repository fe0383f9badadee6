"""State machines as tables of moves, and the few lines that read them.

Which states exist, who may move them and what is written down is said in the rooms above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

S = TypeVar("S", bound=Enum)


class MoveNotAllowed(Exception):
    """The verb does not lead out of this state; `allowed` names the verbs that do."""

    def __init__(self, verb: str, state: object, allowed: tuple[str, ...]) -> None:
        super().__init__(verb, state, allowed)
        self.verb = verb
        self.state = state
        self.allowed = allowed


@dataclass(frozen=True)
class Move(Generic[S]):
    """One row of a table: the verb leads from any of the sources to the target."""

    verb: str
    sources: tuple[S, ...]
    target: S


class Moves(Generic[S]):
    """A table built from rows `(verb, [from states], to state)`; rows that contradict each other are a ValueError."""

    def __init__(self, *rows: tuple[str, Sequence[S], S]) -> None:
        self._table = tuple(Move(verb, tuple(sources), target) for verb, sources, target in rows)
        self._targets: dict[tuple[str, S | str], S] = {}
        for move in self._table:
            for source in move.sources:
                if (move.verb, source) in self._targets:
                    raise ValueError(f"{move.verb!r} leaves {source!r} twice")
                self._targets[move.verb, source] = move.target

    def target(self, verb: str, state: S | str) -> S:
        """The state the verb leads to; a state may come as the plain text of its column. Raises MoveNotAllowed."""
        try:
            return self._targets[verb, state]
        except KeyError:
            raise MoveNotAllowed(verb, state, self.verbs_from(state)) from None

    def verbs_from(self, state: S | str) -> tuple[str, ...]:
        """The verbs that lead out of the state, in the table's order."""
        return tuple(move.verb for move in self._table if state in move.sources)

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the table's order."""
        return tuple(dict.fromkeys(move.verb for move in self._table))

    def as_table(self) -> tuple[Move[S], ...]:
        """The rows as written, for the pictures in the docs."""
        return self._table
