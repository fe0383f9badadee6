"""A page as it was answered: its links, its words, its shape. Pure; what is demanded of it is said by the tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-label")
SILENT = {"script", "style", "svg", "code"}
CLOSED = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}
# A word, not a piece of a number such as a hash.
LATIN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z'’-]+(?![0-9A-Za-z])")
RIBBON = "demo-ribbon"


@dataclass
class Reading:
    """What stands on one page; `shape` is the same for pages that differ in their words alone."""

    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    classes: set[str] = field(default_factory=set)
    shape: frozenset[str] = frozenset()

    def latin(self, known: frozenset[str]) -> list[str]:
        """Latin words that no reader of Chinese expects here."""
        return [text for text in self.words if any(word.lower() not in known for word in LATIN.findall(text))]


def read(page: str) -> Reading:
    """Read one page."""
    reader = _Reader()
    reader.feed(page)
    reader.found.shape = frozenset(reader.elements)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found, self.elements = Reading(), set[str]()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        parent = self._open[-1][0] if self._open else ""
        named = sorted(name for name in given if name.startswith(("aria-", "role", "type")))
        self.elements.add(f"{parent}>{tag}.{given.get('class', '')}[{','.join(named)}]")
        self.found.classes.update(given.get("class", "").split())
        if tag == "a" and given.get("href"):
            self.found.links.append(given["href"])
        if tag == "html":
            self.found.language = given.get("lang", "")
        foreign = tag != "html" and given.get("lang", "zh")[:2] != "zh"
        if not (foreign or self._is_silent):
            self.found.words += [given[name] for name in SPOKEN if given.get(name)]
        if tag not in CLOSED:
            self._open.append((tag, foreign or tag in SILENT))

    @property
    def _is_silent(self) -> bool:
        return any(silent for _tag, silent in self._open)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in {open_tag for open_tag, _silent in self._open}:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not data.strip() or self._is_silent:
            return
        if self._open and self._open[-1][0] == "title":
            self.found.title += data
        self.found.words.append(data.strip())


def faults_of(reading: Reading, known: frozenset[str]) -> Iterator[str]:
    """What every page of the demo owes its reader in Simplified Chinese."""
    if not reading.title.strip(" ·").removesuffix("相伴").strip(" ·"):
        yield "has no title"
    if RIBBON not in reading.classes:
        yield "does not say that all is invented"
    yield from (f"is not translated: {text[:80]!r}" for text in reading.latin(known))
