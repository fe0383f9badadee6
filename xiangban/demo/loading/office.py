"""What the demo's conference office sets out besides its meeting: work points, duties, an instruction, a next meeting.

What is told stands in data/conference.toml; every step is a verb of the product by who may do it.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from xiangban.conference.actions import meetings, points, progress, tasks
from xiangban.conference.models import Conference, Meeting
from xiangban.conference.task_rules import Measure, OriginKind
from xiangban.demo.loading.conference import OFFICE
from xiangban.demo.loading.story import Story

DAY = timedelta(days=1)


class OfficeWork:
    """The plan of the year, the duty list, a leader's instruction with its task, proposals for the next meeting."""

    def __init__(self, story: Story) -> None:
        self._story, self._told = story, story.told

    def tell(self) -> None:
        """Lay every event into the story."""
        story, told = self._story, self._told
        story.at(told["work_plan"]["adopted_on"], self._plan)
        story.at(told["duties"]["laid_on"], self._lay_duties)
        story.at(told["instruction"]["on"], self._instruct)
        story.at(told["instruction"]["on"] + 2 * DAY, self._follow)
        story.at(told["next_meeting"]["called_on"], self._call)
        for proposal in told["proposal"]:
            story.at(proposal["on"], partial(self._propose, proposal))

    def _plan(self) -> None:
        story, told, office = self._story, self._told["work_plan"], self._story.viewer(OFFICE)
        title, adopted = story.words(told["title"]), told["adopted_on"]
        plan = points.lay_plan(story.city, office, year=told["year"], title=title, adopted_on=adopted)
        for one in self._told["work_point"]:
            others = [story.units[kind] for kind in one["with"]]
            names = ("aspect_number", "aspect", "number", "text", "measures", "deadline")
            said = {name: one[name] for name in names}
            terms = points.PointTerms(**said, lead=story.units[one["lead"]], units=others)
            point = points.add_point(plan, office, terms=terms)
            if "task" in one:
                self._open_task(tasks.Origin(OriginKind.WORK_POINT, str(point.pk), adopted), one)

    def _lay_duties(self) -> None:
        """The shipped list for every unit of the city, and what a few posts answer for themselves."""
        story, office = self._story, self._story.viewer(OFFICE)
        points.lay_duties(story.city, office)
        for told in self._told["duty"]:
            post = story.posts[told["account"]]
            said = {name: value for name, value in told.items() if name != "account"}
            assert post.agency is not None  # noqa: S101  every told account belongs to a unit
            points.add_duty(story.city, office, terms=points.DutyTerms(agency=post.agency, post=post, **said))

    def _instruct(self) -> None:
        told, office = self._told["instruction"], self._story.viewer(OFFICE)
        words = points.InstructionWords(told["leader"], told["title"], told["on"], told["paper"], told["text"])
        written = points.record_instruction(self._story.city, office, words=words)
        self._instructed = self._open_task(tasks.Origin(OriginKind.INSTRUCTION, str(written.pk), told["on"]), told)

    def _follow(self) -> None:
        """Its unit receives the task and reports how far it is."""
        told = self._told["instruction"]
        by = self._story.viewer(told["lead_account"])
        progress.receive_task(self._instructed, by)
        progress.report_progress(self._instructed, by, said=progress.Said(told["progress"], None))

    def _open_task(self, origin: tasks.Origin, told: Mapping[str, Any]) -> Any:
        number, unit = told["measure"]
        terms = tasks.TaskTerms(
            told["task"], self._story.posts[told["lead_account"]], told["deadline"], measure=Measure(number, unit)
        )
        return tasks.open_task(self._story.city, self._story.viewer(OFFICE), origin=origin, terms=terms)

    def _call(self) -> None:
        told, words = self._told["next_meeting"], self._story.words
        terms = meetings.MeetingTerms(
            kind="plenary",
            form="on_site",
            title=words(told["title"]),
            held_on=told["held_on"],
            begins_at=told["begins_at"],
            place_text=told["place"],
            chair_text=told["chair"],
            agenda_deadline=told["agenda_until"],
        )
        conference = Conference.objects.get(place_code=self._story.city.code)
        self._next: Meeting = meetings.call_meeting(conference, self._story.viewer(OFFICE), terms=terms)

    def _propose(self, told: Mapping[str, Any]) -> None:
        item = meetings.Proposal(told["title"], told["text"], told["reporter"])
        meetings.propose_item(self._next, self._story.viewer(told["account"]), item=item)
