"""What rooms make known when they start: kinds of jobs and of exports, each by dotted names.

Nothing is imported here before it is used, so that a room's apps.py may call this before any table exists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from xiangban.web.phrases import StrOrPromise

Parameters = Mapping[str, str]
Rows = Iterable[Iterable[object]]


class UnknownKind(LookupError):
    """No room registered a job or an export of this kind."""


@dataclass(frozen=True)
class JobKind:
    """A kind of work: its code, the dotted name of `function(progress, **ids)`, and what it is called on pages.

    `unfinished`, the dotted name of `function(sentence, **ids)`, is called when a job was stopped, failed or lost.
    """

    code: str
    function: str
    label: StrOrPromise
    unfinished: str = ""

    def work(self) -> Callable[..., Mapping[str, Any] | None]:
        """The function itself; only the worker asks for it, the web process never loads its module."""
        found: Callable[..., Mapping[str, Any] | None] = import_string(self.function)
        return found

    def leave(self, sentence: str, arguments: Mapping[str, Any]) -> None:
        """Tell the room that this work will not be finished, and why."""
        if self.unfinished:
            import_string(self.unfinished)(sentence, **arguments)


@dataclass(frozen=True)
class ExportKind:
    """What a room gives away as a list: `count(viewer, parameters) -> int` says how many children it is about,
    `write(viewer, parameters) -> Iterable[row]` yields the heading and then the rows, masked as the room's lists are.

    Both are dotted names; they get the requester as of now and the parameters of the address named in `parameters`.
    `told(parameters)`, also a dotted name, says them in words to whoever decides: pairs of label and answer.
    """

    code: str
    label: StrOrPromise
    count: str
    write: str
    permission: str
    parameters: tuple[str, ...] = ()
    told: str = ""

    def children(self, viewer: object, parameters: Parameters) -> int:
        """How many children the list is about for this viewer."""
        return int(import_string(self.count)(viewer, parameters))

    def rows(self, viewer: object, parameters: Parameters) -> Rows:
        """Heading and rows for this viewer."""
        found: Rows = import_string(self.write)(viewer, parameters)
        return found

    def in_words(self, parameters: Parameters) -> list[tuple[str, str]]:
        """What was asked of the list, in the reader's language."""
        words: list[tuple[str, str]] = import_string(self.told)(parameters) if self.told else []
        return words


@dataclass(frozen=True)
class IndexColumn:
    """A blind index beside a sealed column: `compute(text) -> bytes | None` is a dotted name; keys.rotate uses it."""

    model: str
    column: str
    sealed: str
    compute: str

    def of(self, text: str) -> bytes | None:
        """The index under the newest key."""
        found: bytes | None = import_string(self.compute)(text)
        return found


_jobs: dict[str, JobKind] = {}
_openings: list[str] = []
_exports: dict[str, ExportKind] = {}
_indexes: dict[tuple[str, str], IndexColumn] = {}


def register_job(code: str, function: str, label: StrOrPromise, unfinished: str = "") -> None:
    """Make a kind of work known."""
    _jobs[code] = JobKind(code, function, label, unfinished)


def register_export(kind: ExportKind) -> None:
    """Make an export known."""
    _exports[kind.code] = kind


def register_index(column: IndexColumn) -> None:
    """Make a blind index known, so that it follows when the keys are replaced."""
    _indexes[column.model, column.column] = column


def register_opening(function: str) -> None:
    """Make known what a room does, inside the action, when a post opens: the dotted name of `function(post)`."""
    _openings.append(function)


def post_opened(post: object) -> None:
    """Let every room do what it does when a post opens."""
    for function in dict.fromkeys(_openings):
        import_string(function)(post)


def index_columns() -> tuple[IndexColumn, ...]:
    return tuple(_indexes.values())


def job_kind(code: str) -> JobKind:
    """The kind of work of this code; raises UnknownKind."""
    if code not in _jobs:
        raise UnknownKind(code)
    return _jobs[code]


def leave_job(code: str, sentence: str, arguments: Mapping[str, Any]) -> None:
    """Tell the room of this kind that the work will not be finished; a kind that an upgrade took away has no room."""
    if code in _jobs:
        _jobs[code].leave(sentence, arguments)


def export_kind(code: str) -> ExportKind:
    """The kind of list of this code; raises UnknownKind."""
    if code not in _exports:
        raise UnknownKind(code)
    return _exports[code]
