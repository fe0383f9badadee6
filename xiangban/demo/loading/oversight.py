"""The demo's special action with its curve, and supervision: an inspection, the ladder of papers, one suggestion.

What is told stands in data/conference.toml; every step is a verb of the product by who may do it.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from xiangban.access.viewer import system_viewer
from xiangban.campaigns.actions.campaigns import begin_campaign, open_campaign
from xiangban.campaigns.actions.progress import fill_figure, lay_curve, set_target
from xiangban.campaigns.history import steps_of
from xiangban.campaigns.models import Campaign, ListedChild
from xiangban.campaigns.shipped import shipped
from xiangban.children.actions.found import Edit, amend_child
from xiangban.children.models import Child, Source, SourceKind
from xiangban.conference.models import Task
from xiangban.demo.dice import Dice
from xiangban.demo.loading.conference import OFFICE, STEWARD
from xiangban.demo.loading.story import Story
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.supervision.actions import accountability, findings, inspections, orders
from xiangban.supervision.models import Finding, Inspection, Order
from xiangban.supervision.rules import OrderOrigin

DAY = timedelta(days=1)
WRITER = system_viewer("demo")
# What puts a child right, by the code of the indicator.
PUT_RIGHT: dict[str, dict[str, str]] = {
    "unattended": {"actual_carer": "grandparents", "guardianship_kind": "fair"},
    "dropped_out": {"schooling": "junior"},
    "without_hukou": {"hukou_registered": "1"},
}


class SpecialAction:
    """The special action: opened, begun with frozen lists, some children put right day by day, figures filled in."""

    def __init__(self, story: Story) -> None:
        self._story, self._told = story, story.told["campaign"]

    def tell(self) -> None:
        """Lay the events of the special action into the story."""
        story, told = self._story, self._told
        story.at(told["opened_on"], self._open)
        story.at(told["begun_on"], self._begin)
        for filled in told["filled"]:
            story.at(filled["on"], partial(self._fill, filled))
        story.at(REFERENCE_DATE, self._draw)

    def _open(self) -> None:
        plan = next(plan for plan in shipped() if plan.code == "mutual_care_2016")
        days = (self._told["begun_on"], self._told["until"])
        self._campaign = open_campaign(self._story.city, self._story.viewer(OFFICE), plan=plan, days=days)
        steward = self._story.viewer(STEWARD)
        for code, number in self._told["targets"].items():
            measured = self._campaign.indicators.get(key__startswith=f"{code}@")
            set_target(self._story.city, steward, measured=measured, number=number)

    def _begin(self) -> None:
        begin_campaign(self._campaign, self._story.viewer(OFFICE))
        dice = Dice(1, "special action")
        days = (REFERENCE_DATE - self._told["begun_on"]).days - 1
        for code, listed in self._listed().items():
            for child in listed:
                day = self._told["begun_on"] + (1 + dice.below(days)) * DAY
                self._story.at(day, partial(_put_right, child, PUT_RIGHT[code]))

    def _listed(self) -> dict[str, Sequence[int]]:
        each = self._told["resolved"] // len(PUT_RIGHT)
        found: dict[str, Sequence[int]] = {}
        for code in PUT_RIGHT:
            rows = ListedChild.objects.filter(indicator__campaign=self._campaign, indicator__key__startswith=f"{code}@")
            found[code] = list(rows.order_by("pk").values_list("child_id", flat=True)[: 3 * each : 3])
        return found

    def _fill(self, told: dict[str, Any]) -> None:
        measured = self._campaign.indicators.get(label=told["label"])
        by = self._story.viewer(told["account"])
        said = (told["on"] - DAY, told["number"], told["evidence"])
        fill_figure(self._campaign, by, measured=measured, place=self._story.city, said=said)

    def _draw(self) -> None:
        campaign = Campaign.objects.get(pk=self._campaign.pk)
        counted = campaign.indicators.exclude(key="")
        until = timezone.now()
        lay_curve(campaign, WRITER, steps={measured.pk: steps_of(measured, until) for measured in counted})


def _put_right(pk: int, facts: dict[str, str]) -> None:
    child = Child.objects.get(pk=pk)
    source = Source(kind=SourceKind.VISIT, title="专项行动入户核查", received_on=REFERENCE_DATE)
    amend_child(child, WRITER, edit=Edit(child.version, facts), source=source)


class Oversight:
    """An inspection with two problems, three rungs of the ladder on one overdue task, one suggestion."""

    def __init__(self, story: Story, tasks: Sequence[Task]) -> None:
        self._story, self._tasks = story, tasks
        self._told = story.told["inspection"]

    def tell(self) -> None:
        """Lay the events of supervision into the story."""
        story, told = self._story, self._told
        story.at(told["approved_on"] + DAY, self._open)
        story.at(told["begins"], self._begin)
        story.at(told["concluded_on"], self._conclude)
        story.at(told["concluded_on"] + 3 * DAY, self._put_right)
        for paper in story.told["order"]:
            story.at(paper["on"], partial(self._issue, paper))
        story.at(story.told["order"][0]["on"] + DAY, self._sign)
        story.at(story.told["suggestion"]["drafted_on"], self._suggest)

    def _open(self) -> None:
        told, units = self._told, [self._story.units[one["unit"]] for one in self._story.told["finding"]]
        mandate = inspections.Mandate(told["approved_by"], told["approved_on"], told["scope"], told["plan"])
        days = (told["begins"], told["ends"])
        about = inspections.Subject("special", "decisions", told["title"], days, units)
        office = self._story.viewer(OFFICE)
        self._inspection = inspections.open_inspection(self._story.city, office, mandate=mandate, about=about)
        inspections.draw_sample(self._inspection, office, kind="villages", confidence=0.95, margin=0.15)

    def _begin(self) -> None:
        office = self._story.viewer(OFFICE)
        inspections.begin_inspection(self._inspection, office)
        for told in self._story.told["finding"]:
            problem = findings.Problem(self._story.units[told["unit"]], told["text"], told["proof"])
            findings.add_finding(self._inspection, office, problem=problem)

    def _conclude(self) -> None:
        told, office = self._told, self._story.viewer(OFFICE)
        for finding, said in self._findings():
            findings.order_rectification(
                self._inspection, office, finding=finding, demand=said["demand"], deadline=said["deadline"]
            )
        inspection = Inspection.objects.get(pk=self._inspection.pk)
        day = told["concluded_on"]
        inspections.conclude_inspection(inspection, office, conclusion=told["conclusion"], fed_back_on=day)

    def _put_right(self) -> None:
        """The police report and are struck off; the other unit still has time."""
        office = self._story.viewer(OFFICE)
        for finding, said in self._findings():
            if "result" in said:
                findings.report_rectification(finding, self._story.viewer("duanyongqiang"), result=said["result"])
                findings.strike_off_finding(self._inspection, office, finding=finding, opinion=said["opinion"])

    def _findings(self) -> list[tuple[Finding, dict[str, Any]]]:
        rows = Finding.objects.filter(inspection=self._inspection).order_by("number")
        return list(zip(rows, self._story.told["finding"], strict=True))

    def _issue(self, paper: dict[str, Any]) -> None:
        story, told = self._story, self._story.told["supervision"]
        overdue = next(task for task in self._tasks if "劝返" in task.title)
        terms = orders.OrderTerms(
            paper["rung"],
            story.units["education"],
            told["matter"],
            told["basis"],
            told["demand"],
            paper["deadline"],
            (OrderOrigin.TASK, str(overdue.pk)),
        )
        orders.issue_order(story.units["civil_affairs"], story.viewer(OFFICE), terms=terms)

    def _sign(self) -> None:
        reminder = Order.objects.get(rung="remind")
        orders.receive_order(reminder, self._story.viewer("qinxiaomei"))

    def _suggest(self) -> None:
        story, told = self._story, self._story.told["suggestion"]
        grounds = accountability.Grounds(
            unit=story.units["education"],
            post=story.posts["qinxiaomei"],
            ground=told["ground"],
            on_day=told["on_day"],
            facts=told["facts"],
            measure=told["measure"],
            decides=told["decides"],
            approved_by=told["approved_by"],
            order=Order.objects.filter(rung="order").first(),
        )
        office = story.viewer(OFFICE)
        drafted = accountability.suggest_accountability(story.units["civil_affairs"], office, grounds=grounds)
        accountability.send_suggestion(drafted, office)
