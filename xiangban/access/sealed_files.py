"""Files that lie on the disk only as ciphertext: written and read piece by piece, never whole in memory.

Format: "XB1", algorithm and key version (1 byte each), then pieces of 64 KiB, each with its nonce in front. A piece is
bound to its file, its number and whether it is the last, so that none can be cut off, swapped or moved.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from xiangban.access.keys import keyring
from xiangban.lib.ciphers import NONCE_BYTES, SEAL_ALGORITHMS, Unsealable

MAGIC = b"XB1"
PIECE = 64 * 1024
TAG = 16


@dataclass(frozen=True)
class SealedFile:
    """What was stored: the name on the disk, and size and SHA-256 of the content."""

    stored_as: str
    size: int
    sha256: str


def seal_file(content: Iterable[bytes]) -> SealedFile:
    """Store a stream under a name of chance with the newest data key; nothing is left behind when it fails."""
    stored_as = secrets.token_hex(24)
    path = path_of(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            key = keyring().newest("data")
            algorithm = SEAL_ALGORITHMS[key.algorithm]
            header = MAGIC + bytes((algorithm.code, key.version))
            out.write(header)
            for number, (piece, last) in enumerate(_pieces(content)):
                digest.update(piece)
                size += len(piece)
                nonce = os.urandom(NONCE_BYTES)
                bound = _bound(header, stored_as, number, last)
                out.write(nonce + algorithm.seal(key.secret, piece, nonce, bound))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return SealedFile(stored_as, size, digest.hexdigest())


def open_file(stored_as: str) -> Iterator[bytes]:
    """The content, piece by piece; raises Unsealable where a piece was altered, moved or cut off."""
    with path_of(stored_as).open("rb") as source:
        header = source.read(len(MAGIC) + 2)
        if header[: len(MAGIC)] != MAGIC or len(header) != len(MAGIC) + 2:
            raise Unsealable("unknown_algorithm", stored_as)
        algorithm = next((known for known in SEAL_ALGORITHMS.values() if known.code == header[-2]), None)
        if algorithm is None:
            raise Unsealable("unknown_algorithm", stored_as)
        key = keyring().version("data", header[-1])
        number, piece = 0, source.read(NONCE_BYTES + PIECE + TAG)
        while piece:
            following = source.read(NONCE_BYTES + PIECE + TAG)
            bound = _bound(header, stored_as, number, not following)
            try:
                yield algorithm.open(key.secret, piece[NONCE_BYTES:], piece[:NONCE_BYTES], bound)
            except InvalidTag:
                raise Unsealable("altered", stored_as) from None
            number, piece = number + 1, following
        if number == 0:
            raise Unsealable("too_short", stored_as)


def key_version_of(stored_as: str) -> int:
    """Which data key sealed the file."""
    with path_of(stored_as).open("rb") as source:
        return source.read(len(MAGIC) + 2)[-1]


def remove_file(stored_as: str) -> None:
    path_of(stored_as).unlink(missing_ok=True)


def path_of(stored_as: str) -> Path:
    return Path(settings.XIANGBAN_ATTACHMENTS) / stored_as[:2] / stored_as


def _bound(header: bytes, stored_as: str, number: int, last: bool) -> bytes:
    return header + stored_as.encode() + number.to_bytes(8, "big") + bytes((last,))


def _pieces(content: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The stream in whole pieces, the last marked; an empty stream is one empty piece."""
    held = bytearray()
    for part in content:
        held += part
        while len(held) > PIECE:
            yield bytes(held[:PIECE]), False
            del held[:PIECE]
    yield bytes(held), True
