"""The clerk's own workbook given back with marks: cells coloured, a sentence noted on each, all else as it was.

The package is mended in place, so formats, pictures and the results of formulas stay; how is in marked_sheet.py.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from xiangban.lib.sheets.manifest import WORKBOOK, parts_of_sheets, relations, relations_of
from xiangban.lib.sheets.marked_sheet import CannotMark, Cells, Fills, colour_cells, merged_anchors, with_legacy_drawing
from xiangban.lib.sheets.notes import Notes, blocks_of, comments_part, drawing_part, is_ours, read_notes, with_sentences
from xiangban.lib.sheets.packages import Package
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import CITY, Limits, Mark
from xiangban.lib.sheets.write import RELATIONSHIPS, write_workbook

_TYPES = "[Content_Types].xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_RELATION = '<Relationship Id="{id}" Type="{type}" Target={target}/>'
_KIND_OF_BOX = re.compile(rb"ObjectType=[\"'](\w+)[\"']")


def mark_workbook(content: bytes, marks: Sequence[Mark], limits: Limits = CITY) -> bytes:
    """An xlsx with each marked cell coloured and its sentences noted on it; xls, ods and csv come back as xlsx.

    A mark within merged cells stands on the first of them; a mark on a sheet that is not there is left out.
    Raises SheetRefused.
    """
    workbook = read_workbook(content, limits)
    if workbook.kind == "xlsx":
        try:
            return _marked(Package(content, limits), marks)
        except CannotMark:
            pass  # an unusual package: its cells are written anew
    names = [sheet.name for sheet in workbook.sheets]
    plain = write_workbook(workbook.sheets)
    package = Package(plain, limits)
    written = dict(zip(names, (name for name, _ in parts_of_sheets(package)), strict=True))
    moved = [Mark(written.get(mark.sheet, mark.sheet), mark.row, mark.column, mark.sentence) for mark in marks]
    return _marked(package, moved)


def _marked(package: Package, marks: Sequence[Mark]) -> bytes:
    styles = next((to.target for to in relations(package, WORKBOOK) if to.kind == "styles"), "")
    if not styles or _TYPES not in package.entries:
        raise CannotMark("package")
    changed: dict[str, bytes] = {}
    fills = Fills(package.read(styles))
    block = 1
    for part, cells in _cells_by_part(package, marks).items():
        leads = {to.kind: to.target for to in relations(package, part) if to.target}
        earlier = read_notes(package.blocks(leads["comments"])) if "comments" in leads else {}
        sheet = package.read(part)
        anchored = merged_anchors(sheet, cells)
        colours = {place: 0 for place, note in earlier.items() if is_ours(note)} | dict.fromkeys(anchored, fills.mark)
        notes = with_sentences(earlier, anchored)
        changed |= _with_notes(package, part, notes, block)
        changed[part] = colour_cells(changed[part], colours, fills)
        block += blocks_of(notes)
    changed[styles] = fills.patched()
    added = [name for name in changed if name not in package.entries and not name.endswith(".rels")]
    changed[_TYPES] = _with_types(package.read(_TYPES), added)
    return _packed(package, changed)


def _cells_by_part(package: Package, marks: Sequence[Mark]) -> dict[str, Cells]:
    sheets = parts_of_sheets(package)
    parts = dict(reversed(sheets)) | {"": sheets[0][1] if sheets else ""}
    # Every sheet has its turn, also for taking away what an earlier marking left.
    cells: dict[str, dict[tuple[int, int], str]] = {part: {} for _, part in sheets if part}
    for mark in marks:
        if part := parts.get(mark.sheet, ""):
            said, place = cells[part], (mark.row, mark.column)
            said[place] = f"{said[place]}\n{mark.sentence}" if place in said else mark.sentence
    return dict(cells)


def _with_notes(package: Package, part: str, notes: Notes, block: int) -> dict[str, bytes]:
    """The parts of one sheet that change: the sheet, its notes, their boxes, and what it leads to."""
    leads = {to.kind: to.target for to in relations(package, part) if to.target}
    stem = re.sub(r"\W", "", posixpath.basename(part).removesuffix(".xml"))
    comments = leads.get("comments", f"xl/comments_{stem}_marks.xml")
    drawing = leads.get("vmlDrawing", f"xl/drawings/vml_{stem}_marks.vml")
    sheet = package.read(part)
    if not notes and "comments" not in leads:
        return {part: sheet}
    if "vmlDrawing" not in leads:
        sheet = with_legacy_drawing(sheet, "vmlDrawingMarks")
    elif set(_KIND_OF_BOX.findall(package.read(drawing))) - {b"Note"}:
        raise CannotMark("controls")
    lines = [
        _RELATION.format(id=f"{kind}Marks", type=f"{RELATIONSHIPS}/{kind}", target=quoteattr(f"/{target}"))
        for kind, target in (("comments", comments), ("vmlDrawing", drawing))
        if kind not in leads
    ]
    old = package.read(relations_of(part)) if relations_of(part) in package.entries else _NO_RELATIONS
    return {
        part: sheet,
        comments: comments_part(notes),
        drawing: drawing_part(notes, block),
        relations_of(part): _before_end(old, "".join(lines)),
    }


def _with_types(types: bytes, added: Sequence[str]) -> bytes:
    overrides = [
        f'<Override PartName={quoteattr("/" + name)} ContentType="{_DRAWING if name.endswith(".vml") else _COMMENTS}"/>'
        for name in added
    ]
    return _before_end(types, "".join(overrides))


def _before_end(part: bytes, text: str) -> bytes:
    """The part with more elements at the end of its root."""
    at = part.rfind(b"</")
    if text and (at < 0 or b":" in part[at:]):
        raise CannotMark("root")
    return part[:at] + text.encode() + part[at:] if text else part


def _packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name in [*package.entries, *(name for name in changed if name not in package.entries)]:
            blocks = [changed[name]] if name in changed else package.blocks(name)
            with archive.open(name, "w") as part:
                part.writelines(blocks)
    return made.getvalue()
