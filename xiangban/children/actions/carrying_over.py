"""Carrying one file's words into another: what stands, what was only said, relatives, papers, given sight; and back.

Whether two files are merged is asked in merging.py. Nothing of the file that goes is changed by this.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import tell_given
from xiangban.access.models import Attachment, GivenSight
from xiangban.access.viewer import Viewer
from xiangban.children.actions.changes import set_present
from xiangban.children.bulk import digest_of
from xiangban.children.facts import FACTS, KIN, RESPONSIBLE, value_in
from xiangban.children.family import field_of, relative_of, said_of
from xiangban.children.merging import Tie, text_in
from xiangban.children.models import Child, FactChange, Kin, Source, SourceKind
from xiangban.children.packing import PACKED, Packed, pack, unpack

TIE = ("person_id", "kinship", "guardian", "carer", "distance_km", "since", "until")


@dataclass
class Carried:
    """What came of it, by keys: for the merge's row; `digests` are for the trail's hash."""

    changes: list[int] = field(default_factory=list)
    kin: list[int] = field(default_factory=list)
    ties: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[int] = field(default_factory=list)
    given: list[list[int]] = field(default_factory=list)
    photo: bool = False
    digests: list[Mapping[str, Any]] = field(default_factory=list)


def carry_facts(files: tuple[Child, Child], takes: Collection[str], ties: Iterable[Tie], by: Viewer) -> Carried:
    """Write every standing word of the second file into the first: chosen facts stand, all others are only said."""
    child, double = files
    at, carried = timezone.now(), Carried()
    source = _of_the_merge(by)
    child.version += 1
    kin = _carry_kin(child, ties, carried)
    rows = [*_words(double, takes, kin), *_without_word(double, takes, carried, source)]
    written = FactChange.objects.bulk_create([_row(child, row, at) for row in rows])
    carried.changes = [change.pk for change in written]
    carried.digests = [digest_of(child.pk, [(PACKED, change.sealed) for change in written])]
    set_present(child, {name: value_in(double, FACTS[name]) for name in takes})
    return carried


def carry_papers(child: Child, double: Child, carried: Carried) -> None:
    """Attachments and the photo go along; a photo of its own stays."""
    label = Child.sight_label()
    papers = Attachment.objects.filter(owner_model=label, owner_key=str(double.pk), withdrawn_at=None)
    carried.attachments = list(papers.values_list("pk", flat=True))
    Attachment.objects.filter(pk__in=carried.attachments).update(owner_key=str(child.pk))
    if child.photo_id is None and double.photo_id is not None:
        child.photo_id, carried.photo = double.photo_id, True
        child.save(update_fields=["photo"])


def carry_given(child: Child, double: Child, carried: Carried) -> None:
    """Whoever was given the file that goes is given the other one; the first sight ends."""
    now, label = timezone.now(), Child.sight_label()
    has = set(_in_force(child).values_list("post_id", "agency_id", "purpose"))
    for row in _in_force(double):
        new = None
        if (row.post_id, row.agency_id, row.purpose) not in has:
            new = _given_anew(row, child)
        carried.given.append([row.pk, new.pk if new else 0])
    GivenSight.objects.filter(model=label, key=str(double.pk), withdrawn_at=None).update(withdrawn_at=now)


def take_back_given(child: Child, double: Child, given: Iterable[Iterable[int]]) -> None:
    """Sight that was carried goes back to the file from which it came, where it has not ended meanwhile."""
    now = timezone.now()
    for old, new in given:
        GivenSight.objects.filter(pk=new, key=str(child.pk), withdrawn_at=None).update(withdrawn_at=now)
        row = GivenSight.objects.get(pk=old)
        if row.until is None or row.until > now:
            _given_anew(row, double)


def take_back_papers(child: Child, double: Child, carried: Mapping[str, Any]) -> None:
    """Attachments and the photo that came along go back."""
    papers = Attachment.objects.filter(pk__in=carried["attachments"], owner_key=str(child.pk))
    papers.update(owner_key=str(double.pk))
    if carried["photo"] and child.photo_id == double.photo_id:
        child.photo_id = None
        child.save(update_fields=["photo"])


@dataclass(frozen=True)
class _Word:
    """One row to be written: what stands by it and what was only said, with the row it is taken from."""

    stands: Mapping[str, str]
    said: Mapping[str, str]
    source_id: int
    row: int | None
    valid_from: Any


def _words(double: Child, takes: Collection[str], kin: Mapping[str, str]) -> Iterable[_Word]:
    rows = list(double.changes.filter(withdrawn_at=None).order_by("recorded_at", "pk"))
    held = [_held(change) for change in rows]
    last = {name: at for at, one in enumerate(held) for name in one.stands}
    told = set[str]()
    for at, (change, one) in enumerate(zip(rows, held, strict=True)):
        stands = {n: text for n, text in one.stands.items() if last[n] == at and n in takes and n in FACTS}
        stands |= {n: kin[n] for n in one.stands if last[n] == at and n in kin}
        told |= stands.keys()
        known = {**one.said, **one.stands}
        said = {n: text for n, text in known.items() if text and n not in stands and not _of_no_fact(n)}
        if stands or said:
            yield _Word(stands, said, change.source_id, change.row, change.valid_from if stands else None)


def _without_word(double: Child, takes: Collection[str], carried: Carried, source: Source) -> Iterable[_Word]:
    """What stands by the merge itself: chosen facts of which no row tells, and relatives who are no kin any more."""
    known = {name for change in double.changes.filter(withdrawn_at=None) for name in _held(change).stands}
    stands = {name: text_in(double, name) for name in takes if name not in known}
    stands |= {field_of(tie["person_id"]): "" for tie in carried.ties}
    if stands:
        yield _Word(stands, {}, source.pk, None, None)


def _held(change: FactChange) -> Packed:
    if change.field == PACKED:
        return unpack(change.sealed)
    return Packed({change.field: change.value or change.sealed}, {})


def _of_no_fact(name: str) -> bool:
    return name.startswith(KIN) or name == RESPONSIBLE


def _row(child: Child, word: _Word, at: datetime) -> FactChange:
    return FactChange(
        child=child, field=PACKED, sealed=pack(word.stands, word.said), source_id=word.source_id, row=word.row,
        recorded_at=at, valid_from=word.valid_from, version=child.version,
    )  # fmt: skip


def _carry_kin(child: Child, ties: Iterable[Tie], carried: Carried) -> dict[str, str]:
    """The relatives who are taken become kin of the file that stays; returns what is said of them, by field."""
    said = {}
    for tie in ties:
        if tie.rival is not None:
            carried.ties.append(_as_kept(tie.rival))
            tie.rival.delete()
        new = Kin.objects.create(child=child, **{name: getattr(tie.kin, name) for name in TIE})
        carried.kin.append(new.pk)
        said[field_of(tie.kin.person_id)] = said_of(relative_of(tie.kin))
    return said


def _as_kept(kin: Kin) -> dict[str, Any]:
    kept = {name: getattr(kin, name) for name in TIE}
    return kept | {name: kept[name].isoformat() for name in ("since", "until") if kept[name]}


def _in_force(child: Child) -> Any:
    return GivenSight.objects.in_force(timezone.now()).filter(model=Child.sight_label(), key=str(child.pk))


def _given_anew(row: GivenSight, child: Child) -> GivenSight:
    new = GivenSight.objects.create(
        post_id=row.post_id, agency_id=row.agency_id, model=row.model, key=str(child.pk), field_set=row.field_set,
        purpose=row.purpose, since=timezone.now(), until=row.until, given_by=row.given_by,
    )  # fmt: skip
    tell_given(new)
    return new


def _of_the_merge(by: Viewer) -> Source:
    source: Source = Source.objects.create(
        agency_id=by.agency_id, kind=SourceKind.RULE, title=_("Two files merged"), received_on=timezone.localdate()
    )
    return source
