"""Files of papers: what they say comes out as plain lines, and what is hostile or holds no text is refused by name."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from xiangban.lib.papers.pdf_file import plain_characters
from xiangban.lib.papers.pieces import pieces_of, preface_of
from xiangban.lib.papers.read import PAPER, read_paper
from xiangban.lib.sheets.workbook import Limits, Refusal, SheetRefused

TEXT = "青禾县召开联席会议\n副县长骆青主持会议。"


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("会议纪要", 1)
    document.add_paragraph("副县长骆青主持会议。")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "牵头单位", "县民政局"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _changed(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The package with its document changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "word/document.xml" else part)
    return out.getvalue()


def _pdf(words: str) -> bytes:
    """A PDF of one page with these words as its text layer, written by hand; "" makes a page without one."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode() if words else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n"
    return out + str(start).encode() + b"\n%%EOF"


def _refusal(content: bytes, limits: Limits = PAPER) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read_paper(content, limits)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_of_any_encoding_is_read(encoding: str) -> None:
    read = read_paper(TEXT.encode(encoding))
    assert (read.kind, read.text) == ("txt", TEXT)


def test_a_page_is_read_without_its_scripts() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>站名</title><style>p{}</style></head><body><h1>标题</h1>"
        f"<script>召开()</script><p>{TEXT}</p>"
        "<table><tr><td>牵头单位</td><td>县民政局</td></tr></table>"
    )
    read = read_paper(page.encode())
    assert read.kind == "html"
    assert read.text.splitlines() == ["标题", TEXT.replace("\n", " "), "牵头单位\t县民政局"]


def test_a_page_of_big5_that_says_so_is_read() -> None:
    page = '<html><meta charset="big5"><body><p>留守兒童聯席會議</p>'.encode("big5")
    assert read_paper(page).text == "留守兒童聯席會議"


@pytest.mark.parametrize("encoding", ["big5hkscs", "utf-16-le", "utf-16-be"])
def test_a_text_that_does_not_say_its_encoding_is_read_by_the_characters_it_shows(encoding: str) -> None:
    text = "8日，全縣召開農村留守兒童關愛保護工作聯席會議，副縣長主持會議。"
    assert read_paper(text.encode(encoding)).text == text


def test_a_docx_gives_paragraphs_and_rows_of_tables() -> None:
    read = read_paper(_word())
    assert (read.kind, read.text) == ("docx", "会议纪要\n副县长骆青主持会议。\n牵头单位\t县民政局")


def test_a_text_box_of_a_docx_is_read_once_and_apart() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>急件</w:t></w:r></w:p></w:txbxContent>"
    both = f"<a:Choice>{box}</a:Choice><a:Fallback>{box}</a:Fallback>"
    twice = f'<w:p><w:r><a:AlternateContent xmlns:a="a">{both}</a:AlternateContent></w:r></w:p>'
    read = read_paper(_changed(_word(), lambda part: part.replace(b"<w:body>", b"<w:body>" + twice.encode(), 1)))
    assert read.text.splitlines()[:2] == ["急件", "会议纪要"]


@pytest.mark.parametrize(
    "declared", [b"<!DOCTYPE w [<!ENTITY a 'b'>]>", b"<!DOCTYPE w SYSTEM 'http://example.invalid/a'>"]
)
def test_a_docx_with_a_doctype_is_refused(declared: bytes) -> None:
    hostile = _changed(_word(), lambda part: part.replace(b"<w:document", declared + b"<w:document", 1))
    assert _refusal(hostile).kind is Refusal.DOCTYPE


def test_a_docx_that_unpacks_to_a_mountain_is_refused() -> None:
    bomb = _changed(_word(), lambda part: part.replace(b"</w:body>", b"<w:p/>" * 4_000_000 + b"</w:body>"))
    assert _refusal(bomb).kind is Refusal.UNPACKS_TOO_LARGE


def test_a_docx_cut_off_and_a_zip_of_something_else_are_refused() -> None:
    assert _refusal(_word()[:-300]).kind is Refusal.DAMAGED
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "甲")
    assert _refusal(out.getvalue()).kind is Refusal.OTHER_FORMAT


def test_a_pdf_with_text_is_read() -> None:
    read = read_paper(_pdf("Minutes of a meeting"))
    assert (read.kind, read.text.strip()) == ("pdf", "Minutes of a meeting")


def test_radicals_that_a_font_put_in_place_of_characters_are_characters_again() -> None:
    assert plain_characters("⼉童⻓⼤，9⽉8⽇") == "儿童长大，9月8日"


def test_a_pdf_of_pictures_says_so() -> None:
    refused = _refusal(_pdf(""))
    assert (refused.kind, refused.detail) == (Refusal.EMPTY, {"format": "pdf"})


def test_a_pdf_with_a_password_and_a_broken_one_are_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert _refusal(out.getvalue()).kind is Refusal.ENCRYPTED
    assert _refusal(b"%PDF-1.4\nnothing").kind is Refusal.DAMAGED


@pytest.mark.parametrize("first", [b"\xd0\xcf\x11\xe0", b"{\\rtf1", b"\xff\xd8\xff\xe0", b"MZ\x90"])
def test_other_formats_are_refused_by_name(first: bytes) -> None:
    assert _refusal(first + b"x" * 100).kind is Refusal.OTHER_FORMAT


def test_an_empty_file_and_one_too_large_are_refused() -> None:
    assert _refusal(b" \n").kind is Refusal.EMPTY
    assert _refusal(b"a" * 11, Limits(bytes=10)).kind is Refusal.TOO_LARGE


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=600), st.binary(max_size=300).map(lambda b: b"%PDF-1.4\n" + b)))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    try:
        assert read_paper(content).text
    except SheetRefused as refused:
        assert refused.kind in Refusal


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_docx_with_bytes_changed_raises_nothing_but_a_refusal(data: st.DataObject) -> None:
    content = bytearray(_word())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_paper(bytes(content))
    except SheetRefused as refused:
        assert refused.kind in Refusal


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("总结一:", "总结二:"), 2),
        (("篇一", "篇二"), 2),
        (("【篇1】", "【篇2】", "【篇3】"), 3),
        (("第一篇：青禾县", "第二篇：白塔乡"), 2),
        (("留守儿童工作简报1", "留守儿童工作简报2"), 2),
        (("总结二:", "总结三:"), 1),
        (("一、工作开展情况", "二、存在问题"), 1),
    ],
)
def test_pieces_glued_together_are_told_apart_by_their_heads(heads: tuple[str, ...], number: int) -> None:
    text = "".join(f"{head}\n全镇走访留守儿童家庭。\n" for head in heads)
    assert len(pieces_of("合集\n" + text)) == number


def test_the_heading_of_a_collection_is_no_piece() -> None:
    assert preface_of("留守儿童简报2篇\n篇一\n甲。\n篇二\n乙。") == "留守儿童简报2篇"
    assert preface_of("留守儿童简报\n甲。") == ""


@pytest.mark.parametrize("head", ["【总结】相关文章:", "相关阅读：", "相关链接", "推荐阅读", "猜你喜欢"])
def test_a_tail_of_links_is_cut(head: str) -> None:
    pieces = pieces_of(f"青禾县简报\n全县走访留守儿童。\n{head}\n留守儿童简报09-16\n乡镇简报06-17")
    assert pieces[0].lines == ("青禾县简报", "全县走访留守儿童。")
