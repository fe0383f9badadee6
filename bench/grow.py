"""Grow a copy of the demo's register to a million children, with new people in the same villages, for growth figures.

Run: XIANGBAN_HOME=/tmp/grown .venv/bin/python -m bench.grow --children 1000000   (on a copy of a demo home!)
Only the rows that list and search read are written (children and name keys); histories stay those of the demo.
"""

import argparse
import os
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django
from tqdm import tqdm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402  Django is set up first

from xiangban.children.identity import index_of, last_six_index_of  # noqa: E402
from xiangban.children.models import Child, NameKey  # noqa: E402
from xiangban.demo.city import DEFAULT_SEED, generate_city  # noqa: E402
from xiangban.demo.people import generate_people  # noqa: E402
from xiangban.demo.shares import PUBLISHED_COUNT  # noqa: E402
from xiangban.lib.bulk_rows import insert_rows  # noqa: E402
from xiangban.lib.name_keys import keys_of_name  # noqa: E402
from xiangban.territories.rules import Level, ancestor_code  # noqa: E402

PLAIN = ("name", "sex", "birth_date", "health", "schooling", "guardianship_kind", "guardianship_rating", "care_reason")
BATCH = 5000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--children", type=int, default=1_000_000)
    wanted = parser.parse_args().children
    standing = Child.objects.count()
    people = islice(_people(), max(0, wanted - standing))
    with tqdm(total=wanted, initial=standing, unit="child") as bar:
        while batch := list(islice(people, BATCH)):
            _write(batch)
            bar.update(len(batch))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people() -> Iterator[dict[str, Any]]:
    city = generate_city(DEFAULT_SEED)
    for seed in range(DEFAULT_SEED + 1, DEFAULT_SEED + 1000):
        population = generate_people(city, PUBLISHED_COUNT, seed)
        for family in population.families:
            for child in family.children:
                facts = {name: getattr(child, name) or "" for name in PLAIN} | {"birth_date": child.birth_date}
                yield facts | {"responsible_code": family.village, "number": child.id_number}


def _write(batch: list[dict[str, Any]]) -> None:
    like = Child.objects.order_by("pk")[0]
    fields = [field for field in Child._meta.concrete_fields if field.attname not in ("school_id",)]
    first = int(Child.objects.order_by("-pk").values_list("pk", flat=True)[0]) + 1
    rows = [_row(first + place, facts, fields, like) for place, facts in enumerate(batch)]
    keys = [
        (ancestor_code(facts["responsible_code"], Level.COUNTY), key, first + place)
        for place, facts in enumerate(batch)
        for key in keys_of_name(facts["name"])
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        vendor = connection.vendor
        insert_rows(cursor, vendor, Child._meta.db_table, [str(field.column) for field in fields], rows)
        insert_rows(cursor, vendor, NameKey._meta.db_table, ["county_code", "key", "child_id"], keys)


def _row(pk: int, facts: dict[str, Any], fields: list[Any], like: Child) -> list[Any]:
    known = facts | {
        "id": pk,
        "id_index": index_of(facts["number"]),
        "id_last_six_index": last_six_index_of(facts["number"]),
        "living_code": facts["responsible_code"],
        "responsible_basis": "living",
        "state": "registered",
        "founded_on": like.founded_on,
    }
    return [known.get(field.attname, _nothing(field)) for field in fields]


def _nothing(field: Any) -> Any:
    if field.get_internal_type() == "BinaryField":
        return None if field.null else b""
    return field.get_default()


if __name__ == "__main__":
    main()
