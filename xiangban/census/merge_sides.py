"""The two files of a merge as a page shows them: fact for fact, relative for relative, with what stands afterwards.

What may be read is asked of the gate; which value is taken by rule is said in children/merging.py and word_counts.py.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from xiangban.access.attachments import attachments_of
from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.census.alike import evidence_between
from xiangban.census.register_rows import row_of_child
from xiangban.census.says import Spoken, spoken_of
from xiangban.census.word_counts import prefers
from xiangban.children.facts import FACTS
from xiangban.children.meanwhile import say_fact
from xiangban.children.merging import GOES_WITH, Choice, Tie, covering, takes_of, text_in, ties_of
from xiangban.children.models import Child, ChildMove, Kin, Merge, MergeState
from xiangban.children.names import name_for
from xiangban.lib.masking import mask_name
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

HIDDEN = "***"
STAYS, GOES = "child", "double"


@dataclass(frozen=True)
class FileSide:
    """One of the two files: its number, name and place as the reader may read them, its state and what hangs on it."""

    child: Child
    name: str
    place: str
    state: str
    papers: int
    story: list[ChildMove]


@dataclass(frozen=True)
class FactLine:
    """One fact of both files; `asks` says that a person may choose, `taken` which side stands by rule."""

    name: str
    label: str
    left: str
    right: str
    differs: bool
    asks: bool
    taken: str


@dataclass(frozen=True)
class TieLine:
    """A relative of the file that goes beside whom the other has in that place; who is only added is not asked."""

    kin: Kin
    label: str
    left: str
    right: str
    asks: bool
    taken: str


@dataclass(frozen=True)
class Compared:
    """Everything a merge's page shows."""

    merge: Merge
    left: FileSide
    right: FileSide
    facts: list[FactLine]
    ties: list[TieLine]
    reasons: list[Spoken]
    elsewhere: bool

    @property
    def waits(self) -> bool:
        return self.merge.state == MergeState.PROPOSED and not self.elsewhere


def compared(merge: Merge, viewer: Viewer, stays: int) -> Compared:
    """Both files side by side, the one that stays first."""
    child, double = merge.child, merge.double
    if stays == merge.double_id and merge.state == MergeState.PROPOSED:
        child, double = double, child
    facets = facets_between(merge, viewer)
    taken = takes_of(child, double, prefers)
    family = Facet.FAMILY in facets
    return Compared(
        merge,
        _side(child, facets),
        _side(double, facets),
        [line for name in FACTS if (line := _fact(name, (child, double), facets, taken)) is not None],
        [_tie(tie, family) for tie in ties_of(child, double)],
        spoken_of(evidence_between(row_of_child(child.pk), row_of_child(double.pk)), facets),
        not (child.state == "merged" or double.state == "merged") and not _in_own_place(merge, viewer),
    )


def facets_between(merge: Merge, viewer: Viewer) -> frozenset[Facet]:
    """The blocks that the reader sees of both files; a file that was merged is read like the one it went into."""
    first = facets_of(merge.child, viewer)
    return first if merge.state == MergeState.MERGED else first & facets_of(merge.double, viewer)


def choice_of(merge: Merge, viewer: Viewer, posted: Mapping[str, Any]) -> Choice:
    """What the form says: where nothing was asked, the rule holds."""
    stays = str(posted.get("stays", ""))
    keeps = int(stays) if stays in (str(merge.child_id), str(merge.double_id)) else merge.child_id
    shown = compared(merge, viewer, keeps)
    takes = {line.name for line in shown.facts if _said(posted, f"fact_{line.name}", line.asks, line.taken) == GOES}
    ties = {line.kin.pk for line in shown.ties if _said(posted, f"tie_{line.kin.pk}", line.asks, line.taken) == GOES}
    return Choice(keeps, frozenset(takes), frozenset(ties))


def _said(posted: Mapping[str, Any], name: str, asks: bool, taken: str) -> str:
    said = str(posted.get(name, ""))
    return said if asks and said in (STAYS, GOES) else taken


def _in_own_place(merge: Merge, viewer: Viewer) -> bool:
    """Whether both files still lie where this seat decides."""
    codes = (merge.child.responsible_code, merge.double.responsible_code)
    return covering(*codes) is not None and all(viewer.interval.holds(code) for code in codes)


def _side(child: Child, facets: Collection[Facet]) -> FileSide:
    code = child.responsible_code
    place = place_names().long_names([code], below=Level.CITY)[code] if code > 0 else child.get_state_display()
    story = ChildMove._base_manager.filter(child=child).order_by("-pk")[:10] if Facet.HISTORY in facets else ()
    papers = len(attachments_of(child))
    return FileSide(child, name_for(child.name, facets), place, child.get_state_display(), papers, list(story))


def _fact(name: str, files: tuple[Child, Child], facets: Collection[Facet], taken: Collection[str]) -> FactLine | None:
    left, right = (text_in(child, name) for child in files)
    if not left and not right:
        return None
    seen = FACTS[name].facet in facets
    differs = left != right
    asks = seen and differs and bool(left) and bool(right) and name not in GOES_WITH
    mine, theirs = _shown(name, left, seen), _shown(name, right, seen)
    return FactLine(name, str(FACTS[name].label), mine, theirs, differs, asks, GOES if name in taken else STAYS)


def _shown(name: str, text: str, seen: bool) -> str:
    if not text:
        return ""
    if seen:
        return say_fact(FACTS[name], text)
    return mask_name(text) if name in ("name", "former_name") else HIDDEN


def _tie(tie: Tie, seen: bool) -> TieLine:
    mine = tie.rival.person.name if tie.rival else ""
    theirs = tie.kin.person.name
    if not seen:
        mine, theirs = mask_name(mine) if mine else "", mask_name(theirs)
    label = str(tie.kin.get_kinship_display())
    return TieLine(tie.kin, label, mine, theirs, seen and tie.rival is not None, GOES if tie.fuller else STAYS)
