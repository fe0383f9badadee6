"""The URL table: the routes of signing in, then each room's own.

Views stand in the rooms.
"""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
]
