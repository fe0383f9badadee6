"""Which place of today a retired code leads to, by what the successions say.

Figures by old boundaries, which ask for whole areas and days, are in network/.
"""

from collections.abc import Iterable

from xiangban.territories.models import Succession, Territory


def codes_today(codes: Iterable[int]) -> dict[int, int]:
    """The code today of every code that is no place of today; left out are codes never known and places split up."""
    asked = set(codes)
    retired = asked - set(Territory.objects.current().filter(code__in=asked).values_list("code", flat=True))
    found = {code: _followers(code) for code in sorted(retired)}
    return {code: followers.pop() for code, followers in found.items() if len(followers) == 1}


def _followers(code: int) -> set[int]:
    """The codes of the current places that the places of this code became."""
    met = set(Territory.objects.filter(code=code).values_list("pk", flat=True))
    fresh = met
    while fresh:
        fresh = set(Succession.objects.filter(old__in=fresh).values_list("new", flat=True)) - met
        met = met | fresh
    return set(Territory.objects.current().filter(pk__in=met).values_list("code", flat=True))
