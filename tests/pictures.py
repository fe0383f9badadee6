"""Pictures for tests, made of bytes: no face of anybody."""

import struct
import zlib


def a_dot(comment: str = "") -> bytes:
    """A grey PNG of one pixel, with a comment in its metadata if given."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))]
    chunks += [(b"tEXt", b"Comment\0" + comment.encode())] if comment else []
    chunks += [(b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
