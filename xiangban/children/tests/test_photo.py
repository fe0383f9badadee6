"""The photo of a child: who lays it there, who sees it, what is cut out of it, and that it has no address."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.pictures import a_dot
from tests.world import World
from xiangban.access.models import Attachment, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.access.sealed_files import open_file, path_of
from xiangban.children.models import Child

AsSeat = Callable[[Seat], Client]
SHOWN = 'src="data:image/png;base64,'


def lay(client: Client, child: Child, content: bytes = b"", name: str = "照片.png") -> int:
    """Send a picture as the page does; answers the status."""
    upload = SimpleUploadedFile(name, content or a_dot())
    status: int = client.post(reverse("children:set_photo", args=[child.pk]), {"upload": upload}).status_code
    return status


def file_as(client: Client, child: Child) -> str:
    return str(client.get(reverse("childfile:file", args=[child.pk])).content.decode())


def test_the_director_lays_a_photo_that_the_township_and_the_parent_see(world: World, as_seat: AsSeat) -> None:
    assert lay(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), world.ming) == 302
    for role in (Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_CLERK, Role.PARENT):
        assert SHOWN in file_as(as_seat(world.seats[role]), world.ming), role
    assert TrailRow.objects.filter(verb="children.set_photo").count() == 1


def test_school_and_social_worker_see_no_photo_and_no_list_shows_one(world: World, as_seat: AsSeat) -> None:
    lay(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), world.ming)
    for role in (Role.SCHOOL, Role.SOCIAL_WORKER):
        assert "data:image" not in file_as(as_seat(world.seats[role]), world.ming), role
    rows = as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get(reverse("childfile:list")).content.decode()
    assert "data:image" not in rows


def test_place_and_time_are_cut_out_and_the_disk_holds_only_ciphertext(world: World, as_seat: AsSeat) -> None:
    lay(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), world.ming, a_dot("taken at 30.1N 120.2E"))
    photo = Child.objects.get(pk=world.ming.pk).photo
    assert photo is not None
    assert b"".join(open_file(photo.stored_as)) == a_dot()
    assert b"PNG" not in Path(settings.XIANGBAN_ATTACHMENTS, photo.stored_as[:2], photo.stored_as).read_bytes()


def test_what_is_no_photo_or_too_large_is_refused_in_words(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert lay(client, world.ming, b"%PDF-1.7", "a.pdf") == 422
    assert lay(client, world.ming, b"\x89PNG\r\n\x1a\n" + bytes(1024 * 1024)) == 422
    assert lay(client, world.ming, a_dot()[:30]) == 422
    assert not Attachment.objects.exists()


def test_a_new_photo_withdraws_the_one_before_and_a_withdrawn_one_is_shown_no_more(
    world: World, as_seat: AsSeat
) -> None:
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    lay(client, world.ming)
    lay(client, world.ming)
    assert Attachment.objects.filter(withdrawn_at=None).count() == 1
    last = Attachment.objects.get(withdrawn_at=None)
    client.post(reverse("children:withdraw_attachment", args=[last.pk]), {"reason": "家长要求撤回"})
    assert SHOWN not in file_as(client, world.ming)


def test_a_photo_whose_file_is_lost_leaves_the_file_readable(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    lay(client, world.ming)
    path_of(Attachment.objects.get().stored_as).unlink()
    assert "无法读取" in file_as(client, world.ming)


def test_a_closed_file_takes_no_photo(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(state="exited", exit_reason="other")
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert lay(client, world.ming) == 422
    assert reverse("children:set_photo", args=[world.ming.pk]) not in file_as(client, world.ming)
