"""The demo's conference at work: set up with its former names, a plenary from call to minutes, tasks on three levels.

What is told stands in data/conference.toml; every step is a verb of the product by who may do it.
"""

from datetime import date, timedelta
from typing import Any

from xiangban.access.models import Post
from xiangban.conference.actions import bodies, meetings, minutes, progress, sittings, tasks
from xiangban.conference.models import Conference, Decision, Meeting, MemberUnit, Minutes, Task
from xiangban.conference.rules import NumberStyle, PaperKind
from xiangban.conference.targets import NO_TARGETS, Targets
from xiangban.conference.task_rules import EvidenceKind, Measure, OriginKind
from xiangban.demo.accounts import Stage
from xiangban.demo.city import TOWNSHIP_STEP
from xiangban.demo.loading.story import Story

OFFICE, STEWARD, COUNTY_CLERK, COUNTY_HEAD, SUPERVISOR = (
    "lusiyuan",
    "songyanan",
    "tangwenjing",
    "dengzhihua",
    "luoxiaoyan",
)
DAY = timedelta(days=1)
PRESENT = ("civil_affairs", "education", "police", "women_federation", "justice", "health", "finance")
EXCUSED = ("taxation",)
LEADERS = ("general_convener", "convener")


class Meetings:
    """The body and its first plenary of the year, and the tasks it opens."""

    def __init__(self, story: Story, stage: Stage) -> None:
        self._story, self._stage = story, stage
        self._told = story.told["meeting"]
        self.decisions: list[Decision] = []
        self.tasks: list[Task] = []

    def tell(self) -> None:
        """Lay every event of the body, the meeting and its tasks into the story."""
        story, told = self._story, self._told
        story.at(told["called_on"] - DAY, self._found)
        story.at(told["called_on"], self._call)
        story.at(told["agenda_until"], self._collect)
        story.at(told["frozen_on"], self._prepare)
        story.at(told["held_on"], self._sit)
        story.at(told["drafted_on"], self._draft)
        story.at(told["comments_until"] - DAY, self._comment)
        story.at(told["issued_on"], self._issue)

    def _found(self) -> None:
        """The body with the names it bore, its people, its words; former units end where they were closed."""
        story, told = self._story, self._story.told["body"]
        by, names = story.viewer(OFFICE), told["names"]
        office = story.units["civil_affairs"]
        founding = bodies.Founding(office, names[0]["since"], told["notice_word"])
        self.body = bodies.set_up(story.city, by, naming=self._naming(names[0]), founding=founding)
        for later in names[1:]:
            bodies.set_up_name(self.body, by, naming=self._naming(later), since=later["since"])
        for unit in MemberUnit.objects.filter(conference=self.body).exclude(agency__closed_on=None):
            bodies.set_up_end(unit, by, until=unit.agency.closed_on)
        for kind, word in told["words"].items():
            bodies.set_up_word(self.body, by, kind=PaperKind(kind), word=word, style=NumberStyle.OF_YEAR)
        for one in story.told["member"]:
            bodies.set_up_member(self.body, by, person=self._person(one), part=one["part"], since=date(2026, 1, 5))

    def _naming(self, told: dict[str, Any]) -> bodies.Naming:
        words = self._story.words
        return bodies.Naming(words(told["name"]), words(told["basis"]), words(told["coordinates"]))

    def _person(self, told: dict[str, Any]) -> bodies.Person:
        agency = self._story.units[told["unit"]] if "unit" in told else None
        post = self._story.posts[told["account"]] if "account" in told else None
        return bodies.Person(told["name"], told["title"], agency, post)

    def _call(self) -> None:
        told, words = self._told, self._story.words
        terms = meetings.MeetingTerms(
            kind="plenary",
            form="televised",
            title=words(told["title"]),
            second_title=told["second_title"],
            held_on=told["held_on"],
            begins_at=told["begins_at"],
            place_text=told["place"],
            chair_text=told["chair"],
            agenda_deadline=told["agenda_until"],
        )
        conference = Conference.objects.get(pk=self.body.pk)
        self.meeting: Meeting = meetings.call_meeting(conference, self._story.viewer(OFFICE), terms=terms)

    def _collect(self) -> None:
        """Liaisons propose, the office proposes for the bureau that keeps it, and adopts all."""
        story = self._story
        office = story.viewer(OFFICE)
        for told in story.told["item"]:
            by = story.viewer(told["account"]) if "account" in told else office
            unit = story.units[told["unit"]] if "unit" in told else None
            item = meetings.propose_item(self.meeting, by, item=meetings.Proposal(told["title"]), agency=unit)
            meetings.adopt_item(item, office)

    def _prepare(self) -> None:
        office = self._story.viewer(OFFICE)
        meetings.freeze_figures(self.meeting, office, day=self._told["figures_day"])
        meetings.give_notice(self.meeting, office)

    def _sit(self) -> None:
        """Held: who came, what was said, eight decisions, and a task of the city from each."""
        story, office = self._story, self._story.viewer(OFFICE)
        meetings.hold_meeting(self.meeting, office)
        self.meeting.refresh_from_db()
        leaders = [one for one in story.told["member"] if one["part"] in LEADERS]
        lines = [sittings.Present("attends", one["name"], one["title"]) for one in leaders]
        lines += [sittings.Present("attends", agency=story.units[kind]) for kind in PRESENT]
        lines += [sittings.Present("excused", agency=story.units[kind]) for kind in EXCUSED]
        sittings.take_attendance(self.meeting, office, lines=lines)
        for told in story.told["statement"]:
            unit = story.units[told["unit"]] if "unit" in told else None
            said = sittings.Said(told["kind"], told["text"], told.get("name", ""), told.get("title", ""), unit)
            sittings.state(self.meeting, office, said=said)
        for told in story.told["decision"]:
            self._decide(told)

    def _decide(self, told: dict[str, Any]) -> None:
        story, office = self._story, self._story.viewer(OFFICE)
        others = [story.units[kind] for kind in told["with"]]
        terms = sittings.DecisionTerms(
            told["text"], story.units[told["lead"]], others, told["deadline"], told["acceptance"]
        )
        decision = sittings.decide(self.meeting, office, terms=terms)
        number, unit = told["measure"]
        task = tasks.open_task(
            story.city,
            office,
            origin=tasks.Origin(OriginKind.DECISION, str(decision.pk), self._told["held_on"]),
            terms=tasks.TaskTerms(
                told["task"],
                story.posts[told["lead_account"]],
                told["deadline"],
                measure=Measure(number, unit),
                evidence_kind=EvidenceKind(told["evidence"]),
                targets=Targets(group=told["group"]) if "group" in told else NO_TARGETS,
                conference=self.body,
            ),
        )
        self.decisions.append(decision)
        self.tasks.append(task)
        _Way(story, self._stage, task, told).tell(self._told["held_on"])

    def _draft(self) -> None:
        office = self._story.viewer(OFFICE)
        drafted = minutes.draft_minutes(self.meeting, office)
        minutes.circulate_minutes(drafted, office, comments_until=self._told["comments_until"])

    def _comment(self) -> None:
        drafted = Minutes.objects.get(meeting=self.meeting)
        liaison = self._story.viewer("qinxiaomei")
        comment = minutes.comment_minutes(drafted, liaison, text="第四项建议写明未返校原因的分类口径。")
        minutes.answer_comment(comment, self._story.viewer(OFFICE), reply="采纳，口径随督办单印发。")

    def _issue(self) -> None:
        minutes.issue_minutes(Minutes.objects.get(meeting=self.meeting), self._story.viewer(OFFICE))


