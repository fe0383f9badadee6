"""A gallery of all components on invented values: a URL table of its own, looked at and driven by tests.

Run it by itself with `python -m xiangban.web.tests.gallery PORT`.
"""

import os
import sys
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import run as serve
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.safestring import mark_safe

from xiangban.web import views
from xiangban.web.badges import Badge, Tone
from xiangban.web.forms import DayInput
from xiangban.web.menu import MenuLink, MenuSection
from xiangban.web.parts import page_or_part
from xiangban.web.rows import BadgeCell, LinkCell, RowTemplate, TextCell

STATES = {
    "draft": Badge("草稿", Tone.PLAIN, "pencil"),
    "submitted": Badge("村已提交", Tone.NOTICE),
    "registered": Badge("在册", Tone.GOOD),
    "late": Badge("待认领", Tone.WARNING, "clock"),
    "alert": Badge("无人监护", Tone.DANGER),
}
ROWS = RowTemplate(
    ["pk", "name", "sex", "born", "village", "carer", "state", "visits"],
    [
        LinkCell("姓名", "name", url_name="gallery:child", key="pk"),
        TextCell("性别", "sex"),
        TextCell("出生日期", "born"),
        TextCell("现居地", "village"),
        TextCell("实际照料人", "carer"),
        BadgeCell("状态", "state", badges=STATES),
        TextCell("走访次数", "visits", css="number"),
    ],
)


def invented_rows(count: int) -> list[tuple[object, ...]]:
    """Rows of invented children, enough to see a full list."""
    names, states = ["张*", "李*明", "欧阳*", "阿*·木", "王*华"], [*STATES]
    return [
        (
            UUID(int=n + 1),
            names[n % 5],
            "男女"[n % 2],
            date(2012 + n % 9, 1 + n % 12, 1 + n % 28),
            "石桥村",
            None if n % 4 == 3 else "祖母",
            states[n % 5],
            n % 7,
        )
        for n in range(count)
    ]


class ChildForm(forms.Form):
    name = forms.CharField(label="姓名", help_text="与户口簿一致;没有户口簿的,与出生医学证明一致。", max_length=20)
    born = forms.DateField(label="出生日期", widget=DayInput)
    number = forms.RegexField(
        r"^\d{17}[\dX]$", label="身份证件号码", required=False, error_messages={"invalid": "应为 18 位,末位可以是 X。"}
    )
    health = forms.ChoiceField(
        label="健康状况", choices=[("", "请选择"), ("1", "健康"), ("2", "残疾"), ("3", "患重病")]
    )
    boarding = forms.ChoiceField(
        label="是否寄宿", choices=[("1", "寄宿"), ("0", "走读"), ("9", "未采集")], widget=forms.RadioSelect
    )
    measures = forms.MultipleChoiceField(
        label="帮扶措施",
        required=False,
        choices=[("1", "低保"), ("2", "临时救助"), ("3", "结对帮扶")],
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.BooleanField(label="已向监护人说明收集信息的目的和方式")
    notes = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kept = forms.CharField(widget=forms.HiddenInput, initial="1")


def _menu() -> list[MenuSection]:
    return [
        MenuSection(
            "工作",
            [
                MenuLink("我的一天", "/desk/", "home", current=False),
                MenuLink("留守儿童", "/", "users", current=True),
                MenuLink("待认领", "/claims/", "arrows-exchange", current=False),
            ],
        ),
        MenuSection(
            "关爱服务网络",
            [
                MenuLink("行政区划", "/places/", "sitemap", current=False),
                MenuLink("机构与人员", "/agencies/", "building-community", current=False),
                MenuLink("工作日历", "/calendar/", "calendar", current=False),
            ],
        ),
        MenuSection(
            "权限与记录",
            [
                MenuLink("数据导出", "/exports/", "download", current=False),
                MenuLink("操作留痕", "/trail/", "history", current=False),
            ],
        ),
    ]


def _viewer() -> SimpleNamespace:
    posts = [_Post("县民政经办", "云岫县"), _Post("儿童督导员（代理）", "白石坝镇")]
    seats = [SimpleNamespace(pk=number, post=post) for number, post in enumerate(posts)]
    return SimpleNamespace(
        display_name="林溪禾",
        post_title="县民政经办",
        place_name="云岫县",
        seat_id=seats[0].pk,
        seats=seats,
    )


class _Post:
    def __init__(self, title: str, territory: str) -> None:
        self.title, self.territory = title, territory

    def __str__(self) -> str:
        return self.title


def said_to_be_real() -> bool:
    return False


def said_to_be_invented() -> bool:
    return True


def said_by_a_broken_database() -> bool:
    raise DatabaseError


def page(request: HttpRequest) -> HttpResponse:
    """All components on one page; a POST shows the form with its errors."""
    request.viewer = _viewer()  # type: ignore[attr-defined]  # the attribute is set by the middleware of access
    form = ChildForm(request.POST) if request.method == "POST" else ChildForm()
    context: dict[str, Any] = {
        "menu": _menu(),
        "seats": _viewer().seats,
        "demo_notice": True,
        "form": form,
        "rows": ROWS,
        "lines": ROWS.render(invented_rows(8)),
        "badges": STATES.values(),
        "today": date(2026, 9, 1),
        "choose_seat_address": "/seats/choose/",
        "sign_out_address": "/account/logout/",
        "account_links": [{"url": "/account/", "icon": "lock", "label": "密码与双重认证"}],
    }
    return render(request, "gallery.html", context)


def job(request: HttpRequest, done: int) -> HttpResponse:
    """A job of 1,200 rows that gains 400 at every look."""
    after = min(1200, done + 400)
    context = {"label": "正在生成导出文件", "done": after, "total": 1200, "poll_address": f"/job/{after}/"}
    return page_or_part(request, "parts.html", "job", context)


def empty(request: HttpRequest, pk: UUID) -> HttpResponse:
    return HttpResponse(mark_safe("<p>-</p>"))


_own = [
    path("", page, name="start"),
    path("list/", page, name="list"),
    path("list/others/", page, name="others"),
    path("child/<uuid:pk>/", empty, name="child"),
    path("job/<int:done>/", job, name="job"),
]
urlpatterns = [
    path("", include("xiangban.web.urls")),
    path("", include((_own, "gallery"))),
    path("error/400/", views.bad_request),
    path("error/403/", views.permission_denied),
    path("error/500/", views.server_error),
]
handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "xiangban.web.tests.gallery_settings"
    import django

    django.setup()
    serve("127.0.0.1", int(sys.argv[1]), StaticFilesHandler(WSGIHandler()), threading=True)
