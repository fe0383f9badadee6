"""The forms of a page as a browser sees them: where they send what, and which fields they have.

What is written into the fields is said by the caller.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WRITTEN = {"text", "search", "password", "email", "tel", "textarea", "number", "date", "url"}


@dataclass
class Field:
    """One field: its name, kind, the value it stands at, and the values it offers."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form; an empty action sends to the page itself."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes two forms the same for a test."""
        return self.action, self.method, tuple(sorted({one.name for one in self.fields}))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "option" and self._open.fields:
            self._open.fields[-1].options.append(given.get("value", ""))
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None, "a field is taken inside its form"
        kind = given.get("type", "text").lower() if tag == "input" else tag
        taken = Field(given["name"], kind, given.get("value", ""))
        self._open.fields.append(taken)
        self._text = taken if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag == "textarea":
            self._text = None


def forms_in(page: str) -> list[Form]:
    """Every form of the page, in its order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
