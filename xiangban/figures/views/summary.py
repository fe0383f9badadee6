"""The 32-column summary of a place and what stands below it, and the verb that freezes it.

What each column counts is in summary.py.
"""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused, permits
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.children.rules import definition_on
from xiangban.figures.actions import freeze_summary
from xiangban.figures.days import can_be_counted
from xiangban.figures.forms import FreezeForm
from xiangban.figures.queries import summary_of
from xiangban.figures.summary import SUMMARY
from xiangban.figures.tables import cells_of, lines_of, rules_of, sees_lists
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level


@require_GET
@page("children.count")
def summary(request: SignedInRequest) -> HttpResponse:
    """The table now, ages counted on the reference day; a place below opens its own."""
    viewer = request.viewer
    place, day = chosen_place(viewer, request.GET.get("place", "")), chosen_day(request.GET.get("day", ""))
    counted = summary_of(viewer, place, day)
    context = {
        "place": place,
        "home": own_place(viewer),
        "day": day,
        "definition": definition_on(day),
        "columns": SUMMARY,
        "lines": lines_of(counted.rows, viewer),
        "leads": place.level < Level.VILLAGE - 1,
        "whole": cells_of(counted.whole, viewer),
        "rules": rules_of(counted.whole, counted.lacking) if sees_lists(viewer) else [],
        "freezes": permits("figures.freeze", place, viewer),
    }
    return render(request, "figures/summary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("figures.freeze")
def freeze(request: SignedInRequest, code: int) -> HttpResponse:
    """Freeze the table of a place with the list behind it."""
    place = chosen_place(request.viewer, str(code))
    form = FreezeForm(request.POST or None, initial={"day": chosen_day(request.GET.get("day", ""))})
    if request.method == "POST" and form.is_valid():
        try:
            frozen = freeze_summary(place, request.viewer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("The table is frozen; its workbook is being written."))
            return redirect("figures:snapshot", pk=frozen.pk)
    return render(request, "figures/freeze.html", {"form": form, "place": place}, status=422 if form.errors else 200)


def own_place(viewer: Viewer) -> Territory:
    """The place of the seat."""
    found = Territory.objects.current().filter(code=viewer.interval.low, level=viewer.level).first()
    if found is None:
        raise Http404
    return found


def chosen_place(viewer: Viewer, code: str) -> Territory:
    """The place asked for, inside the seat's own; a seat that only counts has its own alone."""
    home = own_place(viewer)
    if not code:
        return home
    if not (code.isascii() and code.isdigit() and len(code) == 12):
        raise Http404
    places = Territory.objects.current().inside(viewer.interval).filter(code=int(code), level__gte=home.level)
    found = places.order_by("level").first()
    if found is None or (found.pk != home.pk and not sees_lists(viewer)):
        raise Http404
    return found


def chosen_day(text: str) -> date:
    """The reference day asked for, else the register's own; an impossible one is no page."""
    if not text:
        return register_day()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not can_be_counted(day, timezone.localdate()):
        raise Http404
    return day
