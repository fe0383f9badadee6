"""Which part of an xlsx package holds which sheet.

Only packages the gate has let pass come here: no part has a DOCTYPE.
"""

import posixpath
from collections.abc import Iterator
from xml.parsers import expat

from xiangban.lib.sheets.packages import Package, damaged

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Attributes = dict[str, str]


def parts_of_sheets(package: Package) -> list[tuple[str, str]]:
    """The name of each sheet and the name of its part, in the order of the workbook. Raises SheetRefused."""
    targets = {
        attributes.get("Id", ""): _path(attributes.get("Target", ""))
        for local, attributes in elements(package, RELATIONS)
        if local == "Relationship"
    }
    names = {name.replace("\\", "/").casefold(): name for name in package.entries}
    found = []
    for local, attributes in elements(package, WORKBOOK):
        if local == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            part = names.get(targets.get(relation, "").casefold(), "")
            found.append((attributes.get("name", ""), part))
    return found


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


def _path(target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
