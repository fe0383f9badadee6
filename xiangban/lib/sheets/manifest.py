"""Which part of an xlsx package holds which sheet.

Only packages the gate has let pass come here: no part has a DOCTYPE.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from xiangban.lib.sheets.packages import Package, damaged

WORKBOOK = "xl/workbook.xml"

Attributes = dict[str, str]


class Relation(NamedTuple):
    """One arrow from a part to another: its id, the last word of its type, the part it leads to ("" when missing)."""

    id: str
    kind: str
    target: str


def parts_of_sheets(package: Package) -> list[tuple[str, str]]:
    """The name of each sheet and the name of its part, in the order of the workbook. Raises SheetRefused."""
    targets = {relation.id: relation.target for relation in relations(package, WORKBOOK)}
    found = []
    for local, attributes in elements(package, WORKBOOK):
        if local == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            found.append((attributes.get("name", ""), targets.get(key, "")))
    return found


def relations(package: Package, part: str) -> list[Relation]:
    """What a part leads to; nothing when it leads nowhere. Raises SheetRefused."""
    folder = posixpath.dirname(part)
    names = {name.replace("\\", "/").casefold(): name for name in package.entries}
    found = []
    for local, attributes in elements(package, relations_of(part)):
        if local == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append(Relation(attributes.get("Id", ""), kind, names.get(path.casefold(), "")))
    return found


def relations_of(part: str) -> str:
    """The name of the part that says what a part leads to."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def elements(package: Package, name: str) -> Iterator[tuple[str, Attributes]]:
    """Each element of a part as its local name and its attributes; none of a part that is not there."""
    real = next((entry for entry in package.entries if entry.replace("\\", "/").casefold() == name.casefold()), None)
    if real is None:
        return
    found: list[tuple[str, Attributes]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda element, attributes: found.append((element.rpartition(":")[2], attributes))
    try:
        for block in package.blocks(real):
            parser.Parse(block, False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise damaged(real, "markup") from broken
    yield from found
