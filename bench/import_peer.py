"""The stage of bench.import_city, and its peer: rows of rosters written one by one through the ORM.

The peer looks each child up by number, then by name and birth date, and writes child, moves, search keys, persons, kin
and one change a row with save() and create(), in one transaction, which is kind to it. It matches nothing, keeps no
rights and no trail.
"""

import os
import sys
from datetime import date
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
django.setup()

from django.db import transaction  # noqa: E402  Django is set up first
from django.utils import timezone  # noqa: E402

from xiangban.access.models import Post, Seat, User  # noqa: E402
from xiangban.access.roles import Role  # noqa: E402
from xiangban.access.viewer import system_viewer  # noqa: E402
from xiangban.census.interpret import Said, interpret  # noqa: E402
from xiangban.census.models import CensusRecord  # noqa: E402
from xiangban.census.places import Places  # noqa: E402
from xiangban.census.schools import Schools  # noqa: E402
from xiangban.census.told import told_in  # noqa: E402
from xiangban.children.facts import FACTS  # noqa: E402
from xiangban.children.identity import index_of  # noqa: E402
from xiangban.children.models import Child, ChildMove, FactChange, Kin, NameKey, Person, Source  # noqa: E402
from xiangban.children.name_keys import keys_of  # noqa: E402
from xiangban.children.packing import PACKED, pack  # noqa: E402
from xiangban.demo.city import CITY_CODE, generate_city  # noqa: E402
from xiangban.demo.loading.network import write_places  # noqa: E402
from xiangban.territories.models import Territory  # noqa: E402
from xiangban.territories.rules import Level, ancestor_code  # noqa: E402

SINCE = date(2026, 1, 1)
MOVES = ("found", "submit", "review", "register")


def main() -> None:
    """`stage ACCOUNT` fills an empty home with places and a clerk; `orm ROWS` prints the seconds for one row."""
    if sys.argv[1] == "stage":
        _set_stage(sys.argv[2])
    else:
        print(_seconds_a_row(int(sys.argv[2])))


def _set_stage(account: str) -> None:
    place = write_places(None, system_viewer("bench"), city=generate_city())[CITY_CODE]
    post = Post.objects.create(
        role=Role.CITY_CLERK, title="经办", territory=place, place_code=place.code, level=Level.CITY, opened_on=SINCE
    )
    user = User.objects.create(username=account, display_name="经办")
    Seat.objects.create(user=user, post=post, since=SINCE)


def _seconds_a_row(sample: int) -> float:
    """Every nth row of the import that lies in the home, read and interpreted before the clock starts."""
    records = CensusRecord.objects.order_by("pk")
    step = max(1, records.count() // sample)
    wanted = list(records.values_list("pk", flat=True)[::step])[:sample]
    interval = Territory.objects.current().get(code=CITY_CODE, level=Level.CITY).interval
    places, schools = Places(interval), Schools(interval)
    told = [told_in(record.told)[0] for record in records.filter(pk__in=wanted)]
    rows = [interpret(values, places, schools) for values in told]
    source = Source.objects.create(kind="roster", title="bench", received_on=SINCE)
    with transaction.atomic():
        began = perf_counter()
        for number, said in enumerate(rows, start=1):
            _write(said, source, number)
        seconds = perf_counter() - began
        transaction.set_rollback(True)
    return seconds / len(rows)


def _write(said: Said, source: Source, number: int) -> None:
    facts = {name: value for name, value in said.facts.items() if name in FACTS}
    child = _known(facts) or _founded(facts)
    for name, value in facts.items():
        setattr(child, FACTS[name].column.attname, value)
    child.id_index = index_of(child.id_number)
    child.save()
    texts = {name: FACTS[name].text_of(value) for name, value in facts.items()}
    FactChange.objects.create(
        child=child, field=PACKED, sealed=pack(texts, {}), recorded_at=timezone.now(), source=source, row=number
    )
    for kinship, relative in said.family.items():
        kin = Kin.objects.filter(child=child, kinship=kinship).select_related("person").first()
        person = kin.person if kin else Person(name=relative.name)
        for name, value in relative.facts.items():
            setattr(person, name, value or getattr(person, name))
        person.save()
        if kin is None:
            Kin.objects.create(child=child, person=person, kinship=kinship, guardian=relative.guardian)


def _known(facts: dict[str, Any]) -> Child | None:
    number = str(facts.get("id_number") or "")
    if number:
        found: Child | None = Child.objects.filter(id_index=index_of(number)).first()
        if found is not None:
            return found
    born = facts.get("birth_date")
    return Child.objects.filter(name=facts.get("name", ""), birth_date=born).first() if born else None


def _founded(facts: dict[str, Any]) -> Child:
    place = int(facts.get("living_code") or CITY_CODE)
    child: Child = Child.objects.create(
        name=facts.get("name", ""), responsible_code=place, responsible_basis="living", founded_on=SINCE
    )
    for move in MOVES:
        ChildMove.objects.create(child=child, move=move, state_before="", state_after="draft", at=timezone.now())
    for key in keys_of(str(facts.get("name", "")), str(facts.get("former_name", ""))):
        NameKey.objects.create(county_code=ancestor_code(place, Level.COUNTY), key=key, child=child)
    return child


if __name__ == "__main__":
    main()
