"""Writing changes: the one place where a fact of a standing file gets another value, with its immutable row.

Which changes are allowed is asked by the actions beside; files are founded by bulk.py.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from xiangban.children.bulk import keys_of
from xiangban.children.facts import FACTS, RESPONSIBLE, FactValue
from xiangban.children.identity import index_of, last_six_index_of
from xiangban.children.models import Child, FactChange, NameKey, Source
from xiangban.children.rules import PlaceBasis
from xiangban.lib.resident_id import clean_number
from xiangban.territories.rules import Level, ancestor_code


def keep(source: Source) -> Source:
    """The source as a row; it may come unsaved from a form."""
    if source.pk is None:
        source.save(force_insert=True)
    return source


def write_changes(
    child: Child, values: Mapping[str, FactValue], source: Source, at: datetime, valid_from: date | None = None
) -> None:
    """Give a locked child these values, one immutable row each, and a new version; since when they hold, if known."""
    child.version += 1
    common = {"source": source, "recorded_at": at, "version": child.version, "valid_from": valid_from}
    FactChange.objects.bulk_create(
        [FactChange(child=child, field=name, **_kept(name, value), **common) for name, value in values.items()]
    )
    set_present(child, values)


def set_present(child: Child, values: Mapping[str, FactValue]) -> None:
    """Write present values and what is derived from them: blind indexes and search keys."""
    for name, value in values.items():
        fact = FACTS[name]
        setattr(child, fact.column.attname, value if fact.is_date or fact.is_number else value or "")
    if "id_number" in values:
        child.id_number = clean_number(child.id_number)
        child.id_index, child.id_last_six_index = index_of(child.id_number), last_six_index_of(child.id_number)
    child.save()
    if "name" in values or "former_name" in values:
        lay_name_keys(child)


def note_relative(child: Child, field: str, said: str, source: Source, when: tuple[datetime, date | None]) -> None:
    """A new version of the file in which something else is said of a person of the family, "" when no more; `when`
    is the moment of writing and since when it is so, if known.
    """
    at, valid_from = when
    child.version += 1
    child.save(update_fields=["version"])
    FactChange.objects.create(
        child=child,
        field=field,
        sealed=said,
        source=source,
        recorded_at=at,
        valid_from=valid_from,
        version=child.version,
    )


def answer_from(child: Child, code: int, basis: PlaceBasis, source: Source, at: datetime) -> None:
    """Another place answers from now on; the search keys follow into its county."""
    child.version += 1
    child.responsible_code, child.responsible_basis = code, basis
    child.save(update_fields=["version", "responsible_code", "responsible_basis"])
    FactChange.objects.create(
        child=child, field=RESPONSIBLE, value=str(code), source=source, recorded_at=at, version=child.version
    )
    NameKey.objects.filter(child=child).update(county_code=ancestor_code(code, Level.COUNTY))


def lay_name_keys(child: Child) -> None:
    """Make the search keys anew from the present names."""
    NameKey.objects.filter(child=child).delete()
    county = ancestor_code(child.responsible_code, Level.COUNTY)
    keys = sorted(keys_of(child.name, child.former_name))
    NameKey.objects.bulk_create([NameKey(child=child, county_code=county, key=key) for key in keys])


def names_of(values: Iterable[str]) -> list[str]:
    """Names of fields for the trail, which holds no values."""
    return sorted(values)


def _kept(name: str, value: FactValue) -> dict[str, str]:
    text = FACTS[name].text_of(value)
    return {"sealed": text} if FACTS[name].sealed else {"value": text}
