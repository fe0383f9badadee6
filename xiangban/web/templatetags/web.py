"""The components of pages: what a template writes in place of markup that must be right everywhere.

Rows of long tables are in rows.py, forms in forms.py.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from html import escape
from importlib.metadata import version
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xiangban.lib.chinese_dates import say_date
from xiangban.web import assets
from xiangban.web.addresses import address
from xiangban.web.badges import Badge
from xiangban.web.browsers import browser_words
from xiangban.web.menu import MenuLink, MenuSection

register = template.Library()
# Not inside a longer number, as a telephone or a document has it.
WRITTEN_DAY = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\d-])")


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file."""
    return assets.asset(path)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture of the sprite, always beside a word."""
    return assets.icon(name)


@register.simple_tag
def page_address(url_name: str) -> str:
    """The path of a page without arguments; in the base page in place of `url`, which is slower."""
    return address(url_name)


@register.simple_tag
def house_version() -> str:
    """The version of the installed package, for the foot of the page."""
    return _installed_version()


@register.simple_tag
def badge(word: str, tone: str = "plain", icon: str = "") -> SafeString:
    """A word with icon and colour; rooms that own a state keep a Badge and show it by `{{ badge }}`."""
    return Badge(word, tone, icon).__html__()


@register.simple_tag
def masked(shown: str, reveal_address: str = "") -> SafeString:
    """A masked value, said to be so; with an address also the way to ask for the whole value."""
    note = _("masked")
    value = format_html('<span class="masked" title="{}">{}</span>', note, shown)
    if not reveal_address:
        return format_html('{}<span class="visually-hidden"> ({})</span>', value, note)
    link = format_html('<a class="reveal" href="{}">{} {}</a>', reveal_address, assets.icon("eye"), _("Show"))
    return format_html('{}<span class="visually-hidden"> ({})</span> {}', value, note, link)


@register.simple_tag
def fact(label: str, value: object, note: str = "") -> SafeString:
    """One row of `<dl class="facts">`: label, value or 未采集, and where the value comes from."""
    shown: object = value
    if value is None or value == "":
        shown = format_html('<span class="missing">{}</span>', _("Not collected"))
    source = format_html('<span class="fact-note">{}</span>', note) if note else ""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}{}</dd></div>', label, shown, source)


@register.simple_tag
def crumbs(*words: str) -> SafeString:
    """The way to this page: label and address in turn, last the label of the page itself."""
    steps = zip(words[:-1:2], words[1::2], strict=True)
    links = format_html_join("", '<li><a href="{1}">{0}</a></li>', steps)
    last = format_html('<li aria-current="page">{}</li>', words[-1])
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}{}</ol></nav>', _("Where you are"), links, last)


@register.simple_tag
def menu_list(menu: Iterable[MenuSection] | None) -> SafeString:
    """The whole menu, joined by hand: twenty entries in a template cost more than a page may."""
    return SafeString("".join(map(_menu_section, menu or ())))


def _menu_section(section: MenuSection) -> str:
    return f"<section><h2>{escape(section.label)}</h2><ul>{''.join(map(_menu_link, section.items))}</ul></section>"


def _menu_link(link: MenuLink) -> str:
    here = ' aria-current="page"' if link.current else ""
    words = f"{assets.icon(link.icon)}<span>{escape(link.label)}</span>"
    return f'<li><a href="{escape(link.url)}"{here}>{words}</a></li>'


@register.inclusion_tag("web/error_summary.html")
def error_summary(form: BaseForm) -> Mapping[str, Any]:
    """Every error of a form as a link to its field; `{{ form }}` draws it by itself."""
    number = sum(len(errors) for errors in form.errors.values())
    return {"form": form, "number": number}


@register.filter
def browser(user_agent: str) -> str:
    """A browser in words a person knows; "" where it is unknown."""
    return browser_words(user_agent)


@register.filter
def told_of(error: object, label: object) -> str:
    """An error with its field's name in front, unless the sentence begins with the name already."""
    if str(error).startswith(str(label)):
        return str(error)
    return _("{label}: {error}").format(label=label, error=error)


@register.inclusion_tag("web/empty_state.html")
def empty_state(title: str, hint: str, address: str = "", action: str = "", icon: str = "folder") -> Mapping[str, Any]:
    """In place of an empty list: what is not there, why, and what to do next."""
    return {"title": title, "hint": hint, "address": address, "action": action, "icon": icon}


@register.inclusion_tag("web/pager.html", takes_context=True)
def pager(context: template.Context, previous: object, following: object, target: str = "") -> Mapping[str, Any]:
    """Older and newer rows by cursor (`?before=` and `?after=`), other parameters of the address kept."""
    return {"request": context["request"], "previous": previous, "following": following, "target": target}


@register.inclusion_tag("web/progress.html")
def progress(label: str, done: int, total: int, poll_address: str = "", name: str = "progress") -> Mapping[str, Any]:
    """How far a job is; with an address it asks again every two seconds until done."""
    share = min(100, done * 100 // total) if total else 0
    finished = bool(total) and done >= total
    return {
        "label": label,
        "done": done,
        "total": total,
        "share": share,
        "name": name,
        "poll_address": "" if finished else poll_address,
    }


@register.filter
def chinese_date(day: date | None) -> str:
    """A day as officials write it: 2026年9月1日, in English 2026-09-01; "" if there is none."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = (localtime(day) if is_aware(day) else day).date()
    return say_date(day) if (get_language() or "").startswith("zh") else day.isoformat()


@register.filter
def chinese_month(day: date | None) -> str:
    """The month of a day: 2026年9月, in English 2026-09; "" if there is none."""
    if day is None:
        return ""
    return f"{day.year}年{day.month}月" if (get_language() or "").startswith("zh") else f"{day:%Y-%m}"


@register.filter
def chinese_written(text: object) -> object:
    """A text whose days and months are written 2018-06-28 or 2018-06, with them as officials write them."""
    if not isinstance(text, str) or not (get_language() or "").startswith("zh"):
        return text
    return WRITTEN_DAY.sub(_said_in_chinese, text)


def _said_in_chinese(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


@register.filter
def chinese_moment(moment: datetime | None) -> str:
    """A day and the time on the clock of the house: 2026年9月1日 14:05."""
    if moment is None:
        return ""
    local = localtime(moment) if is_aware(moment) else moment
    return f"{chinese_date(local.date())} {local:%H:%M}"


@cache
def _installed_version() -> str:
    return version("xiangban")
