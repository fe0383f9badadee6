"""The command `xiangban`: its subcommands are the rooms' management commands, named verb_noun.

What each does stands in its room.
"""

import gc
import os
import sys

import django
from django.core.management import ManagementUtility, get_commands, load_command_class
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from xiangban.config.environment import EnvironmentWrong
from xiangban.config.start_checks import StartRefused, database_sentence
from xiangban.lib.keyring import KeyringMissing, KeyringUnreadable


def main() -> None:
    """Run the subcommand of the command line; without one, list ours with one line each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
    gc.disable()  # what is loaded stays: looking through it again and again takes a tenth of the start
    try:
        django.setup()
    except EnvironmentWrong as fault:
        sys.exit(str(fault))
    gc.freeze()
    gc.enable()
    translation.activate(reader_language(os.environ))
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(list_of_commands())
        return
    status = _run(sys.argv)
    gc.freeze()  # a last look for rings of garbage, on leaving, would take as long as loading Django
    sys.exit(status)


def _run(arguments: list[str]) -> int | str:
    """Run one subcommand; a fault the operator can mend is one sentence, not a traceback."""
    try:
        ManagementUtility(arguments).execute()
    except StartRefused as fault:
        sys.stderr.write(f"{fault}\n")
        return fault.exit_code
    except EnvironmentWrong as fault:
        return str(fault)
    except KeyringMissing as fault:
        return _("The keys {path} are missing: put them back from the backup.").format(path=fault.path)
    except KeyringUnreadable as fault:
        return _("The keys {path} cannot be read ({reason}): put them back from the backup.").format(
            path=fault.path, reason=fault.reason
        )
    except DatabaseError as fault:
        if "XIANGBAN_TRACEBACK" in os.environ:
            raise
        return database_sentence(fault)
    except KeyboardInterrupt:
        return 130
    return 0


def reader_language(environment: os._Environ[str] | dict[str, str]) -> str:
    """The language of the terminal: English or Traditional where it says so, else the product's Simplified Chinese."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    spoken = said.replace("-", "_").lower()
    if spoken.startswith("en"):
        return "en"
    return "zh-hant" if spoken.startswith(("zh_tw", "zh_hk", "zh_mo", "zh_hant")) else "zh-hans"


def list_of_commands() -> str:
    """Every command of the house with its one line."""
    ours = sorted(name for name, room in get_commands().items() if str(room).startswith("xiangban."))
    width = max(map(len, ours), default=0)
    lines = [f"  {name:<{width}}  {load_command_class(get_commands()[name], name).help}" for name in ours]
    title = _("xiangban COMMAND: the commands of Xiangban. `xiangban COMMAND --help` explains one.")
    return "\n".join([title, "", *lines, ""])
