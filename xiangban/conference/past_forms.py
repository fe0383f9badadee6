"""Forms of papers of the past: laying one, and each kind of piece as a person accepts it.

What the paper itself says stands in past_pieces.py.
"""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xiangban.access.viewer import Viewer
from xiangban.conference.actions.papers import Laid
from xiangban.conference.beside import NUMBERS
from xiangban.conference.forms import LONG, UnitField
from xiangban.conference.models import Decision, Meeting, PaperPiece
from xiangban.conference.past_rules import LONGEST_KEPT, Becomes, PieceKind
from xiangban.conference.rules import BEFORE, MeetingForm, MeetingKind, MeetingState
from xiangban.conference.task_forms import PostField, PostsField, posts_for
from xiangban.figures.summary import SUMMARY
from xiangban.lib.papers.read import PAPER
from xiangban.territories.models import Agency, AgencyKind
from xiangban.web.forms import DayInput

PASTED = "pasted.txt"
TAKEN = ".txt,.html,.htm,.docx,.pdf"


def _area(lines: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": lines})


class LayPaperForm(forms.Form):
    """A file or a pasted text, its title and where it comes from."""

    title = forms.CharField(
        label=_("Title of the paper"), max_length=160, help_text=_("So that you find it again in the list.")
    )
    came_from = forms.CharField(
        label=_("Where it comes from"),
        max_length=200,
        required=False,
        help_text=_("The archive, the issuing office or the web page; nothing is fetched from there."),
    )
    upload = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.ClearableFileInput({"accept": TAKEN}),
        help_text=_("A txt, html, docx or PDF file with text in it, 20 MB at most."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        widget=_area(10),
        max_length=LONGEST_KEPT,
        help_text=_("Damage from copying, such as pinyin in brackets, may stay: it is mended when it is read."),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of both."""
        said = super().clean() or {}
        if bool(said.get("upload")) == bool(said.get("pasted", "").strip()) and not self.errors:
            self.add_error("upload", _("File: choose a file or paste a text, one of the two."))
        return said

    def laid(self) -> Laid:
        """What was laid, as the verb takes it."""
        said = self.cleaned_data
        upload = cast("UploadedFile[bytes] | None", said["upload"])
        if upload is None:
            return Laid(said["title"], said["pasted"].encode(), PASTED, said["came_from"])
        name = "".join(sign for sign in upload.name or "" if sign.isprintable())[-120:]
        return Laid(said["title"], upload.read(PAPER.bytes + 1), name, said["came_from"])


class PieceForm(forms.Form):
    """What all pieces share: the piece, and the seat that accepts it."""

    def __init__(self, piece: PaperPiece, viewer: Viewer, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.piece = piece
        self.choose(piece, viewer)

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        """Fill what can be chosen for this piece."""


class PastMeetingForm(PieceForm):
    """A meeting as the paper tells it."""

    title = forms.CharField(label=_("Title"), max_length=160)
    second_title = forms.CharField(
        label=_("Second title"),
        max_length=160,
        required=False,
        help_text=_("Of a combined meeting: the name that follows the first."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    form = forms.ChoiceField(label=_("Form"), choices=MeetingForm.choices)
    date_text = forms.CharField(label=_("Day as written"), max_length=40, required=False)
    held_on = forms.DateField(
        label=_("Day"),
        required=False,
        widget=DayInput,
        help_text=_("Only when you know day, month and year from elsewhere; left empty, the day stays as written."),
    )
    place_text = forms.CharField(label=_("Meeting place"), max_length=120, required=False)
    chair_text = forms.CharField(label=_("Presided by"), max_length=120, required=False)


class PastDecisionForm(PieceForm):
    """A decision with what the paper says of units and time."""

    text = forms.CharField(label=_("What was decided"), max_length=LONG, widget=_area())
    units_text = forms.CharField(label=_("Units as written"), max_length=300, required=False)
    deadline_text = forms.CharField(label=_("Time limit as written"), max_length=60, required=False)
    deadline = forms.DateField(label=_("Time limit"), required=False, widget=DayInput)
    field_order = ("text", "lead", "units_text")

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        self.fields["lead"] = unit_field(piece, _("Lead unit"))
        self.order_fields(self.field_order)


class PastTaskForm(PieceForm):
    """A task, and whether it is opened today or only kept as what was decided then."""

    becomes = forms.ChoiceField(label=_("Accept it as"), choices=Becomes.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Task"), max_length=LONG, widget=_area(3))
    units_text = forms.CharField(label=_("Units as written"), max_length=300, required=False)
    deadline_text = forms.CharField(label=_("Time limit as written"), max_length=60, required=False)
    deadline = forms.DateField(
        label=pgettext_lazy("task", "Deadline"), required=False, widget=DayInput, help_text=_("An open task needs one.")
    )
    field_order = ("becomes", "text", "meeting", "decision", "units_text", "lead_post", "cooperating_posts")

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        posts = posts_for(viewer)
        self.fields["lead_post"] = PostField(
            posts,
            label=_("Lead unit and post"),
            required=False,
            help_text=_("The paper names units; choose the post that leads today. An open task needs one."),
        )
        self.fields["cooperating_posts"] = PostsField(posts, label=_("Cooperating posts"), required=False)
        self.fields["decision"] = DecisionField(
            decisions_of(piece, viewer),
            label=_("Goes back to the decision"),
            required=False,
            empty_label=_("its own words, as a new decision"),
        )
        if piece.of_meeting is None:
            self.fields["meeting"] = meeting_field(piece, viewer)
        self.order_fields(self.field_order)


class PastFigureForm(PieceForm):
    """A figure with what it counts."""

    label = forms.CharField(label=_("What is counted"), max_length=120)
    value = forms.DecimalField(label=_("Value"), max_digits=18, decimal_places=4)
    unit = forms.CharField(label=_("Unit of the number"), max_length=20)
    as_of = forms.CharField(label=_("As of, as written"), max_length=60, required=False)
    approximate = forms.BooleanField(label=_("about so many"), required=False)


class PastPersonForm(PieceForm):
    """Somebody who was there."""

    person_name = forms.CharField(label=_("Name"), max_length=40)
    office_title = forms.CharField(label=_("Office held"), max_length=80, required=False)


class PastUnitForm(PieceForm):
    """A unit that was there."""

    text = forms.CharField(label=_("Unit as written"), max_length=80)

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        self.fields["agency"] = unit_field(piece, _("Unit"))


class PastSayingForm(PieceForm):
    """What a unit or a leader said."""

    text = forms.CharField(label=_("What was said"), max_length=LONG, widget=_area(6))
    person_name = forms.CharField(label=_("Name"), max_length=40, required=False)
    office_title = forms.CharField(
        label=_("Office held"), max_length=80, required=False, help_text=_("Or the units, as the paper names them.")
    )

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        self.fields["agency"] = unit_field(piece, _("Unit"))


class PastProblemForm(PieceForm):
    """A problem the paper names: noted, or proposed for the agenda of a meeting that lies ahead."""

    text = forms.CharField(label=_("Text"), max_length=LONG, widget=_area(3))

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        rows = Meeting.objects.visible_to(viewer).filter(conference=piece.paper.conference, state__in=BEFORE)
        self.fields["meeting"] = MeetingField(
            rows,
            label=_("Propose it for the agenda of"),
            required=False,
            empty_label=_("no meeting: it is noted with the paper"),
        )


class PastAccountabilityForm(PieceForm):
    """An accountability clause, kept with the decision it belongs to."""

    text = forms.CharField(label=_("Text"), max_length=LONG, widget=_area(3))

    def choose(self, piece: PaperPiece, viewer: Viewer) -> None:
        self.fields["decision"] = DecisionField(
            decisions_of(piece, viewer),
            label=_("Belongs to the decision"),
            required=False,
            empty_label=_("no decision: it is noted with the paper"),
        )


class PastWordsForm(PieceForm):
    """Words that are noted and become nothing else."""

    text = forms.CharField(label=_("Text"), max_length=LONG, widget=_area(3))


FORMS: dict[str, type[PieceForm]] = {
    PieceKind.MEETING: PastMeetingForm,
    PieceKind.DECISION: PastDecisionForm,
    PieceKind.TASK: PastTaskForm,
    PieceKind.FIGURE: PastFigureForm,
    PieceKind.PERSON: PastPersonForm,
    PieceKind.UNIT: PastUnitForm,
    PieceKind.STATEMENT: PastSayingForm,
    PieceKind.DEMAND: PastSayingForm,
    PieceKind.SPECIAL_ACTION: PastWordsForm,
    PieceKind.PROBLEM: PastProblemForm,
    PieceKind.ACCOUNTABILITY: PastAccountabilityForm,
}


class BesideForm(forms.Form):
    """Which column of the register is set beside a figure, and as of which day."""

    day = forms.DateField(
        label=_("Register as of"),
        widget=DayInput,
        help_text=_("The register is counted as it stood at the end of that day, as far back as it reaches."),
    )
    field_order = ("indicator", "day")

    def __init__(self, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        rows = [(key, name_of_column(key)) for key in NUMBERS]
        self.fields["indicator"] = forms.ChoiceField(label=_("Column of the summary"), choices=rows)
        self.order_fields(self.field_order)


class DecisionField(forms.ModelChoiceField[Decision]):
    """A decision by its words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} · {obj.text[:60]}"


class MeetingField(forms.ModelChoiceField[Meeting]):
    """A meeting by title and day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {obj.date_text or obj.held_on or ''}"


def decisions_of(piece: PaperPiece, viewer: Viewer) -> QuerySet[Decision]:
    """The decisions of the meetings that were accepted from the paper of this piece."""
    rows: QuerySet[Decision] = Decision.objects.visible_to(viewer).filter(
        meeting__state=MeetingState.PAST, meeting__from_pieces__paper=piece.paper
    )
    return rows.distinct()


def meeting_field(piece: PaperPiece, viewer: Viewer) -> MeetingField:
    """A meeting of the past of this conference."""
    rows = Meeting.objects.visible_to(viewer).filter(conference=piece.paper.conference, state=MeetingState.PAST)
    return MeetingField(rows, label=_("Meeting that decided it"), required=False)


def unit_field(piece: PaperPiece, label: Any) -> UnitField:
    """A unit of the conference's place, closed ones too: a paper of the past may speak of them."""
    paper = piece.paper
    rows = Agency.objects.of_kind(AgencyKind.MEMBER_UNIT).filter(place_code=paper.place_code, level=paper.level)
    return UnitField(
        rows.order_by("pk"), label=label, required=False, empty_label=_("as written, no unit of the register")
    )


def name_of_column(key: str) -> str:
    """Group and word of a column of the summary."""
    column = SUMMARY[NUMBERS[key] - 1]
    return f"{column.group} · {column.label}" if column.group else str(column.label)