class _Way:
    """What becomes of one task of the city: received, broken down, reported, struck off; or left to turn red."""

    def __init__(self, story: Story, stage: Stage, task: Task, told: dict[str, Any]) -> None:
        self._story, self._stage, self._task, self._told = story, stage, task, told

    def tell(self, day: date) -> None:
        """Lay the events of this task into the story, as far as they come before the register's day."""
        story, told = self._story, self._told
        story.at(day + 3 * DAY, self._receive)
        if "townships" in told:
            story.at(day + 5 * DAY, self._to_county)
            story.at(day + 9 * DAY, self._to_townships)
            story.at(told["township_deadline"] - 2 * DAY, self._townships_report)
        elif told["lead_account"] == "duanyongqiang" or (told["evidence"] == "statement" and "group" not in told):
            story.at(told["deadline"] - 4 * DAY, self._report)
            story.at(told["deadline"] - 2 * DAY, self._strike_off)
        else:
            story.at(told["deadline"] - 2 * DAY, self._under_way)

    def _lead(self) -> Any:
        return self._story.viewer(self._told["lead_account"])

    def _receive(self) -> None:
        progress.receive_task(self._task, self._lead())

    def _under_way(self) -> None:
        number = self._task.measure_number or 0
        said = progress.Said("已逐校核对名单，正在劝返。", number // 3)
        progress.report_progress(self._task, self._lead(), said=said)

    def _report(self) -> None:
        said = progress.Said("已按要求办结，台账齐全。", self._task.measure_number)
        progress.report_done(self._task, self._lead(), said=said)

    def _strike_off(self) -> None:
        office = self._story.viewer(OFFICE)
        tasks.verify_task(self._task, office)
        tasks.strike_off_task(self._task, office)

    def _to_county(self) -> None:
        shares = [self._share(self._story.posts[COUNTY_CLERK], self._told["county_deadline"], 4)]
        (self._county,) = tasks.break_down_task(self._task, self._lead(), shares=shares)

    def _to_townships(self) -> None:
        clerk = self._story.viewer(COUNTY_CLERK)
        progress.receive_task(self._county, clerk)
        many = self._told["townships"]
        shares = [self._share(post, self._told["township_deadline"], 4 * many) for post in self._supervisors(many)]
        self._townships = tasks.break_down_task(self._county, clerk, shares=shares)

    def _supervisors(self, many: int) -> list[Post]:
        """The demo's own supervisor first, then those of other townships of the county."""
        own = self._story.posts[SUPERVISOR]
        county = self._story.posts[COUNTY_CLERK].interval
        others = Post.objects.open().inside(county).filter(role=own.role).exclude(place_code=own.place_code)
        return [own, *others.order_by("place_code")[: many - 1]]

    def _share(self, post: Post, deadline: date, parts: int) -> tasks.Share:
        return tasks.Share(post, deadline, max(1, (self._task.measure_number or parts) // parts))

    def _townships_report(self) -> None:
        """The demo's township reports in time and the county strikes it off; the others wait, and turn red."""
        mine = next(task for task in self._townships if task.place_code // TOWNSHIP_STEP == self._township())
        supervisor, head = self._story.viewer(SUPERVISOR), self._story.viewer(COUNTY_HEAD)
        progress.receive_task(mine, supervisor)
        if mine.evidence_kind == EvidenceKind.FILES:
            return  # its files are still to be brought up to date
        progress.report_done(mine, supervisor, said=progress.Said("已完成并归档。", mine.measure_number))
        tasks.verify_task(mine, head)
        tasks.strike_off_task(mine, head)

    def _township(self) -> int:
        return self._stage.township // TOWNSHIP_STEP
