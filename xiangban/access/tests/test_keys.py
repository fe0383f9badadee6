"""Keys are replaced without a moment in which something cannot be read."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.world import World
from xiangban.access import rotation
from xiangban.access.actions.users import new_link, open_invitation
from xiangban.access.attachments import attachments_of, store_attachment
from xiangban.access.keys import cipher, keyring
from xiangban.access.models import Invitation, Seat, TrailRow, User
from xiangban.access.roles import Role
from xiangban.access.sealed_files import key_version_of, open_file
from xiangban.access.trail_reader import check, stored_rows
from xiangban.children.identity import index_of, last_six_index_of
from xiangban.children.models import Child


def sealed_number(child: Child) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM children_child WHERE id = %s", [child.pk])
        return bytes(cursor.fetchone()[0])


@pytest.fixture
def known(world: World) -> World:
    Child.objects.filter(pk=world.ming.pk).update(id_number="990101201605010017")
    return world


def test_after_a_rotation_all_is_sealed_by_the_new_key_and_reads_the_same(known: World) -> None:
    before, version = sealed_number(known.ming), keyring().newest("data").version
    upload = SimpleUploadedFile("note.txt", "笔录".encode())
    store_attachment(known.ming, known.viewer(Role.VILLAGE_DIRECTOR), upload=upload)
    call_command("rotate_keys")
    after = sealed_number(known.ming)
    assert (after[1], cipher().is_current(after)) == (version + 1, True)
    assert after != before
    assert Child.objects.get(pk=known.ming.pk).id_number == "990101201605010017"
    stored = attachments_of(known.ming)[0].stored_as
    assert key_version_of(stored) == version + 1
    assert b"".join(open_file(stored)) == "笔录".encode()


def test_a_rotation_that_was_ended_goes_on_without_a_third_key(known: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(rotation, "_seal_column", end)
    with pytest.raises(KeyboardInterrupt):
        call_command("rotate_keys")
    monkeypatch.undo()
    version = keyring().newest("data").version
    assert rotation.is_unfinished()
    call_command("rotate_keys")
    assert keyring().newest("data").version == version
    assert not rotation.is_unfinished()
    assert cipher().is_current(sealed_number(known.ming))


def test_with_the_index_key_a_number_is_found_under_the_new_one(known: World) -> None:
    number = "990101201605010017"
    before, six = index_of(number), last_six_index_of(number)
    Child.objects.filter(pk=known.ming.pk).update(id_index=before, id_last_six_index=six)
    call_command("rotate_keys", "--index")
    assert index_of(number) != before
    assert Child.objects.get(id_index=index_of(number)) == known.ming
    assert Child.objects.get(id_last_six_index=last_six_index_of(number)) == known.ming


def test_the_trail_still_holds_and_still_refuses_changes_after_a_rotation(known: World) -> None:
    call_command("rotate_keys")
    assert check(stored_rows(), keyring().secrets("trail"), {}).fault is None
    assert TrailRow.objects.filter(verb="keys.rotate").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        TrailRow.objects.update(verb="nothing")


def test_a_new_installation_gets_two_administrators_and_their_links_work_once(db: None, client: Client) -> None:
    lines: list[str] = []

    class Out:
        def write(self, text: str) -> None:
            lines.append(text)

    call_command("invite_administrator", "--place", "990100", "--name", "溪宁市", stdout=Out())
    paths = [line.split("localhost:8000")[1].strip() for line in lines if "localhost:8000" in line]
    assert len(paths) == 2
    assert Seat.objects.count() == 2
    assert Invitation.objects.filter(token_hash__contains=paths[0].split("/")[2]).count() == 0
    from_link = {"password": "a-password-of-one-link", "again": "a-password-of-one-link"}
    assert client.get(paths[0]).status_code == 200
    assert client.post(paths[0], from_link).status_code == 302
    assert client.post(paths[0], from_link).status_code == 404
    assert User.objects.get(username="system-admin").check_password("a-password-of-one-link")


def test_a_link_ends_after_three_days(world: World) -> None:
    token = new_link(world.li.user)
    assert open_invitation(token) is not None
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert open_invitation(token) is None
