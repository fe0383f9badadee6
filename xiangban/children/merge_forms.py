"""Which other file is the same child: looked for by name or number in the own place, then chosen.

Merging itself is decided on a page of the census.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import answers_for
from xiangban.access.viewer import Viewer
from xiangban.children.forms import MOST_OF_A_REASON
from xiangban.children.models import Child
from xiangban.children.place_fields import say_place
from xiangban.children.search import Hit, search

MOST_FOUND = 20


class ProposeMergeForm(forms.Form):
    """The other file, and why it is held to be the same child."""

    who = forms.CharField(label=_("Name or identity number in the other file"), max_length=72)
    other = forms.TypedChoiceField(
        label=_("The other file"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which of these files is the same child.")},
    )
    reason = forms.CharField(label=_("Reason"), max_length=MOST_OF_A_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, child: Child, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._found = _files_like(child, viewer, str(self.data.get("who", "")))
        other = self.fields["other"]
        assert isinstance(other, forms.TypedChoiceField)  # noqa: S101  told to the type checker
        other.choices = [(hit.child_id, _say(hit)) for hit in self._found]
        if not self._found:
            del self.fields["other"]

    def clean_who(self) -> str:
        """What was looked for; nobody found is said here."""
        who: str = self.cleaned_data["who"]
        if not self._found:
            sentence = gettext("“{who}”: no other file in your place. Look for the whole name or the whole number.")
            raise forms.ValidationError(sentence.format(who=who))
        return who


def _files_like(child: Child, viewer: Viewer, who: str) -> list[Hit]:
    hits = [hit for hit in search(viewer, who, MOST_FOUND).children if hit.child_id != child.pk]
    files = Child.objects.visible_to(viewer).in_bulk([hit.child_id for hit in hits])
    return [hit for hit in hits if hit.child_id in files and answers_for(files[hit.child_id], viewer)]


def _say(hit: Hit) -> str:
    words = gettext("{name}, file {number}, {place}")
    return words.format(name=hit.name, number=hit.child_id, place=say_place(hit.responsible_code))
