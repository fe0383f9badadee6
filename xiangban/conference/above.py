"""Which rooms above have origins of tasks: known by the dotted name of a module, since imports point down only.

Such a module has read_origin(key, viewer) -> (words, address) | None and offered(viewer) -> list of Offered.
"""

from typing import Any

from django.utils.module_loading import import_string

from xiangban.conference.task_rules import OriginKind

_modules: dict[OriginKind, str] = {}


def register_origin(kind: OriginKind, module: str) -> None:
    """A room above names the module that reads origins of this kind."""
    _modules[kind] = module


def reader_above(kind: OriginKind) -> Any:
    """The function that reads an origin of this kind, None where no room above has it."""
    module = _modules.get(kind)
    return import_string(f"{module}.read_origin") if module else None


def offers_above() -> list[Any]:
    """For each room above the function that offers its origins."""
    return [import_string(f"{module}.offered") for module in _modules.values()]
