"""The registration form as a page: founding a file, amending it, and the schooling a school writes.

What may stand in a file is decided by the actions; here words become facts and refusals become words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.children import actions
from xiangban.children.fact_forms import FactForm, SchoolingForm
from xiangban.children.family_forms import RelativeForm, family_forms, written_family
from xiangban.children.meanwhile import Meanwhile, merge
from xiangban.children.models import Child, Source, SourceKind
from xiangban.children.place_fields import schools_offered, villages_offered
from xiangban.children.views.doors import FORM_METHODS, OPENS, back_to, child_in_sight, name_shown, sent
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level


@dataclass
class Sheet:
    """One filled-in page: the facts, the relatives, and what a refusal has to show beside them."""

    form: FactForm
    family: list[RelativeForm]
    known: actions.AlreadyKnown | None = None
    meanwhile: Meanwhile | None = None

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(relative.is_valid() for relative in self.family)])

    def try_to(self, act: Callable[[], Any]) -> Any:
        """Act, or put every sentence of the refusal where it belongs and return None."""
        try:
            return act()
        except actions.EditedMeanwhile:
            raise
        except Refused as refusal:
            self._show(refusal)
            return None

    def _show(self, refusal: Refused) -> None:
        if isinstance(refusal, actions.AlreadyKnown):
            self.known = refusal
        for fault in getattr(refusal, "faults", None) or [refusal]:
            form, name = self._where(fault.field)
            form.add_error(name if name in form.fields else None, fault.sentence)

    def _where(self, field: str) -> tuple[forms.Form, str]:
        """The small form of a relative for `grandmother.phone`, else the form of the facts."""
        kinship, _dot, name = field.rpartition(".")
        form = next((one for one in self.family if kinship and one.cleaned_data.get("kinship") == kinship), None)
        return (form, name) if form else (self.form, field)

    def renew(self, request: SignedInRequest, stale: actions.EditedMeanwhile) -> None:
        """Make the page anew with what somebody else saved while it was open."""
        self.meanwhile = merge(request.POST, self.form, self.family, stale.since)
        child = child_in_sight(request, stale.child_id, "children.open")
        self.form = type(self.form)(request.viewer, child, self.meanwhile.data)
        self.family = family_forms(request.viewer, child, self.meanwhile.data) if self.family else []


@require_http_methods(FORM_METHODS)
@page("children.found")
def found(request: SignedInRequest) -> HttpResponse:
    """Found a file in the viewer's own place."""
    viewer = request.viewer
    place = get_object_or_404(Territory.objects.current().of_level(Level(viewer.level)), code=viewer.interval.low)
    living = {"living_code": place.code} if place.level == Level.VILLAGE else {}
    sheet = Sheet(FactForm(viewer, data=sent(request), initial=living), family_forms(viewer, None, sent(request)))
    if request.method == "POST" and sheet.is_valid():
        facts, family = sheet.form.written_facts(), written_family(sheet.family)
        source = _source(request, SourceKind.FORM, sheet.form)
        child = sheet.try_to(lambda: actions.found_child(place, viewer, facts=facts, source=source, family=family))
        if child is not None:
            messages.success(request, _("The file is founded as a draft. Submit it when it is complete."))
            return back_to(child)
    return _show(request, sheet, {"title": _("Found a file"), "button": _("Save as draft")})


@require_http_methods(FORM_METHODS)
@page(OPENS)
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Amend what is known of a child."""
    child = child_in_sight(request, pk, "children.amend")
    sheet = Sheet(FactForm(request.viewer, child, sent(request)), family_forms(request.viewer, child, sent(request)))
    if request.method == "POST" and sheet.is_valid():
        edit = actions.Edit(_version(sheet), sheet.form.written_facts(), written_family(sheet.family), _since(sheet))
        source = _source(request, SourceKind.FORM, sheet.form)
        amended = _amended(request, sheet, lambda: actions.amend_child(child, request.viewer, edit=edit, source=source))
        if amended is not None:
            return _say_amended(request, child, amended)
    words = {"title": _("Amend facts"), "button": _("Save"), "child": child, "name": name_shown(child, request)}
    return _show(request, sheet, words)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def record_schooling(request: SignedInRequest, pk: int) -> HttpResponse:
    """The schooling of a pupil, as the school knows it."""
    child = child_in_sight(request, pk, "children.record_schooling", Facet.SCHOOLING)
    sheet = Sheet(SchoolingForm(request.viewer, child, sent(request)), [])
    if request.method == "POST" and sheet.is_valid():
        edit = actions.Edit(_version(sheet), sheet.form.written_facts(), valid_from=_since(sheet))
        source = _source(request, SourceKind.SCHOOL, sheet.form)
        amended = _amended(
            request, sheet, lambda: actions.record_schooling(child, request.viewer, edit=edit, source=source)
        )
        if amended is not None:
            return _say_amended(request, child, amended)
    words = {"title": _("Record schooling"), "button": _("Save"), "child": child, "name": name_shown(child, request)}
    return _show(request, sheet, words)


def _amended(request: SignedInRequest, sheet: Sheet, act: Callable[[], actions.Amended]) -> actions.Amended | None:
    """Save, or make the page anew with what somebody else saved meanwhile."""
    try:
        done: actions.Amended | None = sheet.try_to(act)
    except actions.EditedMeanwhile as stale:
        sheet.renew(request, stale)
        return None
    return done


def _say_amended(request: SignedInRequest, child: Child, amended: actions.Amended) -> HttpResponse:
    if amended.handover is not None:
        messages.warning(
            request,
            _("Saved. The child lives elsewhere now: a handover waits for its receipt, until then you answer."),
        )
    elif amended.fields:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing differed from what stands in the file, so nothing was written."))
    return back_to(child)


def _source(request: SignedInRequest, kind: SourceKind, form: FactForm) -> Source:
    """The form filled in by this seat today; an agency says more of it than a post."""
    viewer = request.viewer
    return Source(
        agency_id=viewer.agency_id,
        kind=kind,
        title=viewer.post_title,
        received_on=timezone.localdate(),
        as_written=form.written_source_fields(),
    )


def _version(sheet: Sheet) -> int:
    return int(sheet.form.cleaned_data["version"] or 0)


def _since(sheet: Sheet) -> date | None:
    since: date | None = sheet.form.cleaned_data["valid_from"]
    return since


def _show(request: SignedInRequest, sheet: Sheet, words: dict[str, Any]) -> HttpResponse:
    wrong = bool(sheet.meanwhile or sheet.form.errors or any(relative.errors for relative in sheet.family))
    place = sheet.form.child.responsible_code if sheet.form.child else request.viewer.interval.low
    offered = {"villages": villages_offered(request.viewer.interval), "schools": schools_offered(place)}
    return render(request, "children/facts.html", {"sheet": sheet, **offered, **words}, status=422 if wrong else 200)
