"""The installation's keys, read once: the cipher of sealed fields, the blind index, the trail's key.

Keys lie in the home folder outside the database; see lib/keyring.py.
"""

from functools import cache

from django.conf import settings

from xiangban.lib.ciphers import BlindIndex, Cipher
from xiangban.lib.keyring import Keyring


@cache
def keyring() -> Keyring:
    """The keyring of this installation; raises KeyringMissing or KeyringUnreadable."""
    return Keyring.load(settings.XIANGBAN_KEYS)


@cache
def cipher() -> Cipher:
    return Cipher(keyring())


@cache
def blind_index() -> BlindIndex:
    return BlindIndex(keyring())


def forget_keys() -> None:
    """Read the keys anew, after a rotation added a version."""
    for cached in (keyring, cipher, blind_index):
        cached.cache_clear()
