"""Forms of tasks, their reports and extensions; what they may not say is refused by the verbs.

Forms of points and duties are in point_forms.py.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.progress import Said
from xiangban.conference.actions.tasks import Share, TaskTerms
from xiangban.conference.clock import Colour
from xiangban.conference.models import Task
from xiangban.conference.origins import Offered
from xiangban.conference.target_groups import TargetGroup
from xiangban.conference.targets import Targets, keys_of
from xiangban.conference.task_rules import DOERS, EvidenceKind, Measure, OriginKind, TaskState
from xiangban.territories.models import LEVELS, Agency
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level
from xiangban.web.forms import DayInput
from xiangban.web.row_choices import RowsField

LONG = 4000
LARGEST = 10_000_000  # of a measure; more is a slip
SIX = {"size": 6}


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    """One post, told by its unit."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of_post(obj)


class PostsField(RowsField[Post]):
    """Several posts, told by their units."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of_post(obj)


class UnitsField(RowsField[Agency]):
    """Several units by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class UploadsInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Any number of files at once."""

    widget = UploadsInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [cast("UploadedFile[bytes]", super(UploadsField, self).clean(one, initial)) for one in given]


def name_of_post(post: Post) -> str:
    """Unit and post, as a task names whom it goes to."""
    return f"{post.agency.name} · {post.title}" if post.agency else post.title


def posts_for(viewer: Viewer) -> Any:
    """Posts of the own level and the next below it: further down a task goes by being broken down."""
    rows = Post.objects.open().inside(viewer.interval).filter(role__in=DOERS, level__lte=viewer.level + 1)
    return rows.select_related("agency").order_by("level", "place_code", "agency", "pk")


def posts_below(viewer: Viewer) -> Any:
    """Posts of the next level below, to which parts of a task go."""
    rows = Post.objects.open().inside(viewer.interval).filter(role__in=DOERS, level=viewer.level + 1)
    return rows.select_related("agency").order_by("place_code", "pk")


def _places_below(viewer: Viewer) -> list[tuple[str, str]]:
    """The places one level below the viewer's own."""
    if not viewer.level or viewer.level >= Level.VILLAGE:
        return []
    below = place_names().below(Level(viewer.level), viewer.interval.low)
    return [(str(code), name) for code, name in below]


