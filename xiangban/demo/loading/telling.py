"""What the first round found, said at the end of loading: every row, who has whom, how many nobody found.

The same stands on the pages of the census.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import CensusRecord, Import
from xiangban.census.reconciliation import Region, WhoHasWhom, who_has_whom
from xiangban.census.rules import SETTLED
from xiangban.census.working import say_counts


def reconciliation(batch: Import, account: str) -> Iterator[str]:
    """The lines of the reconciliation; `account` may see the page of it."""
    agencies = list(batch.files.order_by("number").values_list("agency_kind", flat=True))
    found = who_has_whom(agencies, ((batch.place_code, having) for having in _having(batch)))[batch.place_code]
    yield _("Reconciliation of the round “{name}”").format(name=batch.round.name)
    yield "  " + say_counts(batch)
    yield "  " + _("{number} files in the register; {waiting} questions wait for a person").format(
        number=found.children, waiting=batch.counts["questions"]
    )
    for region in found.regions:
        yield f"  {region.children:>7,}  {_named(region)}"
    yield from _unseen(found)
    page = f"/census/rounds/{batch.round_id}/"
    yield "  " + _("Page by page: {page}, signed in as {account}").format(page=page, account=account)


def _having(batch: Import) -> list[frozenset[str]]:
    """Of each child of the import, which agencies have it."""
    having: dict[int, set[str]] = defaultdict(set)
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED, child__isnull=False)
    for child, agency in records.values_list("child_id", "file__agency_kind"):
        having[child].add(agency)
    return [frozenset(agencies) for agencies in having.values()]


def _named(region: Region) -> str:
    words = [str(word) for agency, word in AGENCY_WORDS.items() if agency in region.agencies]
    return _("in {agencies}").format(agencies=" + ".join(words))


def _unseen(found: WhoHasWhom) -> Iterator[str]:
    unseen = found.unseen
    if unseen is not None:
        words = _("Estimated in no roster: {number}, between {low} and {high} (95 %)")
        yield "  " + words.format(number=round(unseen.unseen), low=round(unseen.low), high=round(unseen.high))
