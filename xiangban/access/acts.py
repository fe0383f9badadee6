"""May do: `@action(permission)` is the one way to write; it asks the gate, opens the transaction and writes the trail.

Refusals are written in a transaction of their own, after the rollback.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection, models, transaction

from xiangban.access import trail
from xiangban.access.gate import answers_for, in_sight
from xiangban.access.models import GivenSight
from xiangban.access.models.trail import Outcome
from xiangban.access.permissions import ON_GIVEN
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.lib.moves import MoveNotAllowed

P = ParamSpec("P")
Result = TypeVar("Result")
Subject = TypeVar("Subject")


class NotPermitted(Exception):
    """The seat may not do this verb, or not to this subject."""

    def __init__(self, verb: str, by: Viewer, subject: object, *, seen: bool) -> None:
        super().__init__(f"{by.role_word} may not {verb}")
        self.verb = verb
        self.by = by
        self.subject = subject
        self.seen = seen  # False: outside sight, the answer is 404


class Refused(Exception):
    """A domain rule said no; `sentence` is translated and names field, value and what to do."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


_running: ContextVar[list[trail.Entry]] = ContextVar("running_actions")
_refused: ContextVar["list[tuple[Exception, trail.Entry, object, Viewer]] | None"] = ContextVar("refused", default=None)


def action(
    permission: str, *, facet: Facet | None = None
) -> Callable[[Callable[Concatenate[Subject, Viewer, P], Result]], Callable[Concatenate[Subject, Viewer, P], Result]]:
    """Guard a verb: permission and sight are asked, one transaction holds it, one trail row tells of it.

    The decorated function takes (subject, by, **named); `facet` is the block of a scoped subject that must be in
    sight (default: what its model needs). Raises NotPermitted; whatever the verb raises rolls everything back.
    """

    def decorate(
        verb: Callable[Concatenate[Subject, Viewer, P], Result],
    ) -> Callable[Concatenate[Subject, Viewer, P], Result]:
        @wraps(verb)
        def run(subject: Subject, by: Viewer, /, *args: P.args, **named: P.kwargs) -> Result:
            entry = trail.Entry(verb=permission, reason=str(named.get("reason", "")))
            outermost = not _running.get([])
            try:
                return _inside_transaction(entry, lambda: verb(subject, by, *args, **named), subject, by, facet)
            except (NotPermitted, Refused, MoveNotAllowed) as refusal:
                if outermost:
                    _tell_refusal(refusal, entry, subject, by)
                raise

        run.permission = permission  # type: ignore[attr-defined]  # read by the house tests
        return run

    return decorate


def _inside_transaction(
    entry: trail.Entry, verb: Callable[[], Result], subject: object, by: Viewer, facet: Facet | None
) -> Result:
    with transaction.atomic():
        trail.take_turn()
        _ask(entry.verb, subject, by, facet)
        if isinstance(subject, models.Model) and subject.pk is not None:
            entry.subject = subject
        token = _running.set([*_running.get([]), entry])
        try:
            result = verb()
        finally:
            _running.reset(token)
        if entry.subject is None and isinstance(result, models.Model):
            entry.subject = result
        row = trail.write(entry, by)
        GivenSight.objects.filter(pk__in=entry.given).update(trail_seq=row.seq)
        return result


def _ask(verb: str, subject: object, by: Viewer, facet: Facet | None) -> None:
    if not in_sight(subject, by, facet):
        raise NotPermitted(verb, by, subject, seen=False)
    if not permits(verb, subject, by):
        raise NotPermitted(verb, by, subject, seen=True)


def permits(verb: str, subject: object, by: Viewer) -> bool:
    """Whether the seat may do this verb to a subject in its sight: granted, and not merely given for reading."""
    return by.may(verb) and (verb in ON_GIVEN or answers_for(subject, by))


def demand(permission: str, subject: object, by: Viewer) -> None:
    """Ask the gate before a form is read and put a refusal into the trail; the action itself asks again."""
    try:
        _ask(permission, subject, by, None)
    except NotPermitted as refusal:
        _record_refusal(refusal, trail.Entry(verb=permission), subject, by)
        raise


@contextmanager
def ahead_of_turn() -> Iterator[None]:
    """Let the transaction of an action begin before the action takes its turn, so that others wait for less of it.

    On PostgreSQL; on SQLite whoever writes has the turn, and nothing is begun. Inside, touch no row that another may
    wait for. What is refused inside is rolled back with the work before it, and then written into the trail.
    """
    if connection.vendor != "postgresql":
        yield
        return
    refusals: list[tuple[Exception, trail.Entry, object, Viewer]] = []
    token = _refused.set(refusals)
    try:
        with transaction.atomic():
            yield
    finally:
        _refused.reset(token)
        for refusal in refusals:
            _record_refusal(*refusal)


def _tell_refusal(refusal: Exception, entry: trail.Entry, subject: object, by: Viewer) -> None:
    waiting = _refused.get()
    if waiting is None:
        _record_refusal(refusal, entry, subject, by)
    else:
        waiting.append((refusal, entry, subject, by))


def _record_refusal(refusal: Exception, entry: trail.Entry, subject: object, by: Viewer) -> None:
    verb = refusal.verb if isinstance(refusal, NotPermitted) else entry.verb
    row = trail.Entry(verb=verb, outcome=Outcome.REFUSED, reason=entry.reason)
    if isinstance(subject, models.Model) and subject.pk is not None:
        row.subject = subject
    with transaction.atomic():
        trail.take_turn()
        trail.write(row, by)


def tell(*, subject: models.Model | None = None, **detail: Any) -> None:
    """Inside an action: name what it made and add facts without personal data to its trail row."""
    entry = _running.get()[-1]
    entry.subject = subject or entry.subject
    entry.detail.update(detail)


def tell_given(row: GivenSight) -> None:
    """Inside an action: sight it gave, which will carry the number of the action's trail row."""
    _running.get()[-1].given.append(row.pk)


def tell_changes(rows: Iterable[Mapping[str, Any]], count: int) -> None:
    """Inside a bulk action: its trail row carries the count and the hash of its change rows."""
    entry = _running.get()[-1]
    entry.count = count
    entry.changes_hash = trail.hash_of_changes(rows)


def record_opening(subject: models.Model, by: Viewer, verb: str) -> None:
    """The one write of a GET: that a child's file was opened."""
    with transaction.atomic():
        trail.take_turn()
        trail.write(trail.Entry(verb=verb, outcome=Outcome.OPENED, subject=subject), by)
