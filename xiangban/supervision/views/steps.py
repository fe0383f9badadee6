"""The steps of papers, problems, inspections and suggestions: one table, one view, an address of its own for each.

A step asks for words (and perhaps a day) or for nothing; what it does is the verb's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.supervision.actions import accountability, findings, inspections, orders
from xiangban.supervision.buttons import demand_taker
from xiangban.supervision.forms import StepForm
from xiangban.supervision.models import Finding, Inspection, Order, Suggestion
from xiangban.supervision.rules import ReviewState
from xiangban.web.phrases import StrOrPromise

Run = Callable[[Any, Viewer, dict[str, Any]], object]


@dataclass(frozen=True)
class Step:
    """One verb on a row: model and folder of its address, button, labels of what is asked (empty: nothing), the run."""

    verb: str
    model: Any
    folder: str
    title: StrOrPromise
    run: Run
    words: StrOrPromise = ""
    day: StrOrPromise = ""
    outcomes: tuple[tuple[str, StrOrPromise], ...] = ()

    @property
    def full_verb(self) -> str:
        return f"supervision.{self.verb}"

    @property
    def takes_back(self) -> bool:
        """Whether it withdraws the row: never the main button of a page."""
        return self.verb.startswith("withdraw_")


def _on_finding(act: Any, /, **names: str) -> Run:
    """A verb of the inspection on one of its problems; `names` maps its parameters to what the form says."""
    return lambda row, by, said: act(
        row.inspection, by, finding=row, **{parameter: said[name] for parameter, name in names.items()}
    )


def _plain(act: Any, /, **names: str) -> Run:
    return lambda row, by, said: act(row, by, **{parameter: said[name] for parameter, name in names.items()})


def _review(row: Inspection, by: Viewer, said: dict[str, Any]) -> None:
    waiting = row.reviews.filter(state=ReviewState.ASKED).first()
    if waiting is None:
        raise Refused(_("No review waits. Reload the page."))
    inspections.answer_review(row, by, review=waiting, verb=said["outcome"], decision=said["text"])


STEPS: tuple[Step, ...] = (
    Step(
        "begin_inspection",
        Inspection,
        "inspections",
        gettext_lazy("Begin the inspection"),
        _plain(inspections.begin_inspection),
    ),
    Step(
        "conclude_inspection",
        Inspection,
        "inspections",
        gettext_lazy("Feed the conclusion back"),
        _plain(inspections.conclude_inspection, conclusion="text", fed_back_on="day"),
        gettext_lazy("Conclusion"),
        gettext_lazy("Fed back on"),
    ),
    Step(
        "close_inspection",
        Inspection,
        "inspections",
        gettext_lazy("Close the inspection"),
        _plain(inspections.close_inspection),
    ),
    Step(
        "ask_review",
        Inspection,
        "inspections",
        gettext_lazy("Ask for a review"),
        _plain(inspections.ask_review, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step(
        "answer_review",
        Inspection,
        "inspections",
        gettext_lazy("Decide a review"),
        _review,
        gettext_lazy("Reasons of the decision"),
        outcomes=(("uphold", gettext_lazy("conclusion upheld")), ("change", gettext_lazy("conclusion changed"))),
    ),
    Step(
        "order_rectification",
        Finding,
        "findings",
        gettext_lazy("Order rectification"),
        _on_finding(findings.order_rectification, demand="text", deadline="day"),
        gettext_lazy("What is to be put right"),
        gettext_lazy("Deadline"),
    ),
    Step(
        "report_rectification",
        Finding,
        "findings",
        gettext_lazy("Report rectification"),
        _plain(findings.report_rectification, result="text"),
        gettext_lazy("What was done"),
    ),
    Step(
        "return_rectification",
        Finding,
        "findings",
        gettext_lazy("Return a rectification"),
        _on_finding(findings.return_rectification, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step(
        "strike_off_finding",
        Finding,
        "findings",
        gettext_lazy("Strike a problem off"),
        _on_finding(findings.strike_off_finding, opinion="text"),
        gettext_lazy("Opinion of who checked"),
    ),
    Step("receive_order", Order, "orders", gettext_lazy("Sign for a supervision paper"), _plain(orders.receive_order)),
    Step(
        "answer_order",
        Order,
        "orders",
        gettext_lazy("Answer a supervision paper"),
        _plain(orders.answer_order, answer="text"),
        gettext_lazy("Answer of the unit"),
    ),
    Step(
        "return_answer",
        Order,
        "orders",
        gettext_lazy("Return an answer"),
        _plain(orders.return_answer, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step(
        "accept_answer",
        Order,
        "orders",
        gettext_lazy("Accept an answer"),
        _plain(orders.accept_answer, opinion="text"),
        gettext_lazy("Opinion of who checked"),
    ),
    Step(
        "suspend_order",
        Order,
        "orders",
        gettext_lazy("Suspend the clock"),
        _plain(orders.suspend_order, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step("resume_order", Order, "orders", gettext_lazy("Let the clock go on"), _plain(orders.resume_order)),
    Step(
        "withdraw_order",
        Order,
        "orders",
        gettext_lazy("Withdraw a supervision paper"),
        _plain(orders.withdraw_order, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step(
        "appeal_order",
        Order,
        "orders",
        gettext_lazy("Appeal against a paper"),
        _plain(orders.appeal_order, reason="text"),
        gettext_lazy("Reason"),
    ),
    Step(
        "decide_appeal",
        Order,
        "orders",
        gettext_lazy("Decide an appeal"),
        _plain(orders.decide_appeal, verb="outcome", decision="text"),
        gettext_lazy("Reasons of the decision"),
        outcomes=(("grant", gettext_lazy("appeal granted")), ("dismiss", gettext_lazy("appeal dismissed"))),
    ),
    Step(
        "send_suggestion",
        Suggestion,
        "suggestions",
        gettext_lazy("Send a suggestion of accountability"),
        _plain(accountability.send_suggestion),
    ),
    Step(
        "record_result",
        Suggestion,
        "suggestions",
        gettext_lazy("Record the result of a suggestion"),
        _plain(accountability.record_result, result="text", result_on="day"),
        gettext_lazy("Result"),
        gettext_lazy("Decided on"),
    ),
    Step(
        "withdraw_suggestion",
        Suggestion,
        "suggestions",
        gettext_lazy("Withdraw a suggestion"),
        _plain(accountability.withdraw_suggestion, reason="text"),
        gettext_lazy("Reason"),
    ),
)
PAGES = {Inspection: "inspection", Finding: "finding", Order: "order", Suggestion: "suggestion"}
BY_VERB = {step.verb: step for step in STEPS}
IN_SIGHT: dict[Any, Callable[[Viewer], Any]] = {
    Inspection: Inspection.objects.visible_to,
    Finding: Finding.objects.visible_to,
    Order: Order.objects.visible_to,
    Suggestion: Suggestion.objects.visible_to,
}


def view_of(step: Step) -> Callable[..., HttpResponseBase]:
    """The view of one step: a form where it asks for words, and the verb on POST."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @page(step.full_verb)
    def take(request: SignedInRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(IN_SIGHT[step.model](request.viewer), pk=pk)
        demand(step.full_verb, _subject(step, row), request.viewer)
        demand_taker(step.verb, row, request.viewer)
        form = StepForm(step.words, step.day, step.outcomes, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and _taken(request, step, row, form):
            return redirect(f"supervision:{PAGES[step.model]}", pk=pk)
        context = {
            "step": step,
            "row": row,
            "form": form,
            "name": _name_of(row),
            "back": f"supervision:{PAGES[step.model]}",
        }
        return render(request, "supervision/step.html", context, status=422 if form.errors else 200)

    take.__name__ = step.verb
    return take


def _name_of(row: Inspection | Finding | Order | Suggestion) -> str:
    """What the page of a step calls the row it is about."""
    if isinstance(row, Inspection):
        return row.title
    if isinstance(row, Finding):
        return row.text
    return f"{row.number_text} {row.matter}" if isinstance(row, Order) else row.unit.name


def _subject(step: Step, row: Any) -> Any:
    return row.inspection if step.model is Finding and step.verb != "report_rectification" else row


def _taken(request: SignedInRequest, step: Step, row: Any, form: StepForm) -> bool:
    try:
        step.run(row, request.viewer, form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, _("Done: {step}.").format(step=step.title))
    return True


def steps_for(row: Any, viewer: Viewer, verbs: tuple[str, ...]) -> list[Step]:
    """The steps a page offers: those the row's state allows and the seat may take."""
    found = [BY_VERB[verb] for verb in verbs]
    return [step for step in found if permits(step.full_verb, _subject(step, row), viewer)]
