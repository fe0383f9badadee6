"""What is asked of files before they are taken in: an open round of this place, a size, and that they are not here yet.

Taking them in is in actions/imports.py; whether they are rosters shows when they are read.
"""

import hashlib
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.census.file_words import AGENCY_WORDS, agency_by_name
from xiangban.census.models import CensusRound, Import, ImportFile
from xiangban.census.rules import RoundState
from xiangban.lib.sheets.workbook import MEBIBYTE, Limits
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Interval

MOST_FILES = 12
LIMITS = Limits()
COLLECTED_BY = {"villages": "civil_affairs"}  # who leads the sweep answers for the villages' rosters (domain 2.1)


def refuse_round(sweep: CensusRound, place: Territory, number: int) -> None:
    """Refuse so many files for this place in this round. Raises Refused."""
    if sweep.state != RoundState.OPEN:
        raise Refused(_("The round “{name}” is locked: late rosters are amendments.").format(name=sweep.name))
    if not sweep.interval.holds(place.code):
        words = _("The round “{name}” is not for {place}.")
        raise Refused(words.format(name=sweep.name, place=place.name))
    if not 1 <= number <= MOST_FILES:
        raise Refused(_("Files: drop between 1 and {most} files.").format(most=MOST_FILES), "files")


def refuse_size(name: str, size: int) -> None:
    """Refuse a file larger than the reader takes. Raises Refused."""
    if size > LIMITS.bytes:
        words = _("{name} is larger than {most} MB: divide it by township.")
        raise Refused(words.format(name=name, most=LIMITS.bytes // MEBIBYTE), "files")


def refuse_known(name: str, digest: str, interval: Interval, besides: Sequence[ImportFile] = ()) -> None:
    """Refuse a file that stands in another import of the territory under this name, or beside it. Raises Refused.

    Under another name it is taken in with a caution, see refusals.py.
    """
    twin = next((other for other in besides if other.sha256 == digest), None)
    if twin is not None:
        words = _("{name} is the same file as {other}: it is not taken twice.")
        raise Refused(words.format(name=name, other=twin.name), "files")
    imports = Import.objects.standing().overlapping(interval)
    standing = ImportFile.objects.filter(sha256=digest, name=name[:120], batch__in=imports, refusal="")
    known = standing.first()
    if known is not None:
        words = _("{name} is the same file as {other} of import {number}: it is not taken twice.")
        raise Refused(words.format(name=name, other=known.name, number=known.batch_id), "files")


def digest_of(pieces: Iterable[bytes]) -> str:
    """SHA-256 of a content that comes piece by piece, in hexadecimal."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def agency_kind(written: str) -> str:
    """The kind of agency as a person wrote it: its code, or a name that tells it; else as written."""
    return written if written in AGENCY_WORDS else agency_by_name(written) or written


def agency_of(kind: str, place: Interval) -> int | None:
    """The key of the agency of this kind that answers in the place itself; None where there is none."""
    unit = COLLECTED_BY.get(kind, kind)
    found = Agency.objects.open().filter(unit_kind=unit, place_code=place.low).values_list("pk", flat=True)
    return found.first()
