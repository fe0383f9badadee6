"""Compile the catalogues to the .mo files that Django reads; set-up runs it, and no msgfmt is needed.

Gathering and translating texts stands in catalogue.py.
"""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "xiangban" / "locale"


def compile_all() -> None:
    """Write the .mo file beside every catalogue; a reader never sees half a file."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        draft = path.with_suffix(".mo.draft")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()