class OpenTaskForm(forms.Form):
    """What is to be done, by whom, by when, measured and shown how, and for whom."""

    origin = forms.ChoiceField(label=_("Origin"))
    title = forms.CharField(
        label=_("Task"),
        max_length=200,
        help_text=_("Write no child's name: more people read the text than the list of children."),
    )
    details = forms.CharField(
        label=_("What is asked"), max_length=LONG, required=False, widget=forms.Textarea({"rows": 4})
    )
    deadline = forms.DateField(label=pgettext_lazy("task", "Deadline"), widget=DayInput)
    measure_number = forms.IntegerField(label=_("Number to reach"), required=False, min_value=0, max_value=LARGEST)
    measure_unit = forms.CharField(
        label=_("Unit of the number"), max_length=20, required=False, help_text=_("Such as children, files, visits.")
    )
    evidence_kind = forms.ChoiceField(
        label=_("Evidence"), choices=EvidenceKind.choices, help_text=_("Fixed now, asked for when it is reported done.")
    )
    group = forms.ChoiceField(
        label=_("Children it is for"),
        required=False,
        choices=[("", _("no list of children")), *TargetGroup.choices],
        help_text=_("Those in the place of the leading post who stand so in the register today; they become the list."),
    )
    children = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("origin", "title", "details", "lead_post", "cooperating_posts", "deadline")

    def __init__(self, viewer: Viewer, offered: Sequence[Offered], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.offered = {one.value: one for one in offered}
        cast("forms.ChoiceField", self.fields["origin"]).choices = [(one.value, one.words) for one in offered]
        posts = posts_for(viewer)
        missing = _("Lead unit: missing. A task without one is nobody's; choose the post that leads it.")
        self.fields["lead_post"] = PostField(
            posts, label=_("Lead unit and post"), error_messages={"required": missing}, empty_label=_("choose")
        )
        self.fields["cooperating_posts"] = PostsField(
            posts, label=_("Cooperating posts"), required=False, widget=forms.SelectMultiple({"size": 6})
        )
        self.fields["places"] = forms.MultipleChoiceField(
            label=_("Places it is for"), required=False, choices=_places_below(viewer), widget=forms.SelectMultiple(SIX)
        )
        self.fields["agencies"] = UnitsField(
            Agency.objects.open().filter(level=viewer.level, place_code=viewer.interval.low),
            label=_("Units it is for"),
            required=False,
            widget=forms.SelectMultiple(SIX),
        )
        self.order_fields(self.field_order)

    def clean_children(self) -> tuple[int, ...]:
        """The keys of single children, from the page that led here."""
        return keys_of(self.cleaned_data["children"])

    def terms(self) -> TaskTerms:
        """What was asked, as the verb takes it."""
        said = self.cleaned_data
        return TaskTerms(
            said["title"],
            said["lead_post"],
            said["deadline"],
            tuple(said["cooperating_posts"]),
            Measure(said["measure_number"], said["measure_unit"]),
            EvidenceKind(said["evidence_kind"]),
            self._targets(),
            said["details"],
            self.offered[said["origin"]].conference,
        )

    def _targets(self) -> Targets:
        said = self.cleaned_data
        places = tuple(int(code) for code in said["places"])
        return Targets(said["children"], said["group"], places, tuple(unit.pk for unit in said["agencies"]))


class ProgressForm(forms.Form):
    """What was done, how far it is, and what shows it."""

    text = forms.CharField(
        label=_("How the work stands"),
        max_length=LONG,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Write no child's name: the office reads numbers. What concerns a child stands in its file."),
    )
    number = forms.IntegerField(label=_("Reached so far"), required=False, min_value=0, max_value=LARGEST)
    uploads = UploadsField(
        label=_("Papers and pictures"), required=False, help_text=_("Without names and faces of children, 20 MB each.")
    )

    def __init__(self, task: Task, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        if task.measure_number is None:
            del self.fields["number"]
        else:
            self.fields["number"].label = _("Reached so far, of {number} {unit}").format(
                number=task.measure_number, unit=task.measure_unit
            )

    def said(self) -> Said:
        """What was written, as the verb takes it."""
        given = self.cleaned_data
        return Said(given["text"], given.get("number"), given["uploads"])


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(label=_("Asked until"), widget=DayInput)
    reason = forms.CharField(label=_("Reason"), max_length=600, widget=forms.Textarea({"rows": 3}))


class AnswerForm(forms.Form):
    """What is answered to an extension that was asked for."""

    answer = forms.CharField(label=_("Answer"), max_length=600, required=False, widget=forms.Textarea({"rows": 3}))


class TaskReasonForm(forms.Form):
    """Why a task is returned or withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=600, widget=forms.Textarea({"rows": 3}))


class BreakDownForm(forms.Form):
    """To which posts below the parts go, by when, and with which number each."""

    deadline = forms.DateField(label=_("Deadline of the parts"), widget=DayInput)
    number = forms.IntegerField(
        label=_("Number for each"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("Left empty, each gets as many as of the list lie in its place."),
    )
    field_order = ("posts", "deadline", "number")

    def __init__(self, task: Task, viewer: Viewer, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["posts"] = PostsField(
            posts_below(viewer), label=_("Posts below"), widget=forms.CheckboxSelectMultiple
        )
        if not task.measure_unit:
            del self.fields["number"]
        self.order_fields(self.field_order)

    def shares(self) -> list[Share]:
        """What was chosen, as the verb takes it."""
        said = self.cleaned_data
        return [Share(post, said["deadline"], said.get("number")) for post in said["posts"]]


class TaskFilterForm(forms.Form):
    """What a list of tasks is narrowed to."""

    colour = forms.ChoiceField(label=_("Colour"), required=False, choices=[("", _("all")), *Colour.choices])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", pgettext_lazy("task", "open")), ("all", _("all")), *TaskState.choices],
    )
    level = forms.TypedChoiceField(
        label=_("Opened by level"), required=False, coerce=int, empty_value=None, choices=[("", _("all")), *LEVELS[1:]]
    )
    origin = forms.ChoiceField(label=_("Origin"), required=False, choices=[("", _("all")), *OriginKind.choices])

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        rows = [("", _("all")), *((str(unit.pk), unit.name) for unit in units)]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), required=False, choices=rows)
