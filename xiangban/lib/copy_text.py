"""Rows as the text that PostgreSQL's COPY reads, made column by column.

Into which table they go, and on which connection, is said by the caller.
"""

from collections.abc import Callable, Iterable, Sequence

NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def lines_of(columns: Sequence[Iterable[str]]) -> str:
    """A line for each row of these columns, which hold values as told_in() and told_alike() give them."""
    lines = "\n".join(map("\t".join, zip(*columns, strict=False)))  # some columns are one value without an end
    return f"{lines}\n" if lines else ""


def told_in(column: Sequence[object]) -> Sequence[str]:
    """The values of one column as COPY reads them: texts, bytes, numbers, truth values, dates and None."""
    kinds = set(map(type, column))
    if kinds == {str}:
        texts: Sequence[str] = column  # type: ignore[assignment]  # all are texts, as was just seen
        return list(map(_escaped, texts)) if _needs_escape("".join(texts)) else texts
    forms = {kind: _FORMS.get(kind, str) for kind in kinds}
    if len(forms) == 1:
        return list(map(forms.popitem()[1], column))
    return [forms[type(value)](value) for value in column]


def told_alike(values: Sequence[object]) -> str:
    """Neighbouring values that are the same in every row, as COPY reads them."""
    return "\t".join([told_in([value])[0] for value in values])


def _needs_escape(text: str) -> bool:
    return "\\" in text or "\t" in text or "\n" in text or "\r" in text


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


_FORMS: dict[type, Callable[..., str]] = {
    str: _escaped,
    bytes: lambda value: f"\\\\x{value.hex()}",
    bool: lambda value: "t" if value else "f",
    type(None): lambda _nothing: NULL,
}
