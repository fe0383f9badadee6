"""Two people amend one file: what the first saved is shown to the second, and stands where the second changed nothing.

The refusal of the second save is in actions/found.py; here its page is made anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from xiangban.children.fact_forms import FactForm, raw_value
from xiangban.children.facts import FACTS, KIN, MASKS, FactField, value_in
from xiangban.children.family import field_of, relative_of, said_of
from xiangban.children.family_forms import RelativeForm
from xiangban.children.models import Child
from xiangban.children.packing import fold
from xiangban.children.place_fields import say_place
from xiangban.children.queries import changes_since
from xiangban.territories.models import Agency


@dataclass(frozen=True)
class Difference:
    """One fact that somebody else changed: what it is called, what it was and is, and what the reader wrote."""

    label: str
    was: str
    now: str
    mine: str
    conflict: bool


@dataclass
class Meanwhile:
    """What changed since the page was made, and the page's entries brought up to it."""

    data: QueryDict
    differences: list[Difference] = field(default_factory=list)

    @property
    def conflicts(self) -> bool:
        """Whether both changed the same fact to different values."""
        return any(difference.conflict for difference in self.differences)


def merge(posted: QueryDict, form: FactForm, family: Sequence[RelativeForm], since: int) -> Meanwhile:
    """The entries with what the other saved, except where the reader wrote something else than stood there before."""
    assert form.child is not None, "only a standing file is amended"  # noqa: S101  states what the caller guarantees
    child = Child.objects.visible_to(form.viewer).get(pk=form.child.pk)
    merged = Meanwhile(posted.copy())
    merged.data["version"] = str(child.version)
    changed = list(dict.fromkeys(change.field for change in changes_since(child.pk, since)))
    before = _standing_at(child, since)
    written = form.written_facts()
    for name in changed:
        if name in form.facts:
            fact, was = FACTS[name], before.get(name, "")
            mine = fact.text_of(written[name]) if name in written else was
            merged.differences.append(_merge_fact(merged.data, fact, child, (was, mine)))
        elif name.startswith(KIN):
            merged.differences.extend(_merge_relative(merged.data, family, name, before.get(name, "")))
    return merged


def _merge_fact(data: QueryDict, fact: FactField, child: Child, texts: tuple[str, str]) -> Difference:
    was, mine = texts
    now = fact.text_of(value_in(child, fact))
    conflict = mine not in (was, now)
    if not conflict and fact.name not in MASKS:
        _put(data, fact.name, raw_value(fact, value_in(child, fact)))
    return Difference(str(fact.label), say_fact(fact, was), say_fact(fact, now), say_fact(fact, mine), conflict)


def _merge_relative(data: QueryDict, family: Iterable[RelativeForm], name: str, was: str) -> Iterable[Difference]:
    form = next((one for one in family if one.kin and field_of(one.kin.person_id) == name), None)
    if form is None or form.kin is None:
        yield Difference(_("Family"), "", _("changed"), "", conflict=False)
        return
    mine = form.relative()
    now = relative_of(form.kin)
    conflict = mine is not None and said_of(mine) not in (was, said_of(now))
    if not conflict:
        for field_name, value in form.initial.items():
            _put(data, form.add_prefix(field_name), value)
    yield Difference(form.title, "", _("changed"), "", conflict)


def _standing_at(child: Child, version: int) -> dict[str, str]:
    """The clear text of every fact as it stood in that version of the file."""
    changes = child.changes.filter(version__lte=version, withdrawn_at=None).order_by("pk")
    return fold(changes.values_list("field", "value", "sealed"))


def say_fact(fact: FactField, text: str) -> str:
    """A fact in the reader's words; masked values stay masked."""
    if not text:
        return _("not collected")
    if fact.name in MASKS:
        return MASKS[fact.name](text)
    if fact.name == "school":
        return Agency.objects.filter(pk=text).values_list("name", flat=True).first() or text
    return say_place(int(text)) if fact.is_number else fact.say(text)


def _put(data: QueryDict, name: str, value: Any) -> None:
    """A value as a browser would send it; what is not ticked is not sent."""
    if isinstance(value, list):
        data.setlist(name, value)
    elif value in (None, False, ""):
        data.pop(name, None)
    else:
        data[name] = "on" if value is True else say_place(value) if _is_place(name) else _plain(value)


def _is_place(name: str) -> bool:
    return name in ("living_code", "hukou_code")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
