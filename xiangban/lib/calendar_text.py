"""Calendars as text for other programs (RFC 5545): events of whole days and hours, escaped and folded. Pure.

What is written into them, and who may read it, is said in the rooms above.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line break (RFC 5545 3.1)
PRODUCT = "-//Xiangban//Conference//EN"


@dataclass(frozen=True)
class Event:
    """One event: a key that stays the same, a day or a moment with its zone, its title and what is said of it."""

    key: str
    on: date | datetime
    title: str
    text: str = ""
    address: str = ""
    place: str = ""


def calendar_text(name: str, events: Iterable[Event], stamp: datetime) -> str:
    """The whole calendar, lines ended by CRLF; `stamp` is the moment of writing, with its zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines.extend(_lines_of(event, stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a value: backslash, comma, semicolon and line break escaped, other control signs left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in text if sign == "\t" or (ord(sign) >= 32 and ord(sign) != 127))


def folded(line: str) -> str:
    """A line of at most 75 octets, and more of them behind a line break and a space; no character is cut."""
    parts: list[str] = []
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > LONGEST_LINE - bool(parts):
            parts.append(part)
            part, size = "", 0
        part, size = part + sign, size + octets
    return "\r\n ".join([*parts, part])


def _lines_of(event: Event, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.key)}"
    yield f"DTSTAMP:{_moment(stamp)}"
    if isinstance(event.on, datetime):
        yield f"DTSTART:{_moment(event.on)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    for word, text in (("DESCRIPTION", event.text), ("LOCATION", event.place)):
        if text:
            yield f"{word}:{escaped(text)}"
    if event.address:
        yield f"URL:{event.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
