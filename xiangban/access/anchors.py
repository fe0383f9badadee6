"""Anchors: once a day the trail's last number and link, in a plain file outside the database.

Whoever keeps a copy (printed, sent, on another machine) can show that the trail before it was not changed.
"""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xiangban.access.installation import installation_name
from xiangban.access.models import TrailRow

_SEQ = re.compile(r"^seq:\s*(\d+)\s*$", re.MULTILINE)
_LINK = re.compile(r"^link:\s*([0-9a-f]{64})\s*$", re.MULTILINE)

# Read by strangers without the product, so both languages stand in the file itself.
PATTERN = """相伴 操作留痕 每日锚点 / Xiangban: daily anchor of the trail

installation: {name}
written: {moment}
seq: {seq}
link: {link}

含义：写入本文件时，操作留痕的最后一行序号为 seq，其链值（SHA-256）为 link。
此前任何一行被改动、删除、插入或调换，链值都对不上。
核对：xiangban verify_trail --anchors 本文件 --database 数据库副本
Meaning: when this was written, the last row of the trail had the number seq and the SHA-256 link above. If any row
up to it is changed, deleted, inserted or moved, the link no longer comes out.
Check: xiangban verify_trail --anchors THIS_FILE --database COPY_OF_THE_DATABASE
"""


class AnchorUnreadable(Exception):
    """A file that was given as an anchor is none."""


def write_todays_anchor() -> Path | None:
    """Write today's anchor if it is not there yet; the worker's timetable calls it. None when the trail is empty."""
    return write_anchor(timezone.localdate())


def write_anchor(day: date) -> Path | None:
    """The day's anchor; one that is there is never overwritten."""
    path = Path(settings.XIANGBAN_ANCHORS) / f"{day.isoformat()}.txt"
    if path.exists():
        return path
    last = TrailRow.objects.order_by("-seq").values_list("seq", "link").first()
    if last is None:
        return None
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = timezone.localtime().isoformat(timespec="seconds")
    words = PATTERN.format(name=installation_name(), moment=moment, seq=last[0], link=last[1])
    draft = path.with_suffix(f".{os.getpid()}.draft")
    with draft.open("w", encoding="utf-8") as out:
        out.write(words)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, path)  # fails where another worker was faster: its anchor stays
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path


def own_anchors() -> dict[int, str]:
    """The anchors in this installation's home; none before the first day is over."""
    folder = Path(settings.XIANGBAN_ANCHORS)
    return read_anchors([folder]) if folder.is_dir() else {}


def read_anchors(places: Iterable[Path]) -> dict[int, str]:
    """Number and link of every anchor among these files and folders; raises AnchorUnreadable."""
    anchors: dict[int, str] = {}
    for place in places:
        for path in sorted(place.glob("*.txt")) if place.is_dir() else [place]:
            seq, link = _read(path)
            if anchors.setdefault(seq, link) != link:
                raise AnchorUnreadable(str(path))
    return anchors


def _read(path: Path) -> tuple[int, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise AnchorUnreadable(str(path)) from fault
    seq, link = _SEQ.search(text), _LINK.search(text)
    if seq is None or link is None:
        raise AnchorUnreadable(str(path))
    return int(seq[1]), link[1]
