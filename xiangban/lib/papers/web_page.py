"""The text of a web page: blocks become lines; scripts, styles and forms are left out, nothing is fetched.

Which of its lines are furniture is said in pieces.py.
"""

from html.parser import HTMLParser

_LEFT_OUT = {"script", "style", "noscript", "template", "select", "option", "button", "svg", "iframe", "title"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "figcaption", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "tbody", "tr", "ul"),
}
_CELLS = {"td", "th"}


def text_of_page(markup: str) -> str:
    """The words of a page, one block a line, cells of a table apart by a tab."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.replace("\u3000", " ").split(" ")) for line in "".join(reader.parts).split("\n"))
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._inside.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("\t")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(" ".join(data.replace("\xa0", " ").split("\n")))
