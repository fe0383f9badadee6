"""The URL table: the routes of signing in, then each room's own.

Views stand in the rooms.
"""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

# Signing up, mail and reset by mail have no route: accounts are opened by an administrator.
signing_in: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

rooms = {
    "web": "",
    "network": "network/",
    "children": "children/",
    "figures": "figures/",
    "census": "census/",
    "conference": "conference/",
    "campaigns": "campaigns/",
    "supervision": "supervision/",
    "access": "",
    "childfile": "",
    "desk": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include(signing_in)),
    *(path(prefix, include(f"xiangban.{room}.urls")) for room, prefix in rooms.items()),
]

handler400 = "xiangban.web.views.bad_request"
handler403 = "xiangban.web.views.permission_denied"
handler404 = "xiangban.web.views.page_not_found"
handler500 = "xiangban.web.views.server_error"
