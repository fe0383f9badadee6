"""Replace the data key, and with --index the index key; ended halfway, it goes on at the next call."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access import rotation
from xiangban.access.viewer import system_viewer


class Command(BaseCommand):
    help = _("Replace the keys of sealed values; may be ended at any moment and goes on at the next call.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--index", action="store_true", help=_("also replace the key of the blind indexes"))

    def handle(self, *args: Any, **options: Any) -> None:
        if rotation.is_unfinished():
            self.stdout.write(_("An earlier rotation was not finished: it goes on, no new key is made."))
        else:
            rotation.begin_rotation(None, system_viewer("rotate_keys"), index=options["index"])
        with tqdm(total=rotation.rows_to_look_at(), unit="", delay=1, disable=None, leave=False) as bar:
            changed = rotation.seal_anew(bar.update)
        indexed = rotation.index_anew()
        words = _("{number} values and files were sealed anew, {indexes} indexes computed anew.")
        self.stdout.write(words.format(number=changed, indexes=indexed))
        self.stdout.write(_("Keep the old keys: the trail and older backups need them."))
