"""Pictures for tests, made of bytes: no face of anybody."""

import struct
import zlib


def a_dot(comment: str = "") -> bytes:
    """A grey PNG of one pixel, with a comment in its metadata if given."""
    said = [(b"tEXt", b"Comment\0" + comment.encode())] if comment else []
    return _png(struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), said, b"\0\x80")


def coloured(width: int, height: int, colours: bytes) -> bytes:
    """A PNG of these red, green and blue bytes, row by row."""
    rows = (colours[row * width * 3 : (row + 1) * width * 3] for row in range(height))
    return _png(struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), [], b"".join(b"\0" + row for row in rows))


def _png(header: bytes, said: list[tuple[bytes, bytes]], pixels: bytes) -> bytes:
    chunks = [(b"IHDR", header), *said, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
