"""The catalogues of the three languages: gather texts, learn translations, derive Traditional, compile, check.

English is the source and has no catalogue. Usage: tools/catalogue.py extract|learn FILE.json|derive|compile|check
"""

import argparse
import ast
import fcntl
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import opencc
import polib
from babel.messages.extract import extract as extract_texts
from django.utils.translation.template import templatize

from tools.compile_catalogues import LOCALE, compile_all

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "xiangban"
TRADITIONAL_WORDS = CHECKOUT / "tools" / "traditional_words.json"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_CALL = re.compile(r"\b(n?p?gettext|_)\(")
LITERAL = re.compile(r"""\s*,?\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|(?<!\{)\{\w*\}")
# polib writes and Django reads U+0004 between the context and the text.
CONTEXT_MARK = "\x04"


class Message(NamedTuple):
    """One text of the source: its plural and its context are empty where it has none."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        return f"{self.context}{CONTEXT_MARK}{self.text}" if self.context else self.text


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


# --- Gathering ----------------------------------------------------------------------------------------------------


def _source_files(suffixes: set[str]) -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in suffixes and not {"tests", "migrations", "static"} & set(path.relative_to(PACKAGE).parts):
            yield path


def messages_of_python(source: bytes) -> Iterator[Message]:
    """Every text given to one of the gettext functions in a Python file."""
    for _line, texts, _comments, context in extract_texts("python", BytesIO(source), keywords=KEYWORDS):
        parts = texts if isinstance(texts, tuple) else (texts,)
        yield Message(parts[0], parts[1] if len(parts) > 1 else "", context or "")


def messages_of_template(source: str) -> Iterator[Message]:
    """Every text of the translate and blocktranslate tags and of _("…") in a Django template."""
    code = templatize(source)
    for call in TEMPLATE_CALL.finditer(code):
        wanted = {"gettext": 1, "_": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}[call[1]]
        texts: list[str] = []
        position = call.end()
        while len(texts) < wanted and (literal := LITERAL.match(code, position)):
            texts.append(ast.literal_eval(literal[1]))
            position = literal.end()
        if len(texts) == wanted:
            context = texts.pop(0) if call[1] in {"pgettext", "npgettext"} else ""
            yield Message(texts[0], texts[1] if len(texts) > 1 else "", context)


def gathered() -> dict[str, Message]:
    """Every text of the product by its key."""
    found: dict[str, Message] = {}
    for path in _source_files({".py"}):
        _remember(found, messages_of_python(path.read_bytes()))
    for path in _source_files({".html", ".txt"}):
        _remember(found, messages_of_template(path.read_text("utf-8")))
    return found


def _remember(found: dict[str, Message], messages: Iterator[Message]) -> None:
    for message in messages:
        if message.text and (message.key not in found or message.plural):
            found[message.key] = message


# --- Reading and writing ------------------------------------------------------------------------------------------


@contextmanager
def _one_writer() -> Iterator[None]:
    """Hold the catalogues: two writers at once would lose one's words."""
    LOCALE.mkdir(parents=True, exist_ok=True)
    folder = os.open(LOCALE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def read(language: str) -> dict[str, polib.POEntry]:
    """The entries of a catalogue by key; an absent catalogue is empty."""
    path = catalogue_path(language)
    return {entry_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}


def entry_key(entry: polib.POEntry) -> str:
    return Message(entry.msgid, context=entry.msgctxt or "").key


def write(language: str, entries: dict[str, polib.POEntry]) -> None:
    """Write a catalogue sorted by key, without dates and line numbers, so that differences stay small."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    catalogue.extend(entries[key] for key in sorted(entries))
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(str(catalogue), "utf-8")
    draft.replace(path)


def translation(entry: polib.POEntry) -> str:
    return (entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr) or ""


def new_entry(message: Message, translated: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: translated}
    else:
        entry.msgstr = translated
    return entry


def _message_of(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


# --- Commands -----------------------------------------------------------------------------------------------------


def extract(*, drop: bool) -> None:
    """Bring the texts of the source into both catalogues; with drop, leave out what the source no longer says."""
    found = gathered()
    with _one_writer():
        known = read("zh_Hans")
        kept = {} if drop else {key: _message_of(entry) for key, entry in known.items()}
        wanted = kept | found
        write(
            "zh_Hans", {key: new_entry(wanted[key], translation(known[key]) if key in known else "") for key in wanted}
        )
        _derive()
    print(f"{len(found)} texts, {sum(key not in known for key in found)} new, {len(wanted) - len(found)} not in use")


def learn(path: Path) -> None:
    """Merge {"text": "译文"} into the Simplified catalogue; a context stands before the text, split by U+0004."""
    words: dict[str, str] = json.loads(path.read_text("utf-8"))
    wrong = [line for text, translated in words.items() for line in faults(text, translated)]
    if wrong:
        sys.exit("\n".join(wrong))
    source = gathered()
    # A text with a plural may be given by either of its forms: Chinese has one.
    singular = {message.plural: key for key, message in source.items() if message.plural}
    with _one_writer():
        entries = read("zh_Hans")
        for given, translated in words.items():
            key = singular.get(given, given)
            context, _mark, text = key.rpartition(CONTEXT_MARK)
            entries[key] = new_entry(source.get(key) or Message(text, context=context), translated)
        write("zh_Hans", entries)
        _derive()
        compile_all()
    print(f"learned {len(words)} texts, {len(entries)} in the catalogue")


def derive() -> None:
    """Write the Traditional catalogue anew from the Simplified one."""
    with _one_writer():
        _derive()


def _derive() -> None:
    to_traditional = Traditional()
    entries = {
        key: new_entry(_message_of(entry), to_traditional(translation(entry))) for key, entry in read("zh_Hans").items()
    }
    write("zh_Hant", entries)


class Traditional:
    """Simplified to Traditional: official words by our own table, the rest by OpenCC's phrases."""

    def __init__(self) -> None:
        self._convert = opencc.OpenCC("s2twp").convert
        self._words: dict[str, str] = json.loads(TRADITIONAL_WORDS.read_text("utf-8"))
        longest_first = sorted(self._words, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def __call__(self, text: str) -> str:
        # Each official word hides behind a private character while the rest is converted.
        hidden = list(dict.fromkeys(self._pattern.findall(text)))
        for number, word in enumerate(hidden):
            text = text.replace(word, chr(0xE000 + number))
        text = self._convert(text)
        for number, word in enumerate(hidden):
            text = text.replace(chr(0xE000 + number), self._words[word])
        return text


def faults(text: str, translated: str) -> Iterator[str]:
    """What is wrong with one translation, one line each."""
    if not translated.strip():
        yield f"not translated: {text!r}"
    elif sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(translated))):
        yield f"placeholders differ: {text!r} and {translated!r}"


def all_faults() -> Iterator[str]:
    """Every text without translation, every differing placeholder, every entry nobody uses, in both catalogues."""
    found = gathered()
    simplified, traditional = read("zh_Hans"), read("zh_Hant")
    for name, entries in (("zh_Hans", simplified), ("zh_Hant", traditional)):
        for key in found.keys() - entries.keys():
            yield f"{name}: not in the catalogue: {key!r}"
        for key in entries.keys() & found.keys():
            text = found[key].plural or found[key].text
            yield from (f"{name}: {line}" for line in faults(text, translation(entries[key])))
        for key in entries.keys() - found.keys():
            yield f"{name}: nobody says it any more: {key!r}"
        for key in entries.keys() & found.keys():
            if (entries[key].msgid_plural or "") != found[key].plural:
                yield f"{name}: plural differs from the source: {key!r}"
    to_traditional = Traditional()
    for key in simplified.keys() & traditional.keys():
        if to_traditional(translation(simplified[key])) != translation(traditional[key]):
            yield f"zh_Hant: not derived from zh_Hans: {key!r}"


def check() -> None:
    """Exit 1 with a list when a catalogue is not complete."""
    lines = sorted(all_faults())
    if lines:
        sys.exit("\n".join([*lines, f"{len(lines)} faults; see tools/catalogue.py extract, learn"]))
    print("catalogues: complete")


def main() -> None:
    """Run one of the commands of the module's title."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    gather = commands.add_parser("extract", help="bring the texts of the source into the catalogues")
    gather.add_argument("--drop", action="store_true", help="leave out what the source no longer says")
    learned = commands.add_parser("learn", help='merge a file {"text": "译文"} into the catalogues')
    learned.add_argument("file", type=Path)
    for name in ("derive", "compile", "check"):
        commands.add_parser(name)
    given = parser.parse_args()
    match given.command:
        case "extract":
            extract(drop=given.drop)
        case "learn":
            learn(given.file)
        case "derive":
            derive()
        case "compile":
            compile_all()
        case _:
            check()


if __name__ == "__main__":
    main()
