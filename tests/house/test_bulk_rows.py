"""Rows written in bulk read back as those written one by one, on the engine the house runs on."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from xiangban.lib.bulk_rows import BATCH, insert_rows

COLUMNS = ["code", "name", "known", "note", "at"]


@pytest.mark.django_db
def test_bulk_rows_go_through_the_product_s_own_cursor() -> None:
    at = datetime(2026, 9, 1, 8, 30, 0, 123456, tzinfo=UTC)
    rows = [(code, f"村\t{code}\n\\", code % 2 == 0, None, at) for code in range(BATCH + 3)]
    moment = "timestamp with time zone" if connection.vendor == "postgresql" else "datetime"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bulk (code bigint, name text, known bool, note text, at {moment})")
        assert insert_rows(cursor, connection.vendor, "bulk", COLUMNS, iter(rows)) == len(rows)
        cursor.execute("SELECT count(*), max(code), sum(CASE WHEN known THEN 1 ELSE 0 END), count(note) FROM bulk")
        assert tuple(cursor.fetchone()) == (len(rows), BATCH + 2, BATCH // 2 + 2, 0)
        cursor.execute("SELECT name, at FROM bulk WHERE code = 7")
        name, stored = cursor.fetchone()
    assert name == "村\t7\n\\"
    assert timezone.make_aware(stored, UTC) == at if timezone.is_naive(stored) else stored == at
