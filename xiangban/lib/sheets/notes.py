"""The two parts behind the notes on a sheet's cells: what they say, and the boxes they are shown in.

Where they hang in the package is said in marks.py.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from xiangban.lib.sheets.marked_sheet import Cells
from xiangban.lib.sheets.markup import column_number, parse
from xiangban.lib.sheets.write import MAIN, cell_name, clean_text

AUTHOR = "相伴"
BELOW = f"\n【{AUTHOR}】"  # parts our sentences from a note that others have put on the same cell
BLOCK = 1024  # numbers of boxes are given out in blocks of so many

_REFERENCE = re.compile("([A-Z]+)([0-9]+)")
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:160pt;height:80pt;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 10, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Note(NamedTuple):
    """What is noted on a cell, and who noted it."""

    author: str
    text: str


Notes = Mapping[tuple[int, int], Note]


def read_notes(part: Iterable[bytes]) -> Notes:
    """The notes of a part as plain text, by row and column counted from 0. Raises SheetRefused."""
    walk = _NotesWalk()
    parse(part, walk.start, walk.text)
    return {place: Note(author, "".join(pieces)) for place, (author, pieces) in walk.notes.items()}


def is_ours(note: Note) -> bool:
    """Whether we noted this, or something below it, at an earlier marking."""
    return note.author == AUTHOR or BELOW in note.text


def with_sentences(notes: Notes, cells: Cells) -> Notes:
    """The notes of others with our sentences below or beside them; what we noted earlier is gone."""
    others = {
        place: Note(note.author, note.text.partition(BELOW)[0])
        for place, note in notes.items()
        if note.author != AUTHOR
    }
    ours = {
        place: Note(others[place].author, f"{others[place].text}{BELOW}{sentence}")
        if place in others
        else Note(AUTHOR, sentence)
        for place, sentence in cells.items()
    }
    return others | ours


def comments_part(notes: Notes) -> bytes:
    """The part that says what is noted on which cell."""
    authors = list(dict.fromkeys(note.author for note in notes.values()))
    comments = "".join(
        f'<comment ref="{cell_name(row, column)}" authorId="{authors.index(note.author)}"><text>'
        f'<t xml:space="preserve">{escape(clean_text(note.text))}</t></text></comment>'
        for (row, column), note in sorted(notes.items())
    )
    named = "".join(f"<author>{escape(clean_text(author))}</author>" for author in authors)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{MAIN}"><authors>{named}</authors><commentList>{comments}</commentList></comments>'
    ).encode()


def drawing_part(cells: Notes, first_block: int) -> bytes:
    """The boxes of the notes, hidden until a reader points at the cell; numbered from the first block of numbers on."""
    blocks = range(first_block, first_block + blocks_of(cells))
    boxes = "".join(
        _BOX.format(
            number=first_block * BLOCK + count,
            left=column + 1,
            right=column + 4,
            top=max(row - 1, 0),
            bottom=row + 4,
            row=row,
            column=column,
        )
        for count, (row, column) in enumerate(sorted(cells), start=1)
    )
    return (_DRAWING.format(blocks=",".join(map(str, blocks))) + boxes + "</xml>").encode()


def blocks_of(cells: Notes) -> int:
    """How many blocks of numbers the boxes of so many cells take."""
    return (len(cells) + 1) // BLOCK + 1


class _NotesWalk:
    """Authors and notes of a part of comments."""

    def __init__(self) -> None:
        self.notes: dict[tuple[int, int], tuple[str, list[str]]] = {}
        self._authors: list[str] = []
        self._pieces: list[str] = []
        self._element = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._element = name.rpartition(":")[2]
        if self._element == "author":
            self._authors.append("")
        elif self._element == "comment":
            self._pieces = []
            said, reference = attributes.get("authorId", ""), _REFERENCE.fullmatch(attributes.get("ref", ""))
            author = dict(enumerate(self._authors)).get(int(said) if said.isdecimal() else -1, "")
            if reference:
                place = int(reference[2]) - 1, column_number(reference[1]) - 1
                self.notes[place] = author, self._pieces

    def text(self, text: str) -> None:
        if self._element == "author":
            self._authors[-1] += text
        elif self._element == "t":
            self._pieces.append(text)
