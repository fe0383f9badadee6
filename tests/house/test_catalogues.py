"""What people read is in the catalogues: every text in both, and no Chinese written into pages or code.

How texts are gathered, learned and derived is tools/catalogue.py's matter.
"""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Function, Source, expect_none, product_files, read, tracked_files
from tools import catalogue

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)

# Where Chinese is the matter itself and not a text of the screen.
ITS_MATTER = {
    "xiangban/access/anchors.py": "the title of a file that strangers read, in both languages",
    "xiangban/census/rosters/": "words, dates and cells as agencies write them",
    "xiangban/census/school_spellings.py": "names of schools as rosters write them",
    "xiangban/conference/duties.py": "the three grounds of accountability, as the papers say them",
    "xiangban/conference/papers/": "words and forms of the papers that are read",
    "xiangban/conference/beside.py": "words by which a paper says of where, when and how many its figure is",
    "xiangban/demo/": "invented people and places",
    "xiangban/lib/": "characters, dates and addresses are what these functions read and write",
    "xiangban/matching/": "signs, pet names and endings of places as people write them",
    "xiangban/matching/characters.py": "signs and characters of names, as they are compared",
    "xiangban/territories/unit_kinds.py": "official names of units, by year",
    "xiangban/children/rules.py": "the numbers of the papers that define who counts",
    "xiangban/web/templatetags/web.py": "how an official writes a date",
    "xiangban/web/templates/web/language.html": "each language is named in itself",
}
# Official forms are template files in the language of the law (architecture, "Languages").
OFFICIAL = "/documents/"


def test_both_catalogues_are_complete_and_say_nothing_that_nobody_says() -> None:
    expect_none(catalogue.all_faults())


def test_no_chinese_is_written_into_code() -> None:
    expect_none(place for source in product_files() if not is_excused(source.path) for place in han_in(source))


def test_no_chinese_is_written_into_pages() -> None:
    pages = [name for name in tracked_files() if name.startswith("xiangban/") and name.endswith((".html", ".js"))]
    ours = [name for name in pages if not is_excused(name) and "/vendor/" not in name]
    expect_none(name for name in ours if han_in_page(read(name)))


def test_every_excuse_is_still_needed() -> None:
    said = {name: HAN.search(read(name)) for name in tracked_files() if name.startswith(tuple(ITS_MATTER))}
    expect_none(prefix for prefix in ITS_MATTER if not any(said[name] for name in said if name.startswith(prefix)))


def is_excused(name: str) -> bool:
    return name.startswith(tuple(ITS_MATTER)) or OFFICIAL in name or "/tests/" in name


def han_in(source: Source) -> Iterator[str]:
    """Every text with a Chinese character that is not a docstring."""
    titles = {id(title) for node in ast.walk(source.tree) for title in docstring_of(node)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in titles:
            yield from [f"{source.at(node)} {node.value[:20]}"] if HAN.search(node.value) else []


def docstring_of(node: ast.AST) -> list[ast.Constant]:
    if not isinstance(node, Function | ast.ClassDef | ast.Module) or not node.body:
        return []
    first = node.body[0]
    return [first.value] if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else []


def han_in_page(text: str) -> bool:
    return bool(HAN.search(TEMPLATE_COMMENT.sub("", text)))


def test_a_missing_word_a_lost_placeholder_and_written_chinese_are_seen() -> None:
    assert list(catalogue.faults("Due on {date}", "到期")) != []
    assert list(catalogue.faults("Due", " ")) != []
    assert list(catalogue.faults("Due on {date}", "{date}到期")) == []
    text = '"""门上写的。"""\n\ndef f():\n    """在册。"""\n    return "在册"  # 在册\n'
    assert list(han_in(Source("xiangban/desk/views.py", text))) == ["xiangban/desk/views.py:5 在册"]
    assert han_in_page("<p>在册</p>")
    assert not han_in_page("{# 在册 #}<p>{% translate 'On register' %}</p>")
