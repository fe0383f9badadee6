"""Supervision as its offices live it: inspected, found, put right; the ladder; accountability only suggested."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.world import CITY, COUNTY, World, sign_in
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.conference.models import DocumentWord
from xiangban.conference.rules import PaperKind
from xiangban.supervision.actions import accountability, findings, inspections, orders
from xiangban.supervision.models import Finding, Inspection, Order, Sample, SampledPlace
from xiangban.supervision.sampling import drawn
from xiangban.territories.models import Agency, AgencyKind, Territory

pytestmark = pytest.mark.django_db
TODAY = register_day


def _unit(world: World, name: str, place: int, kind: str) -> Agency:
    found: Agency = Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT,
        unit_kind=kind,
        name=name,
        place_code=place,
        level=world.places[place].level,
        opened_on=date(2019, 1, 1),
    )
    return found


@pytest.fixture
def bureau(world: World) -> Agency:
    """The county's education bureau, for which the liaison speaks."""
    unit = _unit(world, "青禾县教育局", COUNTY, "education")
    Post.objects.filter(pk=world.seats[Role.LIAISON].post_id).update(agency=unit)
    return unit


@pytest.fixture
def issuer(world: World) -> Agency:
    """The city's civil-affairs bureau with its document words."""
    unit = _unit(world, "溪宁市民政局", CITY, "civil_affairs")
    for kind in (PaperKind.LETTER, PaperKind.ORDER, PaperKind.CIRCULAR):
        DocumentWord.objects.create(issuer=unit, kind=kind, word="溪民督")
    return unit


def _liaison(world: World) -> Viewer:
    world.seats[Role.LIAISON].refresh_from_db()
    return world.viewer(Role.LIAISON)


def _terms(unit: Agency, **more: Any) -> orders.OrderTerms:
    said = {"rung": "remind", "matter": "控辍保学逾期", "basis": "第1期纪要", "demand": "限期办结并书面反馈"}
    return orders.OrderTerms(**{**said, "unit": unit, "deadline": TODAY() + timedelta(days=14), **more})


def _inspection(world: World, unit: Agency, **more: Any) -> Inspection:
    day = TODAY()
    mandate = inspections.Mandate("市人民政府", day - timedelta(days=3), "全市控辍保学", "两组,每组两县")
    said = {
        "kind": "special",
        "matter": "schooling",
        "title": "控辍保学专项督查",
        "days": (day, day + timedelta(days=9)),
    }
    about = inspections.Subject(**{**said, "units": [unit], **more})
    place = Territory.objects.get(code=CITY)
    return inspections.open_inspection(place, world.viewer(Role.CONFERENCE_OFFICE), mandate=mandate, about=about)


def _finding(world: World, unit: Agency) -> tuple[Inspection, Finding]:
    inspection, office = _inspection(world, unit), world.viewer(Role.CONFERENCE_OFFICE)
    inspections.begin_inspection(inspection, office)
    problem = findings.Problem(unit, "劝返记录缺失", "抽查6校,4校无劝返台账")
    return inspection, findings.add_finding(inspection, office, problem=problem)


def test_a_second_inspection_of_a_unit_on_one_matter_needs_a_reason(world: World, bureau: Agency) -> None:
    _inspection(world, bureau)
    with pytest.raises(Refused) as refusal:
        _inspection(world, bureau)
    assert "青禾县教育局" in refusal.value.sentence
    assert _inspection(world, bureau, despite="上次整改后复查").despite
    assert _inspection(world, bureau, matter="funds").pk


def test_nothing_is_inspected_before_its_mandate(world: World, bureau: Agency) -> None:
    day = TODAY()
    with pytest.raises(Refused):
        _inspection(world, bureau, days=(day - timedelta(days=9), day))
    with pytest.raises(Refused):
        _inspection(world, bureau, units=[])


