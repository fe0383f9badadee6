"""What every page shows of the gate: the menu of this seat, the seat line, whose installation it is.

Cheap by design: besides the request's own seats it reads nothing, and a menu is worked out once per seat and path.
"""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xiangban.access.installation import installation_name, is_demo
from xiangban.access.permissions import GRANTS, on_menu
from xiangban.access.roles import Role
from xiangban.web.addresses import address
from xiangban.web.menu import MenuLink, MenuSection, sections


def gate(request: HttpRequest) -> dict[str, Any]:
    """The variables of the base page; without a seat there is no menu."""
    shown: dict[str, Any] = {"demo_notice": is_demo(), "installation_name": installation_name()}
    viewer = getattr(request, "viewer", None)
    if viewer is None or viewer.role is None:
        return shown
    language = get_language() or ""
    shown["may"] = GRANTS[viewer.role]
    shown["menu"] = menu_of(viewer.role, language, request.path)
    shown["seats"] = getattr(request, "seats", [])
    shown["choose_seat_address"] = address("access:choose_seat")
    shown["account_links"] = account_links(language)
    shown["sign_out_address"] = address("account_logout")
    return shown


@lru_cache(maxsize=2048)
def menu_of(role: Role, _language: str, path: str) -> list[MenuSection]:
    """The menu of a role at a path, its labels in the language that is active, which therefore is asked for too."""
    return sections(lambda permission: on_menu(role, permission), path)


@lru_cache(maxsize=8)
def account_links(_language: str) -> tuple[MenuLink, ...]:
    """The pages of one's own account."""
    return (
        MenuLink(_("Change password"), address("account_change_password"), "lock", current=False),
        MenuLink(_("Second factor"), address("mfa_index"), "shield-check", current=False),
        MenuLink(_("My sessions"), address("usersessions_list"), "device-mobile", current=False),
    )
