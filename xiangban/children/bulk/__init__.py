"""Many files at once: founded, updated and taken back in a stream, each in the caller's transaction.

What may be written, and from which words, is asked in actions/ and by the imports of higher rooms.
"""

from xiangban.children.bulk.founding import (
    Founding,
    Prepared,
    SourceRow,
    Written,
    complete,
    digest_of,
    found_children,
    prepare_foundings,
    write_foundings,
    write_prepared,
)
from xiangban.children.bulk.people import KnownPerson, SharedPerson
from xiangban.children.bulk.sharing import prepare_shared
from xiangban.children.bulk.updating import Update, write_updates
from xiangban.children.bulk.withdrawing import Withdrawn, withdraw_import
from xiangban.children.name_keys import keys_of

__all__ = [
    "Founding",
    "KnownPerson",
    "Prepared",
    "SharedPerson",
    "SourceRow",
    "Update",
    "Withdrawn",
    "Written",
    "complete",
    "digest_of",
    "found_children",
    "keys_of",
    "prepare_foundings",
    "prepare_shared",
    "withdraw_import",
    "write_foundings",
    "write_prepared",
    "write_updates",
]
