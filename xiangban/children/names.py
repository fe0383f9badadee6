"""How the name of a child is said to a reader: whole, or masked where the reader sees no names."""

from collections.abc import Collection

from xiangban.access.roles import Facet
from xiangban.lib.masking import mask_name


def name_for(name: str, facets: Collection[Facet]) -> str:
    """The name as a reader of these blocks may read it."""
    return name if Facet.NAME in facets else mask_name(name)
