"""The calendar link of a seat, what it gives away, and the digest of a week."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World, as_viewer, sign_in
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.conference import jobs
from xiangban.conference.actions.feeds import make_feed, revoke_feed, write_digests
from xiangban.conference.actions.progress import Said, receive_task, report_done
from xiangban.conference.digests import digest_of, digests_of
from xiangban.conference.models import Digest, FeedLink, Task
from xiangban.conference.plain_text import owed_text
from xiangban.conference.queries import owed
from xiangban.conference.targets import Targets
from xiangban.conference.tests.giving import given, in_days, liaison_of


def _feed(token: str) -> Any:
    return Client().get(reverse("conference:feed", args=[token]))


def test_a_calendar_reads_the_deadlines_of_the_seat_without_signing_in_and_without_a_child(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    named = given(world, wang, title=f"{world.lan.name}的监护")  # whose name is on no list: nothing refused it
    answer = _feed(make_feed(wang, as_viewer(wang)))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"任务第{named.pk}号" in text
    assert f"{in_days(30):%Y%m%d}" in text
    assert world.lan.name not in text


def test_a_feed_holds_nothing_of_another_unit(world: World) -> None:
    wang, zhao = liaison_of(world, "education", "教育局"), liaison_of(world, "women_federation", "妇联")
    given(world, wang)
    assert "VEVENT" not in _feed(make_feed(zhao, as_viewer(zhao))).content.decode()


def test_a_link_replaced_revoked_or_of_a_seat_that_ended_opens_nothing(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    first = make_feed(wang, as_viewer(wang))
    second = make_feed(wang, as_viewer(wang))
    assert [_feed(token).status_code for token in (first, second, "no-such-token")] == [404, 200, 404]
    revoke_feed(wang, as_viewer(wang))
    assert _feed(second).status_code == 404
    with pytest.raises(Refused):
        revoke_feed(wang, as_viewer(wang))
    third = make_feed(wang, as_viewer(wang))
    wang.ended_at = timezone.now()
    wang.save()
    assert _feed(third).status_code == 404


def test_of_a_link_only_its_hash_is_kept_and_nobody_makes_one_for_another(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    token = make_feed(wang, as_viewer(wang))
    assert token not in FeedLink.objects.get().token_hash
    with pytest.raises(NotPermitted):
        make_feed(wang, world.viewer(Role.COUNTY_HEAD))


def test_the_link_is_shown_once_on_the_page_that_made_it(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    client = sign_in(wang)
    shown = client.post(reverse("conference:make_feed")).content.decode()
    assert "/conference/feed/" in shown
    assert "/conference/feed/" not in client.get(reverse("conference:feeds")).content.decode()
    client.post(reverse("conference:revoke_feed"))
    assert not FeedLink.objects.open().exists()


def test_a_week_tells_what_became_due_was_done_and_is_red(world: World) -> None:
    wang, monday = liaison_of(world, "education", "教育局"), date(2026, 9, 7)
    due, done, red = (given(world, wang, title=title) for title in ("甲", "乙", "丙"))
    receive_task(done, as_viewer(wang))
    report_done(done, as_viewer(wang), said=Said("已办结"))
    Task.objects.filter(pk=due.pk).update(deadline=monday + timedelta(days=2), state="verified")
    Task.objects.filter(pk=done.pk).update(reported_on=monday + timedelta(days=1))
    Task.objects.filter(pk=red.pk).update(deadline=monday - timedelta(days=1), first_deadline=monday)
    by = system_viewer("digests")
    assert write_digests(None, by, monday=monday) == 1
    assert write_digests(None, by, monday=monday) == 0
    [digest] = digests_of(as_viewer(wang))
    assert (digest.due, digest.done, digest.red) == ([due.pk], [done.pk], [red.pk])
    shown = digest_of(digest, as_viewer(wang), in_days(0))
    assert [len(part.lines) for part in shown.parts] == [1, 1, 1]
    assert "丙" in shown.text
    page = sign_in(wang).get(reverse("conference:digests")).content.decode()
    assert "丙" in page


def test_the_job_of_monday_writes_the_week_before(world: World) -> None:
    given(world, liaison_of(world, "education", "教育局"))
    result = jobs.run_write_digests(None)  # type: ignore[arg-type]  # it tells no progress
    assert result == {"posts": 1}
    assert Digest.objects.get().monday.weekday() == 0
    assert Digest.objects.get().monday < timezone.localdate()


def test_the_text_of_what_is_owed_names_tasks_and_no_child(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    given(world, wang, targets=Targets(children=(world.ming.pk,)))
    text = owed_text("青禾县教育局", owed(as_viewer(wang), in_days(0)), in_days(0))
    assert "核实无人监护儿童" in text
    assert world.ming.name not in text
    assert text.count("\n") == 1
