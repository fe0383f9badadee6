"""The product's own routes and one empty page behind the same middleware and sign-in: the floor of every page."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from xiangban.access.pages import page
from xiangban.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from xiangban.config.urls import (
    urlpatterns as product,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@page("desk.see")
def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns: list[URLPattern | URLResolver] = [path("bench/empty/", empty), *product]
