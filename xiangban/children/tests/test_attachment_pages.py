"""A scan laid with a file: added, opened and withdrawn from the file's page, by whoever keeps the file."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World
from xiangban.access.acts import NotPermitted
from xiangban.access.attachments import open_attachment, store_attachment
from xiangban.access.models import Attachment, Seat, TrailRow
from xiangban.access.roles import Role


def note() -> SimpleUploadedFile:
    return SimpleUploadedFile("走访记录.txt", "入户情况".encode())


def test_a_note_is_added_opened_and_withdrawn_from_the_file(world: World, as_seat: Callable[[Seat], Client]) -> None:
    client, file = as_seat(world.seats[Role.VILLAGE_DIRECTOR]), f"/children/{world.ming.pk}/"
    assert f"{file}attachments/add/" in client.get(file).content.decode()
    assert client.post(f"{file}attachments/add/", {"upload": note()}).status_code == 302
    kept = Attachment.objects.get()
    page = client.get(file).content.decode()
    assert "走访记录.txt" in page
    assert f"/attachments/{kept.pk}/" in page
    opened = client.post(f"/attachments/{kept.pk}/open/")
    assert b"".join(opened.streaming_content).decode() == "入户情况"  # type: ignore[attr-defined]  # a stream
    withdrawing = f"/children/attachments/{kept.pk}/withdraw/"
    assert withdrawing in page
    assert client.post(withdrawing, {"reason": "重复"}).status_code == 302
    assert "走访记录.txt" not in client.get(file).content.decode()
    assert client.post(f"/attachments/{kept.pk}/open/").status_code == 404
    verbs = TrailRow.objects.filter(verb__startswith="attachments.").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["attachments.add", "attachments.open", "attachments.withdraw"]


def test_a_program_is_not_taken_and_the_form_says_why(world: World, as_seat: Callable[[Seat], Client]) -> None:
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    upload = SimpleUploadedFile("tool.exe", b"MZ")
    answer = client.post(f"/children/{world.ming.pk}/attachments/add/", {"upload": upload})
    assert answer.status_code == 422
    assert "tool.exe" in answer.content.decode()
    assert client.post(f"/children/{world.ming.pk}/attachments/add/", {}).status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.CITY_CLERK, Role.PARENT])
def test_who_keeps_no_file_adds_nothing(world: World, as_seat: Callable[[Seat], Client], role: Role) -> None:
    client = as_seat(world.seats[role])
    assert client.post(f"/children/{world.ming.pk}/attachments/add/", {"upload": note()}).status_code in (403, 404)
    assert "attachments/add" not in client.get(f"/children/{world.ming.pk}/").content.decode()
    assert not Attachment.objects.exists()


def test_an_attachment_is_not_opened_through_another_childs_file(world: World) -> None:
    director = world.viewer(Role.COUNTY_CLERK)
    kept = store_attachment(world.ming, director, upload=note())
    with pytest.raises(NotPermitted):
        open_attachment(world.hong, director, attachment=kept)
