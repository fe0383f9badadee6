"""The one shape of a page with a form: show it, act, answer, and put a refusal beside its field."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest


def ask(
    request: SignedInRequest,
    template: str,
    context: Mapping[str, Any],
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    """Show the form; when it is sent and right, act and go where the act says; a refusal stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            answer = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return answer if isinstance(answer, HttpResponse) else redirect(answer)
    status = 422 if form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)
