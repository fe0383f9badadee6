"""The columns of a file as a page shows them: each form once, what every column is held to be, and samples.

How columns are recognised is in rosters/mapping.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, ImportFile
from xiangban.census.roster_words import FIELD_LABELS, why_words
from xiangban.census.rosters.mapping import column_keys
from xiangban.census.rosters.tables import ColumnChoice
from xiangban.census.sides import said
from xiangban.census.told import told_in
from xiangban.web.phrases import StrOrPromise

SAMPLES, ROWS = 3, 5


@dataclass(frozen=True)
class Column:
    """A column: the name of its answer in the form, what it is held to be and why, what stands in it."""

    name: str
    key: str
    choice: ColumnChoice
    why: str
    samples: list[str]


@dataclass
class SheetForm:
    """Sheets with the same headers: they are mapped together."""

    signature: str
    sheets: list[str]
    columns: list[Column] = field(default_factory=list)


def forms_of(file: ImportFile, viewer: Viewer) -> list[SheetForm]:
    """Every form of a file, with samples as the viewer may read them."""
    samples, forms = _samples(file, viewer), dict[str, SheetForm]()
    for table in file.layout:
        known = forms.get(table["signature"])
        if known is not None:
            known.sheets.append(table["sheet"])
            continue
        choices = [ColumnChoice(*column) for column in table["columns"]]
        made = forms[table["signature"]] = SheetForm(table["signature"], [table["sheet"]])
        at = len(forms) - 1
        made.columns = [
            Column(f"column_{at}_{nth}", key, choice, why_words(choice), samples.get(choice.field or "", []))
            for nth, (choice, key) in enumerate(zip(choices, column_keys(choices), strict=True))
        ]
    return list(forms.values())


def decided_in(forms: list[SheetForm], posted: Mapping[str, str]) -> dict[str, dict[str, str | None]]:
    """What the answers change, by form; columns that must be dropped are never asked."""
    decided: dict[str, dict[str, str | None]] = {}
    for form in forms:
        for column in form.columns:
            answer = posted.get(column.name)
            if answer is not None and not column.choice.dropped and answer != (column.choice.field or ""):
                decided.setdefault(form.signature, {})[column.key] = answer or None
    return decided


def first_rows(file: ImportFile, viewer: Viewer) -> tuple[list[StrOrPromise], list[list[str]]]:
    """The first rows as they were read: headings and texts."""
    rows = _rows(file, viewer)
    fields = [name for name in FIELD_LABELS if any(row.get(name) for row in rows)]
    facets = viewer.sight.facets
    return [FIELD_LABELS[name] for name in fields], [
        [said(name, row.get(name, ""), facets) for name in fields] for row in rows
    ]


def _samples(file: ImportFile, viewer: Viewer) -> dict[str, list[str]]:
    """A few different values of each field."""
    found: dict[str, list[str]] = {}
    for row in _rows(file, viewer, SAMPLES * 4):
        for name, text in row.items():
            shown, known = said(name, text, viewer.sight.facets), found.setdefault(name, [])
            if shown not in known and len(known) < SAMPLES:
                known.append(shown)
    return found


def _rows(file: ImportFile, viewer: Viewer, most: int = ROWS) -> list[dict[str, str]]:
    records = CensusRecord.objects.visible_to(viewer).filter(file=file, batch=file.batch_id).order_by("pk")[:most]
    return [told_in(record.told)[0] for record in records]
