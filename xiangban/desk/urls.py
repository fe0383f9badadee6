"""Addresses of the day and of the handover sheet.

The start page of every seat is its day.
"""

from django.urls import path

from xiangban.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("desk/handover/<int:post>/", views.handover_sheet, name="handover_sheet"),
]
