"""The room of the conference, as Django knows it."""

from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "xiangban.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"
