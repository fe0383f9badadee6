"""Uploads: taken by what they are, sealed on the disk, seen through what they belong to."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.attachments import attachments_of, store_attachment, withdraw_attachment
from xiangban.access.file_types import LARGEST, type_of
from xiangban.access.models import Attachment, Seat, TrailRow
from xiangban.access.pictures import PictureUnreadable, bare_picture
from xiangban.access.roles import Role
from xiangban.access.sealed_files import PIECE, open_file, path_of, seal_file
from xiangban.lib.ciphers import Unsealable

PDF = b"%PDF-1.7\n%%EOF"


def jpeg(turn: int) -> bytes:
    """A picture with place and orientation in its Exif block, a comment, and a second picture behind it."""
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0) + struct.pack(">HHII", 0x8825, 4, 1, 99)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 2) + entries + b"\0\0\0\0GPS-99.9N"
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    comment = b"\xff\xfe" + struct.pack(">H", 8) + "张三".encode()
    frame = b"\xff\xc0" + struct.pack(">H", 4) + b"\0\0"
    return b"\xff\xd8" + segment + comment + frame + b"\xff\xda\x00\x02picture\xff\xd9" + b"\xff\xd8GPS\xff"


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0"

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", b"x")
        + chunk(b"eXIf", b"GPS")
        + chunk(b"tEXt", b"a")
        + chunk(b"IEND", b"")
    )


def office(*names: str, **parts: bytes) -> bytes:
    """An archive of Office's; what is named by word is a part of word/ with that content."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return held.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("a.pdf", PDF, True),
        ("a.jpg", jpeg(1), True),
        ("a.JPEG", jpeg(1), True),
        ("a.png", png(), True),
        ("a.docx", office("word/document.xml"), True),
        ("a.xlsx", office("xl/workbook.xml"), True),
        ("a.csv", "姓名,年龄\n".encode("gb18030"), True),
        ("a.txt", "姓名".encode(), True),
        ("a.pdf", b"MZ\x90\0", False),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), False),
        ("a.docx", office("xl/workbook.xml"), False),
        ("a.docx", office(document=b"<d>" + b"<p/>" * 1000 + b"</d>"), True),
        ("a.docx", office(document=ENTITIES), False),
        ("a.docx", office("word/document.xml", footnotes=ENTITIES), False),
        ("a.docx", office(document=b"<d>" + b"<p></p>" * 3_000_000 + b"</d>"), False),
        ("a.docx", office("word/document.xml", *(f"word/{number}.xml" for number in range(2_100))), False),
        ("a.docx", office("word/document.xml", "word/../../../etc/passwd"), False),
        ("a.docx", office("word/document.xml", "word/Document.xml"), False),
        ("a.docx", office("word/document.xml")[:-30], False),
        ("a.xlsx", office("xl/workbook.xml", styles=ENTITIES), False),
        ("a.zip", office("word/document.xml"), False),
        ("a.html", b"<script>", False),
        ("a.txt", b"a\0b", False),
        ("a.txt", PDF, False),
        ("a.svg", b"<svg/>", False),
        ("a.pdf", b"", False),
    ],
)
def test_an_upload_is_taken_by_what_is_in_it(name: str, content: bytes, taken: bool) -> None:
    assert (type_of(name, content) is not None) is taken


@pytest.mark.parametrize("turn", [1, 6])
def test_a_photograph_loses_its_place_and_keeps_its_orientation(turn: int) -> None:
    bare = bare_picture(jpeg(turn))
    assert b"GPS" not in bare
    assert "张三".encode() not in bare
    assert b"picture" in bare
    assert (b"Exif" in bare) is (turn != 1)
    assert bare_picture(bare) == bare
    assert b"GPS" not in bare_picture(png())


@pytest.mark.parametrize("content", [b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", png()[:30], b"\xff\xd8abcdef"])
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        bare_picture(content)


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_opens_the_same(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    sealed = seal_file([content[:100], content[100:]])
    assert b"".join(open_file(sealed.stored_as)) == content
    assert content[:50] not in path_of(sealed.stored_as).read_bytes() or size < 50


def test_a_sealed_file_that_was_cut_turned_or_renamed_does_not_open() -> None:
    sealed = seal_file([b"a" * PIECE, b"b" * PIECE, b"c"])
    path = path_of(sealed.stored_as)
    whole, piece = path.read_bytes(), 12 + PIECE + 16
    head, first, second = whole[:5], whole[5 : 5 + piece], whole[5 + piece : 5 + 2 * piece]
    for damaged in (head, whole[:-1], head + first + second, head + second + first + whole[5 + 2 * piece :]):
        path.write_bytes(damaged)
        with pytest.raises(Unsealable):
            list(open_file(sealed.stored_as))
    other = seal_file([b"other"])
    path.write_bytes(path_of(other.stored_as).read_bytes())
    with pytest.raises(Unsealable):
        list(open_file(sealed.stored_as))


def stored(world: World, name: str = "协议.pdf", content: bytes = PDF) -> Attachment:
    return store_attachment(world.ming, world.viewer(Role.VILLAGE_DIRECTOR), upload=SimpleUploadedFile(name, content))


def test_an_attachment_lies_sealed_and_is_in_the_trail(world: World) -> None:
    attachment = stored(world)
    assert PDF not in path_of(attachment.stored_as).read_bytes()
    assert TrailRow.objects.get(verb="attachments.add").detail["sha256"] == attachment.sha256


def test_what_is_too_large_or_of_no_type_is_refused_with_its_name(world: World) -> None:
    for name, content in (("病历.pdf", b"%PDF-" + b"0" * LARGEST), ("病历.exe", b"MZ")):
        with pytest.raises(Refused) as refusal:
            stored(world, name, content)
        assert "病历" in refusal.value.sentence
        assert refusal.value.field == "upload"
    assert Attachment.objects.count() == 0


def test_a_name_keeps_no_path_and_no_control_sign(world: World) -> None:
    assert stored(world, "..\\..\\etc/a\u202eb\n.pdf").name == "ab.pdf"


def test_who_sees_the_child_opens_the_attachment_and_nobody_else(
    world: World, as_seat: Callable[[Seat], Client]
) -> None:
    page = f"/attachments/{stored(world).pk}/open/"
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).post(page)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # a stream
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for seat in (world.li, world.seats[Role.CITY_CLERK], world.seats[Role.SYSTEM_ADMINISTRATOR]):
        assert as_seat(seat).post(page).status_code == 404
        assert as_seat(seat).get(page.removesuffix("open/")).status_code == 404
    assert TrailRow.objects.filter(verb="attachments.open").count() == 1
    assert "协议.pdf" in as_seat(world.seats[Role.COUNTY_CLERK]).get(page.removesuffix("open/")).content.decode()


def test_a_foreign_child_takes_no_attachment(world: World) -> None:
    with pytest.raises(NotPermitted):
        store_attachment(world.lan, world.viewer(Role.VILLAGE_DIRECTOR), upload=SimpleUploadedFile("a.pdf", PDF))


def test_a_withdrawn_attachment_is_out_of_sight(world: World, as_seat: Callable[[Seat], Client]) -> None:
    attachment = stored(world)
    viewer = world.viewer(Role.VILLAGE_DIRECTOR)
    withdraw_attachment(world.ming, viewer, attachment=attachment, reason="错传")
    assert attachments_of(world.ming) == []
    assert as_seat(world.seats[Role.VILLAGE_DIRECTOR]).post(f"/attachments/{attachment.pk}/open/").status_code == 404
    with pytest.raises(Refused):
        withdraw_attachment(world.ming, viewer, attachment=attachment, reason="错传")
