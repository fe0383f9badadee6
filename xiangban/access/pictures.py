"""Photographs without what they betray: place, time, camera and comments are cut out, the picture is untouched.

Pure: works on bytes. A JPEG keeps its orientation, which is all a reader needs (Exif 2.32, tag 0x0112).
"""

import struct

JPEG_START = b"\xff\xd8"
PNG_START = b"\x89PNG\r\n\x1a\n"
ORIENTATION = 0x0112
# Application segments besides JFIF (0) and Adobe's colour transform (14), and comments.
_BETRAYING = frozenset({0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF, 0xFE})
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"}
)


class PictureUnreadable(ValueError):
    """The bytes begin like a picture and do not go on like one."""


def bare_picture(content: bytes) -> bytes:
    """The same JPEG or PNG without metadata; raises PictureUnreadable."""
    try:
        return _bare_jpeg(content) if content.startswith(JPEG_START) else _bare_png(content)
    except (struct.error, IndexError) as fault:
        raise PictureUnreadable("cut off") from fault


def _bare_jpeg(content: bytes) -> bytes:
    kept, at, turn = [JPEG_START], 2, 1
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        mark, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise PictureUnreadable("a segment is cut off")
        if mark == 0xE1:
            turn = _orientation(segment[4:]) or turn
        elif mark not in _BETRAYING:
            kept.append(segment)
        at += 2 + length
    if content[at] != 0xFF:
        raise PictureUnreadable("no segment where one must stand")
    end = content.rfind(b"\xff\xd9")
    if end < at:
        raise PictureUnreadable("the picture does not end")
    # Behind the end some cameras hang a second picture with all its metadata.
    return b"".join([*kept, *([_turned(turn)] if turn != 1 else []), content[at : end + 2]])


def _orientation(exif: bytes) -> int:
    """The orientation of an Exif block; 0 when it says none."""
    if not exif.startswith(b"Exif\0\0"):
        return 0
    tiff = exif[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        first = struct.unpack(f"{order}I", tiff[4:8])[0]
        count = struct.unpack(f"{order}H", tiff[first : first + 2])[0]
        for entry in range(first + 2, first + 2 + 12 * count, 12):
            tag, _kind, _number, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _turned(turn: int) -> bytes:
    """An Exif segment that says the orientation and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _bare_png(content: bytes) -> bytes:
    kept, at = [PNG_START], len(PNG_START)
    while True:
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise PictureUnreadable("a chunk is cut off")
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + length