def test_the_sample_is_drawn_once_and_anybody_draws_it_again(world: World, bureau: Agency) -> None:
    inspection, office = _inspection(world, bureau), world.viewer(Role.CONFERENCE_OFFICE)
    sample = inspections.draw_sample(inspection, office, kind="villages", confidence=0.95, margin=0.1)
    villages = [code for code, place in world.places.items() if place.level == 5]
    again = drawn(villages, sample.size, sample.seed)
    assert list(SampledPlace.objects.values_list("village_code", flat=True)) == again
    with pytest.raises(Refused):
        inspections.draw_sample(inspection, office, kind="villages", confidence=0.95, margin=0.1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sample.objects.filter(pk=sample.pk).update(seed="0")


def test_the_office_that_inspects_reads_the_villages_of_sampled_children_and_no_name(
    world: World, bureau: Agency
) -> None:
    inspection, office = _inspection(world, bureau), world.viewer(Role.CONFERENCE_OFFICE)
    inspections.draw_sample(inspection, office, kind="children", confidence=0.95, margin=0.1)
    address = reverse("supervision:sheet", args=[inspection.pk])
    text = sign_in(world.seats[Role.CONFERENCE_OFFICE]).get(address).content.decode()
    assert "上湾村" in text
    assert world.ming.name not in text


def test_a_problem_is_put_right_by_the_unit_and_struck_off_by_somebody_else(world: World, bureau: Agency) -> None:
    inspection, finding = _finding(world, bureau)
    office, unit = world.viewer(Role.CONFERENCE_OFFICE), _liaison(world)
    with pytest.raises(Refused):
        findings.order_rectification(inspection, office, finding=finding, demand="补齐", deadline=TODAY())
    deadline = TODAY() + timedelta(days=20)
    findings.order_rectification(inspection, office, finding=finding, demand="补齐台账", deadline=deadline)
    findings.report_rectification(finding, _liaison(world), result="6校台账已补齐")
    with pytest.raises(NotPermitted):
        findings.strike_off_finding(inspection, unit, finding=finding, opinion="同意")
    findings.strike_off_finding(inspection, office, finding=finding, opinion="复查属实")
    with pytest.raises(Refused):
        findings.strike_off_finding(inspection, office, finding=finding, opinion="再次")
    inspections.conclude_inspection(inspection, office, conclusion="整改到位", fed_back_on=TODAY())
    inspections.close_inspection(inspection, office)


def test_a_problem_is_not_judged_by_way_of_another_inspection(world: World, bureau: Agency) -> None:
    _inspection_of_it, finding = _finding(world, bureau)
    other = _inspection(world, bureau, matter="funds")
    with pytest.raises(NotPermitted):
        deadline = TODAY() + timedelta(days=20)
        office = world.viewer(Role.CONFERENCE_OFFICE)
        findings.order_rectification(other, office, finding=finding, demand="补齐", deadline=deadline)


def test_an_inspection_with_an_open_problem_is_not_closed(world: World, bureau: Agency) -> None:
    inspection, _open = _finding(world, bureau)
    office = world.viewer(Role.CONFERENCE_OFFICE)
    inspections.conclude_inspection(inspection, office, conclusion="有问题", fed_back_on=TODAY())
    with pytest.raises(Refused):
        inspections.close_inspection(inspection, office)


def test_a_unit_asks_for_a_review_once_and_in_time(world: World, bureau: Agency) -> None:
    inspection, _open = _finding(world, bureau)
    office = world.viewer(Role.CONFERENCE_OFFICE)
    with pytest.raises(Refused):
        inspections.ask_review(inspection, _liaison(world), reason="数字有误")
    inspections.conclude_inspection(inspection, office, conclusion="有问题", fed_back_on=TODAY())
    review = inspections.ask_review(inspection, _liaison(world), reason="数字有误")
    with pytest.raises(Refused):
        inspections.ask_review(inspection, _liaison(world), reason="再次")
    inspections.answer_review(inspection, office, review=review, verb="change", decision="更正为3校")
    Inspection.objects.filter(pk=inspection.pk).update(fed_back_on=TODAY() - timedelta(days=31))
    inspection.refresh_from_db()
    review.delete()
    with pytest.raises(Refused):
        inspections.ask_review(inspection, _liaison(world), reason="过期")


def test_the_ladder_begins_with_a_reminder_and_its_papers_are_numbered(
    world: World, bureau: Agency, issuer: Agency
) -> None:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    with pytest.raises(Refused):
        orders.issue_order(issuer, office, terms=_terms(bureau, rung="order"))
    with pytest.raises(Refused):
        orders.issue_order(issuer, office, terms=_terms(bureau, deadline=TODAY()))
    first = orders.issue_order(issuer, office, terms=_terms(bureau))
    second = orders.issue_order(issuer, office, terms=_terms(bureau))
    year = TODAY().year
    assert (first.number_text, second.number_text) == (f"溪民督〔{year}〕1号", f"溪民督〔{year}〕2号")
    assert orders.issue_order(issuer, office, terms=_terms(bureau, rung="order", skipping="领导批示")).skipping


def test_a_paper_is_signed_answered_returned_and_accepted_and_only_its_unit_sees_it(
    world: World, bureau: Agency, issuer: Agency
) -> None:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    paper = orders.issue_order(issuer, office, terms=_terms(bureau))
    unit = _liaison(world)
    assert Order.objects.visible_to(unit).filter(pk=paper.pk).exists()
    assert not Order.objects.visible_to(world.viewer(Role.POLICE)).filter(pk=paper.pk).exists()
    orders.receive_order(paper, unit)
    orders.answer_order(paper, unit, answer="已劝返12人")
    orders.return_answer(paper, office, reason="未附名单")
    orders.answer_order(paper, unit, answer="已劝返12人,附名单")
    with pytest.raises(NotPermitted):
        orders.accept_answer(paper, unit, opinion="同意")
    orders.accept_answer(paper, office, opinion="属实")
    with pytest.raises(Refused):
        orders.withdraw_order(paper, office, reason="误发")


def test_the_days_a_clock_stands_are_added_to_the_deadline(world: World, bureau: Agency, issuer: Agency) -> None:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    paper = orders.issue_order(issuer, office, terms=_terms(bureau))
    orders.receive_order(paper, _liaison(world))
    orders.suspend_order(paper, office, reason="暴雨停课")
    paper.suspended_on = TODAY() - timedelta(days=5)
    paper.save(update_fields=["suspended_on"])
    orders.resume_order(paper, office)
    paper.refresh_from_db()
    assert paper.deadline - paper.first_deadline == timedelta(days=5)


def test_a_granted_appeal_takes_the_paper_back(world: World, bureau: Agency, issuer: Agency) -> None:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    paper = orders.issue_order(issuer, office, terms=_terms(bureau))
    orders.appeal_order(paper, _liaison(world), reason="不属本单位职责")
    with pytest.raises(Refused):
        orders.appeal_order(paper, _liaison(world), reason="再次")
    orders.decide_appeal(paper, office, verb="grant", decision="改由另一单位办理")
    assert Order.objects.get(pk=paper.pk).state == "withdrawn"
    with pytest.raises(Refused):
        orders.decide_appeal(paper, office, verb="dismiss", decision="再议")


def test_a_unit_that_was_closed_gets_no_paper(world: World, bureau: Agency, issuer: Agency) -> None:
    Agency.objects.filter(pk=bureau.pk).update(closed_on=TODAY() - timedelta(days=1))
    bureau.refresh_from_db()
    with pytest.raises(Refused):
        orders.issue_order(issuer, world.viewer(Role.CONFERENCE_OFFICE), terms=_terms(bureau))


def test_accountability_is_suggested_with_who_held_the_post_and_the_result_is_only_recorded(
    world: World, bureau: Agency, issuer: Agency
) -> None:
    office, post = world.viewer(Role.CONFERENCE_OFFICE), Post.objects.get(pk=world.seats[Role.LIAISON].post_id)
    said: dict[str, Any] = {
        "unit": bureau,
        "post": post,
        "ground": "poor_effort",
        "facts": "三次督办未办结",
        "measure": "talk",
    }
    said |= {"decides": "市纪委监委派驻组", "approved_by": "市人民政府主要负责人"}
    with pytest.raises(Refused):
        grounds = accountability.Grounds(**said, on_day=TODAY() + timedelta(days=1))
        accountability.suggest_accountability(issuer, office, grounds=grounds)
    grounds = accountability.Grounds(**said, on_day=TODAY())
    drafted = accountability.suggest_accountability(issuer, office, grounds=grounds)
    assert world.seats[Role.LIAISON].user.display_name in drafted.held_by
    accountability.send_suggestion(drafted, office)
    assert drafted.number_text.startswith("溪民督〔")
    accountability.record_result(drafted, office, result="已约谈", result_on=TODAY())
    with pytest.raises(Refused):
        accountability.withdraw_suggestion(drafted, office, reason="误报")


def test_every_page_opens_for_the_office(world: World, bureau: Agency, issuer: Agency) -> None:
    inspection, finding = _finding(world, bureau)
    office, client = world.viewer(Role.CONFERENCE_OFFICE), sign_in(world.seats[Role.CONFERENCE_OFFICE])
    paper = orders.issue_order(issuer, office, terms=_terms(bureau, origin=("finding", str(finding.pk))))
    for name, key in (
        ("order_list", None),
        ("inspection_list", None),
        ("three_lists", None),
        ("suggestion_list", None),
        ("issue_order", None),
        ("open_inspection", None),
        ("suggest_accountability", None),
        ("inspection", inspection.pk),
        ("draw_sample", inspection.pk),
        ("add_finding", inspection.pk),
        ("finding", finding.pk),
        ("order_rectification", finding.pk),
        ("order", paper.pk),
        ("paper", paper.pk),
        ("withdraw_order", paper.pk),
    ):
        answer = client.get(reverse(f"supervision:{name}", args=[key] if key else []))
        assert answer.status_code == 200, name


def test_who_answered_a_paper_accepts_it_not_either_from_a_page_opened_before(
    world: World, bureau: Agency, issuer: Agency
) -> None:
    office, unit = world.viewer(Role.CONFERENCE_OFFICE), _liaison(world)
    paper = orders.issue_order(issuer, office, terms=_terms(bureau))
    before, both = Order.objects.get(pk=paper.pk), replace(office, user_id=unit.user_id)
    orders.receive_order(paper, unit)
    orders.answer_order(paper, unit, answer="已劝返四名")
    with pytest.raises(Refused):
        orders.accept_answer(before, both, opinion="同意")


def test_who_reported_a_problem_right_strikes_it_not_off_either_from_a_page_opened_before(
    world: World, bureau: Agency
) -> None:
    inspection, finding = _finding(world, bureau)
    office, unit = world.viewer(Role.CONFERENCE_OFFICE), _liaison(world)
    until = TODAY() + timedelta(days=20)
    findings.order_rectification(inspection, office, finding=finding, demand="补齐劝返台账", deadline=until)
    before, both = Finding.objects.get(pk=finding.pk), replace(office, user_id=unit.user_id)
    findings.report_rectification(finding, unit, result="台账已补齐")
    with pytest.raises(Refused):
        findings.strike_off_finding(inspection, both, finding=before, opinion="同意")


def test_a_paper_closed_since_the_page_was_opened_is_not_appealed_against(
    world: World, bureau: Agency, issuer: Agency
) -> None:
    office, unit = world.viewer(Role.CONFERENCE_OFFICE), _liaison(world)
    paper = orders.issue_order(issuer, office, terms=_terms(bureau))
    before = Order.objects.get(pk=paper.pk)
    orders.withdraw_order(paper, office, reason="已办结")
    with pytest.raises(Refused):
        orders.appeal_order(before, unit, reason="数字有误")


def test_an_inspected_unit_reads_no_other_unit_s_review_and_not_where_the_inspectors_go(
    world: World, bureau: Agency
) -> None:
    police, office = _unit(world, "青禾县公安局", COUNTY, "police"), world.viewer(Role.CONFERENCE_OFFICE)
    inspection = _inspection(world, bureau, units=[bureau, police])
    inspections.draw_sample(inspection, office, kind="villages", confidence=0.95, margin=0.1)
    inspections.begin_inspection(inspection, office)
    inspections.conclude_inspection(inspection, office, conclusion="台账不全", fed_back_on=TODAY())
    other = replace(_liaison(world), agency_id=police.pk)
    inspections.ask_review(inspection, other, reason="派出所另有台账")
    _liaison(world)
    sheet, page = (reverse(f"supervision:{name}", args=[inspection.pk]) for name in ("sheet", "inspection"))
    unit, city = sign_in(world.seats[Role.LIAISON]), sign_in(world.seats[Role.CONFERENCE_OFFICE])
    assert [unit.get(sheet).status_code, city.get(sheet).status_code] == [404, 200]
    texts = [client.get(page).content.decode() for client in (unit, city)]
    assert ["派出所另有台账" in text for text in texts] == [False, True]
    assert [sheet in text for text in texts] == [False, True]


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_no_paper_and_no_inspection_lies_on_a_day_that_no_calendar_reaches(
    world: World, bureau: Agency, issuer: Agency, day: date
) -> None:
    with pytest.raises(Refused):
        orders.issue_order(issuer, world.viewer(Role.CONFERENCE_OFFICE), terms=_terms(bureau, deadline=day))
    with pytest.raises(Refused):
        _inspection(world, bureau, days=(day, day))


@pytest.mark.parametrize("key", ["²", "9" * 5000, "9" * 30])
def test_an_address_with_a_key_that_is_none_leads_to_a_form_without_a_matter(world: World, key: str) -> None:
    office = sign_in(world.seats[Role.CONFERENCE_OFFICE])
    assert office.get(reverse("supervision:issue_order"), {"on": "task", "key": key}).status_code == 200
    assert office.get(reverse("supervision:suggest_accountability"), {"order": key}).status_code == 200
