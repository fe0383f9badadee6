"""Ods: repeats that multiply, locks, and what is no sheet."""

from collections.abc import Iterator

from tests.hostile.cases import Case, case, read
from tests.hostile.packages import HEAD, table_parts, zipped

FILLED = '<table:table-cell {0} office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'


def cases() -> Iterator[Case]:
    """Every oddity of an open document."""
    yield from repeats()
    yield from others()


def repeats() -> Iterator[Case]:
    one = row(FILLED.format(""))
    wide, long = 'table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'
    gap = f"<table:table-row {long}><table:table-cell {wide}/></table:table-row>"
    yield read("an ordinary ods", zipped(table_parts(one)), "ods", (7,))
    yield case(
        "a filled cell repeated to the last column", zipped(table_parts(row(FILLED.format(wide)))), "too_many_columns"
    )
    yield case(
        "a filled row repeated to the last row",
        zipped(table_parts(f"<table:table-row {long}>{FILLED.format('')}</table:table-row>")),
        "too_many_rows",
    )
    yield read("an empty tail to the last row, as the office writes it", zipped(table_parts(one + gap)), "ods", (7,))
    yield case("a filled cell behind a million empty rows", zipped(table_parts(one + gap + one)), "too_many_rows")
    yield case(
        "repeats beyond all numbers",
        zipped(table_parts(row(FILLED.format('table:number-columns-repeated="99999999999999999999"')))),
        "ods",
        "damaged",
    )
    yield case(
        "repeats of -1", zipped(table_parts(row(FILLED.format('table:number-columns-repeated="-1"')))), "ods", "damaged"
    )
    yield case(
        "repeats with another prefix",
        zipped(renamed(table_parts(row(FILLED.format(wide))))),
        "too_many_columns",
        "empty",
    )


def others() -> Iterator[Case]:
    one = row(FILLED.format(""))
    yield case(
        "a declaration",
        zipped(table_parts(one) | {"content.xml": f'{HEAD}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "doctype",
    )
    yield case(
        "a locked ods",
        zipped(table_parts(one) | {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}),
        "encrypted",
    )
    yield case("no table", zipped(table_parts("")), "empty")
    yield case(
        "a letter", zipped(table_parts(one) | {"mimetype": "application/vnd.oasis.opendocument.text"}), "other_format"
    )
    yield case("content that breaks off", zipped(table_parts(one) | {"content.xml": "<a><b>"}), "damaged")


def row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def renamed(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    content = str(parts["content.xml"])
    return parts | {
        "content.xml": content.replace("table:", "t:")
        .replace("xmlns:table=", "xmlns:t=")
        .replace("opendocument:xmlns:t:", "opendocument:xmlns:table:")
    }
