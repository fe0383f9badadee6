"""Many files at once: founded, updated and taken back in a stream, each in the caller's transaction.

What may be written, and from which words, is asked in actions/ and by the imports of higher rooms.
"""

from xiangban.children.bulk.founding import (
    Founding,
    SourceRow,
    Written,
    complete,
    digest_of,
    found_children,
    write_foundings,
)
from xiangban.children.bulk.people import KnownPerson
from xiangban.children.name_keys import keys_of

__all__ = [
    "Founding",
    "KnownPerson",
    "SourceRow",
    "Written",
    "complete",
    "digest_of",
    "found_children",
    "keys_of",
    "write_foundings",
]
