"""Sealing of texts and blind indexes over them; every output names its algorithm and its key's version.

Keys are kept by keyring.py; which columns are sealed is said in the rooms above.
"""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xiangban.lib.keyring import Keyring, UnknownVersion

NONCE_BYTES = 12
HEADER_BYTES = 2
INDEX_BYTES = 16

UnsealableReason = Literal["too_short", "unknown_algorithm", "unknown_version", "altered"]


class Unsealable(Exception):
    """A sealed value cannot be opened; `reason` says why and `context` where, never what was inside."""

    def __init__(self, reason: UnsealableReason, context: str) -> None:
        super().__init__(reason, context)
        self.reason = reason
        self.context = context


@dataclass(frozen=True)
class SealAlgorithm:
    """An authenticated cipher: both functions take (key, text, nonce, associated data); opening raises InvalidTag."""

    code: int
    seal: Callable[[bytes, bytes, bytes, bytes], bytes]
    open: Callable[[bytes, bytes, bytes, bytes], bytes]


def _seal_aes(key: bytes, plain: bytes, nonce: bytes, associated: bytes) -> bytes:
    return _aes(key).encrypt(nonce, plain, associated)


def _open_aes(key: bytes, sealed: bytes, nonce: bytes, associated: bytes) -> bytes:
    return _aes(key).decrypt(nonce, sealed, associated)


@lru_cache(maxsize=8)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)  # setting one up costs as much as sealing a text


def _hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, sha256)


# An office that must use SM4 and SM3 registers them here; old values stay readable by the code in their header.
SEAL_ALGORITHMS: dict[str, SealAlgorithm] = {"aes-256-gcm": SealAlgorithm(1, _seal_aes, _open_aes)}
DIGEST_ALGORITHMS: dict[str, Callable[[bytes, bytes], bytes]] = {"hmac-sha256": _hmac_sha256}


class Cipher:
    """Seals texts with the keyring's data keys."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def seal(self, text: str, context: str) -> bytes:
        """Algorithm (1 byte), key version (1), nonce (12), ciphertext with tag; it opens only in the same context."""
        return self.sealer(context)(text)

    def sealer(self, context: str) -> Callable[[str], bytes]:
        """What seals many texts of one context with the data key that is newest now, as seal() does each."""
        key = self._keyring.newest("data")
        algorithm = SEAL_ALGORITHMS[key.algorithm]
        header = bytes((algorithm.code, key.version))
        secret, work, associated = key.secret, algorithm.seal, header + context.encode()

        def seal(text: str) -> bytes:
            nonce = os.urandom(NONCE_BYTES)
            return header + nonce + work(secret, text.encode(), nonce, associated)

        return seal

    def open(self, blob: bytes, context: str) -> str:
        """The text that was sealed in this context. Raises Unsealable."""
        blob = bytes(blob)
        header, nonce = blob[:HEADER_BYTES], blob[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
        if len(nonce) < NONCE_BYTES:
            raise Unsealable("too_short", context)
        algorithm = next((known for known in SEAL_ALGORITHMS.values() if known.code == header[0]), None)
        if algorithm is None:
            raise Unsealable("unknown_algorithm", context)
        try:
            key = self._keyring.version("data", header[1])
            sealed = blob[HEADER_BYTES + NONCE_BYTES :]
            return algorithm.open(key.secret, sealed, nonce, header + context.encode()).decode()
        except UnknownVersion:
            raise Unsealable("unknown_version", context) from None
        except (InvalidTag, ValueError):
            raise Unsealable("altered", context) from None

    def is_current(self, blob: bytes) -> bool:
        """Whether the newest data key sealed this value; rotation passes over such values."""
        key = self._keyring.newest("data")
        return bytes(blob[:HEADER_BYTES]) == bytes((SEAL_ALGORITHMS[key.algorithm].code, key.version))


class BlindIndex:
    """Keyed digests by which a sealed value is found without being opened; callers normalise the text first."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def of(self, text: str, context: str) -> bytes:
        """Key version (1 byte) and 16 bytes of the digest under the newest index key."""
        return self.indexer(context)(text)

    def indexer(self, context: str) -> Callable[[str], bytes]:
        """What indexes many texts of one context under the index key that is newest now, as of() does each."""
        return self._indexer(self._keyring.newest("index").version, context)

    def all_versions(self, text: str, context: str) -> tuple[bytes, ...]:
        """The digest under every index key, newest first, for look-ups while a rotation runs."""
        return tuple(self._indexer(version, context)(text) for version in self._keyring.versions("index"))

    def _indexer(self, version: int, context: str) -> Callable[[str], bytes]:
        key = self._keyring.version("index", version)
        digest, secret, place = DIGEST_ALGORITHMS[key.algorithm], key.secret, context.encode()
        # The length in front keeps ("ab", "c") and ("a", "bc") apart.
        first, front = bytes((version,)), len(place).to_bytes(4, "big") + place

        def index(text: str) -> bytes:
            return first + digest(secret, front + text.encode())[:INDEX_BYTES]

        return index
