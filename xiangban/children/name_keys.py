"""The search keys of a child, from its name and its former or pet name; the keys themselves are lib/name_keys.py."""

from xiangban.lib.name_keys import keys_of_name


def keys_of(name: str, former_name: str) -> frozenset[str]:
    """The search keys of a child: of the name and of the former or pet name."""
    keys = keys_of_name(name)
    return keys | keys_of_name(former_name) if former_name else keys
